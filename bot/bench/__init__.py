"""`maraude bench`: this bot next to a bare python-telegram-bot echo bot, in the same run."""

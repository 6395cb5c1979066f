"""Everything Telegram-shaped; the only user of python-telegram-bot."""

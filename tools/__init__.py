"""Programs for developers; the bot needs none of them."""

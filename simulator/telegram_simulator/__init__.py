"""A local Telegram for one bot: its Bot API over HTTP, and people who write to it."""

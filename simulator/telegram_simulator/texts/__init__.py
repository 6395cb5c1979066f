"""Texts as Telegram sees them: entities counted in UTF-16, parse modes, limits."""

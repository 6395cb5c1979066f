"""Maraude: a Telegram bot for digital outreach to young people."""

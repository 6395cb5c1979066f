"""Tables, queries and migrations; the one door between a Telegram id and a pseudonym."""

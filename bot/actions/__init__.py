"""What the bot can do: one verb a file. Each changes state and enqueues its messages together."""

"""Inbox and outbox: nothing that was written is lost, whatever happens to the process."""

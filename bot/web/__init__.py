"""The ASGI app: webhook and health."""

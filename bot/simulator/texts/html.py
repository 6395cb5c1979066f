"""parse_mode HTML, with the server's errors."""

from bot.simulator.wire import Json


def parse_html(text: str) -> tuple[str, list[Json]]:
    """The text without its tags, and its entities."""
    return text, []

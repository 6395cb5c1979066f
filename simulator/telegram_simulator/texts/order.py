"""The order in which Telegram lists entities: by place, the wider first, then by kind."""

from telegram_simulator.wire import Json

_RANKS = {
    "blockquote": 0, "expandable_blockquote": 0, "pre": 11, "code": 20, "text_link": 49,
    "text_mention": 49, "bold": 90, "italic": 91, "underline": 92, "strikethrough": 93,
    "spoiler": 94, "custom_emoji": 99,
}  # fmt: skip
_FOUND = 50


def in_order(entities: list[Json]) -> list[Json]:
    """The same entities, sorted."""
    return sorted(
        entities,
        key=lambda one: (one["offset"], -one["length"], _RANKS.get(one["type"], _FOUND)),
    )

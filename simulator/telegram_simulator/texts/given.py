"""Entities given with a text: checked, cut where the text is trimmed, joined with found ones."""

from telegram_simulator.texts import utf16
from telegram_simulator.texts.order import in_order
from telegram_simulator.wire import ApiError, Json, bad_request

# Those of a kind that Telegram finds by itself are ignored when given.
STYLES = frozenset(
    {
        "bold", "italic", "underline", "strikethrough", "spoiler", "code", "pre", "text_link",
        "text_mention", "custom_emoji", "blockquote", "expandable_blockquote",
    }
)  # fmt: skip
FOUND = frozenset(
    {
        "mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number",
        "bank_card_number",
    }
)  # fmt: skip
_NEEDS = {"text_link": "url", "text_mention": "user", "custom_emoji": "custom_emoji_id"}
_KEPT = ("type", "offset", "length", "url", "user", "language", "custom_emoji_id")
_ALONE = frozenset({"code", "pre", "text_link"})  # nothing is found inside these


def check_entities(text: str, entities: list[object]) -> list[Json]:
    """The given entities in order; wrong ones are refused as the server refuses them.

    Raises:
        ApiError: one is not an entity, or does not fit the text.
    """
    size = utf16.length(text)
    checked = [_checked(entity, size) for entity in entities]
    kept = [entity for entity in checked if entity is not None]
    if size != len(text):
        _check_symbols(text, kept)
    return in_order(kept)


def _checked(entity: object, size: int) -> Json | None:
    if not isinstance(entity, dict):
        raise _unparsed("expected an Object")
    kind, offset, length = _kind(entity), _place(entity, "offset"), _place(entity, "length")
    if kind in FOUND:
        return None
    if (needed := _NEEDS.get(kind)) and needed not in entity:
        raise _unparsed(f'Can\'t find field "{needed}"')
    _check_place(offset, length, size)
    if length == 0:
        return None
    return {key: entity[key] for key in _KEPT if entity.get(key) is not None}


def _kind(entity: Json) -> str:
    kind = entity.get("type")
    if kind is None:
        raise _unparsed('Can\'t find field "type"')
    if not isinstance(kind, str) or kind not in STYLES | FOUND:
        raise _unparsed("Unsupported type specified")
    return kind


def _place(entity: Json, name: str) -> int:
    if name not in entity:
        raise _unparsed(f'Can\'t find field "{name}"')
    value = entity[name]
    if not isinstance(value, int):
        raise _unparsed(f'Field "{name}" must be of type Number')
    return value


def _unparsed(what: str) -> ApiError:
    return bad_request(f"can't parse MessageEntity: {what}")


def _check_place(offset: int, length: int, size: int) -> None:
    if offset < 0 or length < 0:
        raise _unparsed("Entity has a negative offset or length")
    if offset > size:
        raise bad_request(f"entity begins after the end of the text at UTF-16 offset {offset}")
    if offset + length > size:
        raise bad_request(
            f"entity beginning at UTF-16 offset {offset} ends after the end of the text "
            f"at UTF-16 offset {offset + length}"
        )


def _check_symbols(text: str, entities: list[Json]) -> None:
    """An entity may not begin or end inside a character of two UTF-16 code units."""
    raw = text.encode("utf-16-le", "surrogatepass")
    for entity in entities:
        start, end = entity["offset"], entity["offset"] + entity["length"]
        if _low_half(raw, start):
            raise bad_request(
                f"entity begins in a middle of a UTF-16 symbol at byte offset {_byte(raw, start)}"
            )
        if _low_half(raw, end):
            raise bad_request(
                f"entity beginning at UTF-16 offset {start} ends in a middle of a UTF-16 symbol "
                f"at byte offset {_byte(raw, end)}"
            )


def _low_half(raw: bytes, place: int) -> bool:
    high_byte = raw[2 * place + 1 : 2 * place + 2]
    return b"\xdc" <= high_byte <= b"\xdf" if high_byte else False


def _byte(raw: bytes, place: int) -> int:
    return len(raw[: 2 * (place - 1)].decode("utf-16-le", "replace").encode())


def trim(text: str, entities: list[Json]) -> tuple[str, list[Json]]:
    """The text without blanks around it, and the entities moved and cut accordingly."""
    trimmed = text.strip(" \t\r\n\v\f")
    if trimmed == text:
        return text, entities
    lead = utf16.length(text[: len(text) - len(text.lstrip(" \t\r\n\v\f"))])
    size = utf16.length(trimmed)
    moved = []
    for entity in entities:
        start = max(0, entity["offset"] - lead)
        end = min(size, entity["offset"] + entity["length"] - lead)
        if end > start:
            moved.append({**entity, "offset": start, "length": end - start})
    return trimmed, moved


def merge(given: list[Json], found: list[Json]) -> list[Json]:
    """Both, without what was found inside code or a link."""
    if not given or not found:
        return given or found
    alone = [e for e in given if e["type"] in _ALONE]
    free = [e for e in found if not any(_touch(e, other) for other in alone)]
    return in_order(given + free)


def _touch(one: Json, other: Json) -> bool:
    ends_before: bool = one["offset"] + one["length"] <= other["offset"]
    begins_after: bool = one["offset"] >= other["offset"] + other["length"]
    return not (ends_before or begins_after)

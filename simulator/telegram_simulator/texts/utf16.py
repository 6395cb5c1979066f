"""Counting as Telegram counts: in UTF-16 code units."""


def length(text: str) -> int:
    """How long Telegram finds a text."""
    if text.isascii():
        return len(text)
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def cut(text: str, offset: int, size: int) -> str:
    """The part of a text at these places."""
    raw = text.encode("utf-16-le", "surrogatepass")[2 * offset : 2 * (offset + size)]
    return raw.decode("utf-16-le", "replace")

"""Finds what Telegram marks by itself in a text: commands, links, e-mails, phone numbers...

The rules are those that a reader would expect from the apps, not a copy of every corner
of them; offsets count UTF-16 code units.
"""

import re

from telegram_simulator.texts import utf16
from telegram_simulator.wire import Json

#: A hyphen is part of a name: looked for again after each, a long text would take its square.
_WORD_BEFORE = r"(?<![\w@/#$-])"
_FINDERS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "email",
        re.compile(r"(?<![\w.+-])[A-Za-z0-9_+-][\w.+-]{0,60}@(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,8}\b"),
    ),
    (
        "url",
        re.compile(
            r"(?:(?:https?|ftp)://(?:[\w~-]+\.)*[\w~-]+(?::\d{1,5})?(?:[/?#][^\s<>«»\"]*)?"
            rf"|{_WORD_BEFORE}(?<!\.)(?:[\w-]+\.)+(?:com|org|net|fr|eu|info|io|me|gouv\.fr|be|ch|app|tv)"
            r"(?::\d{1,5})?(?![\w@-])(?:[/?#][^\s<>«»\"]*)?"
            r"|(?:tg|ton)://[\w-]+(?:[/?#][^\s<>«»\"]*)?)",
            re.IGNORECASE,
        ),
    ),
    ("bot_command", re.compile(r"(?<![\w/<>@])/[A-Za-z0-9_]{1,64}(?:@\w{3,32})?(?![\w/<>])")),
    ("mention", re.compile(r"(?<![\w@])@[A-Za-z]\w{2,31}(?!\w)", re.ASCII)),
    ("hashtag", re.compile(r"(?<![\w&#])#(?=\w*[^\W\d_])\w{1,256}(?![\w#])")),
    ("cashtag", re.compile(r"(?<![\w$])\$[A-Z]{1,8}(?![\w$])")),
    ("phone_number", re.compile(r"(?<![\w+.,/-])\+?\d(?:[ .()-]{0,2}\d){7,14}(?![\w-]|[.,]\d)")),
)
_WORTH_A_LOOK = re.compile(r"[@/#$.]|\d{2}|\d[ .()-]\d")
_ENDINGS = ".:;,('?!`\""


def find_entities(text: str) -> list[Json]:
    """The entities of a text that nobody formatted, in order, none inside another."""
    if not _WORTH_A_LOOK.search(text):
        return []
    taken: list[tuple[int, int, str]] = []
    for kind, pattern in _FINDERS:
        for match in pattern.finditer(text):
            start, end = match.span()
            if kind == "url":
                end = start + len(_without_ending(match.group()))
            if kind == "phone_number" and not _is_phone_number(match.group()):
                continue
            if all(end <= other or start >= stop for other, stop, _ in taken):
                taken.append((start, end, kind))
    return [_entity(text, *place) for place in sorted(taken)]


def _without_ending(url: str) -> str:
    """A link without the full stop or the bracket of the sentence around it."""
    while True:
        kept = url.rstrip(_ENDINGS)
        for opening, closing in ("()", "[]", "{}"):
            if kept.endswith(closing) and kept.count(closing) > kept.count(opening):
                kept = kept[:-1]
        if kept == url:
            return kept
        url = kept


def _is_phone_number(found: str) -> bool:
    """A French or international number; a date, an amount or a card number is not one."""
    digits = re.sub(r"\D", "", found)
    if found.startswith("+"):
        return 8 <= len(digits) <= 15  # noqa: PLR2004 - the lengths of E.164
    return len(digits) == 10 and digits.startswith("0")  # noqa: PLR2004 - a national number


def _entity(text: str, start: int, end: int, kind: str) -> Json:
    return {
        "type": kind,
        "offset": utf16.length(text[:start]),
        "length": utf16.length(text[start:end]),
    }

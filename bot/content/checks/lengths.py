"""Texts that Telegram would refuse, or that nobody would read to the end."""

from collections.abc import Iterator

from bot.content.checks.audited import Audited
from bot.content.checks.readability import words
from bot.content.findings import Finding, Loc, Severity
from bot.content.kinds.base import MESSAGE_LIMIT
from bot.content.rich import utf16_length

#: A canned reply is read like a step.
REPLY_WORDS = 90
#: What surrounds a text in a message: title, contacts, sources.
ROOM_AROUND = 800


def too_long_for_telegram(audited: Audited) -> Iterator[Finding]:
    """Texts of one message beyond Telegram's 4096 UTF-16 units (cards are paged)."""
    for file, at, text, _ in _measured(audited):
        length = utf16_length(audited.plain(text)) + ROOM_AROUND
        if length > MESSAGE_LIMIT and at != ("body",):
            args = {"length": length, "limit": MESSAGE_LIMIT}
            yield Finding("too-long-for-telegram", file, at, args=args)


def too_long_for_reading(audited: Audited) -> Iterator[Finding]:
    """Texts with more words than their kind allows."""
    for file, at, text, limit in _measured(audited):
        count = len(words(audited.plain(text)))
        if count > limit:
            args = {"words": count, "limit": limit}
            yield Finding("too-many-words", file, at, Severity.ERROR, args)


def _measured(audited: Audited) -> Iterator[tuple[str, Loc, str, int]]:
    for item in audited.pages:
        for part in item.measured():
            yield item.file, part.at, part.text, part.words
    for position, reply in enumerate(audited.library.canned.values()):
        yield reply.file, (position, "text"), reply.text, REPLY_WORDS

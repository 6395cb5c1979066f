"""Texts that Telegram would refuse, or that nobody would read to the end."""

from collections.abc import Iterator

from bot.content.checks.audited import Audited
from bot.content.checks.readability import words
from bot.content.collection import Library
from bot.content.findings import Finding, Loc, Severity
from bot.content.kinds.base import MESSAGE_LIMIT
from bot.content.rich import utf16_length

#: Words that can be read in about 40 seconds on a phone, and the room each kind has.
CARD_WORDS = 130
STEP_WORDS = 90
RESULT_WORDS = 90
EXPLANATION_WORDS = 60
DAY_WORDS = 60
INTRO_WORDS = 60
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
    library = audited.library
    for card in library.cards.values():
        yield card.file, ("body",), card.body, CARD_WORDS
    for path in library.paths.values():
        for position, step in enumerate(path.steps):
            yield path.file, ("steps", position, "text"), step.text, STEP_WORDS
    for position, reply in enumerate(library.canned.values()):
        yield reply.file, (position, "text"), reply.text, STEP_WORDS
    yield from _in_games(library)


def _in_games(library: Library) -> Iterator[tuple[str, Loc, str, int]]:
    for test in library.assessments.values():
        yield test.file, ("intro",), test.intro, INTRO_WORDS
        for position, result in enumerate(test.results):
            yield test.file, ("results", position, "text"), result.text, RESULT_WORDS
    for quiz in library.quizzes.values():
        yield quiz.file, ("intro",), quiz.intro, INTRO_WORDS
        for position, question in enumerate(quiz.questions):
            at = ("questions", position, "explain")
            yield quiz.file, at, question.explain, EXPLANATION_WORDS
    for challenge in library.challenges.values():
        for position, day in enumerate(challenge.days):
            for variant in challenge.variants:
                text = challenge.text_of(day, variant)
                yield challenge.file, ("days", position, "text"), text, DAY_WORDS

"""Words of recent messages, in memory only: for edits, captions and quotes.

Nothing here is ever written down; after a restart the bot does without.
"""

from collections import OrderedDict
from dataclasses import dataclass, field

from telegram import MessageEntity

from bot.domain.people import PersonId
from bot.store.messages import Reference

_KEPT = 2_000


@dataclass(frozen=True, slots=True)
class Spoken:
    """The words of one message."""

    text: str = field(repr=False)
    entities: tuple[MessageEntity, ...] = field(default=(), repr=False)
    #: The part of the answered message that it quotes, and where that stands in it.
    quote: str | None = field(default=None, repr=False)
    quote_position: int = 0
    #: Telegram's name for the file it came with, which tells whether that was replaced.
    file: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class _Entry:
    """What a message says now, since which update, and what it said before."""

    now: Spoken
    update: int
    before: Spoken | None


class SpokenWords:
    """A small memory that forgets the oldest first."""

    def __init__(self) -> None:
        """Start with nothing."""
        self._words: OrderedDict[tuple[PersonId, int], _Entry] = OrderedDict()

    def remember(
        self, author: PersonId, source_id: int, spoken: Spoken, update: int = 0
    ) -> Spoken | None:
        """Keep the words of a message for a while; returns what it said before, if known.

        An update that is handled again, after its transaction was undone, gets the same answer.
        """
        known = self._words.get((author, source_id))
        again = known is not None and update != 0 and known.update == update
        before = known.before if known and again else known.now if known else None
        self._words[author, source_id] = _Entry(spoken, update, before)
        while len(self._words) > _KEPT:
            self._words.popitem(last=False)
        return before

    def of(self, message: Reference) -> Spoken | None:
        """The words of a message, if they are still known."""
        return self.said(message.author_id, message.source_id)

    def said(self, author: PersonId, source_id: int) -> Spoken | None:
        """The words of a message of somebody's chat, if they are still known."""
        known = self._words.get((author, source_id))
        return known.now if known else None

    def forget_message(self, author: PersonId, source_id: int) -> None:
        """Forget one message."""
        self._words.pop((author, source_id), None)

    def forget(self, person: PersonId) -> None:
        """Forget all that somebody wrote."""
        for key in [key for key in self._words if key[0] == person]:
            del self._words[key]

"""Words of recent messages, in memory only: for edits, captions and triage context.

Nothing here is ever written down; after a restart the bot does without.
"""

from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from telegram import MessageEntity

from bot.domain.danger import Danger, Verdict
from bot.domain.people import PersonId
from bot.store.messages import Reference

_KEPT = 2_000
_RECENT = timedelta(hours=2)
_LEVELS = 5


#: Which message it is about: handled again after its transaction was undone, it counts as new.
Occasion = Hashable


@dataclass(frozen=True, slots=True)
class Spoken:
    """The words of one message."""

    text: str = field(repr=False)
    entities: tuple[MessageEntity, ...] = field(default=(), repr=False)


@dataclass(slots=True)
class _Mood:
    """What triage thought of somebody lately."""

    verdicts: list[tuple[datetime, Verdict]] = field(default_factory=list)
    shown: tuple[datetime, Danger, Occasion] | None = None
    album: tuple[str, Occasion] | None = None


class SpokenWords:
    """A small memory that forgets the oldest first."""

    def __init__(self) -> None:
        """Start with nothing."""
        self._words: OrderedDict[tuple[PersonId, int], Spoken] = OrderedDict()
        self._moods: OrderedDict[PersonId, _Mood] = OrderedDict()

    def remember(self, author: PersonId, source_id: int, spoken: Spoken) -> None:
        """Keep the words of a message for a while."""
        self._words[author, source_id] = spoken
        while len(self._words) > _KEPT:
            self._words.popitem(last=False)

    def of(self, message: Reference) -> Spoken | None:
        """The words of a message, if they are still known."""
        return self.said(message.author_id, message.source_id)

    def said(self, author: PersonId, source_id: int) -> Spoken | None:
        """The words of a message of somebody's chat, if they are still known."""
        return self._words.get((author, source_id))

    def note(self, person: PersonId, verdict: Verdict, now: datetime) -> None:
        """Keep what triage thought, as context for what comes next."""
        mood = self._moods.setdefault(person, _Mood())
        self._moods.move_to_end(person)
        mood.verdicts = [*mood.verdicts, (now, verdict)][-_LEVELS:]
        while len(self._moods) > _KEPT:
            self._moods.popitem(last=False)

    def recent(self, person: PersonId, now: datetime) -> list[Verdict]:
        """What triage thought of their last messages, the newest last."""
        mood = self._moods.get(person)
        return [v for at, v in mood.verdicts if now - at < _RECENT] if mood else []

    def shown_lately(
        self, person: PersonId, danger: Danger, now: datetime, occasion: Occasion
    ) -> bool:
        """Whether numbers for this level were shown minutes ago; notes that they are now."""
        mood = self._moods.setdefault(person, _Mood())
        if mood.shown is not None and mood.shown[2] != occasion:
            at, level, _ = mood.shown
            if now - at < timedelta(minutes=10) and level >= danger:
                return True
        mood.shown = (now, danger, occasion)
        return False

    def first_of_album(self, person: PersonId, album: str, occasion: Occasion) -> bool:
        """Whether this is the first picture seen of an album: it is explained once."""
        mood = self._moods.setdefault(person, _Mood())
        first = mood.album is None or mood.album[0] != album or mood.album[1] == occasion
        if first:
            mood.album = (album, occasion)
        return first

    def forget(self, person: PersonId) -> None:
        """Forget all about somebody."""
        self._moods.pop(person, None)
        for key in [key for key in self._words if key[0] == person]:
            del self._words[key]

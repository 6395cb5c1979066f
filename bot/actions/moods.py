"""What triage thought of people lately: in memory only, never written down.

After a restart the bot does without: numbers may then come once more than needed.
"""

from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.domain.danger import FOLLOW_UP, Verdict
from bot.domain.people import PersonId

#: Which message, or which edit of it: handled again after its transaction was undone, it
#: counts as new.
Occasion = Hashable

_KEPT = 2_000
_RECENT = timedelta(hours=2)
_LEVELS = 5
#: The same numbers for the same reason are not shown again so soon.
_REMEMBERED = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class _Shown:
    """Numbers that were shown, or are on their way."""

    at: datetime
    verdict: Verdict
    occasion: Occasion

    def covers(self, verdict: Verdict) -> bool:
        """Whether they say all that these would say."""
        # The same sentence once more follows up on itself: that alone is nothing new.
        own = set(verdict.why) - {FOLLOW_UP} or set(verdict.why)
        known = own <= set(self.verdict.why)
        return (
            self.verdict.danger >= verdict.danger and self.verdict.topic is verdict.topic and known
        )


@dataclass(slots=True)
class _Mood:
    verdicts: list[tuple[datetime, Occasion, Verdict]] = field(default_factory=list)
    shown: list[_Shown] = field(default_factory=list)


class Moods:
    """A small memory that forgets the oldest first."""

    def __init__(self) -> None:
        """Start with nothing."""
        self._moods: OrderedDict[PersonId, _Mood] = OrderedDict()

    def note(self, person: PersonId, verdict: Verdict, now: datetime, occasion: Occasion) -> None:
        """Keep what triage thought, as context for what comes next."""
        mood = self._of(person)
        others = [past for past in mood.verdicts if past[1] != occasion]
        mood.verdicts = [*others, (now, occasion, verdict)][-_LEVELS:]

    def recent(self, person: PersonId, now: datetime, but: Occasion = None) -> list[Verdict]:
        """What triage thought of their last messages, the newest last."""
        mood = self._moods.get(person)
        if mood is None:
            return []
        return [
            v for at, occasion, v in mood.verdicts if abs(now - at) < _RECENT and occasion != but
        ]

    def latest(
        self, person: PersonId, now: datetime, within: timedelta
    ) -> list[tuple[Occasion, Verdict]]:
        """The same of so short a time, with the messages they were about."""
        mood = self._moods.get(person)
        return [(o, v) for at, o, v in mood.verdicts if abs(now - at) < within] if mood else []

    def shows_now(
        self, person: PersonId, verdict: Verdict, now: datetime, occasion: Occasion
    ) -> bool:
        """Whether numbers are shown for this; notes that they are.

        They come again when the level rises, or the subject or a reason is new; never the same
        numbers for the same reason within minutes.
        """
        mood = self._of(person)
        mood.shown = [
            one
            for one in mood.shown
            if abs(now - one.at) < _REMEMBERED and one.occasion != occasion
        ]
        if any(one.covers(verdict) for one in mood.shown):
            return False
        mood.shown.append(_Shown(now, verdict, occasion))
        return True

    def numbers_lost(self, person: PersonId) -> None:
        """Numbers on their way never arrived: the next danger gets them again."""
        if person in self._moods:
            self._moods[person].shown.clear()

    def forget(self, person: PersonId) -> None:
        """Forget all about somebody."""
        self._moods.pop(person, None)

    def _of(self, person: PersonId) -> _Mood:
        mood = self._moods.setdefault(person, _Mood())
        self._moods.move_to_end(person)
        while len(self._moods) > _KEPT:
            self._moods.popitem(last=False)
        return mood

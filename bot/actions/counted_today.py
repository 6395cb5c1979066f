"""Whom a counter has moved for today, so that nobody weighs twice: in memory only.

A mark is a keyed hash of an account, of what was counted and of the day; its key is drawn at
start and known to nobody, and marks leave with their day. Who read what is not in them. After a
restart a count of the same day may be made once more.
"""

import hashlib
import secrets
from datetime import date, timedelta

from bot.domain.figures import Measure
from bot.store.database import Transaction

#: More than a region counts in a day; whoever was counted first may be counted again.
_KEPT = 20_000
#: Territories may be a day apart; and a clock may be set back over midnight.
_LASTS = timedelta(days=1)
_BYTES = 8


class CountedToday:
    """A small memory that forgets the oldest first, and every day but those around this one."""

    def __init__(self) -> None:
        """Nobody was counted."""
        self._key = secrets.token_bytes(16)
        self._marks: dict[date, dict[int, None]] = {}

    def first(
        self, tx: Transaction, day: date, account: bytes, measure: Measure, episode: int = 0
    ) -> bool:
        """Whether an account was not counted so on that day; from the commit on, it is.

        ``episode``: which one of theirs, for what each begins anew.
        """
        mark = self._mark(day, account, f"{measure} {episode}")
        if mark in tx.counted or mark in self._marks.get(day, {}):
            return False
        tx.counted.add(mark)
        tx.once_committed.append(lambda: self._keep(day, mark))
        return True

    def _mark(self, day: date, account: bytes, what: str) -> int:
        said = b" ".join((day.isoformat().encode(), what.encode(), account))
        return int.from_bytes(hashlib.blake2b(said, digest_size=_BYTES, key=self._key).digest())

    def _keep(self, day: date, mark: int) -> None:
        self._marks = {one: m for one, m in self._marks.items() if abs(one - day) <= _LASTS}
        marks = self._marks.setdefault(day, {})
        marks[mark] = None
        if len(marks) > _KEPT:
            del marks[next(iter(marks))]

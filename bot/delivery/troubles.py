"""Defects that were set aside so that the rest goes on: what kind, how many, when last.

Nothing of what was concerned is in here, so that a health page may show it.
"""

import traceback
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Kind(StrEnum):
    """What went wrong in sending."""

    #: A screen could not be drawn, or a message not be put together.
    UNDRAWABLE = "undrawable"
    #: A row, or what it refers to, could not be read.
    UNREADABLE = "unreadable"
    #: A seal that no key opens.
    SEAL = "seal"
    #: What was delivered could not be noted as usual.
    NOT_NOTED = "not-noted"
    #: A loop of the outbox stumbled, and went on.
    STUMBLED = "stumbled"


@dataclass(frozen=True, slots=True)
class Trouble:
    """One kind of defect, since the start."""

    kind: Kind
    count: int
    last: datetime


@dataclass(slots=True)
class Troubles:
    """The defects of one process since its start."""

    _known: dict[Kind, Trouble] = field(default_factory=dict)

    def note(self, kind: Kind, now: datetime) -> None:
        """Count one more."""
        known = self._known.get(kind)
        self._known[kind] = Trouble(kind, known.count + 1 if known else 1, now)

    def all(self) -> tuple[Trouble, ...]:
        """Each kind that happened, in the order of their names."""
        return tuple(sorted(self._known.values(), key=lambda trouble: trouble.kind.value))


def places(error: BaseException) -> dict[str, str]:
    """What a log may tell of an error: its type and where it came from, never its values."""
    origin = error.__cause__ or error
    frames = traceback.extract_tb(origin.__traceback__)[-4:]
    where = (f"{f.filename.rpartition('/')[2]}:{f.lineno} {f.name}" for f in reversed(frames))
    return {"error": type(origin).__name__, "where": " < ".join(where)}

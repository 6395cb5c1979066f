"""Lifting the seal on an identity when a life is at risk: two people, a ground, a short look.

The rule is the structure's promise to young people (docs/aipd.md): nobody alone ever learns which
Telegram account stands behind a pseudonym, and every step of it can be read afterwards.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.people import CaseId, PersonId

#: How long a second person may take to answer: what was grave may be over after that.
ASKED_FOR = timedelta(minutes=30)
#: How long the identity stands on the two screens: enough to read it to emergency services.
SHOWN_FOR = timedelta(minutes=15)
#: Shorter, a ground says nothing that could be read again in a year.
LEAST_WRITTEN = 20


class State(StrEnum):
    """Where a lifting stands."""

    #: The ground is chosen; what happened is still to be written.
    BEGUN = "begun"
    ASKED = "asked"
    AGREED = "agreed"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    #: It was agreed, and what was shown is taken back.
    HIDDEN = "hidden"


@dataclass(frozen=True, slots=True)
class Lifting:
    """One coordinator asks, another member agrees; nothing in it says who the person is."""

    id: int
    case_id: CaseId
    state: State
    asked_by: PersonId
    #: The id of a ground in ``content/fr/law.yaml``.
    ground: str
    #: Whether the person is told once it is lifted; not where that would endanger them.
    tells: bool
    #: When it came to this state.
    since: datetime
    #: The message in the chat of whoever asks that says what happened; None before it is written.
    written: int | None = None
    second: PersonId | None = None

    def waits(self, now: datetime) -> bool:
        """Whether a second person may answer it now."""
        return self.state is State.ASKED and abs(now - self.since) <= ASKED_FOR

    @property
    def readers(self) -> tuple[PersonId, ...]:
        """Who reads the identity, once it is agreed."""
        return (self.asked_by,) if self.second is None else (self.asked_by, self.second)

    def shows(self, reader: PersonId, now: datetime) -> bool:
        """Whether somebody may read the identity now: the two, for a short while."""
        return (
            reader in self.readers
            and self.state is State.AGREED
            and abs(now - self.since) <= SHOWN_FOR
        )


class LiftingOver(Exception):  # noqa: N818  # an expected refusal, not a fault
    """It was answered, withdrawn, or waited too long; or whoever asks may not any more."""

"""How long what is over is kept. Who talks, waits or is owed something is never forgotten."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Retention:
    """How long after its end each is kept."""

    #: A closed request: so long whoever comes back finds that they came before.
    requests: timedelta = timedelta(days=90)
    #: A contact of whom nothing was heard. Their requests are never kept longer.
    contacts: timedelta = timedelta(days=365)

    def __post_init__(self) -> None:
        """A contact goes once their requests are gone."""
        object.__setattr__(self, "requests", min(self.requests, self.contacts))


#: A clock that is ahead makes everything look old. What was to be done longer ago than this is
#: left for a day: a clock that jumped is put right by then, a bot that stood still loses nothing.
BELIEVED = timedelta(days=2)

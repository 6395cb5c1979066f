"""What the outbox asks of the two who work for it: one carries to Telegram, one keeps the books."""

from datetime import datetime, timedelta
from typing import Protocol

from bot.domain.people import PersonId
from bot.store.database import Transaction
from bot.store.glances import Standing
from bot.store.parcels import Carried, Parcel


class Postponed(Exception):  # noqa: N818  # an expected answer, not a fault
    """Telegram asks for a pause before this person is written to again."""

    def __init__(self, seconds: float) -> None:
        """Take the pause, in seconds."""
        super().__init__(f"{seconds} s")
        self.pause = timedelta(seconds=seconds)


class Refused(Exception):  # noqa: N818  # an expected answer, not a fault
    """Telegram will never accept this; ``reason`` is a content key."""

    def __init__(self, reason: str, *, blocked: bool = False) -> None:
        """Take the reason, and whether the person blocked the bot."""
        super().__init__(reason)
        self.reason = reason
        self.blocked = blocked


class Undrawable(Exception):  # noqa: N818  # said as what happened
    """A defect of ours: it could not even be put together, and trying again changes nothing."""


class Perhaps(Exception):  # noqa: N818  # said as what happened
    """It was sent and no answer came: it may have arrived, and sending it again may repeat it."""


class Carrier(Protocol):
    """Takes parcels to Telegram."""

    async def carry(self, parcel: Parcel, standing: Standing) -> Carried:
        """Send one. Raises Postponed, Refused, Undrawable, Perhaps; anything else: try again."""


class Clerk(Protocol):
    """Notes what becomes of a parcel, in the transaction that settles it."""

    async def delivered(self, tx: Transaction, parcel: Parcel, carried: Carried) -> None:
        """It arrived."""

    async def undeliverable(
        self, tx: Transaction, parcel: Parcel, reason: str, *, blocked: datetime | None
    ) -> None:
        """It will never arrive. ``blocked``: when it was tried, if they had blocked the bot."""

    async def unsure(self, tx: Transaction, parcel: Parcel) -> None:
        """It was sent several times with no answer: it may have arrived."""

    async def broken(self, tx: Transaction, parcel: Parcel) -> None:
        """A defect of ours kept it from being sent."""

    async def overtaken(self, tx: Transaction, parcel: Parcel) -> None:
        """Its case changed hands or ended before it was sent."""

    async def held_back(self, tx: Transaction, parcel: Parcel) -> None:
        """Its message may not pass now."""

    async def late(self, tx: Transaction, parcel: Parcel, carried: Carried) -> None:
        """It arrived after it was withdrawn, or after another process took it over."""

    async def recalled(self, tx: Transaction, erasing: PersonId, *, kept: int = 0) -> None:
        """A row that an erasure waited for is settled; ``kept`` may have stayed on a phone."""

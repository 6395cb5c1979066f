"""What every action works with: one transaction, one moment, one place."""

import random
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.domain.figures import Measure
from bot.domain.people import CaseId, PersonId, Role
from bot.domain.pseudonyms import Names
from bot.store import counters, outbox
from bot.store.database import Transaction
from bot.store.messages import Reference
from bot.store.outbox import Kind, Lane

#: Until territories are told apart, everything is counted for the one structure.
ALL = "all"


@dataclass(frozen=True, slots=True)
class Context:
    """One act: all of its changes and all of its messages are committed together."""

    tx: Transaction
    now: datetime
    names: Names
    zone: ZoneInfo = ZoneInfo("Europe/Paris")
    territory: str = ALL
    chance: random.Random = random.SystemRandom()  # noqa: RUF009  # has no state to share

    async def show(
        self,
        to: PersonId,
        screen: str,
        *,
        lane: Lane = Lane.NORMAL,
        case: CaseId | None = None,
        reply_to: int | None = None,
        edit: int | None = None,
        edit_last: bool = False,
        **args: str | int,
    ) -> None:
        """Show somebody a screen once this is committed.

        ``edit`` replaces a message of the bot, ``edit_last`` its last one about ``case``.
        """
        payload: dict[str, outbox.Reference] = {"screen": screen, "args": args}
        given = {"reply_to": reply_to, "edit": edit, "edit_last": edit_last or None}
        payload.update({name: value for name, value in given.items() if value is not None})
        await outbox.enqueue(self.tx, to, Kind.SHOW, payload, self.now, lane=lane, case_id=case)

    async def copy(
        self, to: PersonId, message: Reference, *, reply_to: int | None, protect: bool
    ) -> None:
        """Pass a message on."""
        await self._about(Kind.COPY, to, message, {"reply_to": reply_to, "protect": protect})

    async def rewrite(self, to: PersonId, message: Reference, *, copy: int, protect: bool) -> None:
        """Bring an edited message to its copy."""
        await self._about(Kind.REWRITE, to, message, {"copy": copy, "protect": protect})

    async def _about(
        self,
        kind: Kind,
        to: PersonId,
        message: Reference,
        payload: Mapping[str, outbox.Reference],
    ) -> None:
        await outbox.enqueue(
            self.tx,
            to,
            kind,
            payload,
            self.now,
            message_id=message.id,
            case_id=message.case_id,
        )

    async def mark_delivered(self, to: PersonId, source_id: int) -> None:
        """Put the delivery mark on a message its author sees."""
        await outbox.enqueue(self.tx, to, Kind.REACT, {"message": source_id}, self.now)

    async def set_menu(self, to: PersonId, role: Role) -> None:
        """Give somebody the command menu of a role."""
        await outbox.enqueue(self.tx, to, Kind.MENU, {"role": role.value}, self.now)

    async def count(self, measure: Measure, label: str = "") -> None:
        """Add one to a counter of today, in the territory's time zone."""
        day = self.now.astimezone(self.zone).date()
        await counters.count(self.tx, day, self.territory, measure, label)

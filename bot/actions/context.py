"""What every action works with: one transaction, one moment, one place."""

import random
from collections.abc import Mapping
from dataclasses import dataclass, field
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
class Showing:
    """A screen and how it is shown; a content id and references, never words."""

    screen: str
    args: Mapping[str, str | int] = field(default_factory=dict)
    #: A message of the reader's chat that it answers.
    reply_to: int | None = None
    #: A message of the bot whose place it takes.
    edit: int | None = None
    #: It takes the place of the bot's last message about the case.
    edit_last: bool = False
    #: It only announces what follows: if Telegram's answer is lost, it is hardly repeated.
    once: bool = False

    def payload(self) -> dict[str, outbox.Reference]:
        """The same for the outbox."""
        payload: dict[str, outbox.Reference] = {"screen": self.screen, "args": dict(self.args)}
        how = {
            "reply_to": self.reply_to,
            "edit": self.edit,
            "edit_last": self.edit_last,
            "once": self.once,
        }
        payload.update({name: value for name, value in how.items() if value})
        return payload


@dataclass(frozen=True, slots=True)
class Context:
    """One act: all of its changes and all of its messages are committed together."""

    tx: Transaction
    now: datetime
    names: Names
    #: The structure's time zone: days and hours are counted in it.
    zone: ZoneInfo
    territory: str = ALL
    chance: random.Random = random.SystemRandom()  # noqa: RUF009  # has no state to share

    async def show(
        self,
        to: PersonId,
        screen: str,
        *,
        lane: Lane = Lane.NORMAL,
        case: CaseId | None = None,
        **args: str | int,
    ) -> None:
        """Show somebody a screen once this is committed."""
        await self.show_as(to, Showing(screen, args), lane=lane, case=case)

    async def show_as(
        self,
        to: PersonId,
        showing: "Showing",
        *,
        lane: Lane = Lane.NORMAL,
        case: CaseId | None = None,
    ) -> None:
        """The same, as a reply or in the place of a message."""
        outbox.enqueue(self.tx, to, Kind.SHOW, showing.payload(), self.now, lane=lane, case_id=case)

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
        outbox.enqueue(
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
        outbox.enqueue(self.tx, to, Kind.REACT, {"message": source_id}, self.now)

    async def set_menu(self, to: PersonId, role: Role) -> None:
        """Give somebody the command menu of a role."""
        outbox.enqueue(self.tx, to, Kind.MENU, {"role": role.value}, self.now)

    async def count(self, measure: Measure, label: str = "") -> None:
        """Add one to a counter of today, in the territory's time zone."""
        day = self.now.astimezone(self.zone).date()
        await counters.count(self.tx, day, self.territory, measure, label)

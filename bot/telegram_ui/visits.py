"""One thing somebody did, as handlers see it: who, what, and how to answer."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from telegram import Message

from bot.actions.context import ALL, Context, Showing
from bot.content.collection import Library
from bot.domain.cases import Case
from bot.domain.danger import Danger, Verdict
from bot.domain.people import Person
from bot.domain.pseudonyms import Names
from bot.domain.triage import Heard
from bot.store.database import Transaction
from bot.store.outbox import Lane
from bot.telegram_ui.words import Occasion, SpokenWords


class Triage(Protocol):
    """Recognises danger and subject; in memory, keeps nothing."""

    def assess(self, text: str, recent: Sequence[Danger] = ()) -> Verdict:
        """What one message sounds like, given the levels of the last ones."""

    def read(self, text: str) -> Heard:
        """The costly part of it: what the message says by itself."""

    def judge(self, heard: Heard, recent: Sequence[Danger] = ()) -> Verdict:
        """The quick part of it: the verdict, given the levels of the last ones."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What handlers use besides the database."""

    library: Callable[[], Library]
    triage: Triage
    words: SpokenWords
    clock: Callable[[], datetime]
    names: Names
    zone: ZoneInfo
    #: Under which territory things are counted.
    territory: str = ALL

    def context(self, tx: Transaction) -> Context:
        """What actions work with, in one transaction, at this moment."""
        return Context(tx, self.clock(), self.names, self.zone, self.territory)


@dataclass(slots=True)
class Visit:
    """An update on its way through a handler."""

    ctx: Context
    person: Person
    parts: Parts
    #: The message that was written or edited, if it is one.
    message: Message | None = None
    #: The bot's message whose button was pressed.
    pressed_in: int | None = None
    #: What a press is answered with, in a small banner.
    toast: str | None = field(default=None)

    @property
    def occasion(self) -> Occasion:
        """What tells this message, or this edit of it, from every other."""
        return (self.message.message_id, self.message.edit_date) if self.message else None

    async def show(
        self,
        screen: str,
        *,
        lane: Lane = Lane.NORMAL,
        about: Case | None = None,
        **args: str | int,
    ) -> None:
        """Answer with a screen; ``about`` says whose erasure must remove it."""
        await self._answer(Showing(screen, args), lane, about)

    async def reply(self, screen: str, *, about: Case | None = None, **args: str | int) -> None:
        """Answer with a screen that quotes the message it answers."""
        reply_to = self.message.message_id if self.message else None
        await self._answer(Showing(screen, args, reply_to=reply_to), Lane.NORMAL, about)

    async def replace(self, screen: str, *, about: Case | None = None, **args: str | int) -> None:
        """Put a screen where the pressed button was."""
        await self._answer(Showing(screen, args, edit=self.pressed_in), Lane.NORMAL, about)

    async def _answer(self, showing: Showing, lane: Lane, about: Case | None) -> None:
        case = about.id if about else None
        await self.ctx.show_as(self.person.id, showing, lane=lane, case=case)

    def say(self, key: str, **args: str | int) -> None:
        """Answer a press with one line."""
        self.toast = self.parts.library().strings.label(key, **args)

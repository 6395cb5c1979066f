"""What every action works with: one transaction, one moment, one place."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from bot.actions.aside import Aside
from bot.actions.counted_today import CountedToday
from bot.actions.moods import Moods
from bot.content.collection import Library
from bot.content.kinds.territory import Territory
from bot.domain.cases import Case
from bot.domain.figures import Measure
from bot.domain.people import Audience, CaseId, PersonId, Role
from bot.domain.pseudonyms import Names
from bot.domain.screens import Screen
from bot.store import cases, counters, outbox, people
from bot.store.cargo import Copy, Delete, Menu, React, Relay, Rewrite, Show, Topic
from bot.store.database import Transaction
from bot.store.messages import Reference, State
from bot.store.parcels import Lane

#: How long a gesture may take: what comes within it gets one answer.
A_MOMENT = timedelta(seconds=1.5)
#: Where things are counted that were told no territory.
ALL = "all"


@dataclass(frozen=True, slots=True)
class Showing:
    """A screen and how it is shown."""

    screen: Screen
    #: A message of the reader's chat that it answers.
    reply_to: int | None = None
    #: A message of the bot whose place it takes.
    edit: int | None = None
    #: It takes the place of the bot's last message about the case.
    edit_last: bool = False
    #: It announces what follows: if Telegram's answer is lost, it counts as shown.
    once: bool = False
    #: It shows the pseudonyms of several people: each one's erasure removes it.
    listing: bool = False
    #: It tells what somebody answered: no disk may hold it, not even until it is sent.
    unwritten: bool = False
    #: The topic of the reader's chat in which they asked.
    thread: int | None = None

    @property
    def cargo(self) -> Show:
        """The same for the outbox."""
        how = (self.reply_to, self.edit, self.edit_last, self.once, self.thread)
        return Show(self.screen, *how)


class Memory(Protocol):
    """Words of recent messages, which are in memory only."""

    def forget(self, person: PersonId) -> None:
        """Forget all that somebody wrote."""

    def forget_message(self, author: PersonId, source_id: int) -> None:
        """Forget one message."""


class NoMemory:
    """For where no words are kept."""

    def forget(self, person: PersonId) -> None:
        """Nothing is known."""

    def forget_message(self, author: PersonId, source_id: int) -> None:
        """Nothing is known."""


def _no_library() -> Library:
    raise LookupError("this act was given no content")


@dataclass(frozen=True, slots=True)
class Context:
    """One act: all of its changes and all of its messages are committed together."""

    tx: Transaction
    now: datetime
    names: Names
    #: The structure's time zone: days and hours are counted in it.
    zone: ZoneInfo
    territory: str = ALL
    #: What triage thought of people lately; in memory only.
    moods: Moods = field(default_factory=Moods)
    aside: Aside = field(default_factory=Aside)
    #: For whom a counter has moved today; in memory only.
    counted: CountedToday = field(default_factory=CountedToday)
    memory: Memory = field(default_factory=NoMemory)
    #: Whether private chats have topics: a worker then has one for each of their cases.
    topics: bool = False
    #: Gives the content as it is now.
    shelf: Callable[[], Library] = _no_library
    chance: random.Random = random.SystemRandom()  # noqa: RUF009  # has no state to share

    @property
    def library(self) -> Library:
        """The content as it is now."""
        return self.shelf()

    def of(self, case: Case) -> Territory:
        """The territory whose team answers a case; the default one if its file is gone."""
        return self.library.territory(case.territory)

    def where(self, territory: Territory) -> "Context":
        """The same act, counted there and in its time."""
        return replace(self, territory=territory.slug, zone=territory.zone)

    async def show(
        self,
        to: PersonId,
        screen: Screen,
        *,
        lane: Lane = Lane.NORMAL,
        case: CaseId | None = None,
        resting_on: Case | None = None,
        slot: str | None = None,
    ) -> None:
        """Show somebody a screen once this is committed."""
        how = Showing(screen)
        await self.show_as(to, how, lane=lane, case=case, resting_on=resting_on, slot=slot)

    async def show_as(
        self,
        to: PersonId,
        showing: Showing,
        *,
        lane: Lane = Lane.NORMAL,
        case: CaseId | None = None,
        resting_on: Case | None = None,
        slot: str | None = None,
        due_at: datetime | None = None,
        expires_at: datetime | None = None,
        message: Reference | None = None,
    ) -> None:
        """The same, as a reply or in the place of a message.

        ``case`` says whose erasure must remove it. ``resting_on`` is a case as it stands now:
        once it has another owner or status, this is not sent any more. What is shown in a
        ``slot`` takes the place of what was to be shown there and has not left yet. ``message``:
        it is what somebody sent, noted, marked and taken back like what they wrote.
        """
        outbox.enqueue(
            self.tx,
            to,
            self.aside.put(showing.cargo) if showing.unwritten else showing.cargo,
            self.now,
            lane=lane,
            case_id=resting_on.id if resting_on else case,
            epoch=resting_on.epoch if resting_on else None,
            slot=slot,
            listing=showing.listing,
            due_at=due_at,
            expires_at=expires_at,
            message_id=message.id if message else None,
            origin=self.tx.place.number if showing.screen.from_memory else None,
        )

    async def copy(
        self, to: PersonId, message: Reference, case: Case, *, reply_to: int | None, protect: bool
    ) -> None:
        """Pass a message of a case on, while the case stands as it does."""
        # A caption is in the memory of whoever heard it; all else goes from chat to chat.
        origin = message.origin if message.captioned else None
        self._about(to, message, case, Copy(reply_to, protect), origin)

    def relay(
        self,
        to: PersonId,
        author: PersonId,
        source_id: int,
        *,
        case: CaseId | None = None,
        lane: Lane = Lane.NORMAL,
        slot: str | None = None,
    ) -> None:
        """Pass what somebody wrote to the bot, outside any case, on to one of the team.

        ``case`` says whose erasure must remove it. It is refused to anybody else.
        """
        cargo = Relay(author, source_id)
        outbox.enqueue(self.tx, to, cargo, self.now, lane=lane, case_id=case, slot=slot)

    async def rewrite(
        self, to: PersonId, message: Reference, case: Case, *, copy: int | None, protect: bool
    ) -> None:
        """Bring an edited message to its copy, while the case stands as it does.

        Without ``copy``, that is on its way still: the one that will have arrived by then.
        """
        self._about(to, message, case, Rewrite(copy, protect), message.origin)

    def _about(
        self,
        to: PersonId,
        message: Reference,
        case: Case,
        cargo: Copy | Rewrite,
        origin: int | None,
    ) -> None:
        if message.state is State.NOTE and to == case.person_id:
            # The last wall, whatever led here: what is noted is for the team.
            raise ValueError("a note is not for the young person")
        outbox.enqueue(
            self.tx,
            to,
            cargo,
            self.now,
            message_id=message.id,
            case_id=case.id,
            epoch=case.epoch,
            origin=origin,
        )

    def name_topic(self, reader: PersonId, case: Case, *, opens: bool = False) -> None:
        """Have the topic of a case in somebody's chat named as the case stands when it is sent.

        ``opens``: while the case stands as it does, one is opened if there is none.
        """
        if self.topics:
            cargo = Topic(int(case.danger) if opens else None)
            epoch = case.epoch if opens else None
            outbox.enqueue(self.tx, reader, cargo, self.now, case_id=case.id, epoch=epoch)

    def delete_topic(self, reader: PersonId, thread: int, erasing: PersonId | None = None) -> None:
        """Delete a topic of somebody's chat, with all that was written in it."""
        outbox.enqueue(self.tx, reader, Delete(topic=thread), self.now, erasing=erasing)

    async def take_back(self, reader: PersonId, message_ids: Sequence[int]) -> None:
        """Delete messages from somebody's chat."""
        outbox.enqueue(self.tx, reader, Delete(tuple(message_ids)), self.now)

    async def mark_delivered(self, to: PersonId, source_id: int) -> None:
        """Put the delivery mark on a message its author sees."""
        outbox.enqueue(self.tx, to, React(source_id), self.now)

    def react(self, to: PersonId, message_id: int, emoji: str, case: Case) -> None:
        """Put what somebody felt on the other side's message; the emoji is in memory only."""
        felt = self.aside.put(React(message_id, emoji))
        outbox.enqueue(self.tx, to, felt, self.now, case_id=case.id, epoch=case.epoch)

    async def set_menu(self, to: PersonId, role: Role, audience: Audience = Audience.YOUNG) -> None:
        """Give somebody the command menu of a role, which says *tu* or *vous*."""
        outbox.enqueue(self.tx, to, Menu(role, audience), self.now)

    async def count(self, measure: Measure, label: str = "", *, by: int = 1) -> None:
        """Add to a counter of today, in the territory's time zone."""
        await counters.count(self.tx, self._today, self.territory, measure, label, by)

    async def count_of(self, person: PersonId, measure: Measure, label: str = "") -> None:
        """The same for what somebody can repeat: whoever did it is counted once a day."""
        account = await people.account(self.tx, person)
        if self.counted.first(self.tx, self._today, account, measure):
            await self.count(measure, label)

    async def begins(self, person: PersonId, measure: Measure) -> bool:
        """Whether something of a request is to be counted: once a day, until somebody took one.

        What was asked, cancelled and asked again is one episode; after an answer, another begins.
        """
        account = await people.account(self.tx, person)
        episode = await cases.answered(self.tx, person)
        return self.counted.first(self.tx, self._today, account, measure, episode)

    @property
    def _today(self) -> date:
        return self.now.astimezone(self.zone).date()

"""One thing somebody did, as handlers see it: who, what, and how to answer."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from telegram import Message

from bot.actions.aside import Aside
from bot.actions.context import A_MOMENT, Context, Showing
from bot.actions.counted_today import CountedToday
from bot.actions.hear_person import Hearing
from bot.actions.moods import Moods, Occasion
from bot.content.collection import Library
from bot.content.strings import Strings
from bot.domain.cases import ORDINARY, Case, Place
from bot.domain.messages import Kind, Passing, passing
from bot.domain.people import Person
from bot.domain.pseudonyms import Names
from bot.domain.screens import Screen
from bot.domain.voices import voice_for
from bot.store.database import Transaction
from bot.store.parcels import Lane
from bot.telegram_ui.hearing import Prepared, Triage
from bot.telegram_ui.lately import Lately
from bot.telegram_ui.rehearsals import Rehearsals
from bot.telegram_ui.words import SpokenWords


@dataclass(frozen=True, slots=True)
class Parts:
    """What handlers use besides the database."""

    library: Callable[[], Library]
    triage: Triage
    words: SpokenWords
    clock: Callable[[], datetime]
    names: Names
    #: What triage thought of people lately, in memory only.
    moods: Moods = field(default_factory=Moods)
    #: What is on its way and may not be written down.
    aside: Aside = field(default_factory=Aside)
    #: For whom a counter has moved today, in memory only.
    counted: CountedToday = field(default_factory=CountedToday)
    #: Their last words, by chat, in memory only.
    lately: Lately = field(default_factory=Lately)
    #: Who of the team practises.
    rehearsals: Rehearsals = field(default_factory=Rehearsals)
    #: Whether private chats with the bot have topics.
    topics: Callable[[], bool] = lambda: False
    #: Where browsers reach the bot's pages; empty if they do not.
    address: str = ""
    #: Whether Telegram opens them inside itself.
    opens_inside: bool = False

    @property
    def zone(self) -> ZoneInfo:
        """The time zone of the default territory."""
        return self.library().home.zone

    @property
    def territory(self) -> str:
        """Where what happens is counted until it is known of whom it is: the default one."""
        return self.library().home.slug

    def context(self, tx: Transaction) -> Context:
        """What actions work with, in one transaction, at this moment."""
        home = self.library().home
        return Context(
            tx,
            self.clock(),
            self.names,
            home.zone,
            home.slug,
            moods=self.moods,
            aside=self.aside,
            counted=self.counted,
            memory=self.words,
            topics=self.topics(),
            shelf=self.library,
        )


@dataclass(slots=True)
class Visit:
    """An update on its way through a handler."""

    ctx: Context
    person: Person
    parts: Parts
    #: What was heard of it before its transaction.
    prepared: Prepared = field(default_factory=Prepared)
    #: Which update it came with.
    update_id: int = 0
    #: Whose private chat it came from: what is in memory by chat is found by it.
    chat: int = field(default=0, repr=False)
    #: The topic of that chat in which it was done, if it was in one, and what for it is.
    thread: int | None = None
    place: Place = ORDINARY
    #: The message that was written or edited, if it is one.
    message: Message | None = None
    #: The bot's message whose button was pressed.
    pressed_in: int | None = None
    #: What was understood of a young person's words, before anything was done with them.
    hearing: Hearing | None = None
    #: What a press is answered with, in a small banner.
    toast: str | None = field(default=None)

    def is_in_topic_but_of(self, case: Case) -> bool:
        """Whether it was done in the topic of another case than this."""
        return self.place.case not in {None, case.id}

    @property
    def occasion(self) -> Occasion:
        """What tells this message, or this edit of it, from every other."""
        return (self.message.message_id, self.message.edit_date) if self.message else None

    def passing(self, kind: Kind, *, images_accepted: bool = False) -> Passing:
        """What becomes of a message of that kind, by what was heard of its words."""
        return passing(kind, tells=self.prepared.tells_who, images_accepted=images_accepted)

    async def show(
        self,
        screen: Screen,
        *,
        lane: Lane = Lane.NORMAL,
        about: Case | None = None,
        listing: bool = False,
    ) -> None:
        """Answer with a screen; ``about`` says whose erasure must remove it.

        A ``listing`` shows the pseudonyms of several people: each one's erasure removes it.
        """
        await self._answer(Showing(screen, listing=listing), lane, about)

    async def reply(self, screen: Screen) -> None:
        """Answer with a screen that quotes the message it answers."""
        reply_to = self.message.message_id if self.message else None
        await self._answer(Showing(screen, reply_to=reply_to), Lane.NORMAL, None)

    async def answer_once(
        self, screen: Screen, *, quoting: bool = True, about: Case | None = None
    ) -> None:
        """Answer one gesture (an album, forwards, short lines in a row) with one screen.

        It leaves after a moment; the next of the same kind, and about the same case, takes its
        place. What is said of a case is said while it stands as it does.
        """
        reply_to = self.message.message_id if self.message and quoting else None
        await self.ctx.show_as(
            self.person.id,
            Showing(screen, reply_to=reply_to, thread=self._topic),
            resting_on=about,
            slot=f"{screen.name}-{about.id}" if about else screen.name,
            due_at=self.ctx.now + A_MOMENT,
        )

    async def replace(
        self, screen: Screen, *, about: Case | None = None, listing: bool = False
    ) -> None:
        """Put a screen where the pressed button was."""
        showing = Showing(screen, edit=self.pressed_in, listing=listing)
        await self._answer(showing, Lane.NORMAL, about)

    async def show_as(self, showing: Showing, *, slot: str | None = None) -> None:
        """Answer with a screen shown in a way of its own."""
        showing = replace(showing, thread=self._topic)
        await self.ctx.show_as(self.person.id, showing, slot=slot)

    @property
    def _topic(self) -> int | None:
        """Where one of the team is answered; young people are where they wrote last."""
        return self.thread if self.person.role.in_team else None

    async def _answer(self, showing: Showing, lane: Lane, about: Case | None) -> None:
        case = about.id if about else None
        showing = replace(showing, thread=self._topic)
        await self.ctx.show_as(self.person.id, showing, lane=lane, case=case)

    def say(self, key: str, **args: str | int) -> None:
        """Answer a press with one line."""
        self.toast = self.strings.label(key, **args)

    @property
    def strings(self) -> Strings:
        """The texts of the interface, in this person's voice."""
        voice = voice_for(self.person.role, self.person.audience, self.parts.zone)
        return self.parts.library().strings_for(voice)

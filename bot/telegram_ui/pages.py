"""What a screen shows: a text and its buttons, and how Telegram is told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from telegram import (
    CopyTextButton,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    MessageEntity,
    WebAppInfo,
)

from bot.content.collection import Library
from bot.content.kinds.territory import Territory
from bot.content.presenting import Presenter
from bot.content.rich import Rich
from bot.content.strings import Strings
from bot.content.typography import typeset
from bot.domain.cases import Case
from bot.domain.people import PersonId, Role
from bot.domain.voices import Address, Voice
from bot.reports.workshop import Workshop
from bot.store.database import Store
from bot.store.vault import Vault
from bot.telegram_ui import callback_data
from bot.telegram_ui.words import Spoken, SpokenWords


@dataclass(frozen=True, slots=True)
class Press:
    """A button that does something."""

    label: str
    verb: str
    args: tuple[str | int, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """A button that opens an address."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class OpensInside:
    """A button that opens a page of the bot's inside Telegram, which tells it who opens it."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class CopyText:
    """A button that puts a text on the phone's clipboard."""

    label: str
    text: str


Button = Press | Link | OpensInside | CopyText


@dataclass(frozen=True, slots=True)
class Document:
    """A file, and how it is called."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Page:
    """One message to show. ``photo`` is a picture (PNG) shown above the text.

    ``document`` is a file that the text goes with.
    """

    text: Rich
    buttons: Sequence[Sequence[Button]] = ()
    silent: bool = False
    photo: bytes | None = None
    document: Document | None = None
    #: It cannot be forwarded or saved.
    protected: bool = False

    @property
    def typeset(self) -> str:
        """The text as it is sent; entities keep their places."""
        return typeset(self.text.text)


@dataclass(frozen=True, slots=True)
class View:
    """What a screen may use while it is drawn, at the moment of sending."""

    reader: PersonId
    voice: Voice
    library: Library
    store: Store
    now: datetime
    bot_username: str
    menus: Mapping[Role, tuple[str, ...]]
    #: Words of recent messages, in memory only.
    memory: SpokenWords
    #: Where its reader asks from or works; None: they never said.
    slug: str | None = None
    workshop: Workshop = field(default_factory=Workshop)

    def formal(self) -> "View":
        """The same for somebody who is spoken to with *vous*."""
        return replace(self, voice=replace(self.voice, address=Address.VOUS))

    def spoken(self, source_id: int) -> Spoken | None:
        """The words of a recent message of the reader, if they are still known."""
        return self.memory.said(self.reader, source_id)

    @property
    def strings(self) -> Strings:
        """The texts of the interface, in the reader's voice."""
        return self.library.strings_for(self.voice)

    def words(self, key: str, /, **args: str | float) -> Rich:
        """A message of the interface."""
        return self.strings.message(key, **args)

    def label(self, key: str, /, **args: str | float) -> str:
        """A one-line text of the interface."""
        return self.strings.label(key, **args)

    def knows(self, key: str) -> bool:
        """Whether the interface has a text of that name."""
        return key in self.strings

    def press(self, key: str, verb: str, *args: str | int) -> Press:
        """A button whose label is a text of the interface."""
        return Press(self.label(key), verb, args)

    def duration(self, lasted: timedelta) -> str:
        """How long something lasted, in words: minutes, then hours, then days."""
        return self.presenter.moments.duration(lasted)

    def day(self, day: date) -> str:
        """A date in words."""
        return self.presenter.moments.day(day)

    def amount(self, count: int) -> str:
        """A number as it is written in a text."""
        return self.presenter.moments.number(count)

    @property
    def presenter(self) -> Presenter:
        """Content as a person reads it."""
        return Presenter(self.library, self.strings)

    @property
    def local_now(self) -> datetime:
        """This moment in the reader's time zone."""
        return self.now.astimezone(self.voice.zone)

    @property
    def today(self) -> date:
        """The day in the reader's time zone."""
        return self.local_now.date()

    def territory_of(self, case: Case) -> Territory:
        """The territory whose team answers a case."""
        return self.library.territory(case.territory)

    @property
    def structure(self) -> str:
        """Who answers: the authority or association."""
        return self.territory.structure.name

    @property
    def territory(self) -> Territory:
        """The reader's territory; the default one if they never said."""
        return self.library.territory(self.slug)

    def is_away(self, territory: Territory) -> bool:
        """Whether a team is known not to answer now."""
        return self.library.is_closed(territory, self.local_now)

    @property
    def team_hours(self) -> str:
        """When the reader's team answers, in one sentence."""
        return self.hours_of(self.territory)

    def hours_of(self, territory: Territory) -> str:
        """When a team answers, in one sentence."""
        words = self.presenter.opening_words(territory, self.local_now)
        return self.label("team-hours", hours=words) if words else self.label("team-hours-unknown")


def keyboard(page: Page, vault: Vault, reader: PersonId) -> InlineKeyboardMarkup | None:
    """The page's buttons, signed for their reader."""
    if not page.buttons:
        return None
    rows = [[_button(button, vault, reader) for button in row] for row in page.buttons if row]
    return InlineKeyboardMarkup(rows)


def _button(button: Button, vault: Vault, reader: PersonId) -> InlineKeyboardButton:
    label = typeset(button.label)
    if isinstance(button, Link):
        return InlineKeyboardButton(label, url=button.url)
    if isinstance(button, OpensInside):
        return InlineKeyboardButton(label, web_app=WebAppInfo(button.url))
    if isinstance(button, CopyText):
        return InlineKeyboardButton(label, copy_text=CopyTextButton(button.text))
    data = callback_data.pack(vault, reader, button.verb, button.args)
    return InlineKeyboardButton(label, callback_data=data)


def entities(text: Rich) -> list[MessageEntity]:
    """The text's formatting as Telegram takes it."""
    return [MessageEntity(e.kind, e.offset, e.length, url=e.url) for e in text.entities]

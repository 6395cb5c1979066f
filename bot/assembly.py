"""The one place where the parts are created and joined; what runs them is in running.py."""

import contextlib
import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from telegram.error import InvalidToken

from bot.actions.aside import Aside
from bot.actions.context import Context
from bot.actions.record_delivery import (
    record_broken,
    record_delivered,
    record_held_back,
    record_late,
    record_overtaken,
    record_recalled,
    record_undeliverable,
    record_unsure,
)
from bot.actions.timers import TIMERS, fire
from bot.content.pseudonyms import load_names
from bot.content.triage import load_triage
from bot.content.watching import LibraryHolder
from bot.delivery.group_commit import GroupCommit
from bot.delivery.holding import HoldingFile
from bot.delivery.inbox import Inbox
from bot.delivery.outbox import Outbox
from bot.delivery.pacing import Pace
from bot.delivery.presence import Presence
from bot.delivery.supervision import Supervisor
from bot.delivery.sweeping import Journal
from bot.delivery.timers import Timers
from bot.delivery.troubles import Troubles
from bot.domain.people import PersonId
from bot.domain.pseudonyms import Names
from bot.running import Joined, Running, WrongKeys, log_problems
from bot.settings import Settings
from bot.store import schema, timers
from bot.store.database import Store, Transaction
from bot.store.parcels import Carried, Parcel
from bot.store.vault import Vault
from bot.telegram_ui.application import Application
from bot.telegram_ui.breakdown import Breakdown
from bot.telegram_ui.case_topics import Topics
from bot.telegram_ui.copying import Copies
from bot.telegram_ui.front_desk import FrontDesk
from bot.telegram_ui.intake import Intake
from bot.telegram_ui.link import Link
from bot.telegram_ui.polling import Polling
from bot.telegram_ui.quick_bot import QuickBot
from bot.telegram_ui.registry import Registry, register
from bot.telegram_ui.request import AiohttpRequest
from bot.telegram_ui.sender import Sender
from bot.telegram_ui.showing import Screens
from bot.telegram_ui.visits import Parts
from bot.telegram_ui.words import SpokenWords

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """The clock of a running bot."""
    return datetime.now(UTC)


def content_folder(chosen: Path | None = None) -> Path:
    """Where the content is: as set, inside the installed package, or in the source tree."""
    if chosen is not None:
        return chosen
    package = Path(__file__).parent
    installed = package / "content" / "library"
    return installed if installed.is_dir() else package.parent / "content"


def open_store(settings: Settings) -> Store:
    """The database, not opened yet."""
    vault = Vault(settings.bot_id, settings.keys)
    return Store(settings.database_url.get_secret_value(), vault)


@dataclass(frozen=True, slots=True)
class _Clerk:
    """Notes deliveries through the actions."""

    context: Callable[[Transaction], Context]

    async def delivered(self, tx: Transaction, parcel: Parcel, carried: Carried) -> None:
        await record_delivered(self.context(tx), parcel, carried)

    async def undeliverable(
        self, tx: Transaction, parcel: Parcel, reason: str, *, blocked: datetime | None
    ) -> None:
        await record_undeliverable(self.context(tx), parcel, reason, blocked=blocked)

    async def unsure(self, tx: Transaction, parcel: Parcel) -> None:
        await record_unsure(self.context(tx), parcel)

    async def broken(self, tx: Transaction, parcel: Parcel) -> None:
        await record_broken(self.context(tx), parcel)

    async def overtaken(self, tx: Transaction, parcel: Parcel) -> None:
        await record_overtaken(self.context(tx), parcel)

    async def held_back(self, tx: Transaction, parcel: Parcel) -> None:
        await record_held_back(self.context(tx), parcel)

    async def late(self, tx: Transaction, parcel: Parcel, carried: Carried) -> None:
        await record_late(self.context(tx), parcel, carried)

    async def recalled(self, tx: Transaction, erasing: PersonId, *, kept: int = 0) -> None:
        await record_recalled(self.context(tx), erasing, kept)


class Maraude:
    """The whole bot."""

    def __init__(
        self, settings: Settings, clock: Clock = utc_now, *, straight: bool = False
    ) -> None:
        """Create and join the parts; nothing is opened or started.

        ``straight``: Telegram is on this machine, whatever proxy the environment names.
        """
        self.settings = settings
        self.clock = clock
        content = content_folder(settings.content_dir)
        self.store = open_store(settings)
        self.shelf = LibraryHolder(content, lambda: _today(clock), _data_folder(self.store))
        log_problems(self.shelf)
        self.names: Names = load_names(content)
        self.registry: Registry = register()
        self.commits = GroupCommit(self.store)
        self.bot = _bot_for(settings, straight=straight)
        self.troubles = Troubles()
        self.link = Link(self.troubles)
        #: What no new start can mend ends the bot; nothing else does.
        self.supervisor = Supervisor(self.troubles, (InvalidToken, schema.NewerSchema, WrongKeys))
        self.parts = self._parts(content)
        screens = self._screens()
        self.desk = Application(self.bot, self.parts, self.registry, screens)
        self.outbox = self._outbox(screens)
        self.timers = self._timers()
        self.presence = self._presence()
        self.intake = self._intake(screens)
        self.polling = Polling(self.bot, self.intake, self.link)
        self.journal = Journal(self.store, self.troubles)
        self._running = Running(self._joined())
        #: Set once the database is open and nobody writes in vain.
        self.ready = self._running.ready

    def _parts(self, content: Path) -> Parts:
        """What handlers use besides the database; what is in memory only begins here."""
        return Parts(
            library=lambda: self.shelf.current,
            triage=load_triage(content / "triage", voices=int(self.settings.triage_voices)),
            words=SpokenWords(),
            clock=self.clock,
            names=self.names,
            aside=Aside(),
            topics=lambda: self.bot.has_topics,
            address=self.settings.address,
            opens_inside=self.settings.opens_inside,
        )

    def _screens(self) -> Screens:
        return Screens(
            self.bot,
            self.store,
            self.shelf,
            self.registry.screens,
            self.registry.menus,
            self.parts.words,
            self.clock,
        )

    def _outbox(self, screens: Screens) -> Outbox:
        copies = Copies(self.bot, self.store, self.parts.words, screens.announce)
        topics = Topics(self.bot, self.store, self.shelf)
        return Outbox(
            self.store,
            self.commits,
            Sender(self.bot, screens, copies, topics, self.parts.aside),
            _Clerk(self.parts.context),
            self.clock,
            self.troubles,
            self._call_others,
            Pace(
                on=self.settings.paced,
                learns=self.settings.pace != "off",
                sharing=self._sharing,
            ),
        )

    def _sharing(self) -> int:
        """How many processes send for this bot."""
        return len(self.presence.ring)

    def _call_others(self) -> None:
        self.presence.call()

    def _presence(self) -> Presence:
        """This process's place among others; what a dead one held, the outbox and timers get."""

        async def inherit(tx: Transaction, replica: int) -> None:
            await self.outbox.inherit(tx, replica)
            await timers.release_of(tx, replica)

        def wake() -> None:
            self.outbox.wake()
            self.timers.wake()

        address = (self.settings.replica_url or "").rstrip("/")
        return Presence(self.store, self.commits, inherit, wake, address)

    def _timers(self) -> Timers:
        return Timers(
            self.commits,
            [timer.kind for timer in TIMERS],
            lambda tx, due: fire(self.parts.context(tx), due),
            self.clock,
            self.troubles,
            self.outbox.wake,
            self.store.place,
        )

    def _intake(self, screens: Screens) -> Intake:
        front = FrontDesk(self.desk, self.troubles)
        return Intake(
            self.bot,
            Inbox(self.commits, front, self.outbox.wake),
            Breakdown(screens.show_now, self.parts.triage, lambda: self.bot.username),
            HoldingFile(_places_to_hold(self.store), self.store.vault),
            self.troubles,
        )

    def _joined(self) -> Joined:
        return Joined(
            settings=self.settings,
            store=self.store,
            commits=self.commits,
            shelf=self.shelf,
            bot=self.bot,
            link=self.link,
            registry=self.registry,
            parts=self.parts,
            intake=self.intake,
            polling=self.polling,
            outbox=self.outbox,
            timers=self.timers,
            presence=self.presence,
            journal=self.journal,
            supervisor=self.supervisor,
            troubles=self.troubles,
            voices=self.parts.triage.voices,
            heard=self.desk.ear.tally,
        )

    async def run(self) -> None:
        """Run until cancelled.

        Raises InvalidToken, NewerSchema, WrongKeys; OSError for a webhook's port.
        """
        await self._running.run()

    def health(self) -> dict[str, object]:
        """What the health page says beside the database."""
        return self._running.health()


def _bot_for(settings: Settings, *, straight: bool) -> QuickBot:
    """The bot's line to Telegram, with a connection of its own for what it waits for."""
    proxy = settings.proxy.get_secret_value() if settings.proxy else None
    return QuickBot(
        settings.telegram_token.get_secret_value(),
        base_url=f"{settings.telegram_api_url.rstrip('/')}/bot",
        request=AiohttpRequest(proxy=proxy, straight=straight),
        get_updates_request=AiohttpRequest(connections=1, proxy=proxy, straight=straight),
    )


def _places_to_hold(store: Store) -> list[Path]:
    """Where references may be written while the database is down, best first.

    Next to the database file; where the service may write; at last where a restart of the
    machine, though not of the bot, loses them.
    """
    places = [_data_folder(store), _from_environment("STATE_DIRECTORY")]
    if not store.on_sqlite:
        places.append(Path())
    last = Path(tempfile.gettempdir()) / f"maraude-{os.getuid()}"
    return [place for place in (*places, last) if place is not None]


def _from_environment(name: str) -> Path | None:
    value = os.environ.get(name, "").partition(":")[0]
    return Path(value) if value else None


def _data_folder(store: Store) -> Path | None:
    """Where the last valid content is kept: next to the database file, if there is one."""
    database = store.url.database
    if not store.on_sqlite or not database or database == ":memory:":
        return None
    folder = Path(database).parent
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


def _today(clock: Clock) -> date:
    return clock().date()

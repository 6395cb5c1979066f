"""The one place where the parts are created and joined."""

import asyncio
import contextlib
import functools
import os
import socket
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import structlog
from telegram import BotCommand, BotCommandScopeAllPrivateChats
from telegram.error import InvalidToken

from bot.actions.aside import Aside
from bot.actions.context import Context
from bot.actions.erase_person import REMEMBERED_FOR
from bot.actions.follow_challenge import AT_ONCE, send_due
from bot.actions.invite_member import enrol
from bot.actions.meet_person import meet_person
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
from bot.content.pseudonyms import load_names
from bot.content.triage import load_triage
from bot.content.watching import LibraryHolder
from bot.delivery.group_commit import GroupCommit
from bot.delivery.holding import HoldingFile
from bot.delivery.inbox import Inbox
from bot.delivery.outbox import Outbox
from bot.delivery.supervision import Supervisor
from bot.delivery.troubles import Kind as Trouble
from bot.delivery.troubles import Troubles
from bot.domain.people import PersonId, Role, Signature
from bot.domain.pseudonyms import Names
from bot.settings import Settings
from bot.store import inbox, outbox, people, schema
from bot.store.database import Store, StoreUnavailable, Transaction
from bot.store.outbox import Carried, Parcel
from bot.store.vault import Vault
from bot.telegram_ui.application import ALLOWED_UPDATES, Application
from bot.telegram_ui.breakdown import Breakdown
from bot.telegram_ui.front_desk import FrontDesk
from bot.telegram_ui.intake import Intake
from bot.telegram_ui.link import Link
from bot.telegram_ui.polling import Polling, connect, insist
from bot.telegram_ui.quick_bot import QuickBot
from bot.telegram_ui.registry import Registry, register
from bot.telegram_ui.request import AiohttpRequest
from bot.telegram_ui.sender import Sender
from bot.telegram_ui.visits import Parts
from bot.telegram_ui.words import SpokenWords
from bot.web.app import WEBHOOK_PATH, build_app
from bot.web.contents import contents_route

log = structlog.get_logger()

Clock = Callable[[], datetime]
#: Deletes what is older than a moment; returns how many rows went.
Purge = Callable[[Transaction, datetime], Awaitable[int]]

#: Seconds between two purges of what Telegram neither repeats nor lets a bot delete any more.
_HOUSEKEEPING = 600.0
_SWEEPING = 30.0
#: Seconds after which the health page says that the journal cannot be emptied.
_JOURNAL_FULL = 300.0
#: How often, in seconds, messages of challenges and changed content files are looked for.
CHALLENGES_EVERY = 15.0
CONTENT_EVERY = 3.0
_RETRY = 1.0
#: How long a start waits for its database before it answers without.
_PATIENCE = 5.0


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
        _log_problems(self.shelf)
        self.names: Names = load_names(content)
        self.registry: Registry = register()
        self.commits = GroupCommit(self.store)
        proxy = settings.proxy.get_secret_value() if settings.proxy else None
        self.bot = QuickBot(
            settings.telegram_token.get_secret_value(),
            base_url=f"{settings.telegram_api_url.rstrip('/')}/bot",
            request=AiohttpRequest(proxy=proxy, straight=straight),
            get_updates_request=AiohttpRequest(connections=1, proxy=proxy, straight=straight),
        )
        self.troubles = Troubles()
        self.link = Link(self.troubles)
        #: What no new start can mend ends the bot; nothing else does.
        self.supervisor = Supervisor(self.troubles, (InvalidToken, schema.NewerSchema))
        words, aside = SpokenWords(), Aside()
        self.sender = Sender(
            self.bot,
            self.store,
            self.shelf,
            self.registry.screens,
            self.registry.menus,
            words,
            aside,
            clock,
        )
        self.parts = Parts(
            library=lambda: self.shelf.current,
            triage=load_triage(content / "triage"),
            words=words,
            clock=clock,
            names=self.names,
            zone=self.shelf.current.home.zone,
            territory=self.shelf.current.home.slug,
            aside=aside,
        )
        self.desk = Application(self.bot, self.parts, self.registry, self.sender)
        self.outbox = Outbox(
            self.store,
            self.commits,
            self.sender,
            _Clerk(self.parts.context),
            clock,
            self.troubles,
        )
        breakdown = Breakdown(self.sender.show_now, self.parts.triage, lambda: self.bot.username)
        front = FrontDesk(self.desk, self.troubles)
        self.intake = Intake(
            self.bot,
            Inbox(self.commits, front, self.outbox.wake),
            breakdown,
            HoldingFile(_places_to_hold(self.store), self.store.vault),
            self.troubles,
        )
        self.polling = Polling(self.bot, self.intake, self.link)
        self._journal_full_since: float | None = None
        #: Set once the database is open and nobody writes in vain.
        self.ready = asyncio.Event()

    async def run(self) -> None:
        """Run until cancelled. Raises InvalidToken, NewerSchema; OSError for a webhook's port."""
        keep = self.supervisor.keep
        try:
            await connect(self.bot, self.link)
            log.info("connected", mode=self.settings.mode)
            async with self._listening() as listening, asyncio.TaskGroup() as tasks:
                if listening is not None:
                    tasks.create_task(keep("web", functools.partial(self._serve_web, listening)))
                tasks.create_task(keep("content", self._watch_content))
                tasks.create_task(keep("store", self._work_with_store))
                if self.settings.mode == "polling":
                    tasks.create_task(keep("polling", self._poll))
        finally:
            await self.intake.close()
            await self.outbox.settle_down(3)
            await self.bot.shutdown()
            await self.commits.finish()
            await self.store.close()

    async def _poll(self) -> None:
        # A database that is down must not keep /urgence from working: wait for it, not for long.
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_PATIENCE):
                await self.ready.wait()
        no_webhook = functools.partial(self.bot.delete_webhook, drop_pending_updates=False)
        await insist(no_webhook, self.link)
        await self.polling.run()

    async def _work_with_store(self) -> None:
        keep = self.supervisor.keep
        await self._prepare_store()
        with self.store.alone() as alone:
            send = functools.partial(self.outbox.run, alone=alone, keep=keep)
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(keep("outbox", send))
                tasks.create_task(keep("housekeeping", self._keep_house))
                tasks.create_task(keep("sweep", self._sweep))
                tasks.create_task(keep("challenges", self._follow_challenges))
                tasks.create_task(keep("menu", self._set_public_menu))
                if self.settings.mode == "webhook":
                    tasks.create_task(keep("webhook", self._set_webhook))

    async def _prepare_store(self) -> None:
        while True:
            try:
                if await schema.upgrade(self.store):
                    log.info("database_upgraded", version=schema.HEAD)
                await self.commits.run("coordinators", self._seed_coordinators)
            except StoreUnavailable as error:
                log.error("database_unavailable", error=type(error.__cause__).__name__)
                await asyncio.sleep(_RETRY)
            else:
                log.info("database_ready")
                self.ready.set()
                return

    async def _seed_coordinators(self, tx: Transaction) -> None:
        ctx = self.parts.context(tx)
        for telegram_id in self.settings.coordinators:
            person = await meet_person(ctx, telegram_id, counted=False)
            if person.role is Role.COORDINATOR:
                continue
            if await people.was_member(tx, person.id):
                # The team revoked them, or gave them another role: a restart must not undo it.
                log.warning("coordinator_not_restored")
            else:
                await enrol(ctx, person, Role.COORDINATOR, Signature(""))

    async def _set_public_menu(self) -> None:
        strings = self.shelf.current.strings
        names = self.registry.menus[Role.YOUNG_PERSON]
        commands = [BotCommand(name, strings.label(f"command-{name}")) for name in names]
        scope = BotCommandScopeAllPrivateChats()
        await insist(functools.partial(self.bot.set_my_commands, commands, scope=scope), self.link)

    async def _set_webhook(self) -> None:
        settings = self.settings
        assert settings.webhook_url and settings.webhook_secret  # noqa: PT018, S101  # checked
        await insist(
            functools.partial(
                self.bot.set_webhook,
                settings.webhook_url.rstrip("/") + WEBHOOK_PATH,
                secret_token=settings.webhook_secret.get_secret_value(),
                allowed_updates=ALLOWED_UPDATES,
                drop_pending_updates=False,
            ),
            self.link,
        )

    async def _keep_house(self) -> None:
        while True:
            with contextlib.suppress(StoreUnavailable):
                await self._purge(inbox.purge, inbox.BATCH)
                await self._purge(outbox.purge, inbox.BATCH)
            await asyncio.sleep(_HOUSEKEEPING)

    async def _purge(self, purge: Purge, batch: int) -> None:
        """Remove what is old in small steps, each in a commit of its own."""
        before = self.clock() - REMEMBERED_FOR

        async def step(tx: Transaction) -> int:
            return await purge(tx, before)

        gone = batch
        while gone >= batch:
            gone = await self.commits.run("housekeeping", step)

    async def _sweep(self) -> None:
        """What somebody had erased must leave the journal too, and soon."""
        while True:
            await asyncio.sleep(_SWEEPING)
            await self.sweep_once()

    async def sweep_once(self) -> None:
        """Empty the journal, or note that it could not be."""
        try:
            emptied = await self.store.sweep()
        except StoreUnavailable as error:
            log.warning("sweep_failed", error=type(error.__cause__).__name__)
            self.troubles.note("sweep_failed")
            emptied = False
        if emptied:
            self._journal_full_since = None
        elif self._journal_full_since is None:
            self._journal_full_since = time.monotonic()

    async def _follow_challenges(self) -> None:
        """Send what is due of the challenges; a crash sends nothing twice and loses nothing."""

        async def send(tx: Transaction) -> int:
            return await send_due(self.parts.context(tx), self.shelf.current.challenges)

        while True:
            with contextlib.suppress(StoreUnavailable):
                while await self.commits.run("challenges", send) == AT_ONCE:
                    self.outbox.wake()
                self.outbox.wake()
            await asyncio.sleep(CHALLENGES_EVERY)

    async def _watch_content(self) -> None:
        """Take changed content into use; content that is not valid changes nothing."""
        while True:
            await asyncio.sleep(CONTENT_EVERY)
            if await asyncio.to_thread(self.shelf.reload_if_changed):
                _log_problems(self.shelf)

    async def _serve_web(self, listening: socket.socket) -> None:
        import uvicorn  # noqa: PLC0415  # 5 MB that a bot without health port does not need

        secret = self.settings.webhook_secret
        app = build_app(
            self._take_in if self.settings.mode == "webhook" else None,
            secret.get_secret_value() if secret else "",
            self._is_healthy,
            [contents_route(lambda: self.shelf.current, lambda: _today(self.clock))],
            self.health,
        )
        config = uvicorn.Config(app, log_config=None, access_log=False, lifespan="off", ws="none")
        server = uvicorn.Server(config)
        # Signals are the command line's business.
        server.capture_signals = contextlib.nullcontext  # type: ignore[method-assign, assignment]
        # A copy, so that the port is still ours if the server must be started again.
        mine = listening.dup()
        try:
            await server.serve(sockets=[mine])
        finally:
            for open_server in server.servers:
                open_server.close()
            mine.close()

    @contextlib.asynccontextmanager
    async def _listening(self) -> AsyncIterator[socket.socket | None]:
        listening = self._listen()
        try:
            yield listening
        finally:
            if listening is not None:
                listening.close()

    def _listen(self) -> socket.socket | None:
        try:
            listening = _bound(*self.settings.listen_on)
        except OSError as error:
            if self.settings.mode == "webhook":
                raise
            # While polling, a taken health port must not keep the bot from helping.
            log.error(
                "health_port_unavailable",
                listen=self.settings.listen,
                error=error.__class__.__name__,
            )
            return None
        host, port = listening.getsockname()[:2]
        log.info("listening", listen=f"[{host}]:{port}" if ":" in host else f"{host}:{port}")
        return listening

    async def _take_in(self, update: dict[str, object]) -> bool:
        self.link.answered()
        return await self.intake.take_in_one(update)

    def health(self) -> dict[str, object]:
        """What the health page says beside the database: counts and words of ours, nobody's."""
        journal = self._journal_state()
        return {
            "degraded": self.link.down_for_long()
            or self.supervisor.failing()
            or self.troubles.lately(Trouble.STUMBLED)
            or journal != "emptied"
            or self.intake.held > 0,
            "telegram": self.link.describe(),
            "journal": journal,
            "held": self.intake.held,
            "restarted": self.supervisor.restarted(),
            "troubles": self.troubles.seen(),
        }

    def _journal_state(self) -> str:
        since = self._journal_full_since
        full = since is not None and time.monotonic() - since > _JOURNAL_FULL
        return "not emptied" if full else "emptied"

    async def _is_healthy(self) -> bool:
        try:
            async with asyncio.timeout(_PATIENCE):
                await self.store.ping()
        except (StoreUnavailable, TimeoutError):
            return False
        return True


def _bound(host: str, port: int) -> socket.socket:
    """A listening socket, on IPv4 or IPv6."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.create_server((host, port), family=family)
    # asyncio sets it only on sockets that name their protocol; without it each answer
    # waits 40 ms for a delayed acknowledgement.
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listening


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


def _log_problems(shelf: LibraryHolder) -> None:
    if shelf.problems:
        log.error("content_invalid", count=len(shelf.problems))
    else:
        log.info("content_loaded")


def _today(clock: Clock) -> date:
    return clock().date()

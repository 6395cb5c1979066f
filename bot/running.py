"""What runs the parts that assembly joined: the tasks, their order, and what health says of them.

What is to happen at a moment is a timer (actions/timers.py). The loops that are left here and in
the parts belong to this process and not to the data: its connections, files, port and claims
(decision 0014).
"""

import asyncio
import contextlib
import functools
import gc
import socket
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass

import structlog
from telegram import BotCommand, BotCommandScopeAllPrivateChats

from bot.actions.invite_member import enrol
from bot.actions.meet_person import meet_person
from bot.actions.notice_absence import notice_absence
from bot.actions.open_pages import SESSION_FOR
from bot.actions.timers import set_recurring
from bot.browsing import Browsing
from bot.content.watching import LibraryHolder
from bot.delivery.group_commit import GroupCommit
from bot.delivery.outbox import Outbox
from bot.delivery.presence import Presence
from bot.delivery.supervision import Supervisor
from bot.delivery.sweeping import Journal
from bot.delivery.timers import Timers
from bot.delivery.troubles import Kind as Trouble
from bot.delivery.troubles import Troubles
from bot.domain.people import Role, Signature
from bot.domain.replicas import home
from bot.domain.vitals import Vitals
from bot.memory import give_back
from bot.settings import Settings
from bot.store import audit, memberships, schema
from bot.store.database import Damaged, Store, StoreUnavailable, Transaction
from bot.store.vault import SealBroken
from bot.store.vitals import vitals
from bot.telegram_ui.application import ALLOWED_UPDATES
from bot.telegram_ui.intake import Intake
from bot.telegram_ui.link import Link
from bot.telegram_ui.parsing import chat_of
from bot.telegram_ui.polling import Polling, connect, insist
from bot.telegram_ui.quick_bot import QuickBot
from bot.telegram_ui.registry import Registry
from bot.telegram_ui.visits import Parts
from bot.web.app import WEBHOOK_PATH, build_app
from bot.web.board import Board
from bot.web.contents import contents_route
from bot.web.inside import Inside
from bot.web.metrics import Measured, metrics_route
from bot.web.peers import Peers
from bot.web.serving import listen, serve

log = structlog.get_logger()

#: How often, in seconds, changed content files are looked for.
CONTENT_EVERY = 3.0
_RETRY = 1.0
#: How long a start waits for its database before it answers without.
_PATIENCE = 5.0
#: New objects between two looks of the collector, and looks between two at older ones.
_YOUNG, _OLDER = 20_000, 20


class WrongKeys(Exception):  # noqa: N818  # said as what happened
    """The keys that are set do not open this database."""


@dataclass(frozen=True, slots=True)
class Joined:
    """The parts that run."""

    settings: Settings
    store: Store
    commits: GroupCommit
    shelf: LibraryHolder
    bot: QuickBot
    link: Link
    registry: Registry
    parts: Parts
    intake: Intake
    polling: Polling
    outbox: Outbox
    timers: Timers
    presence: Presence
    journal: Journal
    supervisor: Supervisor
    troubles: Troubles
    #: Who decides in triage: what of it is installed here.
    voices: str
    #: How many texts triage heard, by how they sounded.
    heard: Mapping[str, int]


class Running:
    """The bot at work."""

    def __init__(self, joined: Joined) -> None:
        """Take the parts; nothing runs before ``run``."""
        self._joined = joined
        secret = joined.settings.webhook_secret
        self._secret = secret.get_secret_value() if secret else ""
        self._peers = Peers(self._secret)
        #: Set once the database is open and nobody writes in vain.
        self.ready = asyncio.Event()

    async def run(self) -> None:
        """Run until cancelled.

        Raises InvalidToken, NewerSchema, WrongKeys; OSError for a webhook's port.
        """
        joined, keep = self._joined, self._joined.supervisor.keep
        try:
            async with self._listening() as listening, asyncio.TaskGroup() as tasks:
                # First of all: whoever watches the service sees that Telegram does not answer.
                if listening is not None:
                    tasks.create_task(keep("web", functools.partial(self._serve_web, listening)))
                await connect(joined.bot, joined.link)
                log.info("connected", mode=joined.settings.mode)
                tasks.create_task(keep("content", self._watch_content))
                tasks.create_task(keep("store", self._work_with_store))
                if joined.settings.mode == "polling":
                    tasks.create_task(keep("polling", self._poll))
        finally:
            await joined.intake.close()
            await joined.outbox.settle_down(3)
            await joined.bot.shutdown()
            await self._peers.close()
            await joined.commits.finish()
            await joined.store.close()

    async def _poll(self) -> None:
        # A database that is down must not keep /urgence from working: wait for it, not for long.
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_PATIENCE):
                await self.ready.wait()
        bot = self._joined.bot
        no_webhook = functools.partial(bot.delete_webhook, drop_pending_updates=False)
        await insist(no_webhook, self._joined.link)
        await self._joined.polling.run()

    async def _work_with_store(self) -> None:
        joined, keep = self._joined, self._joined.supervisor.keep
        await self._prepare_store()
        with joined.store.alone() as alone:
            send = functools.partial(self._send, alone=alone)
            fire = functools.partial(joined.timers.run, alone=alone)
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(keep("presence", joined.presence.run))
                tasks.create_task(keep("outbox", send))
                tasks.create_task(keep("timers", fire))
                tasks.create_task(keep("sweep", joined.journal.run))
                tasks.create_task(keep("menu", self._set_public_menu))
                if joined.settings.mode == "webhook":
                    tasks.create_task(keep("webhook", self._set_webhook))

    async def _send(self, *, alone: bool) -> None:
        joined = self._joined
        # Whoever claims before it has its place is not known to be dead once it is.
        await joined.presence.settled.wait()
        await joined.outbox.run(alone=alone, keep=joined.supervisor.keep)

    # The start

    async def _prepare_store(self) -> None:
        while True:
            try:
                if await schema.upgrade(self._joined.store):
                    log.info("database_upgraded", version=schema.HEAD)
                await self._joined.commits.run("keys", _look_at_keys)
                await self._joined.commits.run("coordinators", self._seed_coordinators)
                await self._joined.commits.run("timers", self._set_recurring)
            except StoreUnavailable as error:
                # Also a damaged one: whoever asks for the numbers gets them meanwhile.
                damaged = isinstance(error, Damaged)
                what = "database_damaged" if damaged else "database_unavailable"
                log.error(what, error=type(error.__cause__).__name__)
                await asyncio.sleep(_RETRY)
            else:
                log.info("database_ready")
                _leave_in_peace()
                self.ready.set()
                return

    async def _seed_coordinators(self, tx: Transaction) -> None:
        ctx = self._joined.parts.context(tx)
        for telegram_id in self._joined.settings.coordinators:
            person = await meet_person(ctx, telegram_id, counted=False)
            if person.role is Role.COORDINATOR:
                continue
            if await memberships.was_member(tx, person.id):
                # The team revoked them, or gave them another role: a restart must not undo it.
                log.warning("coordinator_not_restored")
            else:
                await enrol(ctx, person, Role.COORDINATOR, Signature(""))

    async def _set_recurring(self, tx: Transaction) -> None:
        ctx = self._joined.parts.context(tx)
        await notice_absence(ctx)
        await set_recurring(ctx)

    async def _set_public_menu(self) -> None:
        joined = self._joined
        strings = joined.shelf.current.strings
        names = joined.registry.menus[Role.YOUNG_PERSON]
        commands = [BotCommand(name, strings.label(f"command-{name}")) for name in names]
        scope = BotCommandScopeAllPrivateChats()
        set_them = functools.partial(joined.bot.set_my_commands, commands, scope=scope)
        await insist(set_them, joined.link)

    async def _set_webhook(self) -> None:
        settings = self._joined.settings
        assert settings.webhook_url and settings.webhook_secret  # noqa: PT018, S101  # checked
        await insist(
            functools.partial(
                self._joined.bot.set_webhook,
                settings.webhook_url.rstrip("/") + WEBHOOK_PATH,
                secret_token=settings.webhook_secret.get_secret_value(),
                allowed_updates=ALLOWED_UPDATES,
                drop_pending_updates=False,
            ),
            self._joined.link,
        )

    # Content

    async def _watch_content(self) -> None:
        """Take changed content into use; content that is not valid changes nothing."""
        while True:
            await asyncio.sleep(CONTENT_EVERY)
            if await asyncio.to_thread(self._joined.shelf.reload_if_changed):
                log_problems(self._joined.shelf)
                give_back()

    # The port

    @contextlib.asynccontextmanager
    async def _listening(self) -> AsyncIterator[socket.socket | None]:
        settings = self._joined.settings
        # While polling, a taken health port must not keep the bot from helping.
        listening = listen(*settings.listen_on, needed=settings.mode == "webhook")
        try:
            yield listening
        finally:
            if listening is not None:
                listening.close()

    async def _serve_web(self, listening: socket.socket) -> None:
        settings, shelf, clock = (
            self._joined.settings,
            self._joined.shelf,
            self._joined.parts.clock,
        )
        board = self._board()
        app = build_app(
            self._take_in if settings.mode == "webhook" else None,
            self._secret,
            self._is_healthy,
            [
                contents_route(lambda: shelf.current, lambda: clock().date()),
                metrics_route(self._measure),
                *board.routes(),
                *Inside(board).routes(),
            ],
            self.health,
        )
        await serve(app, listening)

    def _board(self) -> Board:
        joined = self._joined
        return Board(
            Browsing(
                joined.store,
                joined.commits,
                joined.parts,
                joined.settings.telegram_token.get_secret_value(),
            ),
            lambda: joined.shelf.current,
            SESSION_FOR,
            secure=joined.settings.address.startswith("https:"),
        )

    async def _take_in(self, update: dict[str, object], handed_on: bool) -> bool:
        if not self._joined.link.worked:
            # Nothing can be read before the bot knows its own name: it comes again.
            return False
        self._joined.link.answered()
        if not handed_on and (stored := await self._hand_on(update)) is not None:
            return stored
        return await self._joined.intake.take_in_one(update)

    async def _hand_on(self, update: dict[str, object]) -> bool | None:
        """Give an update to the replica that knows its chat; None if that is this one."""
        presence, chat = self._joined.presence, chat_of(update)
        at_home = home(chat, presence.ring) if chat is not None else None
        if at_home is None or at_home == presence.me:
            return None
        return await self._peers.hand_on(at_home, update)

    def health(self) -> dict[str, object]:
        """What the health page says beside the database: counts and words of ours, nobody's."""
        joined, troubles = self._joined, self._joined.troubles
        return {
            "degraded": joined.link.down_for_long()
            or joined.supervisor.failing()
            or troubles.lately(Trouble.STUMBLED)
            or troubles.lately(Trouble.TIMER_FAILED)
            or joined.journal.state != "emptied"
            or joined.intake.held > 0,
            "telegram": joined.link.describe(),
            "journal": joined.journal.state,
            "held": joined.intake.held,
            "triage": joined.voices,
            "replicas": len(joined.presence.ring) or 1,
            "restarted": joined.supervisor.restarted(),
            "troubles": troubles.seen(),
        }

    async def _measure(self) -> Measured:
        joined = self._joined
        return Measured(
            vitals=await self._vitals(),
            heard=joined.heard,
            troubles=joined.troubles.seen(),
            restarted=joined.supervisor.restarted(),
            held=joined.intake.held,
            telegram_up=joined.link.worked and not joined.link.down_for_long(),
            second_voice="second-voice" in joined.voices,
            degraded=bool(self.health()["degraded"]),
        )

    async def _vitals(self) -> Vitals | None:
        try:
            async with asyncio.timeout(_PATIENCE), self._joined.store.reading() as tx:
                return await vitals(tx, self._joined.parts.clock())
        except (StoreUnavailable, TimeoutError):
            return None

    async def _is_healthy(self) -> bool:
        try:
            async with asyncio.timeout(_PATIENCE):
                await self._joined.store.ping()
        except (StoreUnavailable, TimeoutError):
            return False
        return True


async def _look_at_keys(tx: Transaction) -> None:
    """Raises WrongKeys: with other keys nobody would be known, and all would begin anew."""
    try:
        await audit.opens(tx)
    except SealBroken as error:
        raise WrongKeys from error


def _leave_in_peace() -> None:
    """Have the collector look at what comes and goes, and no more at what a start has loaded.

    Else it looks through the whole library and triage again and again: a tenth of the work.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(_YOUNG, _OLDER, _OLDER)


def log_problems(shelf: LibraryHolder) -> None:
    """Say whether the content that is there can be used."""
    if shelf.problems:
        log.error("content_invalid", count=len(shelf.problems))
    else:
        log.info("content_loaded")

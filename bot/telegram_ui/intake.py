"""Takes Telegram's JSON in, with the database up or down; the same for polling and webhook.

While the database is down nothing is acknowledged that is not handled, with one exception.
Telegram hands out a hundred updates at most before it wants the first of them acknowledged; an
emergency may stand behind them. A full window is therefore kept in memory, its references on
the disk, and acknowledged, so that the next one can be read and answered.
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import structlog
from telegram import Bot, Update

from bot.delivery.holding import Held, HoldingFile
from bot.delivery.inbox import Inbox
from bot.delivery.troubles import Troubles
from bot.store.database import StoreUnavailable
from bot.telegram_ui.breakdown import Breakdown
from bot.telegram_ui.hearing import Prepared
from bot.telegram_ui.incoming import private_user
from bot.telegram_ui.parsing import Letter, Unreadable, understand

log = structlog.get_logger()

#: As many updates as Telegram gives before the first of them is acknowledged.
WINDOW = 100
#: Updates held in memory at most; beyond that, Telegram keeps them.
_MOST = 5_000
#: Seconds after which a database that still thinks about it is taken for one that is down: numbers
#: are given meanwhile. A database that was down a moment ago is given less.
_PATIENCE = 8.0
_LITTLE_PATIENCE = 0.5


@dataclass(slots=True)
class Intake:
    """Hands updates to the inbox, and answers them without it."""

    bot: Bot
    inbox: Inbox[Letter, Prepared]
    breakdown: Breakdown
    file: HoldingFile
    troubles: Troubles
    patience: float = _PATIENCE
    #: Whether the database did not answer when it was last asked.
    down: bool = False
    _held: list[Letter] = field(default_factory=list)
    _work: asyncio.Task[bool] | None = None
    _covered: set[int] = field(default_factory=set)
    _lost: list[Unreadable] = field(default_factory=list)
    _written: bool = False
    _file_in_use: asyncio.Lock = field(default_factory=asyncio.Lock)

    @property
    def in_trouble(self) -> bool:
        """Whether something waits for the database."""
        return self.down or bool(self._held or self._lost)

    @property
    def held(self) -> int:
        """How many updates are in memory, acknowledged and not handled yet."""
        return len(self._held)

    async def look_back(self) -> None:
        """Find what a crash during a breakdown left: references, of which nobody has the words."""
        left = await asyncio.to_thread(self.file.read)
        self._written = bool(left)
        self._lost = [
            Unreadable(one.update_id, "lost", one.chat_id, one.message_id, lost=True)
            for one in left
        ]
        if left:
            log.error("updates_lost", count=len(left))

    async def take_in_one(self, raw: Mapping[str, object]) -> bool:
        """Take in what a webhook brought; returns whether it may be acknowledged."""
        letter = understand(raw, self.bot)
        if letter is None:
            return True
        try:
            async with self._numbers_if_late([letter]):
                await self.inbox.take_in([letter])
        except StoreUnavailable:
            self._note_down()
            await self.breakdown.answer([letter])
            return False
        self._note_up()
        return True

    async def take_in(self, raws: Sequence[Mapping[str, object]]) -> bool:
        """Take in what a poll brought; returns whether it may be acknowledged.

        Comes back within seconds, whatever the database does: the next poll may bring an
        emergency. What was handed in goes on meanwhile, and is not handed in twice.
        """
        letters = [one for raw in raws if (one := understand(raw, self.bot)) is not None]
        self._sort_out_what_is_lost(letters)
        if self._work is None:
            if not letters and not self._held:
                return True
            self._work = asyncio.create_task(self._handle(letters))
            self._covered = {letter.update_id for letter in letters}
        await asyncio.wait({self._work}, timeout=_LITTLE_PATIENCE if self.down else self.patience)
        if not self._work.done():
            return await self._go_on_without(letters)
        work, self._work = self._work, None
        try:
            finished = work.result()
        except StoreUnavailable:
            self._note_down()
            return await self._go_on_without(letters)
        self._note_up()
        return finished and all(letter.update_id in self._covered for letter in letters)

    async def close(self) -> None:
        """Stop: what is held stays on the disk as references."""
        if self._held:
            log.error("stopped_with_updates_held", count=len(self._held))
        if self._work is not None:
            self._work.cancel()
            await asyncio.gather(self._work, return_exceptions=True)
        await self.breakdown.close()

    async def _go_on_without(self, letters: list[Letter]) -> bool:
        await self.breakdown.answer([*self._held, *letters], only_danger=not self.down)
        self._note_down()
        return len(letters) >= WINDOW and await self._hold(letters)

    async def _handle(self, letters: list[Letter]) -> bool:
        """Hand in what waits; returns whether nothing of it is left for another round.

        What was held comes in steps: others than those who wrote it need not wait for the end.
        """
        if not self._held and not self.down:
            await self.inbox.take_in(letters)
            await self._forget_file()
            return True
        held = self._held[:WINDOW]
        behind = {_reference(letter).chat_id for letter in self._held}
        ahead = [letter for letter in letters if _reference(letter).chat_id not in behind]
        if self.down:
            # One is enough to see whether the database is back.
            await self.inbox.take_in((ahead or held or letters)[:1])
        await self.inbox.take_in([*ahead, *held])
        del self._held[: len(held)]
        if self._held:
            return False
        await self.inbox.take_in(
            [letter for letter in letters if _reference(letter).chat_id in behind]
        )
        await self._forget_file()
        return True

    @contextlib.asynccontextmanager
    async def _numbers_if_late(self, letters: Sequence[Letter]) -> AsyncIterator[None]:
        """A database that hangs must not hold back the numbers any more than one that is gone."""
        down = self.down

        async def numbers() -> None:
            await asyncio.sleep(_LITTLE_PATIENCE if down else self.patience)
            await self.breakdown.answer(letters, only_danger=not down)

        late = asyncio.create_task(numbers())
        try:
            yield
        finally:
            late.cancel()
            await asyncio.gather(late, return_exceptions=True)

    async def _hold(self, letters: list[Letter]) -> bool:
        """Keep a full window in memory, once its references are on the disk."""
        if len(self._held) + len(letters) > _MOST:
            log.error("held_full", count=len(self._held))
            self.troubles.note("held_full")
            return False
        try:
            async with self._file_in_use:
                await asyncio.to_thread(self.file.write, [_reference(one) for one in letters])
                self._written = True
                self._held += letters
        except OSError as error:
            log.error("held_not_written", error=type(error).__name__)
            self.troubles.note("held_not_written")
            return False
        log.warning("updates_held", count=len(self._held))
        return True

    async def _forget_file(self) -> None:
        async with self._file_in_use:
            if not self._written or self._held:
                return
            try:
                await asyncio.to_thread(self.file.empty)
            except OSError as error:
                log.error("held_not_emptied", error=type(error).__name__)
            else:
                self._written = False

    def _sort_out_what_is_lost(self, letters: Sequence[Letter]) -> None:
        """After a crash, at the first poll: what was not acknowledged comes again, with its words.

        Each author is told once about the rest, by the last of it.
        """
        if not self._lost:
            return
        first = letters[0].update_id if letters else None
        lost = [one for one in self._lost if first is None or one.update_id < first]
        last = {one.chat_id: one.update_id for one in lost}
        self._held = [replace(one, silent=last[one.chat_id] != one.update_id) for one in lost]
        self._lost = []

    def _note_down(self) -> None:
        if not self.down:
            log.error("database_unavailable")
            self.troubles.note("database_unavailable")
        self.down = True

    def _note_up(self) -> None:
        if self.down:
            self.breakdown.over()
        self.down = False


def _reference(letter: Letter) -> Held:
    if not isinstance(letter, Update):
        return Held(letter.update_id, letter.chat_id, letter.message_id)
    user, message = private_user(letter), letter.message or letter.edited_message
    return Held(
        letter.update_id, user.id if user else None, message.message_id if message else None
    )

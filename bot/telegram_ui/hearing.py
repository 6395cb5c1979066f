"""Hears what a message says before its transaction begins, so that nobody else waits for it.

The quick part of a short text is heard at once; a long one, and what needs triage's second voice,
in another thread, so that the bot goes on answering meanwhile. What comes while that thread is at
work is heard together: ten texts take little longer than one. What was heard holds no word of it.
"""

import asyncio
from collections import Counter, OrderedDict
from collections.abc import Callable, Collection, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from typing import Protocol

from telegram import Update

from bot.domain.danger import Danger, Verdict
from bot.domain.messages import tells_who
from bot.domain.triage import NOTHING, Begun, Heard
from bot.telegram_ui.incoming import command_of, is_somebody_elses, words_of
from bot.telegram_ui.lately import Before, Lately

#: What was heard of a longer text is kept for when its update comes again.
_SHORT = 300
#: More letters, of a text and those before it, are read in another thread: the way there costs
#: as much as a few sentences.
_QUICK = 600
#: Texts heard together at most: the last of them waits for all.
_TOGETHER = 16
#: What was heard of so many updates is kept for when they come again: while the database is
#: down they come every second.
_KEPT = 1_000

_NOTHING_BEFORE = Before()

#: Which update, and which text.
_Name = tuple[int, int]


class Triage(Protocol):
    """Recognises danger and subject; in memory, keeps nothing."""

    @property
    def voices(self) -> str:
        """Who decides: ``rules``, ``rules+model`` or ``rules+model+second-voice``."""

    def assess(self, text: str, recent: Sequence[Danger] = ()) -> Verdict:
        """What one message sounds like, given the levels of the last ones."""

    def begin(self, text: str, earlier: Sequence[str] = (), *, calm: bool = False) -> Begun:
        """The quick part of reading it; ``earlier`` are its author's last texts, calm or not."""

    def finish(self, begun: Sequence[Begun]) -> list[Heard]:
        """The slow part: what each message says by itself, and with what came before."""

    def judge(self, heard: Heard, recent: Sequence[Danger] = ()) -> Verdict:
        """The quick part of it: the verdict, given the levels of the last ones."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """What an update says, as far as it can be told without the database."""

    #: Of the text or caption: of what follows a command, or of all that is no command of ours.
    heard: Heard = NOTHING
    #: Whether there were any words at all.
    has_words: bool = False
    #: Whether it seems to hold a number, an address, a name.
    tells_who: bool = False
    #: The command asks for the emergency numbers.
    asks_numbers: bool = False

    @property
    def urgent(self) -> bool:
        """Whether it goes before what others write."""
        return self.asks_numbers or self.heard.danger >= Danger.HIGH


class Together:
    """Has what came meanwhile heard in one go, in another thread."""

    def __init__(self, triage: Triage) -> None:
        """Take who hears."""
        self._triage = triage
        self._waiting: list[tuple[Begun, asyncio.Future[Heard]]] = []
        self._work: asyncio.Task[None] | None = None
        # One thread: the interpreter would not run two at once.
        self.thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="ear")

    async def finish(self, begun: Begun) -> Heard:
        """What a text says."""
        heard: asyncio.Future[Heard] = asyncio.get_running_loop().create_future()
        self._waiting.append((begun, heard))
        if self._work is None or self._work.done():
            self._work = asyncio.create_task(self._hear())
        return await heard

    async def _hear(self) -> None:
        while self._waiting:
            taken = self._waiting[:_TOGETHER]
            del self._waiting[:_TOGETHER]
            await self._hear_these(taken)

    async def _hear_these(self, taken: list[tuple[Begun, asyncio.Future[Heard]]]) -> None:
        loop, texts = asyncio.get_running_loop(), [begun for begun, _ in taken]
        found: Sequence[Heard | Exception]
        try:
            found = await loop.run_in_executor(self.thread, self._triage.finish, texts)
        except Exception as error:  # noqa: BLE001  # handed to whoever waits
            found = [error] * len(taken)
        for (_, waiting), heard in zip(taken, found, strict=True):
            if waiting.done():  # whoever waited may have been cancelled
                continue
            if isinstance(heard, Exception):
                waiting.set_exception(heard)
            else:
                waiting.set_result(heard)


@dataclass(slots=True)
class Ear:
    """Listens to updates."""

    triage: Triage
    username: Callable[[], str]
    #: The names of our commands: they are no words of anybody's.
    commands: Collection[str] = ()
    lately: Lately = field(default_factory=Lately)
    #: How many texts were heard since the start, by how they sounded: words of ours, nobody's.
    tally: Counter[str] = field(default_factory=Counter)
    _kept: OrderedDict[_Name, Prepared] = field(default_factory=OrderedDict)
    _together: Together = field(init=False)

    def __post_init__(self) -> None:
        """Begin with nobody waiting."""
        self._together = Together(self.triage)

    async def prepare(self, update: Update) -> Prepared:
        """What an update says, with what its author said before it."""
        message = update.message or update.edited_message
        text = words_of(message).text if message else ""
        if message is None or not text or is_somebody_elses(message):
            return await self.hear(text, update.update_id)
        before = self.lately.before(message.chat.id, message.message_id)
        prepared = await self.hear(text, update.update_id, before)
        if prepared.has_words:
            calm = prepared.heard.is_calm
            self.lately.note(message.chat.id, message.message_id, text, calm=calm)
        return prepared

    async def hear(self, text: str, update_id: int, before: Before = _NOTHING_BEFORE) -> Prepared:
        """What a text says; of a long one it is kept for when its update comes again."""
        if not text:
            return Prepared()
        if len(text) <= _SHORT:
            return await self._hear(text, before)
        name = update_id, hash(text)
        prepared = self._kept.get(name)
        if prepared is None:
            prepared = self._kept[name] = await self._hear(text, _NOTHING_BEFORE)
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return prepared

    async def _hear(self, text: str, before: Before) -> Prepared:
        command = command_of(text, self.username())
        words = self._own_words(text, command)
        begun = await self._begin(words, before)
        sure = begun.is_sure
        heard = self.triage.finish([begun])[0] if sure else await self._together.finish(begun)
        if words:
            self.tally[heard.danger.word] += 1
        return Prepared(
            heard,
            bool(words),
            tells_who(text),
            asks_numbers=command is not None and command[0] == "urgence",
        )

    async def _begin(self, words: str, before: Before) -> Begun:
        begin = partial(self.triage.begin, words, before.texts, calm=before.calm)
        if len(words) + sum(map(len, before.texts)) <= _QUICK:
            return begin()
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._together.thread, begin)

    def _own_words(self, text: str, command: tuple[str, str] | None) -> str:
        """What follows a command; ``/suicide``, which is none of ours, is a word too."""
        ours = command is not None and command[0] in self.commands
        return command[1] if command and ours else text.removeprefix("/").strip()

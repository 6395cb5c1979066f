"""Hears what a message says before its transaction begins, so that nobody else waits for it.

A short text is heard at once; a long one in another thread, one at a time and one of each
chat, so that the bot goes on answering meanwhile. What was heard holds no word of it.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Collection, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Protocol

from telegram import Update

from bot.domain.danger import Danger, Verdict
from bot.domain.messages import tells_who
from bot.domain.triage import NOTHING, Heard
from bot.telegram_ui.incoming import command_of, words_of

#: Longer texts are heard in another thread: the way there costs as much as a few sentences.
_SHORT = 300
#: What was heard of so many updates is kept for when they come again: while the database is
#: down they come every second.
_KEPT = 1_000

#: Which update, and which text.
_Name = tuple[int, int]


class Triage(Protocol):
    """Recognises danger and subject; in memory, keeps nothing."""

    @property
    def voices(self) -> str:
        """Who decides: ``rules``, ``rules+model`` or ``rules+model+second-voice``."""

    def assess(self, text: str, recent: Sequence[Danger] = ()) -> Verdict:
        """What one message sounds like, given the levels of the last ones."""

    def read(self, text: str) -> Heard:
        """The costly part of it: what the message says by itself."""

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


@dataclass(slots=True)
class Ear:
    """Listens to updates."""

    triage: Triage
    username: Callable[[], str]
    #: The names of our commands: they are no words of anybody's.
    commands: Collection[str] = ()
    _kept: OrderedDict[_Name, Prepared] = field(default_factory=OrderedDict)
    # One thread: the interpreter would not run two at once.
    _thread: ThreadPoolExecutor = field(
        default_factory=lambda: ThreadPoolExecutor(max_workers=1, thread_name_prefix="ear")
    )

    async def prepare(self, update: Update) -> Prepared:
        """What an update says."""
        message = update.message or update.edited_message
        text = words_of(message).text if message else ""
        return await self.hear(text, update.update_id)

    async def hear(self, text: str, update_id: int) -> Prepared:
        """What a text says; of a long one it is kept for when its update comes again."""
        if not text:
            return Prepared()
        if len(text) <= _SHORT:
            return self._hear(text)
        return await self._hear_long(update_id, text)

    async def _hear_long(self, update_id: int, text: str) -> Prepared:
        name = update_id, hash(text)
        prepared = self._kept.get(name)
        if prepared is None:
            loop = asyncio.get_running_loop()
            prepared = await loop.run_in_executor(self._thread, self._hear, text)
            self._kept[name] = prepared
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return prepared

    def _hear(self, text: str) -> Prepared:
        command = command_of(text, self.username())
        words = self._own_words(text, command)
        return Prepared(
            self.triage.read(words),
            bool(words),
            tells_who(text),
            asks_numbers=command is not None and command[0] == "urgence",
        )

    def _own_words(self, text: str, command: tuple[str, str] | None) -> str:
        """What follows a command; ``/suicide``, which is none of ours, is a word too."""
        ours = command is not None and command[0] in self.commands
        return command[1] if command and ours else text.removeprefix("/").strip()

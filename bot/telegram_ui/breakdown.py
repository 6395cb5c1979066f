"""What can be said while the database is down: the emergency numbers, and that nothing is lost.

Whoever is in danger comes first, and each person gets one message for all that they wrote: a
hundred messages of one must not keep the numbers from another.
"""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

import structlog
from telegram import Update
from telegram.error import BadRequest, Forbidden, RetryAfter

from bot.domain.danger import Danger
from bot.domain.screens import Notice, Screen
from bot.telegram_ui.hearing import Triage
from bot.telegram_ui.incoming import command_of, private_user, words_of
from bot.telegram_ui.parsing import Letter
from bot.telegram_ui.refusals import seconds_of

log = structlog.get_logger()

T = TypeVar("T")

#: The numbers, and the others' word that nothing is lost.
EMERGENCY_WITHOUT_STORE = Notice("emergency-without-store")
BREAKDOWN = Notice("breakdown")
#: Seconds that the next look is kept waiting for what is being sent.
_WAIT = 1.0
#: Notices sent at once; danger never waits for a place.
_NOTICES = 16
#: Updates and people remembered as answered: memory is bounded even in a long breakdown.
_REMEMBERED = 20_000
_EMERGENCY = "emergency"
_SEPARATOR = ":"


class Shows(Protocol):
    """Sends a screen at once, past the outbox."""

    async def __call__(self, address: int, screen: Screen) -> None:
        """Send it. Raises TelegramError."""


@dataclass(frozen=True, slots=True)
class _Heard:
    """What is needed of an update to answer it without a database."""

    update_id: int
    person: int
    text: str = field(repr=False)
    #: They asked for the numbers, by command or by button.
    asks: bool


@dataclass(slots=True)
class Breakdown:
    """One breakdown after the other: who was told what."""

    show: Shows
    triage: Triage
    username: Callable[[], str]
    #: Which updates need no answer any more, oldest first.
    _answered: dict[int, None] = field(default_factory=dict)
    #: Who was told that the bot is out of order.
    _told: dict[int, None] = field(default_factory=dict)
    #: By person and screen: the numbers do not wait for a notice that is slow to leave.
    _under_way: dict[tuple[int, Notice], asyncio.Task[None]] = field(default_factory=dict)
    #: What triage found, so that each text is read once however often it is looked at.
    _judged: dict[int, bool] = field(default_factory=dict)
    _notices: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(_NOTICES))

    def over(self) -> None:
        """The database is back: whoever meets the next breakdown is told again."""
        self._answered.clear()
        self._judged.clear()
        self._told.clear()

    async def answer(self, letters: Iterable[Letter], *, only_danger: bool = False) -> None:
        """Give the numbers to whoever needs them and tell the others, once each.

        What Telegram did not take is tried again with the next look at the same updates.
        """
        waiting = self._waiting(letters)
        for person in [p for p, said in waiting.items() if any(one.asks for one in said)]:
            self._start(person, waiting.pop(person), EMERGENCY_WITHOUT_STORE)
        for person in await self._in_danger(waiting):
            self._start(person, waiting.pop(person), EMERGENCY_WITHOUT_STORE)
        if not only_danger:
            for person, said in waiting.items():
                self._start(person, said, BREAKDOWN)
        if self._under_way:
            await asyncio.wait(self._under_way.values(), timeout=_WAIT)

    async def close(self) -> None:
        """Stop what is being sent."""
        tasks = list(self._under_way.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _waiting(self, letters: Iterable[Letter]) -> dict[int, list[_Heard]]:
        """What was not answered yet, by whom it is."""
        waiting: dict[int, list[_Heard]] = {}
        for letter in letters:
            if letter.update_id in self._answered:
                continue
            if one := _hear(letter, self.username()):
                waiting.setdefault(one.person, []).append(one)
        return waiting

    async def _in_danger(self, waiting: dict[int, list[_Heard]]) -> list[int]:
        """Who sounds in danger: a message of each in turn, so that nobody waits for a flood."""
        found: list[int] = []
        longest = max(map(len, waiting.values()), default=0)
        for turn in range(longest):
            for person, said in waiting.items():
                if turn < len(said) and person not in found and self._is_danger(said[turn]):
                    found.append(person)
            # Long texts take a moment each: what is being sent must go on meanwhile.
            await asyncio.sleep(0)
        return found

    def _is_danger(self, one: _Heard) -> bool:
        known = self._judged.get(one.update_id)
        if known is None:
            known = bool(one.text) and self.triage.assess(one.text).danger >= Danger.HIGH
            self._judged[one.update_id] = known
            _shorten(self._judged)
        return known

    def _start(self, person: int, said: Sequence[_Heard], screen: Notice) -> None:
        if screen == BREAKDOWN and person in self._told:
            self._remember(said)
            return
        key = person, screen
        if key in self._under_way:
            return
        task = asyncio.create_task(self._tell(person, said, screen))
        self._under_way[key] = task
        task.add_done_callback(lambda _: self._under_way.pop(key, None))

    async def _tell(self, person: int, said: Sequence[_Heard], screen: Notice) -> None:
        try:
            if screen == BREAKDOWN:
                async with self._notices:
                    await self.show(person, screen)
            else:
                await self.show(person, screen)
        except RetryAfter as error:
            log.warning("breakdown_not_told", error=type(error).__name__)
            await asyncio.sleep(seconds_of(error))  # and then with the next look
            return
        except (BadRequest, Forbidden) as error:
            log.info("breakdown_not_told", error=type(error).__name__)
        except Exception as error:  # noqa: BLE001  # tried again with the next look
            log.warning("breakdown_not_told", error=type(error).__name__)
            return
        self._told[person] = None
        _shorten(self._told)
        self._remember(said)

    def _remember(self, said: Sequence[_Heard]) -> None:
        self._answered.update((one.update_id, None) for one in said)
        _shorten(self._answered)


def _shorten(memory: dict[int, T]) -> None:
    while len(memory) > _REMEMBERED:
        del memory[next(iter(memory))]


def _hear(letter: Letter, username: str) -> _Heard | None:
    if not isinstance(letter, Update):
        if letter.chat_id is None or letter.lost:
            return None
        return _heard(letter.update_id, letter.chat_id, letter.text, username)
    user = private_user(letter)
    if user is None:
        return None
    if query := letter.callback_query:
        asks = (query.data or "").split(_SEPARATOR)[0] == _EMERGENCY
        return _Heard(letter.update_id, user.id, "", asks)
    message = letter.message or letter.edited_message
    if message is None:
        return None
    return _heard(letter.update_id, user.id, words_of(message).text, username)


def _heard(update_id: int, person: int, text: str, username: str) -> _Heard:
    command = command_of(text, username)
    return _Heard(update_id, person, text, command is not None and command[0] == "urgence")

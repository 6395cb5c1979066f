"""Our own polling loop: the library's acknowledges updates before they are handled.

The offset moves only after the commit, so an update that was not handled comes again. The
answers are taken as plain JSON: each update is parsed alone, by the intake.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import structlog
from telegram.error import (
    BadRequest,
    Conflict,
    Forbidden,
    InvalidToken,
    RetryAfter,
    TelegramError,
)

from bot.telegram_ui.application import ALLOWED_UPDATES
from bot.telegram_ui.intake import Intake
from bot.telegram_ui.link import Link
from bot.telegram_ui.quick_bot import QuickBot
from bot.telegram_ui.refusals import seconds_of

log = structlog.get_logger()

#: Seconds Telegram keeps the connection open when there is nothing new.
_LONG_POLL = 25
#: Seconds after which a poll without an answer is dead: the network may have lost it silently.
DEAD_AFTER = 30.0
#: While something waits for the database, a poll must not keep it waiting.
_SHORT_POLL = 1
#: Seconds between two looks at a database that is down.
_BETWEEN_LOOKS = 1.0
_FIRST_PAUSE = 0.5
_LONGEST_PAUSE = 30.0


@dataclass(slots=True)
class Polling:
    """Takes updates in, whatever Telegram answers."""

    bot: QuickBot
    intake: Intake
    link: Link
    dead_after: float = DEAD_AFTER
    first_pause: float = _FIRST_PAUSE
    _offset: int | None = None
    _started: bool = False

    async def run(self) -> None:
        """Take updates in until cancelled."""
        if not self._started:
            await self.intake.look_back()
            self._started = True
        pause = self.first_pause
        while True:
            try:
                await self._round()
            except RetryAfter as error:
                self.link.failed("telegram_limits")
                await asyncio.sleep(seconds_of(error))
            except Exception as error:  # noqa: BLE001  # a proxy may answer anything at all
                note_failure(self.link, error)
                await asyncio.sleep(pause)
                pause = min(pause * 2, _LONGEST_PAUSE)
            else:
                pause = self.first_pause

    async def _round(self) -> None:
        updates = await self.bot.fetch_updates(
            self._offset,
            ALLOWED_UPDATES,
            wait=_SHORT_POLL if self.intake.in_trouble else _LONG_POLL,
            dead_after=self.dead_after,
        )
        self.link.answered()
        if await self.intake.take_in(updates):
            if updates:
                self._offset = int(updates[-1]["update_id"]) + 1
        elif self.intake.down:
            await asyncio.sleep(_BETWEEN_LOOKS)


def note_failure(link: Link, error: Exception) -> None:
    """Log and count a call to Telegram that did not work."""
    if isinstance(error, Conflict):
        kind = "another_poller"
    elif isinstance(error, InvalidToken | Forbidden):
        kind = "token_not_accepted"
    else:
        kind = "telegram_unavailable"
    log.warning(kind, error=type(error).__name__)
    link.failed(kind)


async def connect(bot: QuickBot, link: Link) -> None:
    """Ask Telegram who we are, until it answers.

    Raises InvalidToken if Telegram itself says that it knows no such token, and has never
    taken it before. What is no answer of the Bot API (a proxy's page) is tried again.
    """
    pause = _FIRST_PAUSE
    while True:
        try:
            await bot.initialize()
        except RetryAfter as error:
            link.failed("telegram_limits")
            await asyncio.sleep(seconds_of(error))
        except Exception as error:
            if not link.worked and _refuses_the_token(error):
                raise
            note_failure(link, error)
            await asyncio.sleep(pause)
            pause = min(pause * 2, _LONGEST_PAUSE)
        else:
            link.answered()
            return


def _refuses_the_token(error: Exception) -> bool:
    """Whether these are Telegram's words, and not those of something in between.

    The library hides what was said behind its own sentence; an answer that is no JSON is
    the cause of the error below that.
    """
    said = error.__cause__
    return (
        isinstance(error, InvalidToken)
        and isinstance(said, InvalidToken)
        and said.__cause__ is None
    )


async def insist(call: Callable[[], Awaitable[object]], link: Link) -> None:
    """Make a call until Telegram answers it.

    What it refuses (a menu it does not know, say) must not keep the bot from helping. Whether
    the token is right was settled when we connected: what is said of it later may change again.
    """
    pause = _FIRST_PAUSE
    while True:
        try:
            await call()
        except BadRequest as error:
            log.warning("telegram_refused", error=type(error).__name__)
            return
        except RetryAfter as error:
            await asyncio.sleep(seconds_of(error))
        except TelegramError as error:
            note_failure(link, error)
            await asyncio.sleep(pause)
            pause = min(pause * 2, _LONGEST_PAUSE)
        else:
            link.answered()
            return

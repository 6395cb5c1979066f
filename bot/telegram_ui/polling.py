"""Our own polling loop: the library's acknowledges updates before they are handled.

The offset moves only after the commit, so an update that was not handled comes again.
"""

import asyncio
from collections.abc import Awaitable, Callable

import structlog
from telegram import Bot, Update
from telegram.error import BadRequest, Conflict, InvalidToken, RetryAfter, TelegramError

from bot.delivery.inbox import Inbox
from bot.store.database import StoreUnavailable
from bot.telegram_ui.application import ALLOWED_UPDATES
from bot.telegram_ui.hearing import Prepared
from bot.telegram_ui.refusals import is_bad_token

log = structlog.get_logger()

#: Seconds Telegram keeps the connection open when there is nothing new.
_LONG_POLL = 25
_FIRST_PAUSE = 0.5
_LONGEST_PAUSE = 10.0


async def poll(bot: Bot, inbox: Inbox[Update, Prepared]) -> None:
    """Take updates in until cancelled."""
    offset: int | None = None
    pause = _FIRST_PAUSE
    while True:
        try:
            updates = await bot.get_updates(
                offset=offset,
                timeout=_LONG_POLL,
                allowed_updates=ALLOWED_UPDATES,
                read_timeout=_LONG_POLL + 5,
            )
            await _take_in(inbox, list(updates))
            if updates:
                offset = updates[-1].update_id + 1
            pause = _FIRST_PAUSE
        except StoreUnavailable:
            log.error("database_unavailable")
            await asyncio.sleep(1)
        except RetryAfter as error:
            await asyncio.sleep(_seconds(error))
        except InvalidToken:
            raise
        except TelegramError as error:
            known = "another_poller" if isinstance(error, Conflict) else "telegram_unavailable"
            log.warning(known, error=type(error).__name__)
            await asyncio.sleep(pause)
            pause = min(pause * 2, _LONGEST_PAUSE)


async def _take_in(inbox: Inbox[Update, Prepared], updates: list[Update]) -> None:
    try:
        await inbox.take_in(updates)
    except StoreUnavailable:
        await inbox.answer_without_store(updates)
        raise


def _seconds(error: RetryAfter) -> float:
    after = error.retry_after
    return after if isinstance(after, int) else after.total_seconds()


async def insist(call: Callable[[], Awaitable[object]]) -> None:
    """Make a call until Telegram answers it. Raises InvalidToken for a token it does not accept.

    What it refuses otherwise (a menu it does not know, say) must not keep the bot from helping.
    """
    pause = _FIRST_PAUSE
    while True:
        try:
            await call()
        except (InvalidToken, BadRequest) as error:
            if is_bad_token(error):
                raise
            log.warning("telegram_refused", error=type(error).__name__)
            return
        except RetryAfter as error:
            await asyncio.sleep(_seconds(error))
        except TelegramError as error:
            log.warning("telegram_unavailable", error=type(error).__name__)
            await asyncio.sleep(pause)
            pause = min(pause * 2, _LONGEST_PAUSE)
        else:
            return

"""The pages of figures in a browser: what opens them once, then a session; both short.

Who may read is looked at again at every page: whoever is a coordinator no more reads no more.
"""

import secrets
from datetime import timedelta

from bot.actions.context import Context
from bot.domain.mini_app import AHEAD, LASTS, NotGenuine, opened
from bot.domain.people import NotCoordinator, PersonId, Role
from bot.store import memberships, page_keys, people
from bot.store.page_keys import Opens

#: How long a link can be used, and how long a browser may read after that.
LINK_FOR, SESSION_FOR = timedelta(minutes=5), timedelta(minutes=45)
_BYTES = 24


async def make_link(ctx: Context, coordinator: PersonId) -> str:
    """The code of a link; the ones made before open nothing any more. Raises NotCoordinator."""
    if await memberships.lock_role(ctx.tx, coordinator) is not Role.COORDINATOR:
        raise NotCoordinator
    await page_keys.drop_of(ctx.tx, coordinator, Opens.LINK, ctx.now)
    return await _add(ctx, Opens.LINK, coordinator, LINK_FOR)


async def is_good(ctx: Context, code: str) -> bool:
    """Whether a link would open anything."""
    return await page_keys.holder(ctx.tx, code, Opens.LINK, ctx.now) is not None


async def enter(ctx: Context, code: str) -> str | None:
    """Use a link up; gives the code of a session, or None if the link is good for nothing."""
    person = await page_keys.holder(ctx.tx, code, Opens.LINK, ctx.now)
    if person is None or not await page_keys.drop(ctx.tx, code, Opens.LINK):
        return None
    await page_keys.drop_of(ctx.tx, person, None, ctx.now)
    return await _add(ctx, Opens.SESSION, person, SESSION_FOR)


async def enter_inside(ctx: Context, said: str, token: str, session: str) -> str:
    """Open a session for whoever opened a page inside Telegram; what Telegram said is used once.

    ``said``: its ``initData``. ``session``: what the browser has from before, which goes on if it
    is of the same person: several accounts share one browser there. Raises
    NotGenuine, also for what was used before; NotCoordinator for anybody else's.
    """
    who = opened(said, token, ctx.now)
    person = await people.find(ctx.tx, who.telegram_id)
    if person is None or await memberships.lock_role(ctx.tx, person.id) is not Role.COORDINATOR:
        raise NotCoordinator
    if await reader_of(ctx, session) == person.id:
        return session
    await page_keys.drop_of(ctx.tx, person.id, None, ctx.now)
    if not await page_keys.use_up(ctx.tx, said, person.id, who.at + LASTS + AHEAD):
        raise NotGenuine
    return await _add(ctx, Opens.SESSION, person.id, SESSION_FOR)


async def may_read(ctx: Context, session: str) -> bool:
    """Whether a session shows figures now."""
    return await reader_of(ctx, session) is not None


async def reader_of(ctx: Context, session: str) -> PersonId | None:
    """The coordinator whom a session shows figures now; None if it shows none."""
    return await page_keys.holder(ctx.tx, session, Opens.SESSION, ctx.now)


async def close_session(ctx: Context, session: str) -> None:
    """A browser reads no more."""
    await page_keys.drop(ctx.tx, session, Opens.SESSION)


async def _add(ctx: Context, opens: Opens, person: PersonId, lasting: timedelta) -> str:
    code = secrets.token_urlsafe(_BYTES)
    await page_keys.add(ctx.tx, code, opens, person, ctx.now + lasting)
    return code

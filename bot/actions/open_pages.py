"""The pages of figures in a browser: a link that is used once, then a session; both short.

Who may read is looked at again at every page: whoever is a coordinator no more reads no more.
"""

import secrets
from datetime import timedelta

from bot.actions.context import Context
from bot.domain.people import NotCoordinator, PersonId, Role
from bot.store import memberships, page_keys
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


async def may_read(ctx: Context, session: str) -> bool:
    """Whether a session shows figures now."""
    return await page_keys.holder(ctx.tx, session, Opens.SESSION, ctx.now) is not None


async def close_session(ctx: Context, session: str) -> None:
    """A browser reads no more."""
    await page_keys.drop(ctx.tx, session, Opens.SESSION)


async def _add(ctx: Context, opens: Opens, person: PersonId, lasting: timedelta) -> str:
    code = secrets.token_urlsafe(_BYTES)
    await page_keys.add(ctx.tx, code, opens, person, ctx.now + lasting)
    return code

"""What the pages in the browser ask of the bot: whether somebody may read, and what."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import TypeVar

from bot.actions.context import Context
from bot.actions.look_at_desk import look_at_desk
from bot.actions.open_pages import (
    close_session,
    enter,
    enter_inside,
    is_good,
    may_read,
    reader_of,
)
from bot.actions.sum_up import close_for, summarise, until_now
from bot.delivery.group_commit import GroupCommit
from bot.domain.at_desk import AtDesk
from bot.domain.disclosure import Quarter
from bot.domain.mini_app import opened
from bot.domain.periods import lately
from bot.reports.tables import Tables, tables_of
from bot.store.database import Store, StoreUnavailable
from bot.telegram_ui.visits import Parts
from bot.web.board import Unavailable

T = TypeVar("T")

#: So many closed quarters can be chosen.
_QUARTERS = 4


@dataclass(frozen=True, slots=True)
class Browsing:
    """The bot, as its pages know it."""

    store: Store
    commits: GroupCommit
    parts: Parts
    #: By which Telegram signs what it says to pages inside it.
    token: str = field(repr=False)

    async def enter_inside(self, said: str, session: str) -> str:
        """A session for a coordinator inside Telegram; the one they have, if it is theirs.

        Raises Unavailable, NotGenuine, NotCoordinator.
        """
        # Whoever makes things up writes nothing.
        opened(said, self.token, self.parts.clock())
        return await self._act(lambda ctx: enter_inside(ctx, said, self.token, session))

    async def enter(self, code: str) -> str | None:
        """Use a link up; gives a session, or None. Raises Unavailable."""
        # Whoever tries codes writes nothing.
        if not await self._look(lambda ctx: is_good(ctx, code)):
            return None
        return await self._act(lambda ctx: enter(ctx, code))

    async def leave(self, session: str) -> None:
        """A browser reads no more. Raises Unavailable."""
        if await self.may_read(session):
            await self._act(lambda ctx: close_session(ctx, session))

    async def may_read(self, session: str) -> bool:
        """Whether a session shows figures now. Raises Unavailable."""
        return await self._look(lambda ctx: may_read(ctx, session))

    async def at_desk(self, session: str) -> AtDesk | None:
        """How it stands at the desk, for whom a session is; None if it is nobody's any more.

        Raises Unavailable.
        """

        async def look(ctx: Context) -> AtDesk | None:
            reader = await reader_of(ctx, session)
            return None if reader is None else await look_at_desk(ctx, reader)

        return await self._look(look)

    async def tables(self, period: str, zone: str) -> Tables:
        """The figures of a period in words. Raises Unavailable, UnknownPeriod, NotClosed."""
        library = self.parts.library()
        until = until_now(library, self.parts.clock())

        async def summed_up(ctx: Context) -> Tables:
            await close_for(ctx, period, until)
            summary = await summarise(ctx.tx, library, period, until, zone)
            return tables_of(summary, library, library.strings)

        return await self._act(summed_up)

    def quarters(self) -> list[Quarter]:
        """The last closed ones, the youngest first."""
        return lately(until_now(self.parts.library(), self.parts.clock()), _QUARTERS)

    async def _look(self, look: Callable[[Context], Awaitable[T]]) -> T:
        try:
            async with self.store.reading() as tx:
                return await look(self.parts.context(tx))
        except StoreUnavailable:
            raise Unavailable from None

    async def _act(self, act: Callable[[Context], Awaitable[T]]) -> T:
        try:
            return await self.commits.run("pages", lambda tx: act(self.parts.context(tx)))
        except StoreUnavailable:
            raise Unavailable from None

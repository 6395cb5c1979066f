"""What an operator does to a database by hand, beside the bot or while it is stopped."""

import asyncio
from collections.abc import Callable, Mapping
from datetime import datetime

from bot.actions.context import Context
from bot.actions.forget_old import FORGETTING
from bot.content.collection import Library
from bot.domain.pseudonyms import Names
from bot.domain.timers import Kind
from bot.store.database import Store

#: Seconds between two batches: a bot that runs writes meanwhile.
_LETS_OTHERS_WRITE = 0.02

#: What each is called for whoever reads the result.
NAMED: Mapping[Kind, str] = {
    Kind.OLD_UPDATES: "messages reçus (références)",
    Kind.OLD_DELIVERIES: "envois",
    Kind.OLD_INVITATIONS: "invitations",
    Kind.OLD_CONTACTS: "demandes closes et contacts",
}


async def purge(
    store: Store, library: Library, clock: Callable[[], datetime]
) -> Mapping[Kind, int]:
    """Forget at once all that is too old, batch by batch; gives how many rows went.

    The same as the bot does by itself every day. Raises StoreUnavailable.
    """
    gone = dict.fromkeys(FORGETTING, 0)
    for kind in FORGETTING:
        while rows := await _batch(store, library, kind, clock()):
            gone[kind] += rows
            await asyncio.sleep(_LETS_OTHERS_WRITE)
    await store.sweep()
    return gone


async def _batch(store: Store, library: Library, kind: Kind, now: datetime) -> int:
    async with store.writing() as tx:
        ctx = Context(tx, now, Names((), ()), library.home.zone, shelf=lambda: library)
        return await FORGETTING[kind](ctx)

"""What an operator does to a database by hand, beside the bot or while it is stopped."""

import asyncio
from collections.abc import Callable, Mapping
from datetime import datetime

from bot.actions.context import Context
from bot.actions.forget_old import FORGETTING
from bot.content.collection import Library
from bot.domain.pseudonyms import Names
from bot.domain.timers import Kind
from bot.store import copying
from bot.store.database import Store, StoreUnavailable, is_address
from bot.store.vault import Vault

#: Seconds between two batches: a bot that runs writes meanwhile.
_LETS_OTHERS_WRITE = 0.02

#: What each is called for whoever reads the result.
NAMED: Mapping[Kind, str] = {
    Kind.OLD_BLOCKS: "blocages terminés",
    Kind.OLD_HANDOVERS: "transmissions",
    Kind.OLD_UPDATES: "messages reçus (références)",
    Kind.OLD_DELIVERIES: "envois",
    Kind.OLD_INVITATIONS: "invitations",
    Kind.OLD_CONTACTS: "demandes closes et contacts",
    Kind.OLD_WAITS: "durées d'attente",
}

#: Why a database was not copied, for whoever asked.
_WHY: Mapping[type[Exception], str] = {
    copying.NoTown: "FROM : la base n'existe pas, ou est d'une autre version "
    "(`maraude db upgrade`). Rien n'est changé.",
    copying.Occupied: "TO contient déjà quelque chose : il faut une base vide. Rien n'est changé.",
    copying.InUse: "Un bot utilise FROM ou TO : arrêtez-le d'abord. Rien n'est changé.",
    copying.SameDatabase: "FROM et TO sont la même base. Rien n'est changé.",
    StoreUnavailable: "FROM ou TO ne répond pas. Relancez la commande : la copie reprendra.",
}
#: Between two lines that say how far a copy is, so many rows.
_SAID_EVERY = 20_000


class NotMoved(Exception):  # noqa: N818  # said as what happened
    """A database was not copied; the text says to whoever asked why, and what to do."""


async def move(source: str, target: str, said: Callable[[str], None]) -> int:
    """Copy a town from one address to another; returns how many rows. Raises NotMoved."""
    if not is_address(source) or not is_address(target):
        raise NotMoved("FROM et TO : sqlite+aiosqlite:///… ou postgresql+asyncpg://…")
    # What is sealed is copied as it is: no key is needed.
    nobody = Vault(0, (bytes(32),))
    stores = Store(source, nobody), Store(target, nobody)
    try:
        return await copying.copy(*stores, lambda table, done: _tell(table, done, said))
    except copying.Differs as error:
        raise NotMoved(f"{error} : la copie diffère. Relancez la commande.") from error
    except tuple(_WHY) as error:
        raise NotMoved(_WHY[type(error)]) from error
    finally:
        for store in stores:
            await store.close()


def _tell(table: str, done: int, said: Callable[[str], None]) -> None:
    if not done:
        said(f"{table} : comparaison")
    elif done <= copying.BATCH or done % _SAID_EVERY == 0:
        said(f"{table} : {done}…")


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

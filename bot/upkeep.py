"""What an operator does to a database by hand, beside the bot or while it is stopped."""

import asyncio
import sqlite3
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

from bot.actions.context import Context
from bot.actions.forget_old import FORGETTING
from bot.content.collection import Library
from bot.domain.pseudonyms import Names
from bot.domain.timers import Kind
from bot.store import copying, rekeying, restoring, schema
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


#: Why a backup was not put back, for whoever asked.
_WHY_NOT: Mapping[type[Exception], str] = {
    restoring.NotHere: "PostgreSQL : utilisez pg_restore.",
    restoring.InUse: "Un bot utilise la base : arrêtez-le d'abord. Rien n'est changé.",
    restoring.NoBackup: "FILE n'existe pas, est abîmé, ou n'est pas une base de Maraude. "
    "Prenez une autre sauvegarde. Rien n'est changé.",
    restoring.Newer: "FILE vient d'une version plus récente de Maraude (ou d'une copie "
    "inachevée) : mettez le programme à jour. Rien n'est changé.",
    restoring.OtherKeys: "Les clés de MARAUDE_SECRET_KEYS n'ouvrent pas FILE : remettez celles "
    "de cette sauvegarde. Rien n'est changé.",
    restoring.StillThere: "Ce qui a été remplacé la dernière fois est encore là (….before) : "
    "effacez-le ou rangez-le ailleurs. Rien n'est changé.",
    OSError: "La base ne peut pas être écrite : voyez MARAUDE_DATABASE_URL.",
    sqlite3.Error: "La base ne peut pas être écrite : voyez MARAUDE_DATABASE_URL.",
}


class NotRestored(Exception):  # noqa: N818  # said as what happened
    """A backup was not put back; the text says why, and what to do."""


async def put_back(store: Store, backup: Path) -> Path | None:
    """Put a backup in the place of the database; gives where what was there is, if anything.

    Raises NotRestored.
    """
    try:
        return await restoring.restore(store, backup)
    except tuple(_WHY_NOT) as error:
        raise NotRestored(
            next(_WHY_NOT[kind] for kind in _WHY_NOT if isinstance(error, kind))
        ) from error
    finally:
        await store.close()


#: What the kinds of store.rekeying are called.
KINDS = {
    "people": "personnes", "words": "mots du mode discret", "signatures": "signatures de l'équipe",
    "images": "images retenues", "answers": "réponses gardées par l'équipe",
    "alerts": "alertes de prévention", "polls": "sondages",
    "trail": "journal de la coordination",
}  # fmt: skip


class NotRekeyed(Exception):  # noqa: N818  # said as what happened
    """The key was not changed; the text says why, and what to do."""


async def change_key(store: Store, now: datetime, said: Callable[[str], None]) -> list[str]:
    """Bring everything under the first key; gives what to say. Raises NotRekeyed."""
    try:
        if not await schema.is_current(store):
            raise NotRekeyed("La base n'est pas à jour : `maraude db upgrade`.")
        found = await rekeying.rekey(
            store, now, lambda kind, done: said(f"{KINDS[kind]} : {done}…")
        )
    except rekeying.NotKnown as error:
        raise NotRekeyed(
            "Le bot qui tourne ne connaît pas la première clé de MARAUDE_SECRET_KEYS : "
            "redémarrez-le d'abord. Rien n'est changé."
        ) from error
    except StoreUnavailable as error:
        raise NotRekeyed(
            "La base ne répond pas : voyez MARAUDE_DATABASE_URL. Relancez la commande : "
            "elle reprendra."
        ) from error
    finally:
        await store.close()
    return [f"{KINDS[kind]} : {rows}" for kind, rows in found.done.items()] + _what_next(found)


def _what_next(found: rekeying.Rekeyed) -> list[str]:
    lines = []
    if found.broken:
        lines.append(f"{found.broken} ne s'ouvrent avec aucune clé : laissés tels quels.")
    if found.behind:
        return [
            *lines,
            f"{found.behind} demandent encore une ancienne clé : gardez-la, et relancez.",
        ]
    lines.append("Tout est sous la première clé.")
    if found.invited_until is not None:
        until = found.invited_until.strftime("%d/%m/%Y %H:%M UTC")
        lines.append(f"Des invitations faites avec une ancienne clé servent jusqu'au {until}.")
    return [*lines, "Ensuite, retirez les anciennes clés de MARAUDE_SECRET_KEYS et redémarrez."]

"""``maraude db``: the database, from the command line."""

import asyncio
import os
from pathlib import Path
from typing import Annotated

import typer

from bot.assembly import content_folder, open_store, utc_now
from bot.content.findings import ContentErrors
from bot.domain.audit import fingerprint
from bot.service import settings_or_stop, stop, stop_at_keys, stop_at_schema
from bot.settings import Settings
from bot.spoken import Said, SaidGroup
from bot.store import audit, schema
from bot.store.backup import NotHere, back_up, is_sound
from bot.store.database import Damaged, StoreUnavailable
from bot.store.vault import SealBroken

db = typer.Typer(cls=SaidGroup, help="La base de données.", no_args_is_help=True)
_DAMAGED = (
    "La base est abîmée. Arrêtez le bot, puis remettez la dernière sauvegarde : "
    "`maraude db restore FILE`."
)


def _told(line: str) -> None:
    """Progress, apart from what programs read."""
    typer.echo(line, err=True)


@db.command(cls=Said)
def upgrade() -> None:
    """Mettre la base à jour."""
    asyncio.run(_upgrade(settings_or_stop()))


async def _upgrade(settings: Settings) -> None:
    store = open_store(settings)
    try:
        changed = await schema.upgrade(store)
    except Damaged:
        stop(_DAMAGED)
    except StoreUnavailable:
        stop("La base ne répond pas : voyez MARAUDE_DATABASE_URL.")
    except schema.NewerSchema as error:
        stop_at_schema(error)
    finally:
        await store.close()
    typer.echo("La base est à jour." if not changed else f"La base est passée à {schema.HEAD}.")


@db.command(cls=Said)
def backup(file: Annotated[Path, typer.Argument(help="Le fichier à écrire.")]) -> None:
    """Copier la base dans un fichier, pendant que le bot tourne."""
    asyncio.run(_backup(settings_or_stop(), file))


async def _backup(settings: Settings, file: Path) -> None:
    store = open_store(settings)
    try:
        await store.ping()
        await back_up(store, file)
    except NotHere:
        stop("PostgreSQL : utilisez pg_dump.")
    except FileExistsError:
        stop(f"{file} existe déjà : rien n'est changé.")
    except (StoreUnavailable, OSError):
        stop("La base ne répond pas, ou FILE ne peut pas être écrit : voyez MARAUDE_DATABASE_URL.")
    finally:
        await store.close()
    typer.echo(f"La base est copiée dans {file}. Gardez les clés ailleurs que la copie.")


@db.command(cls=Said)
def restore(file: Annotated[Path, typer.Argument(help="La sauvegarde à remettre.")]) -> None:
    """Remettre une sauvegarde à la place de la base, bot arrêté ; ce qui y était reste à côté."""
    from bot import upkeep  # noqa: PLC0415  # not needed by a running bot

    settings = settings_or_stop()
    try:
        before = asyncio.run(upkeep.put_back(open_store(settings), file))
    except upkeep.NotRestored as error:
        stop(str(error))
    typer.echo(f"La base est celle de {file}. Lancez le bot.")
    if before is not None:
        typer.echo(f"Ce qui y était est dans {before} : effacez-le quand vous êtes sûr.")


@db.command(cls=Said)
def rekey() -> None:
    """Changer de clé : mettre tout sous la première, pendant que le bot tourne.

    Interrompue, la commande reprend quand on la relance.
    """
    from bot import upkeep  # noqa: PLC0415  # not needed by a running bot

    settings = settings_or_stop()
    try:
        lines = asyncio.run(upkeep.change_key(open_store(settings), utc_now(), _told))
    except upkeep.NotRekeyed as error:
        stop(str(error))
    for line in lines:
        typer.echo(line)


@db.command(cls=Said)
def purge() -> None:
    """Oublier ce qui est trop ancien ; le bot le fait chaque jour, par petits paquets."""
    for line in asyncio.run(_purge(settings_or_stop())):
        typer.echo(line)


async def _purge(settings: Settings) -> list[str]:
    from bot.content.loading import load  # noqa: PLC0415  # how long things are kept stands there
    from bot.upkeep import NAMED  # noqa: PLC0415  # not needed by a running bot
    from bot.upkeep import purge as purge_now  # noqa: PLC0415

    store = open_store(settings)
    try:
        library = load(content_folder(settings.content_dir), utc_now().date())
        gone = await purge_now(store, library, utc_now)
    except ContentErrors:
        stop("Les contenus ne sont pas utilisables : voyez `maraude check`.")
    except StoreUnavailable:
        stop("La base ne répond pas : voyez MARAUDE_DATABASE_URL.")
    finally:
        await store.close()
    kept = library.home.kept
    days = (kept.requests.days, kept.contacts.days)
    return [
        *(f"{name} : {gone[kind]} oubliés" for kind, name in NAMED.items()),
        "Gardés, en jours (`keep` dans le fichier du territoire) : "
        + "demandes closes {}, contacts {}.".format(*days),
    ]


@db.command(cls=Said)
def copy(
    source: Annotated[str, typer.Argument(metavar="FROM", help="L'adresse de la base actuelle.")],
    target: Annotated[str, typer.Argument(metavar="TO", help="L'adresse d'une base vide.")],
) -> None:
    """Déménager : copier tout vers une autre base, bot arrêté, et comparer ligne à ligne.

    Interrompue, la copie reprend où elle en était. Au lieu d'une adresse, on peut donner le nom
    d'une variable d'environnement qui la contient.
    """
    from bot import upkeep  # noqa: PLC0415  # not needed by a running bot

    start, end = (os.environ.get(one, one) for one in (source, target))
    try:
        rows = asyncio.run(upkeep.move(start, end, _told))
    except upkeep.NotMoved as error:
        stop(str(error))
    typer.echo(f"Tout est copié et comparé : {rows} lignes. Changez MARAUDE_DATABASE_URL,")
    typer.echo("gardez les mêmes clés, et relancez le bot.")


@db.command("check", cls=Said)
def check_db() -> None:
    """Vérifier que la base est entière."""
    sound, trail = asyncio.run(_look_at(settings_or_stop()))
    if not sound:
        stop(_DAMAGED)
    typer.echo("La base est entière.")
    if trail.broken is not None:
        stop(
            f"Le journal de la coordination ne se suit plus à la ligne {trail.broken} : quelqu'un "
            "a changé la base. Gardez-en une copie telle qu'elle est, et prévenez la coordination."
        )
    typer.echo(f"Le journal se suit : {trail.count} lignes, repère {fingerprint(trail.end)}.")


async def _look_at(settings: Settings) -> tuple[bool, audit.Trail]:
    store = open_store(settings)
    try:
        sound = await is_sound(store)
        async with store.reading() as tx:
            return sound, await audit.verify(tx)
    except Damaged:
        stop(_DAMAGED)
    except StoreUnavailable:
        stop("La base ne répond pas : voyez MARAUDE_DATABASE_URL.")
    except SealBroken:
        stop_at_keys()
    finally:
        await store.close()

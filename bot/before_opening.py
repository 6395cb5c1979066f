"""`maraude check --to-open`: what must be so before young people are told of the bot.

Each line is seen to be right, seen to be wrong, or left to a person: what a program cannot see is
never ticked by it.
"""

import asyncio
import json
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from enum import StrEnum
from pathlib import Path

from bot.assembly import open_store
from bot.content.collection import Library
from bot.content.findings import Problem, Severity
from bot.content.to_verify import Urgency, to_verify
from bot.domain.people import Role
from bot.settings import Settings
from bot.store import memberships, schema
from bot.store.database import StoreUnavailable

#: A backup is made each night: an older one means that a night was missed.
FRESH = timedelta(hours=36)
#: What Telegram's own clock may differ: its answers are in whole seconds, and take a moment.
DRIFT = timedelta(seconds=30)
_PATIENCE = 5.0
_REFUSED = frozenset({401, 403, 404})
_ENOUGH = 2
_SQLITE = "sqlite+aiosqlite:///"


class Mark(StrEnum):
    """What was seen of a line."""

    RIGHT = "[x]"
    WRONG = "[ ]"
    #: A person must look.
    ASK = "[?]"


@dataclass(frozen=True, slots=True)
class Line:
    """One thing, and what to do if it is not so."""

    mark: Mark
    said: str


@dataclass(frozen=True, slots=True)
class Telegram:
    """What Telegram answered: whether it knows the token, and what time it is there."""

    knows: bool | None
    clock: datetime | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """All that is looked at; None: it could not be."""

    library: Library | None
    problems: tuple[Problem, ...]
    settings: Settings | None
    coordinators: int | None
    telegram: Telegram
    backups: Path | None
    now: datetime


def lines(seen: Seen) -> tuple[Line, ...]:
    """Everything to look at, in the order in which it is done."""
    return (*_content(seen), *_settings(seen), *_around(seen), *_by_hand())


def _content(seen: Seen) -> Iterator[Line]:
    wrong = sum(problem.severity is not Severity.WARNING for problem in seen.problems)
    yield _either(
        seen.library is not None and not wrong,
        "Les contenus sont sans erreur.",
        f"Les contenus ont {wrong} erreur(s) : `maraude check`.",
    )
    library = seen.library
    if library is None:
        return
    example = [one.name for one in library.served.values() if one.example]
    yield _either(
        not example,
        "Le territoire est le vôtre.",
        f"Le territoire est un exemple ({', '.join(example)}) : écrivez le vôtre dans "
        "territories/.",
    )
    entries = to_verify(library)
    services = sum(one.urgency is Urgency.CONTACT for one in entries)
    danger = sum(one.urgency is Urgency.DANGER for one in entries)
    yield _either(
        not services and not danger,
        "Les numéros et les textes de danger ont été vérifiés par quelqu'un.",
        f"{services} service(s) et {danger} texte(s) de danger n'ont été vérifiés par personne : "
        "`maraude check --to-verify`.",
    )


def _settings(seen: Seen) -> Iterator[Line]:
    yield _either(
        seen.settings is not None,
        "Les réglages sont complets.",
        "Les réglages manquent ou sont faux : `maraude init`.",
    )
    knows = seen.telegram.knows
    yield _seen(
        knows,
        "Telegram connaît le jeton.",
        "Telegram ne connaît pas ce jeton : reprenez-le chez @BotFather.",
        "Telegram n'a pas répondu : le jeton n'est pas essayé.",
    )
    clock = seen.telegram.clock
    drift = abs(seen.now - clock) if clock else None
    yield _seen(
        None if drift is None else drift <= DRIFT,
        "L'horloge du serveur est à l'heure.",
        "L'horloge du serveur n'est pas à l'heure : activez la synchronisation (NTP).",
        "L'horloge n'a pas pu être comparée à celle de Telegram.",
    )
    count = seen.coordinators
    yield _seen(
        None if count is None else count >= _ENOUGH,
        "Deux personnes au moins font la coordination.",
        "Une seule personne, ou aucune, fait la coordination : il en faut deux, pour les absences "
        "et pour /levee.",
        "La base ne répond pas : le nombre de personnes à la coordination n'est pas connu.",
    )


def _around(seen: Seen) -> Iterator[Line]:
    if seen.backups is None:
        yield Line(Mark.ASK, "Une sauvegarde part chaque nuit (`--backups DOSSIER` le regarde).")
        return
    newest = max((one.stat().st_mtime for one in _files(seen.backups)), default=None)
    fresh = newest is not None and seen.now.timestamp() - newest <= FRESH.total_seconds()
    yield _either(
        fresh,
        "La dernière sauvegarde a moins d'un jour et demi.",
        f"Aucune sauvegarde récente dans {seen.backups} : `maraude db backup`, chaque nuit.",
    )


def _files(folder: Path) -> Iterator[Path]:
    if folder.is_dir():
        yield from (one for one in folder.iterdir() if one.is_file())


def _by_hand() -> Iterator[Line]:
    for said in (
        "Les clés sont copiées ailleurs que sur le serveur et que les sauvegardes.",
        "Une sauvegarde a été restaurée une fois, pour voir (docs/deploiement.md).",
        "L'analyse d'impact (docs/aipd.md) est complétée, et le registre rempli.",
        "Les jeunes et les familles peuvent lire ce qui les concerne (docs/information.md).",
        "Quelqu'un est de service pendant les heures annoncées, et sait quoi faire en danger.",
        "Chaque personne de l'équipe a fait un `/exercice`.",
    ):
        yield Line(Mark.ASK, said)


def _either(right: bool, good: str, bad: str) -> Line:
    return Line(Mark.RIGHT, good) if right else Line(Mark.WRONG, bad)


def _seen(right: bool | None, good: str, bad: str, unknown: str) -> Line:
    return Line(Mark.ASK, unknown) if right is None else _either(right, good, bad)


def ask_telegram(settings: Settings) -> Telegram:
    """Ask Telegram who the bot is; what cannot be asked is not known."""
    api = settings.telegram_api_url.rstrip("/")
    address = f"{api}/bot{settings.telegram_token.get_secret_value()}/getMe"
    try:
        with urllib.request.urlopen(address, timeout=_PATIENCE) as answer:  # noqa: S310  # checked
            known = json.load(answer).get("ok") is True
            return Telegram(known, _clock(answer.headers.get("Date")))
    except urllib.error.HTTPError as error:
        return Telegram(False if error.code in _REFUSED else None, _clock(error.headers["Date"]))
    except (OSError, ValueError, AttributeError):
        return Telegram(None)


def _clock(date: str | None) -> datetime | None:
    try:
        return parsedate_to_datetime(date) if date else None
    except ValueError:
        return None


def count_coordinators(settings: Settings) -> int | None:
    """Who coordinates: in the database, or as set for the first start. None: it is down.

    A database that is not there yet is not made by looking.
    """
    file = settings.database_url.get_secret_value().partition(_SQLITE)[2]
    if file and not Path(file).exists():
        return len(set(settings.coordinators))
    return asyncio.run(_count(settings))


async def _count(settings: Settings) -> int | None:
    store = open_store(settings)
    try:
        if not await schema.is_current(store):
            return len(set(settings.coordinators))
        async with store.reading() as tx:
            team = await memberships.team(tx)
        known = sum(one.role is Role.COORDINATOR for one in team)
        return known or len(set(settings.coordinators))
    except StoreUnavailable:
        return None
    finally:
        await store.close()

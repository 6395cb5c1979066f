"""`maraude init`: the first settings, asked for, looked at, and written once."""

import base64
import json
import os
import re
import secrets
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import typer
from dotenv import dotenv_values

from bot.service import stop
from bot.settings import KEY_BYTES, PREFIX

#: https://core.telegram.org/bots/features#botfather
_TOKEN = re.compile(r"(\d{1,16}):[A-Za-z0-9_-]{30,}")
_HIGHEST_ID = 2**52
_DATABASE = "sqlite+aiosqlite:///data/maraude.db"
_SQLITE = "sqlite+aiosqlite:///"
#: Seconds to wait for Telegram.
_PATIENCE = 5.0
_REFUSED = frozenset({401, 403, 404})

_SAY_WHAT_IT_IS = (
    "Ce n'est pas un jeton. @BotFather en donne un comme 123456789:AAE… ; copiez-le entier."
)
_SAY_IDS = (
    "Des nombres comme 123456789, séparés par des virgules. Un nom en @ n'en est pas un, un groupe"
    " ou un bot non plus."
)


@dataclass(frozen=True, slots=True)
class _Old:
    """What a folder already holds of an earlier bot."""

    keys: str
    database: Path | None


def write_settings(file: Path, *, ask: bool) -> None:
    """Write the settings into ``file``; with ``ask`` questions are asked, else nothing is guessed.

    What is missing then is left empty. Raises SystemExit, with nothing changed, for what cannot be
    right.
    """
    if file.exists() and not (ask and _yes(f"{file} existe déjà. Le remplacer ?", unless="non")):
        stop(f"{file} existe déjà : rien n'est changé.")
    token = _answer(
        ask, "TELEGRAM_TOKEN", "Le jeton du bot (donné par @BotFather)", _token_is_wrong
    )
    coordinators = _answer(
        ask,
        "COORDINATORS",
        "Les identifiants Telegram de la coordination, séparés par des virgules",
        lambda given: _ids_are_wrong(given, token),
    )
    address = os.environ.get(f"{PREFIX}DATABASE_URL", _DATABASE)
    keys = _keys(_old(file, address), ask=ask)
    lines = [
        f"{PREFIX}TELEGRAM_TOKEN={token}",
        f"{PREFIX}SECRET_KEYS={keys}",
        f"{PREFIX}COORDINATORS={coordinators}",
        f"{PREFIX}DATABASE_URL={address}",
    ]
    _write(file, lines)
    typer.echo(f"{file} est écrit. Gardez une copie des clés : sans elles, la base est illisible.")
    if not token:
        typer.echo(f"Il reste à y mettre {PREFIX}TELEGRAM_TOKEN.")
    typer.echo("Ensuite : maraude run")


def _answer(ask: bool, name: str, question: str, wrong: Callable[[str], str]) -> str:
    given = os.environ.get(PREFIX + name, "").strip()
    while True:
        if ask:
            given = str(typer.prompt(question, default=given)).strip()
        problem = wrong(given)
        if not problem:
            return given
        if not ask:
            stop(f"{PREFIX}{name} : {problem} Rien n'est changé.")
        typer.echo(problem)
        given = ""


def _token_is_wrong(token: str) -> str:
    """What is wrong with a token, or nothing; Telegram itself is asked where it can be."""
    if not token:
        return ""
    if not _TOKEN.fullmatch(token):
        return _SAY_WHAT_IT_IS
    api = os.environ.get(f"{PREFIX}TELEGRAM_API_URL", "https://api.telegram.org").rstrip("/")
    if not api.startswith(("https://", "http://")):
        return ""
    try:
        with urllib.request.urlopen(f"{api}/bot{token}/getMe", timeout=_PATIENCE) as answer:  # noqa: S310
            name = json.load(answer)["result"]["username"]
    except urllib.error.HTTPError as error:
        if error.code in _REFUSED:
            return "Telegram ne connaît pas ce jeton. Reprenez-le chez @BotFather (/mybots)."
        typer.echo("Telegram n'a pas répondu : le jeton a la bonne forme, rien de plus n'est sûr.")
    except (OSError, ValueError, KeyError, TypeError):
        typer.echo("Telegram n'a pas répondu : le jeton a la bonne forme, rien de plus n'est sûr.")
    else:
        typer.echo(f"C'est le bot @{name}.")
    return ""


def _ids_are_wrong(given: str, token: str) -> str:
    """What is wrong with a list of people's ids, or nothing."""
    bot = token.partition(":")[0]
    for one in filter(None, (part.strip() for part in given.split(","))):
        if not (one.isascii() and one.isdigit() and 0 < int(one) < _HIGHEST_ID) or one == bot:
            return _SAY_IDS
    return ""


def _old(file: Path, address: str) -> _Old:
    keys = str(dotenv_values(file).get(f"{PREFIX}SECRET_KEYS") or "") if file.exists() else ""
    database = Path(address.removeprefix(_SQLITE)) if address.startswith(_SQLITE) else None
    return _Old(keys, database if database is not None and database.exists() else None)


def _keys(old: _Old, *, ask: bool) -> str:
    """The keys to write: fresh ones, or those with which a database can be read."""
    if old.keys and _yes("Garder les clés qui y sont ? La base ne se lit qu'avec elles.", "oui"):
        return old.keys
    if old.database is not None:
        said = (
            f"Une base est déjà là : {old.database}. Avec des clés neuves, plus rien n'y sera lu :"
            " ni les comptes, ni l'équipe."
        )
        if not ask:
            stop(f"{said} Rien n'est changé.")
        typer.echo(f"{said} Pour la garder, remettez ses clés.")
        if not _yes("Des clés neuves quand même ?", "non"):
            stop("Rien n'est changé.")
    return base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode()


def _yes(question: str, unless: str) -> bool:
    """Ask yes or no; ``unless`` is what an empty answer means."""
    answer = str(typer.prompt(f"{question} (oui/non)", default=unless))
    return answer.strip().lower() in {"oui", "o", "yes", "y"}


def _write(file: Path, lines: list[str]) -> None:
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as out:
        os.fchmod(handle, 0o600)
        out.write("\n".join(lines) + "\n")

"""`maraude run`: the bot until it is stopped, without what only other commands need."""

import asyncio
import contextlib
import signal
import sys
from collections.abc import Coroutine
from typing import Any, NoReturn

from telegram.error import InvalidToken

from bot.assembly import Maraude
from bot.content.findings import ContentErrors
from bot.logs import set_up_logs
from bot.memory import give_back, never_on_disk, share_one_pool
from bot.running import WrongKeys
from bot.settings import BadSettings, Settings, read_settings
from bot.store import schema


def stop(line: str) -> NoReturn:
    """End the program with one line that says what to do."""
    sys.stderr.write(line + "\n")
    raise SystemExit(2)


def stop_at_schema(error: Exception) -> NoReturn:
    """End the program because of a database that it must not touch."""
    if isinstance(error, schema.UnfinishedCopy):
        stop("La base est celle d'une copie inachevée : relancez `maraude db copy`.")
    stop("La base vient d'une version plus récente de Maraude : mettez le programme à jour.")


def stop_at_keys() -> NoReturn:
    """End the program because its keys are not this database's."""
    stop(
        "Les clés de MARAUDE_SECRET_KEYS n'ouvrent pas cette base. Remettez celles d'avant "
        "(une clé retirée avant la fin de `maraude db rekey` ?). Rien n'est changé."
    )


def settings_or_stop() -> Settings:
    """The settings, and logs as they say."""
    try:
        settings = read_settings()
    except BadSettings as bad:
        stop(str(bad))
    set_up_logs(settings.log_level, settings.log_format)
    return settings


def run() -> None:
    """Run the bot by polling or webhook, as set. Raises SystemExit if it cannot."""
    never_on_disk()
    share_one_pool()
    settings = settings_or_stop()
    try:
        asyncio.run(until_stopped(_run(Maraude(settings))))
    except* ContentErrors as group:
        for error in group.exceptions:
            for problem in getattr(error, "problems", ()):
                sys.stderr.write(f"{problem}\n")
        stop("Les contenus ne sont pas utilisables : voyez `maraude check`.")
    except* InvalidToken:
        stop("Telegram n'accepte pas MARAUDE_TELEGRAM_TOKEN : demandez le bon jeton à @BotFather.")
    except* schema.NewerSchema as group:
        stop_at_schema(group.exceptions[0])
    except* WrongKeys:
        stop_at_keys()
    except* OSError as group:
        stop(f"MARAUDE_LISTEN ne peut pas servir : {group.exceptions[0].__class__.__name__}.")


async def _run(maraude: Maraude) -> None:
    thrift = asyncio.ensure_future(_give_back_once_ready(maraude))
    try:
        await maraude.run()
    finally:
        thrift.cancel()


async def _give_back_once_ready(maraude: Maraude) -> None:
    await maraude.ready.wait()
    give_back()


async def until_stopped(work: Coroutine[Any, Any, None]) -> None:
    """Run until SIGTERM or SIGINT, then let what is under way finish."""
    task = asyncio.ensure_future(work)
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, task.cancel)
    with contextlib.suppress(asyncio.CancelledError):
        await task

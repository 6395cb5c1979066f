"""The ``maraude`` command."""

import asyncio
import contextlib
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn
from zoneinfo import ZoneInfo

import typer

from bot import service
from bot.assembly import content_folder, open_store, utc_now
from bot.content.findings import ContentErrors
from bot.database_commands import db
from bot.logs import set_up_logs
from bot.service import settings_or_stop, stop, until_stopped
from bot.settings import Settings
from bot.spoken import Said, SaidGroup
from bot.store.database import StoreUnavailable

if TYPE_CHECKING:
    from bot.content.reporting import Report

app = typer.Typer(
    cls=SaidGroup,
    help="Maraude : un bot Telegram pour la maraude numérique.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
app.add_typer(db, name="db")
places = typer.Typer(cls=SaidGroup, no_args_is_help=True, help="Les lieux d'un territoire.")
app.add_typer(places, name="places")


def main() -> None:
    """Run the command line."""
    app()


@contextlib.contextmanager
def _with_simulator() -> Iterator[None]:
    """Import what needs the simulator, which a running bot does without; says what to install."""
    try:
        yield
    except ModuleNotFoundError as missing:
        if missing.name != "telegram_simulator":
            raise
        stop(
            "Le simulateur de Telegram n'est pas installé : lancez `make setup-demo` "
            "(ou `pip install ./simulator`) dans le dossier du programme."
        )


@app.command(cls=Said)
def run() -> None:
    """Lancer le bot, en polling ou en webhook selon les réglages."""
    service.run()


@app.command(cls=Said)
def init(
    *,
    yes: Annotated[
        bool, typer.Option("--yes", help="Ne rien demander (pour les scripts).")
    ] = False,
    file: Annotated[Path, typer.Option(help="Le fichier à écrire.")] = Path(".env"),
) -> None:
    """Écrire le fichier de réglages, avec des clés neuves."""
    from bot.first_settings import write_settings  # noqa: PLC0415  # not needed by a running bot

    write_settings(file, ask=not yes)


@app.command(cls=Said)
def check(
    folder: Annotated[
        Path | None, typer.Argument(metavar="[DIR]", help="Le dossier des contenus.")
    ] = None,
    *,
    to_verify: Annotated[
        bool,
        typer.Option("--to-verify", help="La liste de ce qu'une personne doit vérifier."),
    ] = False,
    to_open: Annotated[
        bool, typer.Option("--to-open", help="Ce qui doit être prêt avant d'ouvrir au public.")
    ] = False,
    backups: Annotated[
        Path | None, typer.Option(help="Avec --to-open : le dossier des sauvegardes.")
    ] = None,
) -> None:
    """Vérifier les contenus : chaque erreur avec son fichier, sa ligne et quoi faire."""
    from bot.content import reporting  # noqa: PLC0415  # not needed by a running bot

    chosen = folder or _content()
    if not chosen.is_dir():
        stop(f"{chosen} n'est pas un dossier.")
    if to_open:
        _check_before_opening(chosen, backups)
    report = reporting.check_list if to_verify else reporting.check
    _print(report(chosen, utc_now().date()))


def _check_before_opening(folder: Path, backups: Path | None) -> NoReturn:
    from bot import before_opening  # noqa: PLC0415  # not needed by a running bot
    from bot.content.loading import inspect  # noqa: PLC0415
    from bot.settings import BadSettings, read_settings  # noqa: PLC0415

    library, problems = inspect(folder, utc_now().date())
    settings = None
    with contextlib.suppress(BadSettings):
        settings = read_settings()
    seen = before_opening.Seen(
        library,
        problems,
        settings,
        before_opening.count_coordinators(settings) if settings else None,
        before_opening.ask_telegram(settings) if settings else before_opening.Telegram(None),
        backups,
        utc_now(),
    )
    wrong = False
    for line in before_opening.lines(seen):
        typer.echo(f"{line.mark} {line.said}")
        wrong = wrong or line.mark is before_opening.Mark.WRONG
    raise typer.Exit(int(wrong))


@app.command(cls=Said)
def preview(
    card: Annotated[str, typer.Argument(metavar="CARD", help="L'identifiant de la fiche.")],
    folder: Annotated[Path | None, typer.Option(help="Le dossier des contenus.")] = None,
    *,
    simulator: Annotated[
        bool, typer.Option("--simulator", help="La montrer dans le navigateur, avec ses boutons.")
    ] = False,
    port: Annotated[int, typer.Option(help="Le port de la page.")] = 8000,
    browser: Annotated[bool, typer.Option(help="Ouvrir le navigateur.")] = True,
) -> None:
    """Lire une fiche, un parcours, un quiz, … comme il sera lu, avec ses boutons."""
    from bot.content import reporting  # noqa: PLC0415  # not needed by a running bot

    now = datetime.now(ZoneInfo("Europe/Paris"))
    target = reporting.find(folder or _content(), card, now.date()) if simulator else None
    if target is not None:
        with _with_simulator():
            from bot.demo.town import serve_demo  # noqa: PLC0415
        set_up_logs("WARNING", "console")
        asyncio.run(until_stopped(serve_demo(port, browser=browser, shown=target)))
        return
    colour = sys.stdout.isatty()
    _print(reporting.preview(folder or _content(), card, now.date(), now, colour=colour))


def _print(report: "Report") -> NoReturn:
    for line in report.lines:
        typer.echo(line)
    raise typer.Exit(report.exit_code)


@app.command(cls=Said)
def report(
    territory: Annotated[
        str, typer.Option(metavar="SLUG", help="Un territoire (ou rien, pour tous).")
    ] = "",
    period: Annotated[
        str, typer.Option(help="7j, 30j, mois, trimestre, annee, 2026-t3 ou 2026-03.")
    ] = "trimestre",
    first: Annotated[
        str, typer.Option("--from", metavar="JOUR", help="Le premier jour, comme 2026-01-01.")
    ] = "",
    last: Annotated[
        str, typer.Option("--to", metavar="JOUR", help="Le dernier jour, compris.")
    ] = "",
    out: Annotated[
        Path,
        typer.Option(
            metavar="DIR|FICHIER",
            help="Le dossier où écrire, ou un seul fichier (.html, .pdf, .csv, .xlsx, .ods).",
        ),
    ] = Path(),
) -> None:
    """Écrire le bilan d'une période : PDF, page web, tableurs, CSV."""
    if bool(first) != bool(last):
        stop("--from et --to vont ensemble : le premier et le dernier jour.")
    asked = f"{first}..{last}" if first else period
    for line in asyncio.run(_report(settings_or_stop(), territory, asked, out)):
        typer.echo(line)


async def _report(settings: Settings, territory: str, period: str, out: Path) -> list[str]:
    from bot import report_files  # noqa: PLC0415  # not needed by a running bot
    from bot.content.loading import load  # noqa: PLC0415

    store = open_store(settings)
    try:
        library = load(content_folder(settings.content_dir), utc_now().date())
        return report_files.told(
            *await report_files.write_report(
                store, library, utc_now, territory=territory, period=period, out=out
            )
        )
    except report_files.NotWritten as error:
        stop(str(error))
    except ContentErrors:
        stop("Les contenus ne sont pas utilisables : voyez `maraude check`.")
    except StoreUnavailable:
        stop("La base ne répond pas : voyez MARAUDE_DATABASE_URL.")
    except OSError:
        stop(f"{out} ne peut pas être écrit.")
    finally:
        await store.close()


@places.command("import", cls=Said)
def import_(
    file: Annotated[Path, typer.Argument(help="Un fichier CSV ou GeoJSON de données ouvertes.")],
    insee: Annotated[
        str, typer.Option(metavar="CODES", help="Codes INSEE des communes, entre virgules.")
    ] = "",
) -> None:
    """Écrire des lieux de données ouvertes comme un fichier de territoire les écrit."""
    from bot.content.open_places import UnreadableFile, import_places  # noqa: PLC0415

    communes = frozenset(one for one in re.split(r"[,\s]+", insee) if one)
    try:
        found = import_places(file, utc_now().date(), communes)
    except UnreadableFile:
        stop(f"{file} n'est ni un CSV avec une colonne « nom », ni un GeoJSON, de 50 Mo au plus.")
    except OSError as error:
        stop(f"{file} ne se lit pas : {error.strerror}.")
    for one in found.remarks:
        typer.echo(f"ligne {one.row}, {one.name or '?'} : {one.what}", err=True)
    typer.echo(f"{len(found.places)} lieux lus, {len(found.remarks)} remarques.", err=True)
    if found.places:
        typer.echo(found.written, nl=False)


@app.command(cls=Said)
def site(
    out: Annotated[Path, typer.Argument(metavar="OUT", help="Le dossier où écrire.")],
    bot: Annotated[str, typer.Option(metavar="NOM", help="Le nom du bot, sans @.")] = "",
    folder: Annotated[Path | None, typer.Option(help="Le dossier des contenus.")] = None,
) -> None:
    """Écrire la page publique de chaque territoire, à poser sur n'importe quel site."""
    from bot.content.loading import load  # noqa: PLC0415  # not needed by a running bot
    from bot.site_files import write_site  # noqa: PLC0415

    if bot and not re.fullmatch(r"[A-Za-z]\w{4,31}", bot.removeprefix("@"), re.ASCII):
        stop(f"{bot} n'est pas le nom d'un bot : le sien, sans @, comme MaraudeValDeLuneBot.")
    today = utc_now().date()
    try:
        written = write_site(load(folder or _content(), today), out, bot.removeprefix("@"), today)
    except ContentErrors:
        stop("Les contenus ont des erreurs : maraude check les montre.")
    except OSError as error:
        stop(f"Impossible d'écrire dans {out} : {error.strerror}.")
    for file in written:
        typer.echo(file)


@app.command(cls=Said)
def demo(
    port: Annotated[int, typer.Option(help="Le port de la page.")] = 8000,
    *,
    browser: Annotated[bool, typer.Option(help="Ouvrir le navigateur.")] = True,
    play: Annotated[str | None, typer.Option(help="Jouer une scène dans le terminal.")] = None,
    topics: Annotated[
        bool, typer.Option("--topics", help="Un sujet par conversation, chez qui maraude.")
    ] = False,
) -> None:
    """Tout le système, sans jeton et sans internet, dans le navigateur."""
    with _with_simulator():
        from bot.demo.town import play_scene, serve_demo  # noqa: PLC0415
    set_up_logs("WARNING", "console")
    if play is not None:
        raise typer.Exit(0 if asyncio.run(play_scene(play)) else 1)
    asyncio.run(until_stopped(serve_demo(port, browser=browser, topics=topics)))


@app.command(cls=Said)
def bench(  # one option each
    acts: Annotated[int, typer.Option(help="Gestes par mesure.")] = 3000,
    people: Annotated[int, typer.Option(help="Personnes qui agissent.")] = 50,
    rounds: Annotated[int, typer.Option(help="Tours de mesure.")] = 3,
    only: Annotated[str, typer.Option(help="Seulement les scènes dont le nom contient ceci.")] = "",
    against: Annotated[
        str | None, typer.Option(help="Mesurer aussi ce bot à un autre commit (git).")
    ] = None,
    rows: Annotated[
        int | None, typer.Option(help="Mesurer plutôt chaque acte dans une base de tant de lignes.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Pour des programmes.")] = False,
) -> None:
    """Mesurer le bot à côté d'un bot nu python-telegram-bot, dans la même exécution."""
    if rows is not None:
        _bench_rows(rows, as_json=as_json)
        return
    with _with_simulator():
        from bot.bench import bots, comparing, reporting, scenes  # noqa: PLC0415
    played = [scene for scene in scenes.SCENES if only in scene.name]
    if not played:
        stop("--only : " + ", ".join(scene.name for scene in scenes.SCENES))
    with contextlib.ExitStack() as stack:
        measured = [bots.Bot("echo"), bots.Bot("maraude", bots.HERE)]
        if against is not None:
            try:
                tree = stack.enter_context(bots.at_commit(against))
            except subprocess.CalledProcessError:
                stop(f"--against : git ne connaît pas {against}.")
            measured.append(bots.Bot(against[:14], tree))
        found = asyncio.run(
            comparing.compare(
                measured, played, acts=acts, people=people, rounds=rounds, progress=_progress
            )
        )
    if as_json:
        typer.echo(json.dumps(reporting.as_data(found, "echo")))
    else:
        typer.echo(reporting.report(found, "echo"))


def _progress(line: str) -> None:
    typer.echo(line, err=True)


def _bench_rows(rows: int, *, as_json: bool) -> None:
    from bot.rows.comparing import SMALL, compare_rows, report_rows  # noqa: PLC0415

    if rows < SMALL:
        stop(f"--rows : {SMALL} au moins.")
    found = asyncio.run(compare_rows(rows, _progress))
    if as_json:
        typer.echo(json.dumps([asdict(one) for one in found]))
    else:
        typer.echo(report_rows(found, rows))


@app.command(cls=Said)
def triage() -> None:
    """Lire des lignes JSON {"text": …} et écrire {"danger": …, "topic": …}. Rien n'est gardé.

    Avec "earlier": […], les textes d'avant de la même personne sont pesés ensemble.
    """
    from bot.content.triage import load_triage  # noqa: PLC0415

    judge = load_triage(_content() / "triage")
    for number, line in enumerate(sys.stdin, start=1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
            text, earlier = record["text"], [str(one) for one in record.get("earlier", ())]
            verdict = judge.assess(text if isinstance(text, str) else str(text), earlier=earlier)
        except (ValueError, KeyError, TypeError):
            typer.echo(f'ligne {number} : pas {{"text": …}}', err=True)
            raise typer.Exit(1) from None
        answer = {
            "danger": verdict.danger.word,
            "topic": verdict.topic.value,
            "supported": verdict.supported,
        }
        sys.stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")


def _content() -> Path:
    chosen = os.environ.get("MARAUDE_CONTENT_DIR")
    return content_folder(Path(chosen) if chosen else None)

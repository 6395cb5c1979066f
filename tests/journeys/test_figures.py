"""/stats: what a coordinator reads, and what nobody can work out of it."""

import sys
from datetime import datetime, time, timedelta

import pytest

from bot.assembly import open_store
from bot.demo.year import make_up
from bot.domain.figures import TOTALS, Measure
from bot.domain.periods import PERIODS
from bot.store import counters
from telegram_simulator.files import StoredFile
from telegram_simulator.screen import Seen
from telegram_simulator.server import SimulatorServer
from tests.conftest import Town
from tests.conversations import quiet
from tests.running import SharedClock, running, settings_for


async def _counted(town: Town, *counts: tuple[Measure, str, int]) -> None:
    """Counted today, as an act would."""
    today = town.bot.clock().astimezone(town.bot.parts.zone).date()
    async with town.bot.store.writing() as tx:
        for measure, label, by in counts:
            await counters.count(tx, today, town.bot.parts.territory, measure, label, by)


def _days_pass(town: Town, days: int) -> None:
    town.telegram.world.clock.forward(hours=24 * days)


async def _read(town: Town, period: str) -> str:
    asked = town.claire.writes(f"/stats {period}")
    shown = await town.claire.sees("paquets de cinq", after=asked)
    return " ".join(shown.text.split())


async def test_a_number_says_between_what_it_is(town: Town) -> None:
    await _counted(town, (Measure.REQUEST, "parler", 20))
    _days_pass(town, 3)
    week = await _read(town, "7j")
    # Two example territories, each with its own slack.
    assert "Demandes : environ 20 (entre 12 et 28)" in week
    assert "Demandes prises : de 0 à" in week


async def test_today_is_not_told_before_it_is_over(town: Town) -> None:
    await _counted(town, (Measure.REQUEST, "parler", 400))
    assert "Demandes : de 0 à" in await _read(town, "7j")


async def test_what_was_told_once_is_told_so_for_ever(town: Town) -> None:
    today = town.bot.clock().astimezone(town.bot.parts.zone).date()
    await _counted(town, (Measure.REQUEST, "parler", 33), (Measure.CARD_READ, "x", 18))
    _days_pass(town, 4)
    before = {period: await _read(town, period) for period in PERIODS}
    async with town.bot.store.writing() as tx:
        # As a clock that went back over midnight would.
        await counters.count(tx, today, town.bot.parts.territory, Measure.REQUEST, "parler", 50)
    assert {period: await _read(town, period) for period in PERIODS} == before


async def test_a_closed_quarter_is_told_in_detail_and_sensitive_subjects_together(
    town: Town,
) -> None:
    counts = [(Measure.REQUEST, topic, 30) for topic in ("parler", "arnaques", "violences")]
    counts += [(Measure.DANGER, "none", 60), (Measure.DANGER, "high", 30)]
    await _counted(town, *counts)
    _days_pass(town, 95)
    told = await _read(town, "trimestre")
    assert "sujets sensibles, ensemble" in told
    assert "Danger repéré" in told
    assert "Par sujet" not in await _read(town, "30j")


async def test_periods_are_known_by_their_words_and_no_others(town: Town) -> None:
    for period in (*PERIODS, "année", "30 j", ""):
        await _read(town, period)
    await _read(town, "2020-02-01..2020-02-29")
    for wrong, why in (
        ("hier", "Je connais /stats"),
        ("2020-02-10..2020-02-01", "finit avant de commencer"),
        ("2099-03", "n'est pas terminée"),
    ):
        asked = town.claire.writes(f"/stats {wrong}")
        await town.claire.sees(why, after=asked)


async def test_another_period_is_one_press_away(town: Town) -> None:
    town.claire.writes("/stats 7j")
    shown = await town.claire.sees("paquets de cinq")
    before = shown.text
    town.claire.presses("Trimestre", in_message=shown.id)
    await town.telegram.world.wait_until(
        lambda: next(s for s in town.claire.screen if s.id == shown.id).text != before
    )


async def test_every_total_is_read(town: Town) -> None:
    """Whatever is declared in domain/figures.py: nobody adds a line anywhere else."""
    words = town.bot.parts.library().strings
    await _counted(town, *((m, "x", 1200) for m in TOTALS))
    _days_pass(town, 2)
    month = await _read(town, "30j")
    for measure in TOTALS:
        assert words.label(f"measure-{measure}") in month
    assert "environ 1 200 (entre 1 192 et 1 208)" in month


async def test_no_danger_found_does_not_reassure(town: Town) -> None:
    sam = await town.worker("Sam")
    await town.asking("Léa")
    alert = await sam.sees("Nouvelle demande")
    await quiet(town)
    assert "rien de repéré par l'outil" in alert.text.replace("’", "'")
    assert "sans danger" not in alert.text
    assert "🟢" not in alert.text


def _sent(town: Town, seen: Seen) -> StoredFile:
    """The file of a message."""
    document = town.claire.account.messages[seen.id].data["document"]
    found = town.telegram.world.files.get(document["file_id"])
    assert found
    return found


async def test_the_figures_that_are_read_come_as_a_file_too(town: Town) -> None:
    await _counted(town, (Measure.REQUEST, "parler", 20))
    _days_pass(town, 3)
    town.claire.writes("/stats 7j")
    shown = await town.claire.sees("paquets de cinq")
    last = shown.id
    for form, begins in (("CSV", b"\xef\xbb\xbfTableau;"), ("XLSX", b"PK"), ("ODS", b"PK")):
        town.claire.presses(form, in_message=shown.id)
        got = await town.claire.sees_kind("document", after=last)
        file = _sent(town, got)
        assert file.name.startswith("chiffres-7j-au-")
        assert file.name.endswith(f".{form.lower()}")
        assert file.data.startswith(begins)
        last = got.id
        if form == "CSV":
            assert "Demandes;20;12;28" in file.data.decode()


async def test_a_file_that_cannot_be_made_is_told_in_words(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")
    town.claire.writes("/stats")
    shown = await town.claire.sees("paquets de cinq")
    town.claire.presses("XLSX", in_message=shown.id)
    await town.claire.sees("n'a pas pu être fait")


@pytest.mark.parametrize("period", ["2099-t1", "2099T4"])
async def test_nothing_is_told_of_what_is_not_over(town: Town, period: str) -> None:
    town.claire.writes(f"/stats {period}")
    await town.claire.sees("n'est pas terminée")


async def test_a_quarterly_report_is_two_taps_away(town: Town) -> None:
    await _counted(town, (Measure.REQUEST, "parler", 60), (Measure.DANGER, "none", 60))
    _days_pass(town, 95)
    town.claire.writes("/rapport")
    shown = await town.claire.sees("Quel trimestre ?")
    town.claire.presses("4e trimestre 2026", in_message=shown.id)
    await town.claire.sees_button("PDF à imprimer")
    town.claire.presses("PDF à imprimer", in_message=shown.id)
    got = await town.claire.sees_kind("document", timeout=30)
    file = _sent(town, got)
    assert file.name == "bilan-2026-t4.pdf"
    assert file.data.startswith(b"%PDF-")
    town.claire.presses("Page web", in_message=shown.id)
    page = _sent(town, await town.claire.sees_kind("document", after=got.id)).data.decode()
    assert "environ 60" in page
    assert "entre 52 et 68" in page


async def test_a_worker_who_asks_for_it_reads_whom_to_ask(town: Town) -> None:
    sam = await town.worker("Sam")
    for command in ("/rapport", "/stats", "/equipe"):
        asked = sam.writes(command)
        await sam.sees("réservée à la coordination", after=asked)


async def test_a_picture_comes_with_its_numbers_in_words(town: Town) -> None:
    await _counted(town, (Measure.REQUEST, "parler", 20))
    _days_pass(town, 3)
    town.claire.writes("/stats 7j")
    shown = await town.claire.sees("paquets de cinq")
    town.claire.presses("En image", in_message=shown.id)
    got = await town.claire.sees_kind("photo", timeout=30)
    assert "Demandes, environ 20 (entre 12 et 28)" in " ".join(got.text.split())


async def test_a_year_full_of_details_still_fits_into_one_message(
    telegram: SimulatorServer, database_url: str
) -> None:
    """A library of texts gave up at 2,500 characters, and Telegram does at 4,096."""
    clock = SharedClock(telegram.world)
    claire = telegram.world.person("Claire")
    settings = settings_for(telegram, database_url, coordinators=str(claire.id))
    store = open_store(settings)
    async with store.writing() as tx:
        await make_up(tx, ["val-de-lune", "vallon-clair"], clock().date())
    await store.close()
    async with running(settings, clock):
        claire.writes("/start")
        await claire.sees_button("L'équipe")
        for period in PERIODS:
            asked = claire.writes(f"/stats {period}")
            shown = await claire.sees("Activité inventée", after=asked)
            assert len(shown.text.encode("utf-16-le")) // 2 <= 4096
        assert "Danger repéré" in shown.text


async def test_without_an_address_the_dashboard_says_what_is_missing(town: Town) -> None:
    town.claire.writes("/tableau")
    await town.claire.sees("demande une adresse publique")


async def test_the_weeks_figures_come_by_themselves_until_somebody_wants_none(town: Town) -> None:
    await _counted(town, (Measure.REQUEST, "parler", 20))
    now = town.bot.clock().astimezone(town.bot.parts.zone)
    monday = now.date() + timedelta(days=7 - now.weekday())
    morning = datetime.combine(monday, time(10), town.bot.parts.zone)
    town.telegram.world.clock.forward(seconds=(morning - now).total_seconds())
    told = await town.claire.sees("Votre semaine en chiffres", timeout=30)
    assert "Demandes : environ 20 (entre 12 et 28)" in " ".join(told.text.split())
    town.claire.presses("Ne plus le recevoir", in_message=told.id)
    await town.claire.sees("Vous ne recevez pas le résumé")
    town.claire.presses("Le recevoir chaque lundi")
    await town.claire.sees("Chaque lundi matin")

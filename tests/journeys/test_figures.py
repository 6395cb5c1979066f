"""/stats: what a coordinator reads, and what nobody can work out of it."""

from datetime import timedelta

from bot.domain.figures import BREAKDOWNS, TOTALS, Measure
from bot.store import counters
from tests.conftest import Town
from tests.conversations import quiet

_COUNTS = (
    (Measure.REQUEST, "parler", 20),
    (Measure.DANGER, "none", 12),
    (Measure.DANGER, "moderate", 7),
    (Measure.DANGER, "immediate", 1),
    (Measure.SATISFACTION, "good", 9),
    (Measure.SATISFACTION, "poor", 6),
)


async def _counted(town: Town, days_ago: int, *counts: tuple[Measure, str, int]) -> None:
    today = town.bot.clock().astimezone(town.bot.parts.zone).date()
    async with town.bot.store.writing() as tx:
        for measure, label, by in counts:
            day = today - timedelta(days=days_ago)
            await counters.count(tx, day, town.bot.parts.territory, measure, label, by)


async def _read(town: Town, period: str) -> str:
    asked = town.claire.writes(f"/stats {period}")
    shown = await town.claire.sees("derniers jours", after=asked)
    return " ".join(shown.text.split())


async def test_labels_are_hidden_where_one_of_them_is_small(town: Town) -> None:
    await _counted(town, 0, *_COUNTS)
    month = await _read(town, "30j")
    assert "Demandes : 20" in month
    assert "Danger repéré détail non affiché : trop peu de personnes" in month
    assert not any(f": {count}" in month for count in (12, 7))
    assert "oui : 9" in month
    assert "non : 6" in month


async def test_a_week_does_not_give_away_the_weeks_before(town: Town) -> None:
    await _counted(town, 0, (Measure.REQUEST, "parler", 18), (Measure.CARD_READ, "x", 8))
    await _counted(town, 15, (Measure.REQUEST, "parler", 2), (Measure.CARD_READ, "x", 8))
    assert "Demandes : 20" in await _read(town, "30j")
    week = await _read(town, "7j")
    assert "Demandes : non affiché" in week
    assert "Fiches lues : 8" in week
    assert "Danger repéré" not in week


async def test_every_figure_that_is_counted_and_shown_is_read(town: Town) -> None:
    """Whatever is declared in domain/figures.py: nobody adds a line anywhere else."""
    words = town.bot.parts.library().strings
    labels = {Measure.WAITING_TIME: "<5", Measure.OUTCOME: "informed", Measure.DANGER: "none"}
    labels |= {Measure.SATISFACTION: "good", Measure.TRIAGE_VERDICT: "none-right"}
    await _counted(town, 0, *((m, labels.get(m, "x"), 1200) for m in Measure))
    month = await _read(town, "30j")
    for measure in (*TOTALS, *BREAKDOWNS):
        assert words.label(f"measure-{measure}") in month
    assert "Demandes : 1 200" in month


async def test_no_danger_found_does_not_reassure(town: Town) -> None:
    sam = await town.worker("Sam")
    await town.asking("Léa")
    alert = await sam.sees("Nouvelle demande")
    await quiet(town)
    assert "rien de repéré par l'outil" in alert.text.replace("’", "'")
    assert "sans danger" not in alert.text
    assert "🟢" not in alert.text

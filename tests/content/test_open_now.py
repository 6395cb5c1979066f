"""*Ouvert maintenant* is only said when it is so: public holidays, leave, the nights between."""

import ast
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content.kinds.contact import Timed
from bot.content.loading import inspect, load
from bot.content.presenting import Presenter
from bot.domain.danger import Danger, Topic
from tests.architecture.reading_code import BOT, trees
from tests.content.conftest import Write
from tests.content.small_library import TODAY
from tests.ours import our_library

PARIS = ZoneInfo("Europe/Paris")
DAYTIME = "hours: [{days: mon-sun, open: '09:00', close: '23:00'}]\n"
LATE = "hours: [{days: mon-sun, open: '18:00', close: '02:00'}]\n"
ALWAYS = "hours: '24/7'\n"
CLOSED_ON_HOLIDAYS = "holidays: FR\n"
KEEPS_HOURS = "holidays: open\n"
LEAVE = "closings: [{from: 2026-12-21, to: 2027-01-02, reason: congés d'hiver}]\n"
HEAD = "slug: ici\nname: Ici\nstructure: {name: Ici, kind: ville}\nteam: Nous.\n"


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=PARIS)


def said(folder: Path, write: Write, rules: str, now: str) -> str:
    """What is said of a team with these hours."""
    write("territories/ici.yaml", HEAD + rules)
    library = load(folder, TODAY)
    return Presenter(library).opening_words(library.home, at(now))


@pytest.mark.parametrize(
    ("rules", "now", "words"),
    [
        # 25 December 2026 is a Friday.
        (DAYTIME + CLOSED_ON_HOLIDAYS, "2026-12-25 10:00", "ouvre demain à 9 h"),
        (DAYTIME + CLOSED_ON_HOLIDAYS, "2026-12-24 22:00", "ouvert maintenant, jusqu'à 23 h"),
        (DAYTIME + CLOSED_ON_HOLIDAYS, "2026-12-24 23:30", "ouvre samedi à 9 h"),
        (DAYTIME + KEEPS_HOURS, "2026-12-25 10:00", "ouvert maintenant, jusqu'à 23 h"),
        # Nobody wrote what becomes of the hours: nothing is said, nothing is promised.
        (DAYTIME, "2026-12-25 10:00", ""),
        (DAYTIME, "2026-12-25 03:00", "fermé en ce moment"),
        (DAYTIME, "2026-12-24 23:30", "fermé en ce moment"),
        (DAYTIME, "2026-12-26 10:00", "ouvert maintenant, jusqu'à 23 h"),
        # A night that leads into a holiday ends with the day before.
        (LATE + CLOSED_ON_HOLIDAYS, "2026-12-31 23:00", "ouvert maintenant, jusqu'à minuit"),
        (LATE + CLOSED_ON_HOLIDAYS, "2027-01-01 00:05", "ouvre demain à 18 h"),
        (LATE + CLOSED_ON_HOLIDAYS, "2027-01-02 00:05", "ouvre à 18 h"),
        (LATE, "2027-01-01 00:05", ""),
        (LATE + KEEPS_HOURS, "2027-01-01 00:05", "ouvert maintenant, jusqu'à 2 h"),
        # What never closes has no holiday, unless it says so.
        (ALWAYS, "2026-12-25 10:00", "jour et nuit"),
        (ALWAYS + CLOSED_ON_HOLIDAYS, "2026-12-25 10:00", "ouvre demain à minuit"),
        (ALWAYS + CLOSED_ON_HOLIDAYS, "2026-12-24 10:00", "ouvert maintenant, jusqu'à minuit"),
        (ALWAYS + CLOSED_ON_HOLIDAYS, "2026-12-16 10:00", "ouvert maintenant"),
        # Leave, with its reason; it opens again on a day further than a week.
        (DAYTIME + LEAVE, "2026-12-22 10:00", "ouvre le 3 janvier 2027 à 9 h (congés d'hiver)"),
        (DAYTIME + LEAVE, "2026-12-25 10:00", "ouvre le 3 janvier 2027 à 9 h (congés d'hiver)"),
        (DAYTIME + LEAVE, "2027-01-02 23:59", "ouvre demain à 9 h (congés d'hiver)"),
        (DAYTIME + LEAVE, "2027-01-03 10:00", "ouvert maintenant, jusqu'à 23 h"),
        (ALWAYS + LEAVE, "2026-12-22 10:00", "ouvre le 3 janvier 2027 à minuit (congés d'hiver)"),
        (
            DAYTIME + "closings: [{from: 2026-12-22, reason: formation}]\n",
            "2026-12-22 10:00",
            "ouvre demain à 9 h (formation)",
        ),
        (
            DAYTIME + "closings: [{from: 2026-07-01, to: 2026-09-15, reason: travaux}]\n",
            "2026-07-02 10:00",
            "ouvre le 16 septembre 2026 à 9 h (travaux)",
        ),
        (
            DAYTIME + "closings: [{from: 2026-07-02, to: 2026-09-15, reason: travaux}]\n",
            "2026-07-01 23:30",
            "ouvre le 16 septembre 2026 à 9 h",
        ),
        # Clocks change on 25 October 2026 and on 28 March 2027.
        (LATE, "2026-10-25 01:59", "ouvert maintenant, jusqu'à 2 h"),
        (LATE, "2026-10-25 02:30", "ouvre à 18 h"),
        (LATE, "2027-03-28 01:59", "ouvert maintenant, jusqu'à 3 h"),
        # Good Friday and 26 December are holidays in Alsace and Moselle, and only there.
        (DAYTIME + CLOSED_ON_HOLIDAYS, "2027-03-26 10:00", "ouvert maintenant, jusqu'à 23 h"),
        (DAYTIME + "holidays: FR-ALSACE-MOSELLE\n", "2027-03-26 10:00", "ouvre demain à 9 h"),
        (DAYTIME + "holidays: FR-ALSACE-MOSELLE\n", "2026-12-25 10:00", "ouvre dimanche à 9 h"),
    ],
)
def test_the_state_is_the_true_one(
    folder: Path, write: Write, rules: str, now: str, words: str
) -> None:
    assert said(folder, write, rules, now) == words


def test_team_places_and_services_get_the_same_answer(folder: Path, write: Write) -> None:
    write("territories/ici.yaml", HEAD + DAYTIME + f"places: [{_place('')}]\n")
    library = load(folder, TODAY)
    (place,), service = library.home.places, library.contacts["3018"]
    for now in ("2026-12-25 10:00", "2026-12-25 03:00", "2026-11-21 10:00"):
        states = {library.opening(timed, at(now)) for timed in (library.home, place, service)}
        assert len(states) == 1, now


def test_a_place_of_alsace_is_doubtful_on_the_holidays_of_alsace(
    folder: Path, write: Write
) -> None:
    rules = DAYTIME + "holidays: FR-ALSACE-MOSELLE\n" + f"places: [{_place('')}]\n"
    write("territories/ici.yaml", HEAD + rules)
    library = load(folder, TODAY)
    assert not library.opening(library.home.places[0], at("2026-12-26 10:00")).known
    assert library.opening(library.contacts["3018"], at("2026-12-26 10:00")).is_open


def _place(rules: str) -> str:
    hours = "hours: [{days: mon-sun, open: '09:00', close: '23:00'}]"
    return f"{{name: Lieu, kind: lieu, address: Ici, for_whom: Tous, {hours}{rules}}}"


def test_at_christmas_the_library_claims_nothing_that_nobody_knows() -> None:
    library = our_library(TODAY)
    for contact in library.contacts.values():
        line = Presenter(library).contact_line(contact, at("2026-12-25 15:00")).text
        assert "ouvert" not in line, line
        assert ("jour et nuit" in line) is (contact.hours == "24/7"), line


def test_in_danger_at_christmas_the_numbers_are_still_given() -> None:
    library = our_library(TODAY)
    for topic in Topic:
        usual = library.emergency(Danger.HIGH, topic, at("2026-12-22 15:00"))
        assert set(library.emergency(Danger.HIGH, topic, at("2026-12-25 15:00"))) == set(usual)


@pytest.mark.parametrize(
    ("rules", "told"),
    [
        ("holidays: ZZ\n", "jours fériés"),
        ("closings: [{from: 2027-01-02, to: 2027-01-01, reason: Non}]\n", "avant de commencer"),
        ("closings: [{from: 2026-01-02, reason: Fini}]\n", "passée"),
        ("closings: [{from: 2027-01-02}]\n", "reason"),
    ],
)
def test_what_is_written_wrong_is_told(folder: Path, write: Write, rules: str, told: str) -> None:
    write("territories/ici.yaml", HEAD + DAYTIME + rules)
    assert any(told in problem.what for problem in inspect(folder, TODAY)[1])


timeds = st.builds(
    Timed.model_validate,
    st.fixed_dictionaries(
        {
            "hours": st.sampled_from(
                [
                    "24/7",
                    [{"days": "mon-sun", "open": "09:00", "close": "23:00"}],
                    [{"days": "mon-sun", "open": "20:00", "close": "05:00"}],
                    [{"days": "mon-fri", "open": "00:00", "close": "00:00"}],
                ]
            ),
            "holidays": st.sampled_from(["FR", "FR-ALSACE-MOSELLE"]),
        }
    ),
)
moments = st.timedeltas(timedelta(0), timedelta(days=900)).map(
    lambda step: datetime(2026, 1, 1, tzinfo=UTC) + step
)
SMALL = our_library(TODAY)


@given(timeds, moments)
def test_nothing_is_open_on_a_holiday_on_which_it_closes(timed: Timed, now: datetime) -> None:
    local = now.astimezone(PARIS)
    state = SMALL.opening(timed, now)
    if (local.month, local.day) in {(1, 1), (5, 1), (7, 14), (12, 25)}:
        assert state.is_closed
    if state.changes_at:
        assert SMALL.opening(timed, state.changes_at).is_open is not state.is_open


def test_nobody_else_asks_the_domain_for_opening_hours() -> None:
    """A second door would forget the holidays again."""
    asking = {
        file.relative_to(BOT).as_posix()
        for file, tree in trees("").items()
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "bot.domain.hours"
        if "opening" in {name.name for name in node.names}
    }
    assert asking == {"content/opening_hours.py"}

"""A year and more of made-up activity, so that figures have something to show; marked as such."""

import random
from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta

from bot.actions.context import ALL
from bot.domain.cases import Outcome
from bot.domain.danger import Danger, Topic
from bot.domain.figures import BUCKETS, RIGHT, WRONG, Measure, weekday
from bot.domain.reasons import Family
from bot.store import counters
from bot.store.counters import Count
from bot.store.database import Transaction

_DAYS = 400
#: Requests a week in an ordinary month: of the first territory, and of each other.
_FIRST, _OTHERS = 32, 9
#: How much more or less is asked from January to December: exams, holidays, the return to school.
_SEASON = (1.1, 1.0, 1.1, 0.9, 1.1, 1.0, 0.5, 0.4, 1.3, 1.3, 1.4, 1.1)
_TOPICS: Mapping[str, int] = {
    Topic.PARLER: 30, Topic.MAL_ETRE: 16, Topic.CYBERHARCELEMENT: 14, Topic.ARNAQUES: 10,
    Topic.IMAGES_INTIMES: 8, Topic.VIOLENCES: 6, Topic.FAKE_NEWS: 5, Topic.HAINE_RADICALISATION: 2,
    Topic.EXPLOITATION_SEXUELLE: 1,
}  # fmt: skip
_DANGERS: Mapping[str, int] = {
    Danger.NONE.word: 64, Danger.MODERATE.word: 22, Danger.HIGH.word: 11, Danger.IMMEDIATE.word: 3
}  # fmt: skip
_OUTCOMES: Mapping[str, int] = {
    Outcome.LISTENED: 40, Outcome.INFORMED: 25, Outcome.ORIENTED: 18, Outcome.NO_ANSWER: 10,
    Outcome.ENDED_BY_PERSON: 5, Outcome.PROTECTED: 2,
}  # fmt: skip
_LENGTHS = [*(f"<{bound}" for bound in BUCKETS), f"{BUCKETS[-1]}+"]
_WAITS, _TALKS = (30, 28, 24, 10, 6, 2), (4, 14, 48, 26, 6, 2)
#: Most write after school and at night.
_HOURS = (4, 2, 1, 1, 1, 1, 1, 2, 2, 2, 3, 3, 5, 5, 4, 4, 6, 9, 10, 10, 10, 9, 8, 6)
#: What had spoken: where nothing was recognised, and where something was.
_REASONS: tuple[Mapping[str, int], Mapping[str, int]] = (
    {Family.NOTHING: 1},
    {
        Family.DESPAIR: 34, Family.VIOLENCE: 16, Family.SEXUAL: 14, Family.HARASSMENT: 22,
        Family.GROUPS: 5, Family.MODEL: 12, Family.CONTEXT: 4, Family.TEAM: 2,
    },
)  # fmt: skip
_SATISFACTION: Mapping[str, int] = {"good": 70, "fair": 22, "poor": 8}
#: For one request, how often each of these happens.
_AROUND = {
    Measure.FIRST_CONTACT: 1.6,
    Measure.RETURNING_CONTACT: 0.9,
    Measure.CARD_READ: 3.2,
    Measure.MEETING: 0.1,
    Measure.MEETING_HELD: 0.07,
    Measure.OUTING: 0.06,
    Measure.OUTING_ARRIVAL: 0.4,
    Measure.OUTING_TALK: 0.5,
    Measure.OUTING_REFERRAL: 0.06,
    Measure.CHILD_REPORT: 0.02,
    Measure.QUIZ: 0.5,
    Measure.CHALLENGE_JOINED: 0.15,
    Measure.ERASURE: 0.08,
    Measure.UNDELIVERED: 0.04,
}


async def make_up(tx: Transaction, territories: list[str], today: date) -> None:
    """Count what nobody did, up to yesterday, and that it was made up."""
    counted = made_up(territories, today)
    rows = [Count(*key, by) for key, by in counted.items()]
    await counters.count_all(tx, rows)
    await counters.count(tx, today, ALL, Measure.MADE_UP)


def made_up(
    territories: list[str], today: date, seed: int = 7
) -> Counter[tuple[date, str, Measure, str]]:
    """What nobody did: how often, by day, territory, measure and label."""
    chance, counted = random.Random(seed), Counter[tuple[date, str, Measure, str]]()  # noqa: S311
    for zone in territories:
        weekly = _FIRST if zone == territories[0] else _OTHERS
        for back in range(_DAYS, 0, -1):
            day = today - timedelta(days=back)
            # Ten chances a day: near enough to how people come.
            hoped = weekly * _SEASON[day.month - 1] / 7
            for _ in range(sum(chance.random() < hoped / 10 for _ in range(10))):
                _asks(counted, chance, day, zone)
            for measure, often in _AROUND.items():
                times = int(hoped * often + chance.random())
                counted[day, zone, measure, ""] += times
    return +counted


def _asks(
    counted: Counter[tuple[date, str, Measure, str]], chance: random.Random, day: date, zone: str
) -> None:
    def one(measure: Measure, label: str = "") -> None:
        counted[day, zone, measure, label] += 1

    danger = _drawn(chance, _DANGERS)
    one(Measure.REQUEST, _drawn(chance, _TOPICS))
    one(Measure.DANGER, danger)
    one(Measure.REQUEST_DAY, weekday(day))
    one(Measure.REQUEST_HOUR, f"{chance.choices(range(24), _HOURS)[0]:02}")
    if chance.random() < 0.08:  # noqa: PLR2004  # some change their mind
        one(Measure.OUTCOME, Outcome.CANCELLED)
        return
    one(Measure.TAKEN)
    one(Measure.WAITING_TIME, chance.choices(_LENGTHS, _WAITS)[0])
    one(Measure.HANDLING_TIME, chance.choices(_LENGTHS, _TALKS)[0])
    outcome = _drawn(chance, _OUTCOMES)
    one(Measure.OUTCOME, outcome)
    if outcome == Outcome.ORIENTED:
        one(Measure.REFERRAL)
    if chance.random() < 0.5:  # noqa: PLR2004  # half of all answer
        one(Measure.SATISFACTION, _drawn(chance, _SATISFACTION))
    said = RIGHT if chance.random() < 0.85 else WRONG  # noqa: PLR2004
    one(Measure.TRIAGE_VERDICT, f"{danger}-{said}")
    one(Measure.TRIAGE_REASON, f"{_drawn(chance, _REASONS[danger != Danger.NONE.word])}-{said}")


def _drawn(chance: random.Random, weights: Mapping[str, int]) -> str:
    return str(chance.choices(list(weights), list(weights.values()))[0])

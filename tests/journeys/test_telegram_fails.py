"""Telegram fails: everything arrives in order, once, or twice where an answer was lost."""

import asyncio

import pytest

from telegram_simulator.failures import Failures
from telegram_simulator.people import Person
from tests.conftest import Town
from tests.conversations import ANSWERED, ASKED, quiet, talking


async def _talk_while(town: Town, failures: Failures, *, then_mend: bool) -> tuple[Person, Person]:
    sam, lea = await talking(town)
    town.telegram.world.failures = failures
    for asked, answered in zip(ASKED, ANSWERED, strict=True):
        lea.writes(asked)
        sam.writes(answered)
    if then_mend:
        await asyncio.sleep(0.5)
        town.telegram.world.failures = Failures()
    await sam.sees(ASKED[-1], timeout=40)
    await lea.sees(ANSWERED[-1], timeout=40)
    town.telegram.world.failures = Failures()
    await quiet(town)
    return sam, lea


def _arrived(person: Person, expected: list[str]) -> list[str]:
    return [s.text for s in person.screen if not s.mine and s.text in expected]


@pytest.mark.parametrize(
    ("failures", "then_mend"),
    [
        (Failures(down=True), True),
        (Failures(error_500_every=3), False),
        (Failures(too_many_requests_every=4, retry_after=1), False),
        (Failures(slow_ms=100), False),
    ],
    ids=["down", "500", "429", "slow"],
)
async def test_when_telegram_fails_everything_arrives_once_and_in_order(
    town: Town, failures: Failures, *, then_mend: bool
) -> None:
    sam, lea = await _talk_while(town, failures, then_mend=then_mend)
    assert _arrived(sam, ASKED) == ASKED
    assert _arrived(lea, ANSWERED) == ANSWERED


async def test_when_answers_are_lost_each_costs_one_duplicate_at_most(town: Town) -> None:
    sam, lea = await talking(town)
    town.telegram.world.failures = Failures(lose_answers_every=4)
    for words in ASKED:
        lea.writes(words)
    await sam.sees(ASKED[-1], timeout=40)
    town.telegram.world.failures = Failures()
    await quiet(town)
    arrived = _arrived(sam, ASKED)
    assert list(dict.fromkeys(arrived)) == ASKED, "in order, none missing"
    assert max(arrived.count(words) for words in ASKED) <= 2
    assert lea.screen


async def test_a_person_whose_chat_is_limited_does_not_hold_up_the_others(town: Town) -> None:
    sam, lea = await talking(town)
    town.telegram.world.limit_rates(overall=1000, per_chat=0.5, chat_burst=3)
    for number in range(8):
        sam.writes(f"vite {number}")
    tom = town.somebody("Tom")
    tom.writes("/start")
    await tom.sees("Tu n'as pas besoin de donner ton nom", timeout=3)
    lea.writes("/urgence")
    town.telegram.world.rate_limits = None
    await lea.sees("vite 7", timeout=20)
    await quiet(town)
    assert _arrived(lea, [f"vite {n}" for n in range(8)]) == [f"vite {n}" for n in range(8)]

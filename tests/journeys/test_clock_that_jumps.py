"""The clock of the machine jumps, as on a board without a battery, and comes back."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest

from telegram_simulator.failures import Failures
from telegram_simulator.server import SimulatorServer
from tests.conftest import Town, signs
from tests.conversations import copies, quiet, talking, was_told
from tests.running import running, settings_for

#: How far from the truth the clock is for a moment.
JUMPS = [timedelta(hours=6), timedelta(days=1), timedelta(days=-1)]
LIMITED = Failures(too_many_requests_every=1, retry_after=1)


@dataclass
class Jumping:
    """A clock that a test sets wrong."""

    off: timedelta = field(default=timedelta(0))

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.off


@pytest.fixture
def clock() -> Jumping:
    return Jumping()


@pytest.fixture
async def town(telegram: SimulatorServer, database_url: str, clock: Jumping) -> AsyncIterator[Town]:
    claire = telegram.world.person("Claire")
    settings = settings_for(telegram, database_url, coordinators=str(claire.id))
    async with running(settings, clock) as bot:
        claire.writes("/start")
        await claire.sees_button("L'équipe")
        await signs(claire, "Claire, coordinatrice")
        yield Town(telegram, claire, bot)


@pytest.mark.parametrize("jump", JUMPS, ids=str)
async def test_what_is_put_off_meanwhile_leaves_soon_after_and_in_order(
    town: Town, clock: Jumping, jump: timedelta
) -> None:
    sam, lea = await talking(town)
    clock.off = jump
    # Everything is put off for a second, by the wrong clock.
    town.telegram.world.failures = LIMITED
    calls = town.telegram.world.calls
    lea.writes("un")
    lea.writes("deux")
    sam.writes("je lis")
    await town.telegram.world.wait_until(lambda: sum(one.status == 429 for one in calls) > 1)
    clock.off = timedelta(0)
    town.telegram.world.failures = Failures()
    lea.writes("trois")
    await sam.sees("trois")
    await lea.sees("je lis")
    await quiet(town)
    assert [one.text for one in copies(sam)] == ["un", "deux", "trois"]


@pytest.mark.parametrize("jump", JUMPS, ids=str)
@pytest.mark.parametrize("back", [False, True], ids=["there", "back again"])
async def test_danger_gets_its_numbers_and_its_alert_whatever_the_clock_says(
    town: Town, clock: Jumping, jump: timedelta, *, back: bool
) -> None:
    sam = await town.worker("Sam")
    lea = town.somebody("Léa")
    if back:
        clock.off = jump
        lea.writes("je pars bientôt en vacances")
        await quiet(town)
        clock.off = timedelta(0)
    else:
        clock.off = jump
    asked = lea.writes("j'ai avalé tous les cachets")
    numbers = await lea.sees("112", after=asked)
    lea.presses("Parler", in_message=numbers.id)
    await sam.sees_button("Prendre")
    await quiet(town)
    said = numbers.text.splitlines()[0]
    assert was_told(lea, said) == 1
    lea.writes("j'ai avalé tous les cachets")
    await quiet(town)
    assert was_told(lea, said) == 1, "the same again within minutes is answered once"


@pytest.mark.parametrize("jump", JUMPS, ids=str)
async def test_a_question_asked_under_another_clock_keeps_nothing_and_can_be_asked_again(
    town: Town, clock: Jumping, jump: timedelta
) -> None:
    sam, lea = await talking(town)
    clock.off = jump
    sam.writes("/dispo")
    await sam.sees_button("prénom")
    sam.presses("prénom")
    await sam.sees("Comment vous présenter")
    await quiet(town)
    clock.off = timedelta(0)
    sam.writes("Samira, éducatrice")
    await lea.sees("Samira, éducatrice")
    await quiet(town)
    sam.presses("prénom")
    await signs(sam, "Sam, médiateur")


@pytest.mark.parametrize("jump", JUMPS, ids=str)
async def test_claims_are_kept_while_the_clock_jumps(
    town: Town, clock: Jumping, jump: timedelta
) -> None:
    sam, lea = await talking(town)
    clock.off = jump
    lea.writes("pendant")
    await sam.sees("pendant")
    clock.off = timedelta(0)
    await town.bot.outbox._take_over()
    lea.writes("après")
    await sam.sees("après")
    await quiet(town)
    assert [one.text for one in copies(sam)] == ["pendant", "après"]

"""The team goes home: nobody is left to wait for somebody who is not there."""

from tests.conftest import Town
from tests.conversations import DANGER, at_hour, quiet, talks_with, was_told

LEFT = "L'équipe est rentrée chez elle"


def _pass(town: Town, minutes: float) -> None:
    town.telegram.world.clock.forward(minutes=minutes)
    town.bot.timers.wake()


async def test_whoever_waits_is_told_once_with_when_the_team_is_back(town: Town) -> None:
    at_hour(town, 19.9)
    await town.worker("Sam")
    lea = await town.asking("Léa")
    _pass(town, 8)
    told = await lea.sees(LEFT)
    assert "je te le dirai ici" in told.text
    for _ in range(4):
        _pass(town, 1.1)
        await quiet(town)
    assert was_told(lea, LEFT) == 1
    at_hour(town, 14.1)
    await lea.sees("L'équipe est là, comme promis")


async def test_whoever_talks_is_told_that_the_hours_are_over(town: Town) -> None:
    at_hour(town, 19.9)
    sam = await town.worker("Sam")
    lea = await talks_with(town, sam, "Léa")
    _pass(town, 8)
    told = await lea.sees("L'équipe rentre chez elle")
    assert "peut encore écrire" in told.text
    sam.writes("je suis encore là un moment")
    await lea.sees("encore là un moment")
    _pass(town, 1.1)
    await quiet(town)
    assert was_told(lea, "L'équipe rentre chez elle") == 1


async def test_in_danger_nothing_is_said_of_mornings(town: Town) -> None:
    at_hour(town, 19.9)
    await town.worker("Sam")
    lea = town.somebody("Léa")
    lea.writes(DANGER)
    lea.writes("/parler")
    await lea.sees("J'appelle l'équipe")
    _pass(town, 8)
    await quiet(town)
    assert was_told(lea, LEFT) == 0


async def test_who_asks_at_night_is_not_told_later_that_the_team_left(town: Town) -> None:
    at_hour(town, 23)
    lea = await town.asking("Léa")
    _pass(town, 2)
    await quiet(town)
    assert was_told(lea, LEFT) == 0


async def test_at_night_no_button_says_now(town: Town) -> None:
    at_hour(town, 23)
    lea = town.somebody("Léa")
    asked = lea.writes("/urgence")
    numbers = await lea.sees("112", after=asked)
    assert not [label for label in numbers.buttons if "maintenant" in label]

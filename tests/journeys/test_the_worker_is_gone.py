"""A worker blocks the bot, or their account is gone, just when the bot writes to them."""

from collections.abc import Callable

import pytest

from telegram_simulator.people import Person
from tests.conftest import Town
from tests.conversations import copies, heard, quiet, talks_with, was_told

GONE = "n'est plus disponible"
WAYS = [Person.blocks, Person.closes_account]
SENTENCE = "ton beau-frère fait ça depuis quand ?"


def _blocks_unheard(person: Person) -> None:
    """Telegram's notice of it comes late: the bot hears of it from the refusal alone."""
    person.account.blocked = True


@pytest.mark.parametrize("goes", [*WAYS, _blocks_unheard])
async def test_a_case_whose_header_cannot_be_delivered_goes_back_to_the_queue(
    town: Town, goes: Callable[[Person], None]
) -> None:
    sam, ana = await town.worker("Sam"), await town.worker("Ana")
    lea = await town.asking("Léa")
    lea.writes("première chose")
    lea.writes("seconde chose")
    await quiet(town)
    alert = await ana.sees("Nouvelle demande")
    sam.presses("Prendre")
    goes(sam)
    await lea.sees(GONE)
    await quiet(town)
    assert copies(sam) == [], "the header came first, and did not come"
    assert was_told(lea, GONE) == 1
    again = await ana.sees("Nouvelle demande", after=alert.id)
    ana.presses("Prendre", in_message=again.id)
    await lea.sees("Ana est là")
    await quiet(town)
    assert [seen.text for seen in copies(ana)] == ["première chose", "seconde chose"]
    ana.writes("je te lis")
    await lea.sees("je te lis")


@pytest.mark.parametrize("goes", [*WAYS, _blocks_unheard])
async def test_when_the_question_for_whom_cannot_be_asked_both_cases_go_back(
    town: Town, goes: Callable[[Person], None]
) -> None:
    sam, ana = await town.worker("Sam"), await town.worker("Ana")
    tom = await talks_with(town, sam, "Tom")
    lea = await talks_with(town, sam, "Léa")
    lea.writes("c'est mon beau-frère")
    await sam.sees("beau-frère")
    tom.writes("tu es là ?")
    await sam.sees("tu es là ?")
    await quiet(town)
    asked = was_told(sam, "À qui")
    sam.writes(SENTENCE)
    goes(sam)
    await quiet(town)
    assert was_told(sam, "À qui") == asked, "the question did not come"
    for person in (tom, lea):
        await person.sees(GONE)
        assert SENTENCE not in heard(person)
    back = [seen for seen in ana.screen if "Nouvelle demande" in seen.text]
    for alert in back:
        ana.presses("Prendre", in_message=alert.id)
        await quiet(town)
    assert (was_told(tom, "Ana est là"), was_told(lea, "Ana est là")) == (1, 1)
    assert {"tu es là ?", "c'est mon beau-frère"} <= {seen.text for seen in copies(ana)}

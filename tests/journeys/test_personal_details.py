"""What tells who or where somebody is leaves only if they say so."""

import pytest

from telegram_simulator.people import Person
from tests.conftest import Town
from tests.conversations import copies, ends, quiet, talking, was_told

ASKED = "Tu veux l'envoyer quand même"


def _writes_number(person: Person) -> int:
    return person.writes("appelle moi au 06 39 98 12 34")


@pytest.mark.parametrize("tell", [Person.shares_contact, Person.shares_location, _writes_number])
async def test_what_tells_who_somebody_is_is_asked_about_then_sent(
    town: Town, tell: "object"
) -> None:
    assert callable(tell)
    sam, lea = await talking(town)
    told = tell(lea)
    assert (await lea.sees(ASKED)).reply_to == told
    await quiet(town)
    assert copies(sam) == []
    lea.presses("Envoyer quand même")
    await lea.sees("c'est envoyé")
    await quiet(town)
    assert len(copies(sam)) == 1


@pytest.mark.parametrize("tell", [Person.shares_contact, Person.shares_location, _writes_number])
async def test_what_is_kept_back_never_leaves(town: Town, tell: "object") -> None:
    assert callable(tell)
    sam, lea = await talking(town)
    tell(lea)
    await lea.sees(ASKED)
    lea.presses("Ne pas envoyer")
    await lea.sees("n'est pas transmis")
    lea.writes("autre chose")
    await sam.sees("autre chose")
    await quiet(town)
    assert [seen.text for seen in copies(sam)] == ["autre chose"]


async def test_what_was_asked_about_while_waiting_stays_back_until_its_author_says_so(
    town: Town,
) -> None:
    sam = await town.worker("Sam")
    lea = await town.asking("Léa")
    _writes_number(lea)
    await lea.sees(ASKED)
    await quiet(town)
    sam.presses("Prendre")
    await lea.sees("est là")
    await quiet(town)
    assert copies(sam) == []
    lea.presses("Envoyer quand même")
    await sam.sees("06 39 98 12 34")


async def test_after_the_end_it_can_no_longer_be_sent(town: Town) -> None:
    sam, lea = await talking(town)
    _writes_number(lea)
    await lea.sees(ASKED)
    await ends(lea)
    await sam.sees("a mis fin")
    lea.presses("Envoyer quand même")
    await lea.sees("ne peut plus être envoyé")
    await quiet(town)
    assert copies(sam) == []


async def test_an_edit_that_adds_a_number_does_not_pass(town: Town) -> None:
    sam, lea = await talking(town)
    written = lea.writes("appelle moi")
    await sam.sees("appelle moi")
    await quiet(town)
    lea.edits(written, "appelle moi au 06 39 98 12 34")
    await lea.sees("Ta modification n'est pas transmise")
    await quiet(town)
    assert was_told(sam, "06 39") == 0


async def test_an_edit_that_adds_a_number_while_waiting_is_asked_about(town: Town) -> None:
    sam = await town.worker("Sam")
    lea = await town.asking("Léa")
    written = lea.writes("appelle moi")
    await quiet(town)
    lea.edits(written, "appelle moi au 06 39 98 12 34")
    await lea.sees(ASKED)
    await quiet(town)
    sam.presses("Prendre")
    await lea.sees("est là")
    await quiet(town)
    assert copies(sam) == []
    lea.presses("Envoyer quand même")
    await sam.sees("06 39 98 12 34")


async def test_a_number_edited_into_an_earlier_free_text_does_not_leave_with_the_request(
    town: Town,
) -> None:
    sam = await town.worker("Sam")
    lea = town.somebody("Léa")
    written = lea.writes("je voudrais parler")
    await quiet(town)
    await lea.sees_button("Parler")
    lea.edits(written, "je voudrais parler, 06 39 98 12 34")
    await lea.sees(ASKED)
    lea.writes("/parler")
    await lea.sees("C'est noté")
    await quiet(town)
    sam.presses("Prendre")
    await lea.sees("est là")
    await quiet(town)
    assert copies(sam) == []


async def test_what_tells_who_somebody_is_outside_a_case_is_asked_about_and_goes_along(
    town: Town,
) -> None:
    """Before anybody is asked for, it is not silently left behind."""
    sam, lea = await town.worker("Sam"), town.somebody("Léa")
    lea.writes("je m'appelle Léa Martin et je voudrais de l'aide pour mon stage")
    await lea.sees_button("Envoyer quand même")
    lea.presses("Envoyer quand même")
    await lea.sees("C'est noté pour plus tard")
    lea.writes("/parler")
    await sam.sees_button("Prendre")
    sam.presses("Prendre")
    await sam.sees("je m'appelle Léa Martin")


async def test_what_was_asked_about_outside_a_case_can_still_be_sent_once_one_is_open(
    town: Town,
) -> None:
    sam, lea = await town.worker("Sam"), town.somebody("Léa")
    lea.writes("je m'appelle Léa Martin et je voudrais de l'aide pour mon stage")
    asked = await lea.sees_button("Envoyer quand même")
    lea.writes("/parler")
    await sam.sees_button("Prendre")
    sam.presses("Prendre")
    await lea.sees("Sam est là")
    await quiet(town)
    assert copies(sam) == []
    lea.presses("Envoyer quand même", in_message=asked.id)
    await sam.sees("je m'appelle Léa Martin")

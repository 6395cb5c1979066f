"""Messages that are neither text nor photo hold words, faces and places all the same."""

import pytest

from tests.conftest import Town
from tests.conversations import DANGER, copies, quiet, talking


async def test_a_picture_by_its_name_is_held_whatever_its_type_says(town: Town) -> None:
    sam, lea = await talking(town)
    lea.sends_document("moi.HEIC", mime_type="application/octet-stream")
    await quiet(town)
    await lea.sees("photo")
    await quiet(town)
    assert copies(sam) == []
    lea.sends_document("devoir.pdf")
    await sam.sees_kind("document")


async def test_a_picture_hidden_in_a_poll_is_not_passed_on(town: Town) -> None:
    sam, lea = await talking(town)
    lea.sends_poll("Tu me trouves comment ?", picture=True)
    await quiet(town)
    await lea.sees("Je ne sais pas transmettre")
    await quiet(town)
    assert copies(sam) == []


@pytest.mark.parametrize("told_how", ["poll", "checklist", "venue"])
async def test_danger_is_heard_wherever_it_is_written(town: Town, told_how: str) -> None:
    lea = town.somebody("Léa")
    if told_how == "poll":
        lea.sends_poll(DANGER, ["oui", "non"])
    elif told_how == "checklist":
        lea.sends_checklist("ce soir", ["écrire à maman", DANGER])
    else:
        lea.sends_venue("chez moi", DANGER)
    await lea.sees("Ce que tu écris est important")


async def test_a_number_in_a_poll_is_asked_about_first(town: Town) -> None:
    sam, lea = await talking(town)
    lea.sends_poll("On se parle où ?", ["ici", "appelle-moi au 06 39 98 12 34"])
    await lea.sees("On dirait que tu donnes")
    await quiet(town)
    assert copies(sam) == []
    lea.presses("Envoyer quand même")
    await sam.sees_kind("poll")


async def test_where_somebody_is_and_goes_is_asked_about_first(town: Town) -> None:
    sam, lea = await talking(town)
    lea.shares_live_location()
    await lea.sees("On dirait que tu donnes")
    await quiet(town)
    assert copies(sam) == []
    lea.presses("Envoyer quand même")
    assert not (await sam.sees_kind("location")).live, "the copy stands still"

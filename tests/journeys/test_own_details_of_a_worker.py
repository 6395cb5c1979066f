"""A worker's own number or name leaves only if they say so; those of services go by themselves."""

import pytest

from tests.conftest import Town
from tests.conversations import quiet, talking, talks_with, was_told

ASKED = "Ce message dit qui ou où vous êtes"
MINE = "appelle-moi au 06 39 98 12 34"


async def test_the_own_number_is_asked_about_then_sent(town: Town) -> None:
    sam, lea = await talking(town)
    written = sam.writes(MINE)
    asked = await sam.sees(ASKED)
    assert asked.reply_to == written
    await quiet(town)
    assert was_told(lea, "06 39") == 0
    sam.presses("Envoyer à", in_message=asked.id)
    await lea.sees("06 39 98 12 34")
    sam.edits(written, "appelle-moi au 06 39 98 12 35")
    await lea.sees("98 12 35")


async def test_the_own_number_can_stay_where_it_is(town: Town) -> None:
    sam, lea = await talking(town)
    sam.writes(MINE)
    asked = await sam.sees(ASKED)
    sam.presses("Ne pas l'envoyer", in_message=asked.id)
    await sam.sees("n'est parti à personne")
    sam.writes("autre chose")
    await lea.sees("autre chose")
    await quiet(town)
    assert was_told(lea, "06 39") == 0


async def test_with_several_conversations_only_the_one_that_was_meant_is_offered(
    town: Town,
) -> None:
    sam, lea = await talking(town)
    await talks_with(town, sam, "Tom")
    lea.writes("tu es là ?")
    heard = await sam.sees("tu es là ?")
    sam.writes(MINE, reply_to=heard.id)
    asked = await sam.sees(ASKED)
    assert len([label for label in asked.buttons if "Envoyer à" in label]) == 1
    sam.presses("Envoyer à", in_message=asked.id)
    await lea.sees("06 39 98 12 34")


@pytest.mark.parametrize("words", ["appelle le 3018", "le 119, ou le 01 02 03 04 05 ?"])
async def test_numbers_of_services_need_no_question(town: Town, words: str) -> None:
    sam, lea = await talking(town)
    number = next(
        one.number
        for one in town.bot.shelf.current.contacts.values()
        if one.number and len(one.number.replace(" ", "")) == 10
    )
    sam.writes(words.replace("01 02 03 04 05", number))
    await lea.sees(words.partition(",")[0])
    assert was_told(sam, ASKED) == 0


async def test_an_edit_that_adds_the_own_number_does_not_pass(town: Town) -> None:
    sam, lea = await talking(town)
    written = sam.writes("appelle-moi")
    await lea.sees("appelle-moi")
    await quiet(town)
    sam.edits(written, MINE)
    await sam.sees("Votre modification semble contenir")
    await quiet(town)
    assert was_told(lea, "06 39") == 0


async def test_the_own_place_is_asked_about_too(town: Town) -> None:
    sam, lea = await talking(town)
    sam.shares_location()
    asked = await sam.sees(ASKED)
    await quiet(town)
    assert not [seen for seen in lea.screen if seen.kind == "location"]
    sam.presses("Envoyer à", in_message=asked.id)
    await lea.sees_kind("location")

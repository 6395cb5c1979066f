"""Situations where several of the desk's rules meet."""

import pytest

from tests.conftest import Town
from tests.conversations import (
    CALM,
    DANGER,
    copies,
    heard,
    pseudonym_of,
    quiet,
    talking,
    talks_with,
    was_told,
)

LIVE = "Position partagée en direct"


@pytest.mark.parametrize("ended", [False, True])
async def test_a_live_location_of_before_the_request_is_announced_if_it_still_lives(
    town: Town, ended: bool
) -> None:
    sam = await town.worker("Sam")
    lea = town.somebody("Léa")
    place = lea.shares_live_location()
    await lea.sees("Tu veux l'envoyer quand même")
    lea.presses("Envoyer quand même")
    await lea.sees("noté pour plus tard")
    lea.moves(place, 45.9, 6.13)
    if ended:
        lea.stops_live_location(place)
    await quiet(town)
    lea.writes("/parler")
    await lea.sees("C'est noté")
    await quiet(town)
    sam.presses("Prendre")
    await lea.sees("est là")
    await quiet(town)
    assert len(copies(sam)) == 1
    assert was_told(sam, LIVE) == int(not ended)
    if not ended:
        lea.stops_live_location(place)
        await sam.sees("a arrêté de partager")


async def test_danger_for_a_worker_whose_account_is_gone_goes_to_the_next(town: Town) -> None:
    sam, lea = await talking(town)
    ana = await town.worker("Ana")
    await quiet(town)
    sam.closes_account()
    lea.writes(DANGER)
    await lea.sees("Ce que tu écris est important")
    await ana.sees("DANGER IMMÉDIAT")
    await quiet(town)
    ana.presses("Prendre")
    await lea.sees("Ana est là")
    await quiet(town)
    assert [DANGER in seen.text for seen in copies(ana)] == [True]


async def test_what_did_not_arrive_is_tried_again_once_its_author_changes_it(town: Town) -> None:
    sam, lea = await talking(town)
    lea.blocks()
    await quiet(town)
    written = sam.writes("tu vas mieu ?")
    await sam.sees("n'est pas arrivé")
    lea.unblocks()
    lea.writes("me revoilà")
    await sam.sees("me revoilà")
    await quiet(town)
    sam.edits(written, "tu vas mieux ?")
    await lea.sees("tu vas mieux ?")


async def test_with_five_conversations_each_answer_finds_its_person(town: Town) -> None:
    sam = await town.worker("Sam")
    sam.writes("/dispo 5")
    await sam.sees("Jusqu'à 5 conversations")
    names = ("Tom", "Léa", "Zoé", "Max", "Lou")
    five = [await talks_with(town, sam, name) for name in names]
    for name, person in zip(names, five, strict=True):
        person.writes(f"je suis {name}")
        await sam.sees(f"je suis {name}")
    await quiet(town)
    for name in reversed(names):
        shown = next(seen for seen in copies(sam) if seen.text == f"je suis {name}")
        sam.writes(f"bonjour {name}", reply_to=shown.id)
    await quiet(town)
    for name, person in zip(names, five, strict=True):
        said = [text for text in heard(person) if text.startswith("bonjour")]
        assert said == [f"bonjour {name}"]
    sam.writes("et toi ?")
    await five[0].sees("et toi ?")
    five[3].writes(CALM)
    await sam.sees(CALM)
    await quiet(town)
    sam.writes("pour personne encore")
    asked = await sam.sees("À qui")
    await quiet(town)
    assert sum(was_told(person, "pour personne encore") for person in five) == 0
    sam.presses(await pseudonym_of(five[3]), in_message=asked.id)
    await five[3].sees("pour personne encore")


async def test_a_worker_who_is_asked_whom_twice_sends_each_message_where_it_was_chosen(
    town: Town,
) -> None:
    sam = await town.worker("Sam")
    tom = await talks_with(town, sam, "Tom")
    lea = await talks_with(town, sam, "Léa")
    tom.writes(CALM)
    await sam.sees(CALM)
    first = sam.writes("la première")
    second = sam.writes("la seconde")
    await quiet(town)
    asks = {seen.reply_to: seen.id for seen in sam.screen if "À qui" in seen.text}
    sam.presses(await pseudonym_of(lea), in_message=asks[second])
    sam.presses(await pseudonym_of(tom), in_message=asks[first])
    await tom.sees("la première")
    await lea.sees("la seconde")
    await quiet(town)
    assert (was_told(tom, "la seconde"), was_told(lea, "la première")) == (0, 0)


async def test_somebody_who_erases_while_waiting_is_in_nobodys_alert(town: Town) -> None:
    sam = await town.worker("Sam")
    lea = town.somebody("Léa")
    name = await pseudonym_of(lea)
    lea.writes(DANGER)
    lea.writes("/parler")
    await sam.sees("DANGER IMMÉDIAT")
    lea.writes("/effacer")
    await lea.sees("Tout effacer ?")
    lea.presses("Confirmer : tout effacer")
    await lea.sees("C'est effacé")
    await quiet(town)
    assert was_told(sam, name) + was_told(town.claire, name) == 0
    # What was dangerous for somebody new is as dangerous as before.
    lea.writes(DANGER)
    await lea.sees("Ce que tu écris est important")

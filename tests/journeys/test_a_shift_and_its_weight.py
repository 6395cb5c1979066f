"""Who else is there when a shift begins, and what is offered after a hard one."""

from tests.conftest import Town
from tests.conversations import DANGER, pseudonym_of, quiet, talking, talks_with, was_told


async def test_whoever_begins_knows_who_else_is_there(town: Town) -> None:
    sam, tom = await town.worker("Sam"), await town.worker("Tom")
    asked = sam.writes("/dispo")
    told = await sam.sees("Vous êtes disponible", after=asked)
    assert "Tom" in told.text
    assert "Sam" not in told.text
    tom.writes("/pause")
    await tom.sees("Vous êtes en pause")
    asked = sam.writes("/dispo")
    told = await sam.sees("Vous êtes disponible", after=asked)
    assert "Tom" not in told.text


async def test_after_a_danger_a_word_with_coordination_is_one_tap(town: Town) -> None:
    sam, lea = await talking(town)
    noe = await talks_with(town, sam, "Noé")
    lea.writes(DANGER)
    await sam.sees(DANGER)
    names = [await pseudonym_of(lea), await pseudonym_of(noe)]
    sam.writes("/pause")
    offered = await sam.sees("Et vous, ça va ?")
    assert "à quelqu'un en danger grave" in offered.text.replace("’", "'")
    sam.presses("En parler à la coordination", in_message=offered.id)
    sam.presses("En parler à la coordination", in_message=offered.id)
    await sam.sees("sait que vous voulez en parler")
    await quiet(town)
    card = await town.claire.sees("aimerait parler de sa permanence")
    assert "Sam" in card.text
    assert was_told(town.claire, "aimerait parler de sa permanence") == 1, "pressed twice at once"
    assert not any(name in card.text for name in names)


async def test_a_calm_shift_ends_without_a_question(town: Town) -> None:
    sam, _ = await talking(town)
    sam.writes("/pause")
    await sam.sees("Vous êtes en pause")
    await quiet(town)
    assert not was_told(sam, "Et vous, ça va")


async def test_what_was_long_ago_is_not_of_this_shift(town: Town) -> None:
    sam, lea = await talking(town)
    lea.writes(DANGER)
    await sam.sees(DANGER)
    sam.writes("je suis là")
    await lea.sees("je suis là")
    await quiet(town)
    town.telegram.world.clock.forward(hours=13)
    sam.writes("/pause")
    await sam.sees("Vous êtes en pause")
    await quiet(town)
    assert not was_told(sam, "Et vous, ça va")

"""A sentence reaches whom it was meant for, or nobody: the gravest promise of the desk."""

import pytest

from telegram_simulator.people import Person
from tests.conftest import Town
from tests.conversations import (
    confirms_closing,
    ends,
    heard,
    pseudonym_of,
    quiet,
    talking,
    talks_with,
    was_told,
)

SENTENCE = "ton beau-frère fait ça depuis quand ?"


async def _talks_with_both(town: Town) -> tuple[Person, Person, Person]:
    """Sam talks with Tom and with Léa, and answered Léa last."""
    sam = await town.worker("Sam")
    tom = await talks_with(town, sam, "Tom")
    lea = await talks_with(town, sam, "Léa")
    lea.writes("c'est mon beau-frère qui m'embête")
    await sam.sees("beau-frère")
    sam.writes("je t'écoute Léa")
    await lea.sees("je t'écoute")
    await quiet(town)
    return sam, tom, lea


async def _erases(person: Person) -> None:
    person.writes("/effacer")
    await person.sees("Tout effacer ?")
    person.presses("Confirmer : tout effacer")


@pytest.mark.parametrize("how", ["stops", "erases", "blocks and is gone"])
async def test_what_is_typed_to_somebody_who_has_just_gone_reaches_nobody_else(
    town: Town, how: str
) -> None:
    sam, tom, lea = await _talks_with_both(town)
    if how == "stops":
        await ends(lea)
    elif how == "erases":
        await _erases(lea)
    else:
        await ends(lea)
        await quiet(town)
        lea.blocks()
    sam.writes(SENTENCE)
    await quiet(town)
    assert was_told(tom, "beau-frère") == 0
    assert "À qui" in heard(sam)[-1]


async def test_after_that_the_worker_chooses_and_goes_on(town: Town) -> None:
    sam, tom, lea = await _talks_with_both(town)
    await ends(lea)
    await sam.sees("a mis fin")
    sam.writes("comment tu vas Tom ?")
    asked = await sam.sees("À qui")
    sam.presses(await pseudonym_of(tom), in_message=asked.id)
    await tom.sees("comment tu vas Tom ?")
    sam.writes("je suis là")
    await tom.sees("je suis là")
    await quiet(town)
    assert was_told(lea, "comment tu vas") == 0


@pytest.mark.parametrize("line", ["🗨", "Vous avez pris", "a mis fin"])
async def test_a_reply_to_anything_about_a_case_that_is_over_reaches_nobody(
    town: Town, line: str
) -> None:
    sam, tom, lea = await _talks_with_both(town)
    await ends(lea)
    await sam.sees("a mis fin")
    about_lea = [seen for seen in sam.screen if not seen.mine and line in seen.text][-1]
    asked = sam.writes(SENTENCE, reply_to=about_lea.id)
    await quiet(town)
    assert was_told(tom, "beau-frère") == 0
    assert next(s for s in sam.screen if s.reply_to == asked).text.startswith("Cette conversation")


async def test_a_reply_to_a_line_about_another_case_goes_there(town: Town) -> None:
    sam, tom, lea = await _talks_with_both(town)
    toms = (await pseudonym_of(tom)).casefold()
    header = next(s for s in sam.screen if "Vous avez pris" in s.text and toms in s.text.casefold())
    sam.writes("et toi Tom ?", reply_to=header.id)
    await tom.sees("et toi Tom ?")
    await quiet(town)
    assert was_told(lea, "et toi Tom") == 0


async def test_a_choice_offered_before_a_case_changed_hands_is_void(town: Town) -> None:
    sam, tom, lea = await _talks_with_both(town)
    tom.writes("coucou")
    await sam.sees("coucou")
    sam.writes("je pense à toi")
    asked = await sam.sees("À qui")
    await ends(lea)
    await sam.sees("a mis fin")
    again = lea.writes("/parler")
    await lea.sees("C'est noté", after=again)
    await quiet(town)
    sam.presses("Prendre")
    await lea.sees("Sam est là", after=again)
    await quiet(town)
    before = len(sam.answers)
    sam.presses(await pseudonym_of(lea), in_message=asked.id)
    await town.telegram.world.wait_until(lambda: len(sam.answers) > before)
    await quiet(town)
    assert was_told(lea, "je pense à toi") == 0
    assert was_told(tom, "je pense à toi") == 0


async def test_a_revoked_worker_is_told_nothing_more_of_the_young_person(town: Town) -> None:
    sam, lea = await talking(town)
    ana = await town.worker("Ana")
    await quiet(town)
    await _revokes(town, "Sam")
    await sam.sees("ne faites plus partie")
    await ana.sees("Nouvelle demande")
    await quiet(town)
    before = len(heard(sam))
    ana.presses("Prendre")
    await lea.sees("Ana est là")
    await quiet(town)
    assert heard(sam)[before:] == []


async def _revokes(town: Town, name: str) -> None:
    asked = town.claire.writes("/equipe")
    team = await town.claire.sees("L'équipe (", after=asked)
    town.claire.presses(name, in_message=team.id)
    await town.claire.sees_button("Révoquer")
    town.claire.presses("Révoquer")
    await town.claire.sees_button("Confirmer : révoquer")
    town.claire.presses("Confirmer : révoquer")


async def test_what_the_worker_wrote_before_closing_still_arrives(town: Town) -> None:
    sam, lea = await talking(town)
    sam.writes("prends soin de toi")
    sam.writes("/clore")
    await sam.sees_button("Information donnée")
    sam.presses("Information donnée")
    await confirms_closing(sam)
    await lea.sees("La conversation est terminée")
    await quiet(town)
    assert was_told(lea, "prends soin de toi") == 1

"""/bloquer: a worker is spared, for a while; danger passes all the same, and it is reviewed."""

import pytest

from telegram_simulator.people import Person
from telegram_simulator.screen import Seen
from tests.conftest import Town
from tests.conversations import DANGER, pseudonym_of, quiet, talking, was_told


async def blocked(town: Town, days: str = "sept jours") -> tuple[Person, Person]:
    sam, lea = await talking(town)
    lea.writes("t'es nul, dégage")
    await sam.sees("dégage")
    sam.writes("/bloquer")
    asked = await sam.sees("Pourquoi bloquer")
    sam.presses("Insultes répétées", in_message=asked.id)
    await sam.sees_button(f"Bloquer {days}")
    sam.presses(f"Bloquer {days}", in_message=asked.id)
    await lea.sees("Une pause dans les réponses")
    return sam, lea


async def review(town: Town) -> Seen:
    return await town.claire.sees("a bloqué")


async def test_nobody_is_called_for_them_until_it_is_over(town: Town) -> None:
    sam, lea = await blocked(town)
    before = was_told(sam, "demande")
    lea.writes("/parler")
    await quiet(town)
    assert was_told(lea, "Une pause dans les réponses") == 2
    assert was_told(sam, "demande") == before
    town.telegram.world.clock.forward(hours=7 * 24 + 1)
    asked = lea.writes("/parler")
    await lea.sees("C'est noté", after=asked)


async def test_a_danger_passes_all_the_same(town: Town) -> None:
    sam, lea = await blocked(town)
    lea.writes(DANGER)
    numbers = await lea.sees("Ce que tu écris est important")
    lea.presses("Parler à quelqu'un", in_message=numbers.id)
    await sam.sees("DANGER IMMÉDIAT")


async def test_whoever_is_in_danger_is_not_blocked(town: Town) -> None:
    sam, lea = await talking(town)
    lea.writes(DANGER)
    await sam.sees("médicaments")
    sam.writes("/bloquer")
    asked = await sam.sees("Pourquoi bloquer")
    sam.presses("Menaces", in_message=asked.id)
    await sam.sees_button("Bloquer un jour")
    sam.presses("Bloquer un jour", in_message=asked.id)
    await sam.sees_answer("En danger, on ne bloque pas")
    sam.writes("je suis là")
    await lea.sees("je suis là")


async def test_a_coordinator_lifts_it_and_the_person_knows(town: Town) -> None:
    _, lea = await blocked(town)
    card = await review(town)
    assert "Insultes répétées" in card.text
    town.claire.presses("Débloquer", in_message=card.id)
    await lea.sees("de nouveau demander quelqu'un")
    asked = lea.writes("/parler")
    await lea.sees("C'est noté", after=asked)
    town.claire.writes("/journal")
    seen = await town.claire.sees("Le journal")
    assert "Sam bloque" in seen.text
    assert "Claire lève un blocage" in seen.text


async def test_a_coordinator_lets_it_stand_and_sees_it_listed(town: Town) -> None:
    _, lea = await blocked(town)
    card = await review(town)
    town.claire.presses("Le blocage reste", in_message=card.id)
    await town.claire.sees("Blocages en cours")
    lea.writes("/parler")
    await quiet(town)
    assert was_told(lea, "Une pause dans les réponses") == 2
    pseudonym = await pseudonym_of(lea)
    town.claire.writes("/bloquer")
    listed = await town.claire.sees("Blocages en cours")
    assert pseudonym in listed.text
    town.claire.presses("Débloquer", in_message=listed.id)
    await lea.sees("de nouveau demander quelqu'un")


async def test_pressed_twice_it_blocks_once(town: Town) -> None:
    sam, lea = await talking(town)
    sam.writes("/bloquer")
    asked = await sam.sees("Pourquoi bloquer")
    sam.presses("Publicité", in_message=asked.id)
    await sam.sees_button("Bloquer trente jours")
    sam.presses("Bloquer trente jours", in_message=asked.id)
    sam.presses("Bloquer trente jours", in_message=asked.id)
    await quiet(town)
    assert was_told(lea, "Une pause dans les réponses") == 1
    assert was_told(town.claire, "a bloqué") == 1


@pytest.mark.parametrize("cancels", [True, False])
async def test_nothing_is_done_before_the_last_question(town: Town, cancels: bool) -> None:
    sam, lea = await talking(town)
    sam.writes("/bloquer")
    asked = await sam.sees("Pourquoi bloquer")
    if cancels:
        sam.presses("Annuler", in_message=asked.id)
        await sam.sees("Rien n'a changé")
    lea.writes("encore là")
    await sam.sees("encore là")


async def test_an_erasure_takes_the_block_along(town: Town) -> None:
    _, lea = await blocked(town)
    lea.writes("/effacer")
    await lea.sees_button("Confirmer")
    lea.presses("Confirmer")
    await quiet(town)
    town.claire.writes("/bloquer")
    await town.claire.sees("Personne n'est bloqué")

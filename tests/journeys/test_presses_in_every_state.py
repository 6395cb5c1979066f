"""Two taps where one was meant, and buttons of yesterday: what the screen says stays true."""

import pytest
from sqlalchemy import func, select

from bot.store.tables import people
from telegram_simulator.people import Person
from tests.conftest import Town
from tests.conversations import copies, heard, quiet, talking

NUMBER = "appelle moi au 06 39 98 12 34"
ASKED = "Tu veux l'envoyer quand même"


def _now_says(person: Person, message_id: int) -> str:
    return next(seen.text for seen in person.screen if seen.id == message_id)


async def _settled(town: Town) -> None:
    await quiet(town)


@pytest.mark.parametrize("where", ["in a conversation", "waiting", "outside"])
async def test_sending_it_all_the_same_twice_sends_it_and_says_so(town: Town, where: str) -> None:
    if where == "in a conversation":
        _, lea = await talking(town)
    else:
        lea = await town.asking("Léa") if where == "waiting" else town.somebody("Léa")
    lea.writes(NUMBER)
    asked = await lea.sees(ASKED)
    lea.presses("Envoyer quand même", in_message=asked.id)
    lea.presses("Envoyer quand même", in_message=asked.id)
    await quiet(town)
    assert "ne peut plus" not in _now_says(lea, asked.id)


async def test_what_was_sent_is_never_said_to_be_kept_back(town: Town) -> None:
    sam, lea = await talking(town)
    lea.writes(NUMBER)
    asked = await lea.sees(ASKED)
    lea.presses("Envoyer quand même", in_message=asked.id)
    lea.presses("Ne pas envoyer", in_message=asked.id)
    await sam.sees("06 39")
    await quiet(town)
    assert "n'est pas transmis" not in _now_says(lea, asked.id)


@pytest.mark.parametrize("where", ["waiting", "outside"])
async def test_what_has_not_left_yet_can_still_be_kept_back(town: Town, where: str) -> None:
    sam = await town.worker("Sam")
    lea = await town.asking("Léa") if where == "waiting" else town.somebody("Léa")
    lea.writes(NUMBER)
    asked = await lea.sees(ASKED)
    lea.presses("Envoyer quand même", in_message=asked.id)
    lea.presses("Ne pas envoyer", in_message=asked.id)
    await quiet(town)
    assert "n'est pas transmis" in _now_says(lea, asked.id)
    if where == "outside":
        lea.writes("/parler")
        await lea.sees("C'est noté")
        await quiet(town)
    sam.presses("Prendre")
    await lea.sees("est là")
    await quiet(town)
    assert copies(sam) == []


async def test_a_conversation_that_was_closed_is_not_said_to_stay_open(town: Town) -> None:
    sam, lea = await talking(town)
    sam.writes("/clore")
    asked = await sam.sees("Quelle issue")
    sam.presses("Écoute", in_message=asked.id)
    await sam.sees_button("Oui, clore avec")
    sam.presses("Oui, clore avec", in_message=asked.id)
    sam.presses("Ne pas clore", in_message=asked.id)
    await lea.sees("La conversation est terminée")
    await quiet(town)
    assert "reste ouverte" not in _now_says(sam, asked.id)


async def _known(town: Town) -> int:
    async with town.bot.store.reading() as tx:
        rows = await tx.connection.execute(select(func.count()).select_from(people))
        return int(rows.scalar_one())


@pytest.mark.parametrize("then", ["presses again", "blocks", "reacts"])
async def test_nobody_is_known_again_after_erasing_before_they_write(town: Town, then: str) -> None:
    before = await _known(town)
    lea = town.somebody("Léa")
    lea.writes("/effacer")
    asked = await lea.sees("Tout effacer ?")
    lea.presses("Confirmer : tout effacer", in_message=asked.id)
    if then == "presses again":
        lea.presses("Confirmer : tout effacer", in_message=asked.id)
    receipt = await lea.sees("C'est effacé")
    await quiet(town)
    if then == "blocks":
        lea.blocks()
        lea.unblocks()
    elif then == "reacts":
        lea.reacts("👍", to=receipt.id)
    await quiet(town)
    assert await _known(town) == before


async def test_a_button_of_before_an_erasure_is_still_answered(town: Town) -> None:
    lea = town.somebody("Léa")
    lea.writes("/effacer")
    asked = await lea.sees("Tout effacer ?")
    lea.presses("Confirmer : tout effacer", in_message=asked.id)
    lea.presses("Confirmer : tout effacer", in_message=asked.id)
    await lea.sees("C'est effacé")
    await lea.sees_answer("plus valable")
    assert heard(lea)

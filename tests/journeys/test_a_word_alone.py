"""One word alone does what its command does, in every state; nothing that was said is lost."""

import pytest

from tests.conftest import Town
from tests.conversations import copies, talking, was_told


@pytest.mark.parametrize(
    ("word", "seen"),
    [
        ("urgance", "112"),
        ("sos", "112"),
        ("menu", "Sujets"),
        ("aide", "/parler"),
        ("Parler !", "C'est noté"),
        ("effacer", "Tout effacer ?"),
        ("stop", "pas de conversation ouverte"),
        ("annuler", "pas de conversation ouverte"),
    ],
)
async def test_alone_it_does_what_its_command_does(town: Town, word: str, seen: str) -> None:
    lea = town.somebody("Léa")
    asked = lea.writes(word)
    if word == "menu":
        await lea.sees_button(seen)
    else:
        await lea.sees(seen, after=asked)


async def test_the_numbers_come_in_a_conversation_and_the_worker_reads_the_word(
    town: Town,
) -> None:
    sam, lea = await talking(town)
    asked = lea.writes("urgence")
    await lea.sees("112", after=asked)
    await town.telegram.world.wait_until(lambda: bool(copies(sam)))
    assert [seen.text for seen in copies(sam)] == ["urgence"]


async def test_stop_in_a_conversation_asks_and_no_is_no(town: Town) -> None:
    sam, lea = await talking(town)
    asked = lea.writes("stop")
    question = await lea.sees("Tu veux vraiment arrêter", after=asked)
    await sam.sees("stop")
    lea.presses("Non, continuer", in_message=question.id)
    await lea.sees("rien n'est arrêté")
    said = lea.writes("non je parlais de mon frère")
    await sam.sees("non je parlais de mon frère")
    assert was_told(lea, "Tu as mis fin") == 0
    assert said > asked


async def test_a_word_while_waiting_for_what_to_verify_is_a_command(town: Town) -> None:
    lea = town.somebody("Léa")
    lea.writes("/verifier")
    asked = lea.writes("urgence")
    await lea.sees("112", after=asked)


async def test_to_a_worker_their_words_are_words(town: Town) -> None:
    sam, lea = await talking(town)
    sam.writes("stop")
    await lea.sees("stop")
    assert was_told(sam, "vraiment arrêter") == 0


async def test_forwarded_words_are_no_command(town: Town) -> None:
    sam, lea = await talking(town)
    lea.forwards("stop")
    await sam.sees("stop")
    assert was_told(lea, "vraiment arrêter") == 0

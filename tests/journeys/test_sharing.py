"""/fiche: a worker finds a page, reads it, and sends it into the conversation."""

import pytest

from telegram_simulator.people import Person
from telegram_simulator.screen import Seen
from tests.conftest import Town
from tests.conversations import ends, quiet, talking


async def reads(town: Town, worker: Person, word: str, label: str) -> Seen:
    worker.writes(f"/fiche {word}")
    listed = await worker.sees("Touchez pour lire")
    worker.presses(label, in_message=listed.id)
    await quiet(town)
    return worker.screen[-1]


async def test_a_card_is_read_then_sent_with_its_own_buttons(town: Town) -> None:
    sam, lea = await talking(town)
    shown = await reads(town, sam, "chantage", "On me fait chanter avec une image")
    assert not [seen for seen in lea.screen if seen.text == shown.text]
    sam.presses("Envoyer à", in_message=shown.id)
    arrived = await lea.sees("On me fait chanter avec une image")
    assert any("Parler" in label for label in arrived.buttons)
    assert not any("Envoyer à" in label for label in arrived.buttons)
    await lea.sees("Sam, éducateur")
    await sam.sees_reaction("👌", on=shown.id)


async def test_sent_twice_it_arrives_once_and_is_taken_back(town: Town) -> None:
    sam, lea = await talking(town)
    shown = await reads(town, sam, "sommeil", "sommeil")
    sam.presses("Envoyer à", in_message=shown.id)
    sam.presses("Envoyer à", in_message=shown.id)
    arrived = await lea.sees("sommeil")
    await quiet(town)
    assert sum(seen.text == arrived.text for seen in lea.screen) == 1
    sam.writes("/annuler", reply_to=shown.id)
    await lea.sees_gone(arrived.id)


@pytest.mark.parametrize(
    ("word", "label"),
    [
        ("3018", "3018"),
        ("on me harcele", "Pas à pas"),
        ("chantege", "chant"),
        ("Sommeil !", "sommeil"),
    ],
)
async def test_services_and_paths_are_found_and_typing_errors_do_not_matter(
    town: Town, word: str, label: str
) -> None:
    sam, _ = await talking(town)
    sam.writes(f"/fiche {word}")
    listed = await sam.sees("Touchez pour lire")
    assert any(label in one for one in listed.buttons), listed.buttons


async def test_what_is_not_found_says_so(town: Town) -> None:
    sam, _ = await talking(town)
    sam.writes("/fiche xyzzy")
    said = await sam.sees("rien trouvé")
    sam.presses("mal-être", in_message=said.id)
    listed = await sam.sees("Les fiches : mal-être")
    assert len(listed.buttons) <= 8
    sam.presses("Suite", in_message=listed.id)
    await sam.sees_button("Avant")
    sam.presses("Les sujets", in_message=listed.id)
    await sam.sees("Ou choisissez un sujet")


async def test_without_a_word_it_says_how(town: Town) -> None:
    sam, _ = await talking(town)
    sam.writes("/fiche")
    await sam.sees("/fiche sommeil")


async def test_after_the_end_nothing_is_sent(town: Town) -> None:
    sam, lea = await talking(town)
    shown = await reads(town, sam, "sommeil", "sommeil")
    await ends(lea)
    await sam.sees("a mis fin")
    before = len(lea.screen)
    sam.presses("Envoyer à", in_message=shown.id)
    await sam.sees_answer("n'est pas la vôtre")
    await quiet(town)
    assert len(lea.screen) == before


async def test_somebody_who_blocked_the_bot_is_told_to_the_worker(town: Town) -> None:
    sam, lea = await talking(town)
    shown = await reads(town, sam, "sommeil", "sommeil")
    lea.blocks()
    sam.presses("Envoyer à", in_message=shown.id)
    await sam.sees("bloqué")

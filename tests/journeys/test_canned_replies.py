"""/modele: a ready sentence is read first, then passed on like any other."""

from telegram_simulator.people import Person
from telegram_simulator.screen import Seen
from tests.conftest import Town
from tests.conversations import ends, pseudonym_of, quiet, talking, talks_with

HELLO = "merci d'avoir écrit. Je suis là pour t'écouter"


async def reads(
    town: Town, worker: Person, group: str = "ouvrir", title: str = "je suis là"
) -> Seen:
    """The worker opens a group and one of its replies; gives the message with the reply."""
    worker.writes(f"/modele {group}")
    listed = await worker.sees("Touchez une réponse")
    worker.presses(title, in_message=listed.id)
    await quiet(town)
    return worker.screen[-1]


async def test_nothing_leaves_before_it_was_read_and_sent(town: Town) -> None:
    sam, lea = await talking(town)
    shown = await reads(town, sam)
    assert HELLO in shown.text
    assert not [seen for seen in lea.screen if HELLO in seen.text]
    sam.presses("Envoyer à", in_message=shown.id)
    arrived = await lea.sees(HELLO)
    assert arrived.text == shown.text
    assert not arrived.buttons, "the worker's buttons are the worker's"
    await lea.sees("Sam, éducateur")


async def test_pressed_twice_it_goes_once(town: Town) -> None:
    sam, lea = await talking(town)
    shown = await reads(town, sam)
    sam.presses("Envoyer à", in_message=shown.id)
    sam.presses("Envoyer à", in_message=shown.id)
    await lea.sees(HELLO)
    await quiet(town)
    assert sum(HELLO in seen.text for seen in lea.screen) == 1


async def test_it_is_taken_back_like_what_was_typed(town: Town) -> None:
    sam, lea = await talking(town)
    shown = await reads(town, sam)
    sam.presses("Envoyer à", in_message=shown.id)
    arrived = await lea.sees(HELLO)
    sam.writes("/annuler", reply_to=shown.id)
    await lea.sees_gone(arrived.id)


async def test_to_change_it_the_text_is_copied_and_sent_as_typed(town: Town) -> None:
    sam, lea = await talking(town)
    shown = await reads(town, sam)
    assert "Modifier avant : copier" in [label.replace("\xa0", " ") for label in shown.buttons]
    sam.writes(f"{shown.text} Vraiment.")
    await lea.sees("Vraiment.")


async def test_with_several_conversations_each_has_its_button(town: Town) -> None:
    sam, lea = await talking(town)
    tom = await talks_with(town, sam, "Tom")
    shown = await reads(town, sam)
    assert len([label for label in shown.buttons if "Envoyer à" in label]) == 2
    sam.presses(f"Envoyer à {await pseudonym_of(tom)}", in_message=shown.id)
    await tom.sees(HELLO)
    await quiet(town)
    assert not [seen for seen in lea.screen if HELLO in seen.text]


async def test_when_the_conversation_is_over_nothing_leaves(town: Town) -> None:
    sam, lea = await talking(town)
    shown = await reads(town, sam)
    await ends(lea)
    await sam.sees("a mis fin")
    sam.presses("Envoyer à", in_message=shown.id)
    await sam.sees_answer("n'est pas la vôtre")
    await quiet(town)
    assert not [seen for seen in lea.screen if HELLO in seen.text]


async def test_all_groups_open_and_every_reply_can_be_read(town: Town) -> None:
    sam, _ = await talking(town)
    sam.writes("/modele")
    groups = await sam.sees("Choisissez un moment")
    assert len(groups.buttons) == 9
    sam.presses("Danger", in_message=groups.id)
    await sam.sees("Touchez une réponse")
    sam.presses("Les moments", in_message=groups.id)
    await sam.sees("Choisissez un moment")


async def test_a_young_person_is_not_said_vous(town: Town) -> None:
    sam, _ = await talking(town)
    sam.writes("/modele ouvrir")
    listed = await sam.sees("Touchez une réponse")
    assert not [label for label in listed.buttons if "· vous" in label]

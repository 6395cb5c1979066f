"""/note: a word for whoever answers next, which the young person never gets."""

from telegram_simulator.people import Person
from tests.conftest import Town
from tests.conversations import pseudonym_of, quiet, talking, talks_with

SECRET = "MARQUE préfère le soir"


def read_by(person: Person) -> str:
    return "\n".join(seen.text for seen in person.screen if not seen.mine)


async def hands_on(town: Town, sam: Person) -> Person:
    """Sam gives the conversation to Inès."""
    ines = await town.worker("Inès")
    sam.writes("/passer")
    asked = await sam.sees("À qui passer")
    sam.presses("Inès", in_message=asked.id)
    offer = await ines.sees("vous propose de reprendre")
    ines.presses("Reprendre", in_message=offer.id)
    await ines.sees("Vous avez pris")
    await quiet(town)
    return ines


async def test_a_note_follows_the_conversation_and_never_reaches_the_person(town: Town) -> None:
    sam, lea = await talking(town)
    noted = sam.writes(f"/note {SECRET}")
    await sam.sees("jamais envoyée à la personne")
    sam.edits(noted, f"/note {SECRET} et le mardi")
    ines = await hands_on(town, sam)
    await ines.sees(f"{SECRET} et le mardi")
    await ines.sees("Note de Sam")
    await quiet(town)
    assert "MARQUE" not in read_by(lea)


async def test_notes_are_counted_in_the_list_of_conversations_and_in_the_header(town: Town) -> None:
    sam, _ = await talking(town)
    sam.writes(f"/note {SECRET}")
    await sam.sees("jamais envoyée à la personne")
    sam.writes("/cas")
    await sam.sees("· une note")
    ines = await hands_on(town, sam)
    await ines.sees("Notes de l'équipe : 1")


async def test_a_note_that_is_taken_back_is_read_by_nobody_after(town: Town) -> None:
    sam, _ = await talking(town)
    noted = sam.writes(f"/note {SECRET}")
    await sam.sees("jamais envoyée")
    sam.writes("/annuler", reply_to=noted)
    await quiet(town)
    ines = await hands_on(town, sam)
    assert "MARQUE" not in read_by(ines)


async def test_a_reply_to_a_note_asks_whom_it_is_for(town: Town) -> None:
    sam, lea = await talking(town)
    noted = sam.writes(f"/note {SECRET}")
    await sam.sees("jamais envoyée")
    sam.writes("MARQUE aussi le mardi", reply_to=noted)
    await sam.sees("À qui l'envoyer")
    await quiet(town)
    assert "MARQUE" not in read_by(lea)


async def test_what_was_sent_does_not_become_a_note_and_what_is_noted_no_message(
    town: Town,
) -> None:
    sam, lea = await talking(town)
    sent = sam.writes("bonjour Léa")
    await lea.sees("bonjour Léa")
    sam.edits(sent, f"/note {SECRET}")
    await sam.sees("ne devient pas une commande")
    noted = sam.writes(f"/note {SECRET}")
    await sam.sees("jamais envoyée")
    sam.edits(noted, SECRET)
    await quiet(town)
    assert "MARQUE" not in read_by(lea)


async def test_a_note_below_a_picture_is_sent_to_nobody(town: Town) -> None:
    sam, lea = await talking(town)
    before = len(lea.screen)
    sam.sends_photo(f"/note {SECRET}")
    await sam.sees("rien n'a été envoyé")
    await quiet(town)
    assert len(lea.screen) == before


async def test_with_several_conversations_it_is_asked_whom_it_is_about(town: Town) -> None:
    sam, lea = await talking(town)
    tom = await talks_with(town, sam, "Tom")
    lea.writes("je suis là")
    await sam.sees("je suis là")
    sam.writes(f"/note {SECRET}")
    asked = await sam.sees("Sur qui est cette note")
    sam.presses(f"Sur {await pseudonym_of(tom)}", in_message=asked.id)
    await sam.sees(f"Notée pour {await pseudonym_of(tom)}")
    await quiet(town)
    assert "MARQUE" not in read_by(lea) + read_by(tom)


async def test_an_erased_person_leaves_no_note(town: Town) -> None:
    sam, lea = await talking(town)
    noted = sam.writes(f"/note {SECRET}")
    await sam.sees("jamais envoyée")
    lea.writes("/effacer")
    shown = await lea.sees("Tout effacer ?")
    lea.presses("Confirmer", in_message=shown.id)
    await sam.sees_gone(noted)


async def test_without_words_it_says_how(town: Town) -> None:
    sam, _ = await talking(town)
    sam.writes("/note")
    await sam.sees("Écrivez la note après la commande")

"""A message is edited while it waits, is kept back, was passed on, or belongs to nothing yet."""

import pytest

from telegram_simulator.failures import Failures
from telegram_simulator.people import Person
from tests.conftest import Town
from tests.conversations import CALM, DANGER, copies, ends, heard, quiet, talking, was_told

NUMBER = "appelle moi au 06 39 98 12 34"
ASKED = "Tu veux l'envoyer quand même"
NUMBERS = "Ce que tu écris est important"


async def _settled(town: Town) -> None:
    world = town.telegram.world
    await world.wait_until(lambda: not world.pending_updates())


async def _hands_over(town: Town, sam: Person, lea: Person) -> Person:
    """Sam is gone; Ana takes the conversation."""
    ana = await town.worker("Ana")
    sam.blocks()
    await ana.sees("Nouvelle demande")
    await quiet(town)
    ana.presses("Prendre")
    await lea.sees("Ana est là")
    await quiet(town)
    return ana


async def _ends(sam: Person, lea: Person, town: Town) -> None:
    await ends(lea)
    await sam.sees("a mis fin")
    await quiet(town)


async def test_a_number_asked_about_that_becomes_a_photo_is_not_let_go_by_the_old_button(
    town: Town,
) -> None:
    sam = await town.worker("Sam")
    lea = town.somebody("Léa")
    written = lea.writes(NUMBER)
    asked = await lea.sees(ASKED)
    lea.edits_into_photo(written)
    await quiet(town)
    lea.writes("/parler")
    await lea.sees("C'est noté")
    await quiet(town)
    sam.presses("Prendre")
    await lea.sees("est là")
    await quiet(town)
    lea.presses("Envoyer quand même", in_message=asked.id)
    await quiet(town)
    assert copies(sam) == []


async def test_a_number_that_became_a_photo_does_not_wait_for_the_request(town: Town) -> None:
    sam = await town.worker("Sam")
    lea = town.somebody("Léa")
    written = lea.writes(NUMBER)
    asked = await lea.sees(ASKED)
    lea.edits_into_photo(written)
    await quiet(town)
    lea.presses("Envoyer quand même", in_message=asked.id)
    await quiet(town)
    lea.writes("/parler")
    await lea.sees("C'est noté")
    await quiet(town)
    sam.presses("Prendre")
    await lea.sees("est là")
    await quiet(town)
    assert copies(sam) == []


async def test_a_second_edit_that_tells_a_number_stops_the_first_one(town: Town) -> None:
    sam, lea = await talking(town)
    written = lea.writes(CALM)
    await sam.sees(CALM)
    await quiet(town)
    town.telegram.world.failures = Failures(too_many_requests_every=1, retry_after=1)
    lea.edits(written, "salut ça va bien")
    await _settled(town)
    lea.edits(written, NUMBER)
    await _settled(town)
    town.telegram.world.failures = Failures()
    await quiet(town)
    assert not any("06 39" in seen.text for seen in copies(sam))


@pytest.mark.parametrize("into", ["number", "photo"])
async def test_what_an_edit_kept_back_is_not_passed_on_to_the_next_worker(
    town: Town, into: str
) -> None:
    sam, lea = await talking(town)
    written = lea.writes(CALM)
    await sam.sees(CALM)
    await quiet(town)
    if into == "number":
        lea.edits(written, NUMBER)
        await lea.sees(ASKED)
    else:
        lea.edits_into_photo(written)
        await quiet(town)
        await lea.sees("n'est pas transmise")
    await quiet(town)
    ana = await _hands_over(town, sam, lea)
    await quiet(town)
    assert copies(ana) == []


async def test_danger_with_a_number_edited_in_after_the_end_is_asked_about(town: Town) -> None:
    sam, lea = await talking(town)
    written = lea.writes("bof aujourd'hui")
    await sam.sees("bof aujourd'hui")
    await _ends(sam, lea, town)
    lea.edits(written, f"{DANGER}, {NUMBER}")
    await lea.sees(NUMBERS)
    await sam.sees("DANGER IMMÉDIAT")
    await lea.sees(ASKED)
    lea.presses("Envoyer quand même")
    await lea.sees("c'est envoyé")
    await quiet(town)
    sam.presses("Prendre")
    await sam.sees("06 39 98 12 34")


async def test_danger_in_a_caption_edited_after_the_end_makes_a_new_request(town: Town) -> None:
    sam, lea = await talking(town)
    photo = lea.sends_photo("regarde")
    await quiet(town)
    await lea.sees("n'est pas transmise")
    await _ends(sam, lea, town)
    lea.edits_caption(photo, DANGER)
    await lea.sees(NUMBERS)
    await sam.sees("DANGER IMMÉDIAT")
    await quiet(town)
    assert "photo" not in [seen.kind for seen in copies(sam)]


@pytest.mark.parametrize("before", ["/parler", "/sujets", "photo"])
async def test_danger_edited_into_what_belonged_to_no_request_reaches_the_worker(
    town: Town, before: str
) -> None:
    sam = await town.worker("Sam")
    lea = town.somebody("Léa")
    written = lea.sends_photo() if before == "photo" else lea.writes(before)
    await quiet(town)
    if before != "/parler":
        lea.writes("/parler")
    await lea.sees("C'est noté")
    await quiet(town)
    sam.presses("Prendre")
    await lea.sees("est là")
    await quiet(town)
    if before == "photo":
        lea.edits_caption(written, "mon beau-père me frappe")
        await quiet(town)
        await lea.sees("n'est pas transmise")
    else:
        lea.edits(written, f"{before} mon beau-père me frappe")
        await sam.sees("mon beau-père me frappe")
    await sam.sees("⚠️")
    await quiet(town)
    assert was_told(lea, "lue par personne") == 0


async def test_a_command_that_gets_words_before_any_request_goes_with_the_next_one(
    town: Town,
) -> None:
    sam = await town.worker("Sam")
    lea = town.somebody("Léa")
    written = lea.writes("/sujets")
    await quiet(town)
    lea.edits(written, "/sujets mon frère me crie dessus")
    await quiet(town)
    lea.writes("/parler")
    await lea.sees("C'est noté")
    await quiet(town)
    sam.presses("Prendre")
    await sam.sees("mon frère me crie dessus")


@pytest.mark.parametrize("whose", ["hers", "the worker's"])
async def test_a_document_that_is_replaced_is_passed_on_anew(town: Town, whose: str) -> None:
    sam, lea = await talking(town)
    writer, reader = (lea, sam) if whose == "hers" else (sam, lea)
    sent = writer.sends_document("convocation.pdf", "voilà")
    await reader.sees("voilà")
    await quiet(town)
    before = len([seen for seen in reader.screen if seen.kind == "document"])
    writer.edits_into("document", sent, data=b"%PDF-2", name="la-bonne.pdf")
    await quiet(town)
    assert len([seen for seen in reader.screen if seen.kind == "document"]) == before + 1


async def test_a_caption_alone_is_changed_in_place(town: Town) -> None:
    sam, lea = await talking(town)
    sent = lea.sends_document("convocation.pdf", "voilà")
    await sam.sees("voilà")
    await quiet(town)
    lea.edits_caption(sent, "voilà la lettre")
    await sam.sees("voilà la lettre")
    await quiet(town)
    assert len([seen for seen in sam.screen if seen.kind == "document"]) == 1


async def test_a_forward_that_is_asked_about_first_still_stands_as_somebody_elses(
    town: Town,
) -> None:
    sam, lea = await talking(town)
    lea.writes(CALM)
    await sam.sees(CALM)
    lea.forwards(NUMBER)
    await lea.sees(ASKED)
    lea.presses("Envoyer quand même")
    await sam.sees("06 39")
    await quiet(town)
    assert was_told(sam, "transfère") == 1


@pytest.mark.parametrize("asked_for", ["before", "after"])
async def test_a_forward_asked_about_outside_any_request_stands_as_somebody_elses(
    town: Town, asked_for: str
) -> None:
    sam = await town.worker("Sam")
    lea = town.somebody("Léa")
    lea.forwards(NUMBER)
    asked = await lea.sees(ASKED)
    if asked_for == "after":
        lea.presses("Envoyer quand même", in_message=asked.id)
        await lea.sees("noté pour plus tard")
    lea.writes("/parler")
    await lea.sees("C'est noté")
    await quiet(town)
    if asked_for == "before":
        lea.presses("Envoyer quand même", in_message=asked.id)
        await lea.sees("c'est envoyé")
    sam.presses("Prendre")
    await sam.sees("06 39")
    await quiet(town)
    assert was_told(sam, "transfère") == 1


async def test_an_accepted_photo_whose_caption_tells_a_number_is_asked_about(town: Town) -> None:
    sam, lea = await talking(town)
    lea.sends_photo(NUMBER)
    await quiet(town)
    await lea.sees("n'est pas transmise")
    await quiet(town)
    sam.presses("Accepter les images")
    await lea.sees("a accepté les images")
    await quiet(town)
    assert copies(sam) == []
    await lea.sees(ASKED)
    lea.presses("Envoyer quand même")
    assert (await sam.sees_kind("photo")).spoiler


async def test_what_nobody_changed_is_answered_by_nothing(town: Town) -> None:
    sam, lea = await talking(town)
    mine, hers = sam.writes("bonjour Léa"), lea.writes(CALM)
    await lea.sees("bonjour Léa")
    await sam.sees(CALM)
    await _ends(sam, lea, town)
    before = len(heard(lea)), len(heard(sam))
    lea.touches(hers)
    sam.touches(mine)
    await quiet(town)
    assert (len(heard(lea)), len(heard(sam))) == before


async def test_images_that_are_barred_on_their_way_are_said_to_be_kept_back(town: Town) -> None:
    sam, lea = await talking(town)
    sam.presses("Accepter les images")
    await lea.sees("a accepté les images")
    await quiet(town)
    town.telegram.world.failures = Failures(too_many_requests_every=1, retry_after=1)
    lea.sends_photo()
    await _settled(town)
    lea.writes("il a ma photo nue et menace de la publier")
    await _settled(town)
    town.telegram.world.failures = Failures()
    await lea.sees("n'est pas transmise")
    await quiet(town)
    assert "photo" not in [seen.kind for seen in copies(sam)]


async def test_an_edit_while_the_worker_is_asked_whom_it_is_for_is_not_said_to_be_lost(
    town: Town,
) -> None:
    sam, lea = await talking(town)
    help_asked = sam.writes("/aide")
    shown = await sam.sees("Vos commandes", after=help_asked)
    written = sam.writes("bonjour Léa", reply_to=shown.id)
    await sam.sees("À qui")
    await quiet(town)
    sam.edits(written, "bonjour à toi")
    await quiet(town)
    assert was_told(sam, "modification") == 0
    sam.presses(_only_button(sam))
    await lea.sees("bonjour à toi")


def _only_button(sam: Person) -> str:
    asked = next(seen for seen in reversed(sam.screen) if "À qui" in seen.text)
    return asked.buttons[0]


async def test_an_edit_that_tells_a_number_is_passed_on_at_its_authors_word(town: Town) -> None:
    sam, lea = await talking(town)
    written = lea.writes(CALM)
    await sam.sees(CALM)
    await quiet(town)
    lea.edits(written, NUMBER)
    asked = await lea.sees("Ta modification n'est pas transmise")
    lea.presses("Envoyer quand même", in_message=asked.id)
    await sam.sees("06 39 98 12 34")


async def test_an_edit_that_tells_a_number_and_then_does_not_is_brought_to_the_copy(
    town: Town,
) -> None:
    sam, lea = await talking(town)
    written = lea.writes(CALM)
    await sam.sees(CALM)
    await quiet(town)
    lea.edits(written, NUMBER)
    await lea.sees("Ta modification n'est pas transmise")
    lea.edits(written, "salut ça va mieux")
    await sam.sees("salut ça va mieux")
    await quiet(town)
    assert [seen.text for seen in copies(sam)] == ["salut ça va mieux"]


@pytest.mark.parametrize("who", ["young", "worker"])
async def test_a_message_edited_into_the_emergency_command_gets_the_numbers(
    town: Town, who: str
) -> None:
    sam, lea = await talking(town)
    person = lea if who == "young" else sam
    written = person.writes("/urgance")
    await quiet(town)
    person.edits(written, "/urgence")
    await person.sees("Ce bot n'est pas un service d'urgence", after=written)


async def test_what_one_forwards_of_ones_own_is_ones_own(town: Town) -> None:
    sam = await town.worker("Sam")
    lea = town.somebody("Léa")
    lea.sends_raw(
        text="je vais me tuer ce soir",
        forward_origin={"type": "user", "sender_user": lea.account.user, "date": 1_700_000_000},
    )
    await lea.sees(NUMBERS)
    lea.writes("/parler")
    await sam.sees("DANGER IMMÉDIAT")
    await quiet(town)
    sam.presses("Prendre")
    await sam.sees("je vais me tuer ce soir")
    await quiet(town)
    assert was_told(sam, "transfère") == 0

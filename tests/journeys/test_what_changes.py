"""A message that changes passes the same gate as a new one."""

import pytest

from telegram_simulator.failures import Failures
from telegram_simulator.people import Person
from tests.conftest import Town
from tests.conversations import DANGER, copies, ends, heard, quiet, talking, was_told

NUMBERS = "Ce que tu écris est important"
NOWHERE = "n'est lue par personne"


async def _accepts_images(town: Town, sam: Person, lea: Person) -> None:
    sam.presses("Accepter les images")
    await lea.sees("a accepté les images")
    await quiet(town)


async def test_a_waiting_text_that_becomes_a_photo_is_held(town: Town) -> None:
    sam = await town.worker("Sam")
    lea = await town.asking("Léa")
    written = lea.writes("salut ça va")
    await quiet(town)
    lea.edits_into_photo(written)
    await quiet(town)
    await lea.sees("n'est pas transmise")
    sam.presses("Prendre")
    await lea.sees("est là")
    await quiet(town)
    assert copies(sam) == []


async def test_free_text_that_becomes_a_photo_does_not_go_with_the_request(town: Town) -> None:
    sam = await town.worker("Sam")
    lea = town.somebody("Léa")
    written = lea.writes("salut ça va")
    await quiet(town)
    await lea.sees_button("Parler")
    lea.edits_into_photo(written)
    await quiet(town)
    lea.writes("/parler")
    await lea.sees("C'est noté")
    await quiet(town)
    sam.presses("Prendre")
    await lea.sees("est là")
    await quiet(town)
    assert copies(sam) == []


async def test_a_text_passed_on_that_becomes_a_photo_stays_a_text(town: Town) -> None:
    sam, lea = await talking(town)
    written = lea.writes("salut ça va")
    await sam.sees("salut ça va")
    await quiet(town)
    lea.edits_into_photo(written, "regarde")
    await quiet(town)
    await lea.sees("n'est pas transmise")
    await quiet(town)
    assert "photo" not in [seen.kind for seen in copies(sam)]
    assert not any("regarde" in seen.text for seen in copies(sam))


async def test_an_accepted_photo_that_is_edited_in_arrives_behind_a_spoiler(town: Town) -> None:
    sam, lea = await talking(town)
    await _accepts_images(town, sam, lea)
    written = lea.writes("salut ça va")
    await sam.sees("salut ça va")
    await quiet(town)
    lea.edits_into_photo(written)
    arrived = await sam.sees_kind("photo")
    assert arrived.spoiler


async def test_images_stop_passing_once_the_subject_is_intimate(town: Town) -> None:
    sam, lea = await talking(town)
    await _accepts_images(town, sam, lea)
    lea.writes("il a ma photo nue et menace de la publier")
    await sam.sees("menace de la publier")
    lea.sends_photo()
    await quiet(town)
    await lea.sees("n'est pas transmise")
    await quiet(town)
    assert "photo" not in [seen.kind for seen in copies(sam)]


async def test_they_never_pass_again_in_that_case_whatever_it_becomes(town: Town) -> None:
    sam, lea = await talking(town)
    lea.writes("il a ma photo nue et menace de la publier")
    await sam.sees("menace de la publier")
    lea.writes(DANGER)
    await sam.sees("médicaments")
    await quiet(town)
    sam.presses("Accepter les images")
    await sam.sees("jamais")
    lea.sends_photo()
    await quiet(town)
    assert "photo" not in [seen.kind for seen in copies(sam)]


async def test_an_edit_after_the_end_goes_nowhere_and_says_so(town: Town) -> None:
    sam, lea = await talking(town)
    mine, hers = sam.writes("bonjour Léa"), lea.writes("je suis au collège")
    await lea.sees("bonjour Léa")
    await sam.sees("collège")
    await ends(lea)
    await sam.sees("a mis fin")
    sam.edits(mine, "tu ne peux pas me quitter")
    lea.edits(hers, "je suis au collège, salle 12")
    await quiet(town)
    await sam.sees("n'a pas été transmise")
    await lea.sees(NOWHERE)
    await quiet(town)
    assert was_told(lea, "me quitter") == 0
    assert not any("salle 12" in seen.text for seen in sam.screen)


async def test_danger_edited_in_after_the_end_makes_a_new_request(town: Town) -> None:
    sam, lea = await talking(town)
    written = lea.writes("bof aujourd'hui")
    await sam.sees("bof aujourd'hui")
    await ends(lea)
    await sam.sees("a mis fin")
    await quiet(town)
    lea.edits(written, DANGER)
    await lea.sees(NUMBERS)
    await sam.sees("DANGER IMMÉDIAT")
    await quiet(town)
    sam.presses("Prendre")
    await lea.sees("est là", after=written + 5)
    await quiet(town)
    assert DANGER in copies(sam)[-1].text


async def test_after_a_hand_over_an_edit_reaches_only_whoever_has_the_case_now(town: Town) -> None:
    sam, lea = await talking(town)
    written = lea.writes("je suis au collège")
    await sam.sees("collège")
    ana = await town.worker("Ana")
    sam.blocks()
    await ana.sees("Nouvelle demande")
    await quiet(town)
    sam.unblocks()
    ana.presses("Prendre")
    await lea.sees("Ana est là")
    await quiet(town)
    lea.edits(written, "je suis au collège, porte B")
    await ana.sees("porte B")
    await quiet(town)
    assert not any("porte B" in seen.text for seen in sam.screen)


async def test_a_held_message_whose_details_are_edited_out_passes(town: Town) -> None:
    sam, lea = await talking(town)
    written = lea.writes("mon numéro c'est 06 12 34 56 78")
    await lea.sees("On dirait que tu donnes")
    lea.edits(written, "je préfère écrire ici")
    await sam.sees("je préfère écrire ici")
    await quiet(town)
    assert not any("06 12" in seen.text for seen in copies(sam))


@pytest.mark.parametrize("how", ["numbers", "photo"])
async def test_what_is_edited_while_it_is_on_its_way_is_judged_before_it_arrives(
    town: Town, how: str
) -> None:
    sam, lea = await talking(town)
    town.telegram.world.failures = Failures(too_many_requests_every=1, retry_after=1)
    written = lea.writes("salut ça va")
    await town.telegram.world.wait_until(lambda: not town.telegram.world.pending_updates())
    if how == "photo":
        lea.edits_into_photo(written)
    else:
        lea.edits(written, "appelle moi au 06 12 34 56 78")
    await town.telegram.world.wait_until(lambda: not town.telegram.world.pending_updates())
    town.telegram.world.failures = Failures()
    await quiet(town)
    assert copies(sam) == []
    assert heard(lea)


async def test_somebody_revoked_neither_reads_edits_nor_writes_by_editing(town: Town) -> None:
    sam, lea = await talking(town)
    mine, hers = sam.writes("bonjour Léa"), lea.writes("je suis au collège")
    await lea.sees("bonjour Léa")
    await sam.sees("collège")
    await quiet(town)
    asked = town.claire.writes("/equipe")
    team = await town.claire.sees("L'équipe (", after=asked)
    town.claire.presses("Sam", in_message=team.id)
    for label in ("Révoquer", "Confirmer : révoquer"):
        await town.claire.sees_button(label)
        town.claire.presses(label)
    await sam.sees("ne faites plus partie")
    await quiet(town)
    sam.edits(mine, "rejoins-moi sur insta")
    lea.edits(hers, "je suis au collège, porte B")
    await quiet(town)
    assert was_told(lea, "rejoins-moi") == 0
    assert not any("porte B" in seen.text for seen in sam.screen)


async def test_a_subject_named_before_asking_bars_images_even_if_another_comes_last(
    town: Town,
) -> None:
    sam = await town.worker("Sam")
    lea = town.somebody("Léa")
    lea.writes("on a mis une photo intime de moi sur insta sans mon accord")
    lea.writes("/parler ça dure depuis trois semaines")
    await lea.sees("C'est noté")
    await quiet(town)
    sam.presses("Prendre")
    await lea.sees("est là")
    await quiet(town)
    lea.sends_photo()
    await quiet(town)
    assert not any("Accepter les images" in label for seen in sam.screen for label in seen.buttons)
    assert "photo" not in [seen.kind for seen in copies(sam)]

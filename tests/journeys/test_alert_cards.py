"""The card of an alert says what is true now, in the chat of everybody who was told."""

from telegram_simulator.people import Person
from tests.conftest import Town
from tests.conversations import DANGER, ends, quiet, talking, was_told


def _cards(person: Person) -> list[str]:
    return [s.text for s in person.screen if not s.mine and "Prendre" in str(s.buttons)]


async def test_a_level_that_rises_changes_the_card_of_everybody(town: Town) -> None:
    sam, tom = await town.worker("Sam"), await town.worker("Tom")
    lea = await town.asking("Léa")
    await sam.sees("Nouvelle demande")
    await tom.sees("Nouvelle demande")
    await quiet(town)
    tom.writes("/pause")
    await tom.sees("Vous êtes en pause")
    lea.writes(DANGER)
    await sam.sees("DANGER IMMÉDIAT")
    await quiet(town)
    for person in (sam, tom):
        assert [card for card in _cards(person) if "DANGER IMMÉDIAT" not in card] == []
        assert len(_cards(person)) == 1


async def test_whoever_takes_a_request_can_take_it_no_more(town: Town) -> None:
    sam = await town.worker("Sam")
    lea = await town.asking("Léa")
    await quiet(town)
    sam.presses("Prendre")
    await lea.sees("est là")
    await sam.sees("demande prise par vous")
    await quiet(town)
    assert _cards(sam) == []


async def test_in_grave_danger_the_worker_s_page_fits_the_danger(town: Town) -> None:
    sam = await town.worker("Sam")
    lea = town.somebody("Léa")
    lea.writes("mon père me tape tous les soirs")
    await lea.sees("119")
    lea.writes("/parler")
    await sam.sees_button("Prendre")
    await quiet(town)
    sam.presses("Prendre")
    header = await sam.sees("Vous avez pris")
    assert "Elle peut lire ton téléphone" in header.text
    assert "Tu y penses en ce moment" not in header.text
    sam.presses("Danger : que faire")
    page = await sam.sees("Prévenir la personne, et vous faire aider")
    assert "119" in page.text
    assert "confronter la personne violente" in page.text


async def test_whoever_came_before_is_told_so_to_the_next_worker(town: Town) -> None:
    sam, lea = await talking(town)
    assert was_told(sam, "avant celle-ci") == 0
    await ends(lea)
    await sam.sees("a mis fin")
    again = lea.writes("/parler")
    await lea.sees("C'est noté", after=again)
    await quiet(town)
    sam.presses("Prendre")
    header = await sam.sees("Une conversation avant celle-ci")
    assert "terminée par la personne" in header.text

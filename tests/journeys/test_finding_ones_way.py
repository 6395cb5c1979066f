"""The numbers can be tapped and put away; a challenge stops where its text says so."""

from telegram_simulator.people import Person
from telegram_simulator.screen import Seen
from tests.conftest import Town


def _now(person: Person, message: Seen) -> Seen:
    return next(one for one in person.screen if one.id == message.id)


async def _changes(town: Town, person: Person, message: Seen) -> Seen:
    """The same message with other buttons."""
    await town.telegram.world.wait_until(lambda: _now(person, message).buttons != message.buttons)
    return _now(person, message)


async def test_a_number_stands_alone_on_its_line_and_what_was_read_comes_back(town: Town) -> None:
    lea = town.somebody("Léa")
    lea.writes("/sujets")
    read = await lea.sees_button("Suite")
    lea.writes("/urgence")
    numbers = await lea.sees_button("Retour")
    lines = numbers.text.splitlines()
    assert {"119", "3018"} & set(lines)
    assert any("Tous les numéros" in label for label in numbers.buttons)
    lea.presses("Retour", in_message=numbers.id)
    await town.telegram.world.wait_until(
        lambda: numbers.id not in [one.id for one in lea.screen if not one.mine]
    )
    assert read.id in [one.id for one in lea.screen]


async def test_all_numbers_means_all(town: Town) -> None:
    lea = town.somebody("Léa")
    lea.writes("/urgence")
    shown = await lea.sees_button("Tous les numéros")
    lea.presses("Tous les numéros", in_message=shown.id)
    page = await lea.sees("Voici tous les numéros")
    known = {one.number for one in town.bot.shelf.current.contacts.values() if one.number}
    assert known <= set(page.text.splitlines())


async def test_a_challenge_stops_by_the_button_that_its_first_message_speaks_of(
    town: Town,
) -> None:
    lea = town.somebody("Léa")
    lea.writes("/start")
    menu = await lea.sees_button("Quiz et défis")
    lea.presses("Quiz et défis", in_message=menu.id)
    page = await lea.sees("Rien n'est noté")
    while not any("10 jours sans écrans" in label for label in page.buttons):
        lea.presses("Suite", in_message=menu.id)
        page = await _changes(town, lea, page)
    lea.presses("10 jours sans écrans", in_message=menu.id)
    await lea.sees_button("Pour moi")
    lea.presses("Pour moi", in_message=menu.id)
    await lea.sees_button("18 h")
    lea.presses("18 h", in_message=menu.id)
    joined = await lea.sees_button("Arrêter le défi")
    lea.presses("Arrêter le défi", in_message=joined.id)
    await lea.sees_button("Menu")

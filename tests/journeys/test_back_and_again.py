"""In tests and quizzes the question before can be answered anew, and counts once."""

from telegram_simulator.people import Person
from telegram_simulator.screen import Seen
from tests.conftest import Town


async def opens(town: Town, label: str, person: str = "Léa") -> tuple[Person, Seen]:
    lea = town.somebody(person)
    lea.writes("/start")
    await lea.sees_button("Quiz")
    lea.presses("Quiz")
    page = await lea.sees_button("Suite")
    while not any(label in one for one in _now(lea, page).buttons):
        before = _now(lea, page)
        lea.presses("Suite", in_message=page.id)
        await _changes(town, lea, before)
    lea.presses(label, in_message=page.id)
    await lea.sees_button("Commencer")
    lea.presses("Commencer", in_message=page.id)
    return lea, page


async def _changes(town: Town, person: Person, before: Seen) -> None:
    await town.telegram.world.wait_until(lambda: _now(person, before).buttons != before.buttons)


def _now(person: Person, page: Seen) -> Seen:
    return next(one for one in person.screen if one.id == page.id)


async def test_a_question_of_a_test_can_be_answered_again(town: Town) -> None:
    lea, page = await opens(town, "Test · 🧭 Mon couple")
    first = await lea.sees("(1/")
    assert not any("précédente" in label for label in first.buttons)
    lea.presses(first.buttons[0], in_message=page.id)
    await lea.sees("(2/")
    lea.presses("Question précédente", in_message=page.id)
    again = await lea.sees("(1/")
    assert again.buttons == first.buttons


async def test_a_question_of_a_quiz_can_be_answered_again_and_counts_once(town: Town) -> None:
    lea, page = await opens(town, "Quiz · 🛡️ Cyberharcèlement")
    first = await lea.sees("(1/")
    for _ in range(3):
        lea.presses(first.buttons[0], in_message=page.id)
        await lea.sees_button("Revoir la question")
        lea.presses("Revoir la question", in_message=page.id)
        await lea.sees("(1/")
        await town.telegram.world.wait_until(lambda: _now(lea, page).buttons == first.buttons)
    lea.presses(first.buttons[0], in_message=page.id)
    await lea.sees_button("Revoir la question")
    lea.presses("Suite", in_message=page.id)
    second = await lea.sees("(2/")
    lea.presses("Question précédente", in_message=page.id)
    await lea.sees("(1/")
    assert any("précédente" in label for label in second.buttons)

"""Every answer of every quiz, over HTTP: each press changes the screen."""

import pytest

from bot.content.kinds.quiz import Quiz
from bot.store import people
from bot.store.database import Transaction
from bot.telegram_ui.trails import At, Spot, Trail, Where
from telegram_simulator.people import Person
from telegram_simulator.screen import Seen
from tests.conftest import Town
from tests.conversations import quiet

#: A long way to it, which the buttons carry as well.
_WAY = (Spot(Where.TOPICS), Spot.of(Where.TOPIC, "fake-news"), Spot(Where.GAMES))

pytestmark = pytest.mark.timeout(300)


async def _shown(town: Town, reader: Person, spots: list[Spot]) -> list[Seen]:
    """Show somebody pages, as if they had come to them."""
    before = reader.screen[-1].id

    async def show(tx: Transaction) -> None:
        person = await people.find(tx, reader.id)
        assert person is not None
        for spot in spots:
            await town.bot.parts.context(tx).show(person.id, At.of(Trail(spot, _WAY)))

    await town.bot.commits.run("pages", show)
    town.bot.outbox.wake()
    await quiet(town)
    return [seen for seen in reader.screen if seen.id > before]


def _questions(name: str, quiz: Quiz) -> list[Spot]:
    """Each question, with the score of somebody who answered all before it rightly."""
    return [Spot.of(Where.QUIZ, name, at, at, 0) for at in range(len(quiz.asked))]


async def test_every_answer_of_every_quiz_says_something(town: Town) -> None:
    lea = town.somebody("Léa")
    lea.starts()
    await lea.sees_button("Parler")
    await quiet(town)
    silent = []
    for name, quiz in town.bot.shelf.current.quizzes.items():
        for answer in range(len(quiz.answers)):
            pages = await _shown(town, lea, _questions(name, quiz))
            assert len(pages) == len(quiz.asked), name
            for page in pages:
                lea.presses(page.buttons[answer], in_message=page.id)
            await quiet(town)
            after = {seen.id: seen for seen in lea.screen}
            silent += [
                f"{name}, {page.buttons[answer]} : {page.text[:80]}"
                for page in pages
                if after[page.id].text == page.text
            ]
    assert not silent, "\n".join(silent)


async def test_a_picture_comes_with_its_words_and_text_goes_on_below_it(town: Town) -> None:
    lea = town.somebody("Léa")
    lea.starts()
    await lea.sees_button("Parler")
    quiz = town.bot.shelf.current.quizzes["regarde-bien"]
    intro, *_ = await _shown(town, lea, [Spot.of(Where.QUIZ, "regarde-bien")])
    lea.presses("Commencer", in_message=intro.id)
    for question in quiz.asked:
        assert question.picture is not None
        seen = await lea.sees(question.picture.alt)
        assert seen.id == intro.id, "in the same message"
        assert "photo" in lea.account.messages[seen.id].data
        lea.presses(seen.buttons[0], in_message=seen.id)
        await quiet(town)
        after = next(one for one in lea.screen if one.id == intro.id)
        lea.presses(after.buttons[0], in_message=after.id)
    end = await lea.sees("sur 8")
    assert end.id > intro.id
    assert "photo" not in lea.account.messages[end.id].data


async def test_an_answer_that_the_quiz_no_longer_offers_says_so(town: Town) -> None:
    lea = town.somebody("Léa")
    lea.starts()
    await lea.sees_button("Parler")
    await quiet(town)
    name = next(iter(town.bot.shelf.current.quizzes))
    [page] = await _shown(town, lea, [Spot.of(Where.QUIZ, name, 0, 0, 9)])
    assert "n'existe plus" in page.text

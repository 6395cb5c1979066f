"""What is read in the library, screen by screen."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.domain.figures import Measure
from bot.store import counters
from bot.telegram_ui.pages import Page, Press
from bot.telegram_ui.trails import Spot, Trail, Where
from tests.telegram_ui.walking import NOON, Walker, walking


@pytest.fixture
async def walker(tmp_path: Path) -> AsyncIterator[Walker]:
    async with walking(tmp_path) as somebody:
        yield somebody


def buttons(page: Page) -> list[Press]:
    return [b for row in page.buttons for b in row if isinstance(b, Press)]


def button(page: Page, part: str) -> Press:
    found = [b for b in buttons(page) if part.lower() in b.label.lower()]
    assert found, [b.label for b in buttons(page)]
    return found[0]


async def pressed(walker: Walker, page: Page, *parts: str) -> Page:
    for part in parts:
        page = (await walker.presses(button(page, part)))[-1]
    return page


async def opened(walker: Walker, where: Where, name: str, *numbers: int) -> Page:
    spot = Spot.of(where, name, *numbers)
    return (await walker.presses(Press("x", "go", Trail(spot).parts)))[-1]


async def total(walker: Walker, measure: Measure, label: str) -> int:
    async with walker.store.reading() as tx:
        found = await counters.totals(tx, date.min, date.max)
        return sum(one.count for one in found if (one.measure, one.label) == (measure, label))


async def test_a_card_opened_from_a_path_goes_back_to_its_step(walker: Walker) -> None:
    step = await opened(walker, Where.STEP, "harcele/bloquer")
    card = await pressed(walker, step, "L'appli ne répond pas")
    assert "Sources :" in card.text.text
    assert (await pressed(walker, card, "Retour")).text == step.text


async def test_a_card_opened_from_a_topic_goes_back_to_the_page_of_the_topic(
    walker: Walker,
) -> None:
    (topics,) = await walker.commands("sujets")
    second = await pressed(walker, topics, "Harcèlement", "Suite")
    card_button = next(b for b in buttons(second) if b.args and str(b.args[-1]).startswith("c"))
    (card,) = await walker.presses(card_button)
    assert (await pressed(walker, card, "Retour")).text == second.text


async def test_a_card_is_counted_once_when_it_is_opened_and_not_on_the_way_back(
    walker: Walker,
) -> None:
    card = await opened(walker, Where.CARD, "sextorsion")
    path = await pressed(walker, card, "Pas à pas")
    await pressed(walker, path, "Retour")
    assert await total(walker, Measure.CARD_READ, "sextorsion") == 1


async def test_a_long_card_comes_in_pages(tmp_path: Path) -> None:
    async with walking(tmp_path) as walker:
        card = walker.library.cards["sextorsion"]
        long = card.model_copy(update={"body": "\n\n".join([card.body] * 5)})
        cards = {**walker.library.cards, card.id: long}
        library = replace(walker.library, shown={**walker.library.shown, "card": cards})
        walker.parts = replace(walker.parts, library=lambda: library)
        first = await opened(walker, Where.CARD, "sextorsion")
        assert "(1/" in first.text.text
        second = await pressed(walker, first, "Suite")
        assert "(2/" in second.text.text
        assert (await pressed(walker, second, "Avant")).text == first.text


async def test_content_that_is_gone_gives_a_kind_sentence_and_the_menu(tmp_path: Path) -> None:
    async with walking(tmp_path) as walker:
        library = replace(walker.library, shown={})
        walker.parts = replace(walker.parts, library=lambda: library)
        for where, name in (
            (Where.CARD, "sextorsion"),
            (Where.STEP, "harcele/bloquer"),
            (Where.QUIZ, "arnaques"),
        ):
            page = await opened(walker, where, name)
            assert "n'existe plus" in page.text.text
            assert button(page, "Parler").verb == "talk"


async def test_a_button_of_another_version_gives_a_kind_sentence_and_the_menu(
    walker: Walker,
) -> None:
    (page,) = await walker.presses(Press("x", "go", ("?",)))
    assert "n'existe plus" in page.text.text


async def test_a_quiz_tells_the_score_and_is_counted_without_it(walker: Walker) -> None:
    quiz = walker.library.quizzes["arnaques"]
    page = await pressed(walker, await opened(walker, Where.QUIZ, quiz.id), "Commencer")
    for question in quiz.asked:
        page = await pressed(walker, page, question.answer.value)
        assert question.source.publisher in page.text.text
        page = await pressed(walker, page, "Suite")
    assert f"{len(quiz.asked)} réponses sur {len(quiz.asked)}" in page.text.text
    assert await total(walker, Measure.QUIZ, quiz.id) == 1


async def test_no_wrong_answer_is_met_with_blame(walker: Walker) -> None:
    quiz = walker.library.quizzes["arnaques"]
    page = await pressed(walker, await opened(walker, Where.QUIZ, quiz.id), "Commencer")
    for question in quiz.asked:
        wrong = next(answer for answer in quiz.answers if answer is not question.answer)
        page = await pressed(walker, page, wrong.value)
        assert "La réponse est" in page.text.text
        page = await pressed(walker, page, "Suite")
    assert "réponses de plus" in page.text.text


async def test_every_total_of_every_assessment_ends_with_a_next_step(walker: Walker) -> None:
    for test in walker.library.assessments.values():
        for result in test.results:
            page = await opened(
                walker, Where.ASSESSMENT, test.id, len(test.questions), result.from_points
            )
            assert result.title in page.text.text
            assert {b.verb for b in buttons(page)} >= {"talk", "emergency", "menu"}
            assert len(buttons(page)) > 4


async def test_an_assessment_adds_up_the_answers(walker: Walker) -> None:
    test = walker.library.assessments["est-ce-du-controle"]
    page = await pressed(walker, await opened(walker, Where.ASSESSMENT, test.id), "Commencer")
    for question in test.questions:
        assert question.text in page.text.text
        worst = max(question.answers, key=lambda answer: answer.points)
        page = await pressed(walker, page, worst.label)
    assert test.results[-1].title in page.text.text


async def test_parents_and_professionals_are_spoken_to_with_vous(walker: Walker) -> None:
    (welcome,) = await walker.commands("start")
    for way in ("Je suis un parent", "professionnel"):
        page = await pressed(walker, welcome, way)
        assert button(page, "Échanger avec l'équipe").verb == "talk"


async def begun(walker: Walker, hour: str = "17 h") -> Page:
    name = next(iter(walker.library.challenges))
    page = await opened(walker, Where.CHALLENGE, name)
    return await pressed(walker, page, "En famille", hour)


async def test_a_challenge_sends_ten_days_and_an_end_at_the_hour_chosen(walker: Walker) -> None:
    assert "17 h" in (await begun(walker)).text.text
    titles = []
    walker.now = NOON
    for _ in range(24 * 14):
        walker.now += timedelta(hours=1)
        await walker.time_passes()
        for page in await walker.shown():
            assert walker.now.astimezone(walker.parts.zone).hour == 17
            titles.append(page.text.text.splitlines()[0])
    assert len(titles) == 11
    assert [f"Jour {n} sur 10" in title for n, title in enumerate(titles[:10], start=1)] == [
        True
    ] * 10


async def test_a_day_without_an_answer_is_met_kindly_and_an_answered_one_is_not_mentioned(
    walker: Walker,
) -> None:
    challenge = next(iter(walker.library.challenges.values()))
    await begun(walker)
    pages = []
    for day in range(1, 4):
        walker.now = NOON + timedelta(days=day - 1, hours=2, minutes=5)
        await walker.time_passes()
        pages += await walker.shown()
        if day == 1:
            await pressed(walker, pages[-1], "Ajouter")
    assert [challenge.missed_text in page.text.text for page in pages] == [False, False, True]


async def test_a_moment_counts_once_and_the_total_shows_from_five_on(walker: Walker) -> None:
    challenge = next(iter(walker.library.challenges.values()))
    await begun(walker)
    walker.now = NOON + timedelta(hours=2, minutes=5)
    await walker.time_passes()
    (page,) = await walker.shown()
    for count in range(1, 6):
        assert "tous ensemble" not in page.text.text
        page = await pressed(walker, page, "Ajouter")
        assert await total(walker, Measure.CHALLENGE_MOMENT, challenge.id) == count
    assert "tous ensemble : 5" in page.text.text.replace("\xa0", " ")
    assert not [b for b in buttons(page) if "Ajouter" in b.label]
    await pressed(walker, page, ": fait")
    assert await total(walker, Measure.CHALLENGE_MOMENT, challenge.id) == 5


async def test_a_message_that_is_late_by_hours_is_sent_the_next_day(walker: Walker) -> None:
    await begun(walker)
    walker.now = NOON + timedelta(hours=10)
    await walker.time_passes()
    assert not await walker.shown()
    walker.now = NOON + timedelta(days=1, hours=2, minutes=1)
    await walker.time_passes()
    (page,) = await walker.shown()
    assert "Jour 1 sur 10" in page.text.text


async def test_a_clock_that_goes_back_sends_no_day_at_another_hour(walker: Walker) -> None:
    walker.now = NOON + timedelta(days=30, hours=6)
    await begun(walker)
    walker.now = NOON + timedelta(hours=13)
    await walker.time_passes()
    assert not await walker.shown(), "nobody is woken at night"
    walker.now = NOON + timedelta(days=1, hours=2, minutes=1)
    await walker.time_passes()
    (page,) = await walker.shown()
    assert "Jour 1 sur 10" in page.text.text


async def test_stopping_sends_nothing_more(walker: Walker) -> None:
    await begun(walker)
    (page,) = await walker.commands("stop")
    assert "le défi s'arrête ici" in page.text.text
    walker.now = NOON + timedelta(hours=2, minutes=5)
    await walker.time_passes()
    assert not await walker.shown()


async def test_a_challenge_that_left_the_content_ends_without_a_broken_message(
    tmp_path: Path,
) -> None:
    async with walking(tmp_path) as walker:
        await begun(walker)
        library = replace(walker.library, shown={})
        walker.parts = replace(walker.parts, library=lambda: library)
        walker.now = NOON + timedelta(hours=2, minutes=5)
        await walker.time_passes()
        assert not await walker.shown()

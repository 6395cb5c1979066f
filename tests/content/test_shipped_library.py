"""The library that ships: complete, valid, balanced, and reachable from the menus."""

from collections import Counter
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from bot.content.collection import Library
from bot.content.findings import Severity
from bot.content.kinds.base import Kind, Target
from bot.content.kinds.quiz import Answer
from bot.content.loading import inspect
from bot.content.presenting import Presenter
from bot.content.rich import utf16_length
from bot.domain.danger import Danger, Topic
from bot.domain.people import Audience
from tests.content.small_library import SHIPPED, SHIPPED_ON

NIGHT = datetime(2026, 11, 22, 3, tzinfo=ZoneInfo("Europe/Paris"))

PATHS = {
    "harcele",
    "image-intime-diffusee",
    "chantage",
    "ami-en-difficulte",
    "compte-pirate",
    "info-douteuse",
    "peur-bagarre",
    "prostitution",
    "je-veux-arreter-de-harceler",
    "violence-sexuelle",
    "violence-a-la-maison",
    "partir-de-chez-moi",
    "adulte-en-ligne",
    "arnaque-payee",
}


@pytest.fixture(scope="module")
def library() -> Library:
    found, problems = inspect(SHIPPED, SHIPPED_ON)
    assert found, problems
    assert [str(p) for p in problems if p.severity is not Severity.WARNING] == []
    return found


def test_there_is_enough_to_read(library: Library) -> None:
    questions = [q for quiz in library.quizzes.values() for q in quiz.asked]
    assert len(library.cards) >= 190
    quizzed = {quiz.topic for quiz in library.quizzes.values()}
    assert quizzed >= {Topic.VIOLENCES, Topic.MAL_ETRE, Topic.HAINE_RADICALISATION}
    assert Topic.EXPLOITATION_SEXUELLE in quizzed
    assert len(library.quizzes) >= 15
    assert len(questions) >= 130
    assert library.paths.keys() >= PATHS
    assert len(library.assessments) >= 3
    assert len(library.canned) >= 40
    assert "10-jours-sans-ecrans-de-loisirs" in library.challenges


def test_about_a_third_of_the_answers_are_true(library: Library) -> None:
    answers = Counter(q.answer for quiz in library.quizzes.values() for q in quiz.asked)
    assert 0.28 <= answers[Answer.TRUE] / answers.total() <= 0.40


@pytest.mark.parametrize("topic", Topic)
def test_each_topic_has_something_and_a_first_answer(library: Library, topic: Topic) -> None:
    assert library.of_topic(topic)
    assert library.best_card(topic)


def test_every_card_path_test_and_quiz_is_in_a_menu(library: Library) -> None:
    in_menus = {target for topic in Topic for target in library.of_topic(topic)}
    in_spaces = {
        Target(Kind.CARD, c.id)
        for audience in (Audience.PARENTS, Audience.PROFESSIONALS)
        for c in library.of_audience(audience)
    }
    everything = {
        Target(kind, name)
        for kind, shelf in (
            (Kind.CARD, library.cards),
            (Kind.PATH, library.paths),
            (Kind.ASSESSMENT, library.assessments),
            (Kind.QUIZ, library.quizzes),
        )
        for name in shelf
    }
    assert everything - in_menus - in_spaces == set()


def test_every_card_fits_one_message_and_names_its_sources(library: Library) -> None:
    presenter = Presenter(library)
    for card in library.cards.values():
        shown = presenter.card_pages(card, NIGHT)
        assert len(shown) == 1, card.id
        assert utf16_length(shown[0].text) <= 1500
        assert "{" not in shown[0].text, card.id
        assert card.sources, card.id


def test_advice_is_read_without_scrolling_far(library: Library) -> None:
    presenter = Presenter(library)
    advice = [
        *((card.id, card.body) for card in library.cards.values()),
        *((path.id, step.text) for path in library.paths.values() for step in path.steps),
        *((test.id, r.text) for test in library.assessments.values() for r in test.results),
    ]
    long = {name: n for name, text in advice if (n := len(presenter.text(text).text)) > 900}
    assert long == {}


@pytest.mark.parametrize("topic", Topic)
@pytest.mark.parametrize("danger", [Danger.HIGH, Danger.IMMEDIATE])
def test_in_danger_somebody_answers_at_night(
    library: Library, topic: Topic, danger: Danger
) -> None:
    contacts = library.emergency(danger, topic, NIGHT)
    assert 2 <= len(contacts) <= 7
    assert contacts[0].hours == "24/7"
    if danger is Danger.IMMEDIATE:
        first = "15" if topic is Topic.MAL_ETRE else "17"
        assert [c.number for c in contacts][:3] == [first, "112", "114"]


@pytest.mark.parametrize("topic", [Topic.MAL_ETRE, Topic.AUTRE, Topic.VIOLENCES])
def test_where_something_was_taken_or_somebody_is_wounded_doctors_come_first(
    library: Library, topic: Topic
) -> None:
    why = ("suicide-act-now", "body-in-danger")
    contacts = library.emergency(Danger.IMMEDIATE, topic, NIGHT, why)
    assert [c.number for c in contacts][:3] == ["15", "112", "114"]
    assert library.emergency(Danger.HIGH, topic, NIGHT, why)[0].number == "15"


def test_a_suicidal_emergency_gives_the_two_numbers_for_it(library: Library) -> None:
    numbers = {c.number for c in library.emergency(Danger.IMMEDIATE, Topic.MAL_ETRE, NIGHT)}
    assert {"17", "112", "114", "15", "3114"} <= numbers


def test_platforms_that_are_not_verified_use_the_general_steps(library: Library) -> None:
    presenter = Presenter(library)
    generic = library.platform("generic")
    for name in library.platforms:
        steps = library.platform(name)
        assert steps.verified
        assert steps.name in presenter.platform_steps(steps).text
    assert library.platform("youtube").steps_block == generic.steps_block


def test_the_steps_of_a_platform_say_where_they_were_read_and_when(library: Library) -> None:
    steps = Presenter(library).platform_steps(library.platform("roblox")).text
    assert "help.roblox.com" in steps
    assert "Relu le 27 novembre 2026" in steps


def test_the_example_territory_says_when_its_team_answers(library: Library) -> None:
    place = library.territories["val-de-lune"]
    christmas = datetime(2026, 12, 25, 15, tzinfo=ZoneInfo("Europe/Paris"))
    words = Presenter(library).opening_words(place, christmas)
    assert words == "ouvre demain à 14 h"

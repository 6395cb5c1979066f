"""Self-assessments: one grave answer is enough, whichever it is."""

from pathlib import Path

import pytest

from bot.content.collection import Library
from bot.content.kinds.assessment import Assessment
from bot.content.loading import inspect, load
from bot.content.presenting import Presenter
from tests.content.conftest import Write
from tests.content.small_library import DATES, SHIPPED, SHIPPED_ON, SOURCES, TODAY

LIBRARY = load(SHIPPED, SHIPPED_ON)
ANSWERS = [
    (test, question, answer)
    for test in LIBRARY.assessments.values()
    for question in test.questions
    for answer in question.answers
]
#: Words that are grave in an answer, whoever wrote the test.
GRAVE_WORDS = (
    "Menace", "menace", "frappé", "forcé", "peur", "disparaître", "codes, ma carte",
    "renvoyer l'argent", "un code ou de l'argent", "pression", "objets cassés",
)  # fmt: skip


@pytest.fixture(scope="module")
def library() -> Library:
    return LIBRARY


@pytest.mark.parametrize(
    ("test", "answer"),
    [pytest.param(t, a, id=f"{t.id}: {a.label}") for t, _, a in ANSWERS if a.grave],
)
def test_a_grave_answer_alone_says_whom_to_call(
    library: Library, test: Assessment, answer: object
) -> None:
    result = test.result(answer.points)  # type: ignore[attr-defined]
    assert result.grave
    words = Presenter(library).text(result.text).text
    assert any(c.number in words for c in library.contacts.values() if c.number) or (
        "17Cyber" in words
    )


@pytest.mark.parametrize(
    ("test", "answer"), [pytest.param(t, a, id=f"{t.id}: {a.label}") for t, _, a in ANSWERS]
)
def test_an_answer_alone_leads_to_the_grave_result_if_it_is_grave_and_else_not(
    test: Assessment, answer: object
) -> None:
    result = test.result(answer.points)  # type: ignore[attr-defined]
    assert result.grave == answer.grave  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "answer", [pytest.param(a, id=f"{t.id}: {a.label}") for t, _, a in ANSWERS]
)
def test_an_answer_with_grave_words_is_marked_grave(answer: object) -> None:
    label = answer.label  # type: ignore[attr-defined]
    if any(word in label for word in GRAVE_WORDS):
        assert answer.grave, label  # type: ignore[attr-defined]


def test_mild_answers_together_never_tell_of_blows_or_of_death(library: Library) -> None:
    for test in library.assessments.values():
        worst = test.results[-1]
        if worst.grave:
            mild = sum(
                max((a.points for a in q.answers if a.points < worst.from_points), default=0)
                for q in test.questions
            )
            assert mild < worst.from_points, test.id


TEST = (
    f"id: moi\ntitle: Un test\ntopic: violences\nemoji: '🧭'\nintro: Trois questions.\n{DATES}"
    f"{SOURCES}questions:\n"
    + "  - {text: Ça va ?, answers: [{label: Oui, points: 0}, {label: Non, points: 1}]}\n"
    * 2
    + "  - {text: On te menace ?, answers: "
    "[{label: Non, points: 0}, {label: Oui, points: 1, grave: yes}]}\n"
    "results:\n  - {from: 0, title: Bien, text: Tout va., next: ['action:parler']}\n"
    "  - {from: 2, title: Mal, text: Parle., next: ['action:parler'], grave: yes}\n"
)


def test_a_grave_answer_that_is_not_enough_is_reported(folder: Path, write: Write) -> None:
    write("fr/assessments/moi.yaml", TEST)
    told = " ".join(problem.what for problem in inspect(folder, TODAY)[1])
    assert "grave à elle seule" in told
    assert "ne dit pas qui appeler" in told

"""Self-assessments: one question at a time in place; the answers are only in the buttons.

A place in a test is the number of its question, and the points of each answer before it.
"""

from collections.abc import Sequence

from bot.content.kinds.assessment import Assessment
from bot.content.rich import joined, styled, titled
from bot.telegram_ui.features import Feature, draws
from bot.telegram_ui.pages import Page, Press, View
from bot.telegram_ui.trails import At, Spot, Where
from bot.telegram_ui.young_person.reading import Reading, Rows


async def _assessment(view: View, screen: At) -> Page:
    reading = Reading.of(view, screen)
    name = reading.find(view.library.assessments)
    if name is None:
        return reading.gone()
    test = view.library.assessments[name]
    reading = reading.about(test.topic)
    numbers = reading.here.numbers
    if not numbers:
        return _intro(reading, test)
    at, *answers = numbers
    if at < len(test.questions):
        return _question(reading, test, at, answers)
    return _result(reading, test, sum(answers))


def _home(test: Assessment) -> Spot:
    return Spot.of(Where.TOPIC, test.topic)


def _intro(reading: Reading, test: Assessment) -> Page:
    text = joined(
        [
            titled(f"{test.emoji} {test.title}"),
            reading.presenter.text(test.intro),
            reading.presenter.sources_line(test),
        ]
    )
    rows = [[reading.on("button-begin", 0)]]
    return Page(reading.addressed(text), reading.footer(rows, _home(test)))


def _question(reading: Reading, test: Assessment, at: int, answers: Sequence[int]) -> Page:
    question = test.questions[at]
    progress = reading.view.label("progress", number=at + 1, count=len(test.questions))
    text = joined(
        [styled(f"{test.title} {progress}", "italic"), titled(question.text)],
    )
    rows: Rows = []
    for answer in question.answers:
        spot = reading.here.at(at + 1, *answers, answer.points)
        rows.append([Press(answer.label, "go", reading.trail.on(spot).parts)])
    if answers:
        rows.append([reading.on("button-question-before", at - 1, *answers[:-1])])
    return Page(text, reading.footer(rows, _home(test)))


def _result(reading: Reading, test: Assessment, points: int) -> Page:
    result = test.result(points)
    note = reading.view.label("assessment-note")
    text = joined(
        [titled(result.title), reading.presenter.text(result.text), styled(note, "italic")]
    )
    targets = reading.view.library.targets(result.next)
    rows: Rows = [*reading.all_towards(targets), [reading.on("button-again", 0)]]
    return Page(text, reading.footer(rows, _home(test)))


FEATURE = Feature(screens=(draws(At, _assessment, Where.ASSESSMENT.screen),))

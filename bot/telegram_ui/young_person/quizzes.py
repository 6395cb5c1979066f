"""Quizzes: a statement, an answer, why, and the next one; the score is only in the buttons."""

from bot.content.kinds.quiz import Question, Quiz
from bot.content.rich import Rich, joined, styled, titled
from bot.telegram_ui.features import Feature, draws
from bot.telegram_ui.pages import Button, Page, Press, View
from bot.telegram_ui.trails import At, Spot, Where
from bot.telegram_ui.young_person.reading import Reading, Rows


async def _quiz(view: View, screen: At) -> Page:
    reading = Reading.of(view, screen)
    name = reading.find(view.library.quizzes)
    if name is None:
        return reading.gone()
    quiz = view.library.quizzes[name]
    reading = reading.about(quiz.topic)
    if not reading.here.numbers:
        return _intro(reading, quiz)
    at, given = reading.here.number(0), reading.here.number(2)
    if at >= len(quiz.asked):
        return _end(reading, quiz)
    if given > len(quiz.answers):
        # The quiz has changed since: shown again, the question would look like no answer at all.
        return reading.gone()
    return _explanation(reading, quiz, at) if given else _question(reading, quiz, at)


def _home(quiz: Quiz) -> Spot:
    return Spot.of(Where.TOPIC, quiz.topic)


def _intro(reading: Reading, quiz: Quiz) -> Page:
    text = titled(f"{quiz.emoji} {quiz.title}").then(reading.presenter.text(quiz.intro))
    rows = [[reading.on("button-begin", 0, 0, 0)]]
    return Page(reading.addressed(text), reading.footer(rows, _home(quiz)))


def _question(reading: Reading, quiz: Quiz, at: int) -> Page:
    question = quiz.asked[at]
    found = reading.here.number(1)
    answers: list[Button] = []
    for number, answer in enumerate(quiz.answers, start=1):
        right = answer is question.answer
        spot = reading.here.at(at, found | right << at, number)
        label = reading.view.label(f"answer-{answer}")
        answers.append(Press(label, "go", reading.trail.on(spot).parts))
    # Three answers do not fit side by side on a small phone.
    rows: Rows = [answers] if len(answers) == 2 else [[one] for one in answers]  # noqa: PLR2004
    if at:
        rows.append([reading.on("button-question-before", at - 1, _before(found, at - 1), 0)])
    progress = styled(_progress(reading, quiz, at), "italic")
    statement = reading.presenter.text(question.statement)
    text = joined([progress, statement, _seen(reading.view, question)])
    return Page(text, reading.footer(rows, _home(quiz)), photo=_picture(reading.view, question))


def _picture(view: View, question: Question) -> bytes | None:
    return view.library.pictures.get(question.picture.file) if question.picture else None


def _seen(view: View, question: Question) -> Rich:
    """What is on the picture, for whoever does not see it."""
    if question.picture is None:
        return Rich("")
    return styled(view.label("quiz-picture", alt=question.picture.alt), "italic")


def _before(found: int, at: int) -> int:
    """What was found before a question that is asked again."""
    return found & (1 << at) - 1


def _progress(reading: Reading, quiz: Quiz, at: int) -> str:
    label = reading.view.label("progress", number=at + 1, count=len(quiz.asked))
    return f"{quiz.title} {label}"


def _explanation(reading: Reading, quiz: Quiz, at: int) -> Page:
    question = quiz.asked[at]
    given = quiz.answers[reading.here.number(2) - 1]
    view = reading.view
    right = view.label(f"answer-{question.answer}")
    key = "quiz-right" if given is question.answer else "quiz-other"
    text = joined(
        [
            styled(_progress(reading, quiz, at), "italic"),
            reading.presenter.text(question.statement),
            titled(view.label(key, answer=right)),
            reading.presenter.text(question.explain),
            styled(_source(view, question), "italic"),
        ]
    )
    last = at + 1 == len(quiz.asked)
    found = reading.here.number(1)
    onward = reading.on("button-quiz-end" if last else "button-next", at + 1, found, 0)
    again = reading.on("button-question-again", at, _before(found, at), 0)
    footer = reading.footer([[onward], [again]], _home(quiz))
    return Page(text, footer, photo=_picture(view, question))


def _source(view: View, question: Question) -> str:
    source = question.source
    named = ", ".join(filter(None, [source.title, source.publisher, source.date]))
    return view.label("quiz-source", source=named)


def _end(reading: Reading, quiz: Quiz) -> Page:
    score, count = reading.here.number(1).bit_count(), len(quiz.asked)
    text = reading.view.words("quiz-end", score=score, count=count)
    rows: Rows = [[reading.on("button-again", 0, 0, 0)]]
    rows.append([reading.to(reading.label("button-other-quizzes"), Spot(Where.GAMES))])
    return Page(text, reading.footer(rows, _home(quiz)))


FEATURE = Feature(screens=(draws(At, _quiz, Where.QUIZ.screen),))

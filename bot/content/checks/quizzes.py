"""Quizzes must not be guessable: about a third of the answers are true."""

from collections.abc import Iterator

from bot.content.checks.audited import Audited
from bot.content.findings import Finding, Severity
from bot.content.kinds.quiz import Answer, Quiz

LEAST_TRUE, MOST_TRUE = 0.25, 0.45
#: A quiz of fewer questions may lean to one side.
ENOUGH_QUESTIONS = 5


def quiz_balance(audited: Audited) -> Iterator[Finding]:
    """The share of true answers, over all quizzes; and each quiz has more than one answer."""
    quizzes = tuple(audited.library.quizzes.values())
    share = _share_of_true(quizzes)
    if quizzes and not LEAST_TRUE <= share <= MOST_TRUE:
        percent = round(100 * share)
        yield Finding(
            "quizzes-unbalanced", quizzes[0].file, (), Severity.WARNING, {"percent": percent}
        )
    for quiz in quizzes:
        if not quiz.asked:
            yield Finding("quiz-empty", quiz.file, ("questions",), Severity.BLOCKING)
        elif len(quiz.asked) >= ENOUGH_QUESTIONS and len({q.answer for q in quiz.asked}) == 1:
            yield Finding("quiz-one-answer", quiz.file, ("questions",), Severity.WARNING)
        for position, question in enumerate(quiz.questions):
            if not question.verified:
                at = ("questions", position)
                yield Finding("question-not-verified", quiz.file, at, Severity.WARNING)


def _share_of_true(quizzes: tuple[Quiz, ...]) -> float:
    answers = [q.answer for quiz in quizzes for q in quiz.asked]
    return answers.count(Answer.TRUE) / len(answers) if answers else 0

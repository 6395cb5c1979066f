"""Quizzes must not be guessable: about a third of the answers are true."""

import struct
from collections.abc import Iterator

from bot.content.checks.audited import Audited
from bot.content.findings import Finding, Severity
from bot.content.kinds.quiz import Answer, Question, Quiz

LEAST_TRUE, MOST_TRUE = 0.25, 0.45
#: A quiz of fewer questions may lean to one side.
ENOUGH_QUESTIONS = 5
#: Bytes of a picture, and pixels of its longer side.
HEAVIEST, WIDEST = 40_000, 1280
#: What Telegram takes under a picture (https://core.telegram.org/bots/api#sendphoto).
CAPTION_LIMIT = 1024
_PNG, _AROUND = b"\x89PNG\r\n", 120


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


def quiz_pictures(audited: Audited) -> Iterator[Finding]:
    """Pictures that are not there, or too heavy for a slow network; captions that do not fit."""
    for quiz in audited.library.quizzes.values():
        for position, question in enumerate(quiz.questions):
            if question.picture is None:
                continue
            at = ("questions", position, "picture", "file")
            content = audited.library.pictures.get(question.picture.file)
            args: dict[str, str | int] = {"value": question.picture.file}
            if content is None or not content.startswith(_PNG):
                yield Finding("picture-missing", quiz.file, at, Severity.ERROR, args)
            elif len(content) > HEAVIEST or max(_size(content)) > WIDEST:
                args["limit"] = HEAVIEST // 1000
                yield Finding("picture-heavy", quiz.file, at, Severity.ERROR, args)
            if _caption(audited, quiz, question) > CAPTION_LIMIT:
                yield Finding("picture-caption", quiz.file, at, Severity.ERROR)


def _size(png: bytes) -> tuple[int, int]:
    """Width and height, which stand at the same place in each file."""
    width, height = struct.unpack(">II", png[16:24])
    return width, height


def _caption(audited: Audited, quiz: Quiz, question: Question) -> int:
    """How long the longer of its two captions is, with some room for what surrounds the texts."""
    told = [question.explain, question.picture.alt if question.picture else ""]
    source = question.source.title + question.source.publisher
    longest = max(len(audited.plain(text)) for text in told) + len(source)
    return longest + len(audited.plain(question.statement)) + len(quiz.title) + _AROUND


def _share_of_true(quizzes: tuple[Quiz, ...]) -> float:
    answers = [q.answer for quiz in quizzes for q in quiz.asked]
    return answers.count(Answer.TRUE) / len(answers) if answers else 0

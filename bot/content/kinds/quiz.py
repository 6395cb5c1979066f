"""A quiz: statements that are true, false or out of context, and why."""

from collections.abc import Iterator
from enum import StrEnum

from pydantic import Field, model_validator

from bot.content.kinds.base import Id, Model, Source, Text
from bot.content.kinds.shelf import Measured, Part, Shelf, Shown

_INTRO_WORDS = 60
_EXPLANATION_WORDS = 60


class Answer(StrEnum):
    """What a person can answer."""

    TRUE = "vrai"
    FALSE = "faux"
    OUT_OF_CONTEXT = "hors-contexte"


class Drawn(Model):
    """A picture made for a question: its file in ``pictures``, and what is on it, in words."""

    file: Id
    #: Read below the picture: whoever does not see it can answer.
    alt: str = Field(min_length=1, max_length=260)


class Question(Model):
    """A statement, its answer, and a kind explanation with its source."""

    statement: Text
    picture: Drawn | None = None
    answer: Answer
    explain: Text
    source: Source
    verified: bool = True


class Quiz(Shown):
    """Questions of one kind of answers."""

    intro: Text
    answers: tuple[Answer, ...] = (Answer.TRUE, Answer.FALSE)
    questions: tuple[Question, ...] = Field(min_length=1)

    @property
    def asked(self) -> tuple[Question, ...]:
        """The questions that are verified: the only ones to show."""
        return tuple(q for q in self.questions if q.verified)

    @model_validator(mode="after")
    def _answers_can_be_given(self) -> "Quiz":
        if any(q.answer not in self.answers for q in self.questions):
            raise ValueError("quiz-answer-not-offered")
        return self

    def parts(self) -> Iterator[Part]:
        """The title, and every question that is asked with its answer."""
        yield Part(self.title, self.intro)
        for question in self.asked:
            seen = f"\n*{question.picture.alt}*" if question.picture else ""
            said = f"{question.statement}{seen}\n→ {question.answer}. {question.explain}"
            yield Part("", said)

    def measured(self) -> Iterator[Measured]:
        """The intro and the explanations."""
        yield Measured(("intro",), self.intro, _INTRO_WORDS)
        for position, question in enumerate(self.questions):
            at = ("questions", position, "explain")
            yield Measured(at, question.explain, _EXPLANATION_WORDS)


#: Each question has its own source.
SHELF = Shelf("quiz", "quizzes", Quiz, sourced=False, game=3)

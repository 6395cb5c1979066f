"""A quiz: statements that are true, false or out of context, and why."""

from enum import StrEnum

from pydantic import Field, model_validator

from bot.content.kinds.base import Label, Model, Reviewed, Source, Text
from bot.domain.danger import Topic


class Answer(StrEnum):
    """What a person can answer."""

    TRUE = "vrai"
    FALSE = "faux"
    OUT_OF_CONTEXT = "hors-contexte"


class Question(Model):
    """A statement, its answer, and a kind explanation with its source."""

    statement: Text
    answer: Answer
    explain: Text
    source: Source
    verified: bool = True


class Quiz(Reviewed):
    """Questions of one kind of answers."""

    title: Label
    topic: Topic
    emoji: str = Field(min_length=1, max_length=8)
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

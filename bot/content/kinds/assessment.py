"""A self-assessment: questions with points, and what to do next. Nothing is stored."""

from pydantic import Field, model_validator

from bot.content.kinds.base import Label, Model, Reviewed, Text
from bot.domain.danger import Topic


class Answer(Model):
    """A button under a question."""

    label: str = Field(min_length=1, max_length=32)
    points: int = Field(ge=0)


class Question(Model):
    """One question and its answers."""

    text: Text
    answers: tuple[Answer, ...] = Field(min_length=2)


class Result(Model):
    """What is said from a number of points on."""

    from_points: int = Field(alias="from", ge=0)
    title: Text
    text: Text
    next: tuple[str, ...] = Field(min_length=1)


class Assessment(Reviewed):
    """A few questions about one's own situation."""

    title: Label
    topic: Topic
    emoji: str = Field(min_length=1, max_length=8)
    intro: Text
    questions: tuple[Question, ...] = Field(min_length=3, max_length=10)
    results: tuple[Result, ...] = Field(min_length=2)

    @model_validator(mode="after")
    def _every_total_has_a_result(self) -> "Assessment":
        starts = [r.from_points for r in self.results]
        if starts[0] != 0 or starts != sorted(set(starts)):
            raise ValueError("assessment-results-order")
        if starts[-1] > self.most_points:
            raise ValueError("assessment-result-out-of-reach")
        return self

    @property
    def most_points(self) -> int:
        """The highest total."""
        return sum(max(a.points for a in q.answers) for q in self.questions)

    def result(self, points: int) -> Result:
        """What is said for that total."""
        return next(r for r in reversed(self.results) if r.from_points <= points)

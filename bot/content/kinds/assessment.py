"""A self-assessment: questions with points, and what to do next. Nothing is stored."""

from collections.abc import Iterator

from pydantic import Field, model_validator

from bot.content.findings import Loc
from bot.content.kinds.base import Model, Text
from bot.content.kinds.shelf import Measured, Part, Shelf, Shown

_INTRO_WORDS = 60
_RESULT_WORDS = 90


class Answer(Model):
    """A button under a question."""

    label: str = Field(min_length=1, max_length=32)
    points: int = Field(ge=0)
    #: Grave by itself (threats, blows, fear, money passed on): it alone gives a grave result.
    grave: bool = False


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
    #: It says whom to call.
    grave: bool = False


class Assessment(Shown):
    """A few questions about one's own situation."""

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

    def parts(self) -> Iterator[Part]:
        """The title, and every result."""
        yield Part(self.title, self.intro)
        yield from (Part(result.title, result.text) for result in self.results)

    def measured(self) -> Iterator[Measured]:
        """The intro and the results."""
        yield Measured(("intro",), self.intro, _INTRO_WORDS)
        for position, result in enumerate(self.results):
            yield Measured(("results", position, "text"), result.text, _RESULT_WORDS, prose=True)

    def leads_to(self) -> Iterator[tuple[Loc, str]]:
        """What each result leads to."""
        for position, result in enumerate(self.results):
            for number, text in enumerate(result.next):
                yield ("results", position, "next", number), text


SHELF = Shelf("assessment", "assessments", Assessment, game=2)

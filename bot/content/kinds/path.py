"""A guided path: short steps with choices, from what happens to who helps."""

from collections.abc import Iterator
from typing import Annotated

from pydantic import BeforeValidator, Field

from bot.content.findings import Loc
from bot.content.kinds.base import Id, Kind, Model, Target, Text
from bot.content.kinds.shelf import Measured, Part, Shelf, Shown
from bot.domain.people import Audience

_STEP_WORDS = 90


def _target(text: object) -> object:
    if not isinstance(text, str):
        return text
    return Target.parse(text) or Target(Kind.STEP, text)


class Choice(Model):
    """A button under a step."""

    label: str = Field(min_length=1, max_length=32)
    go: Annotated[Target, BeforeValidator(_target)]


class Step(Model):
    """One screen of a path."""

    id: Id
    text: Text
    choices: tuple[Choice, ...] = Field(min_length=1)


class Path(Shown):
    """Steps; the first is the start."""

    audience: Audience = Audience.YOUNG
    summary: str = Field(min_length=1, max_length=90)
    steps: tuple[Step, ...] = Field(min_length=1)

    @property
    def start(self) -> Step:
        """The first step."""
        return self.steps[0]

    def step(self, name: str) -> Step | None:
        """The step of that id."""
        return next((s for s in self.steps if s.id == name), None)

    def parts(self) -> Iterator[Part]:
        """Every step under its id."""
        yield from (Part(f"[{step.id}]", step.text) for step in self.steps)

    def measured(self) -> Iterator[Measured]:
        """Every step."""
        for position, step in enumerate(self.steps):
            yield Measured(("steps", position, "text"), step.text, _STEP_WORDS, prose=True)

    def leads_to(self) -> Iterator[tuple[Loc, str]]:
        """The choices that lead out of the path."""
        for position, step in enumerate(self.steps):
            for number, choice in enumerate(step.choices):
                if choice.go.kind not in {Kind.STEP, Kind.END}:
                    yield ("steps", position, "choices", number, "go"), str(choice.go)


SHELF = Shelf("path", "paths", Path)

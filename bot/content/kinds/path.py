"""A guided path: short steps with choices, from what happens to who helps."""

from typing import Annotated

from pydantic import BeforeValidator, Field

from bot.content.kinds.base import Audience, Id, Kind, Label, Model, Reviewed, Target, Text
from bot.domain.danger import Topic


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


class Path(Reviewed):
    """Steps; the first is the start."""

    title: Label
    topic: Topic
    emoji: str = Field(min_length=1, max_length=8)
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

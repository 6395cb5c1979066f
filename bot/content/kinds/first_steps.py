"""What to do first in a danger: three lines at most, and where to go on."""

from typing import Annotated, TypeAlias

from pydantic import BeforeValidator, Field

from bot.content.kinds.base import DangerWord, Model, Reviewed, Target
from bot.domain.danger import Danger, Topic

#: More than these nobody reads between two numbers.
MOST_LINES = 3
#: A line is read at a glance, contacts written out.
LONGEST_LINE = 110

Line: TypeAlias = Annotated[str, Field(min_length=1, max_length=LONGEST_LINE)]
#: The id of a rule of ``content/triage/regles``.
Reason: TypeAlias = Annotated[str, Field(pattern=r"^[a-z]+(-[a-z]+)*$")]


class Onward(Model):
    """The button under the lines."""

    label: str = Field(min_length=1, max_length=32)
    go: Annotated[
        Target, BeforeValidator(lambda t: Target.parse(t) or t if isinstance(t, str) else t)
    ]


class FirstSteps(Reviewed):
    """The lines for one danger; chosen by the reasons of triage, else by subject and level."""

    reasons: tuple[Reason, ...] = ()
    topics: tuple[Topic, ...] = ()
    #: From this level of danger on, where they are chosen by subject.
    danger: DangerWord = Danger.HIGH
    #: Markdown, one gesture each; the most urgent first.
    lines: tuple[Line, ...] = Field(min_length=1, max_length=MOST_LINES)
    onward: Onward

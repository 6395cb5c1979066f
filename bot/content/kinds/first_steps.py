"""What to do first in a danger: three lines at most, and where to go on."""

from typing import Annotated, NamedTuple, TypeAlias

from pydantic import BeforeValidator, Field

from bot.content.kinds.base import DangerWord, Model, Reviewed, Target
from bot.domain.danger import Danger, Topic
from bot.domain.people import Audience

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


class Said(NamedTuple):
    """What one reader is told."""

    lines: tuple[str, ...]
    onward: Onward | None


class ForVous(Model):
    """The lines for who is spoken to with *vous*: it is about somebody else."""

    lines: tuple[Line, ...] = Field(min_length=1, max_length=MOST_LINES)
    parents: Onward | None = None
    professionals: Onward | None = None

    def said_to(self, audience: Audience) -> Said:
        """The same lines for both, each with a button of their own."""
        onward = self.parents if audience is Audience.PARENTS else self.professionals
        return Said(self.lines, onward)


class ForWitness(Model):
    """The lines for a young person who forwards somebody else's words."""

    lines: tuple[Line, ...] = Field(min_length=1, max_length=MOST_LINES)
    onward: Onward | None = None


class FirstSteps(Reviewed):
    """The lines for one danger; chosen by the reasons of triage, else by subject and level."""

    reasons: tuple[Reason, ...] = ()
    topics: tuple[Topic, ...] = ()
    #: From this level of danger on, where they are chosen by subject.
    danger: DangerWord = Danger.HIGH
    #: Markdown, one gesture each; the most urgent first.
    lines: tuple[Line, ...] = Field(min_length=1, max_length=MOST_LINES)
    onward: Onward
    vous: ForVous | None = None
    witness: ForWitness | None = None

    @property
    def all_lines(self) -> tuple[Line, ...]:
        """The lines for everybody."""
        return (
            *self.lines,
            *(line for one in (self.vous, self.witness) if one for line in one.lines),
        )

    @property
    def all_onward(self) -> tuple[Onward, ...]:
        """The buttons for everybody."""
        vous, witness = self.vous, self.witness
        more = (vous.parents, vous.professionals) if vous else ()
        return (self.onward, *(one for one in (*more, witness and witness.onward) if one))

    def said_to(self, audience: Audience, *, witness: bool) -> Said | None:
        """What a reader is told; ``witness``: the words were somebody else's."""
        if audience is not Audience.YOUNG:
            return self.vous.said_to(audience) if self.vous else None
        if witness:
            return Said(self.witness.lines, self.witness.onward) if self.witness else None
        return Said(self.lines, self.onward)

"""A challenge over days: a message a day, a counter for all, no ranking."""

from collections.abc import Iterator

from pydantic import Field, model_validator

from bot.content.kinds.base import Id, Label, Model, Text
from bot.content.kinds.shelf import Measured, Part, Shelf, Shown

_DAY_WORDS = 60


class Moment(Model):
    """A part of the day that can be ticked."""

    id: Id
    label: Label


class Variant(Model):
    """The same challenge for a person, a class or a family."""

    label: Label
    intro: Text


class Day(Model):
    """What is sent on one day; ``add`` is a sentence more for a variant."""

    day: int = Field(ge=1)
    title: Label
    text: Text
    moments: tuple[Id, ...] = ()
    add: dict[Id, Text] = Field(default_factory=dict)


class Challenge(Shown):
    """Days in order; ``{count}`` in a text is the total of everybody."""

    intro: Text
    counter_text: Text
    stop_word: Text
    stop_text: Text
    missed_text: Text
    end_text: Text
    moments: tuple[Moment, ...] = Field(min_length=1)
    variants: dict[Id, Variant] = Field(min_length=1)
    days: tuple[Day, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _days_hold_together(self) -> "Challenge":
        if [d.day for d in self.days] != list(range(1, len(self.days) + 1)):
            raise ValueError("challenge-days-order")
        moments = {m.id for m in self.moments}
        if any(not moments.issuperset(d.moments) for d in self.days):
            raise ValueError("challenge-unknown-moment")
        if any(not self.variants.keys() >= d.add.keys() for d in self.days):
            raise ValueError("challenge-unknown-variant")
        return self

    def text_of(self, day: Day, variant: str) -> str:
        """What is sent that day to that variant."""
        return "\n\n".join(filter(None, [day.text, day.add.get(variant)]))

    def parts(self) -> Iterator[Part]:
        """The title, and every day."""
        yield Part(self.title, self.intro)
        yield from (Part(day.title, day.text) for day in self.days)

    def measured(self) -> Iterator[Measured]:
        """Every day, as each variant reads it."""
        for position, day in enumerate(self.days):
            for variant in self.variants:
                at = ("days", position, "text")
                yield Measured(at, self.text_of(day, variant), _DAY_WORDS)


SHELF = Shelf("challenge", "challenges", Challenge, game=1)

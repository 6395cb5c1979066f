"""A challenge over days: a message a day, a counter for all, no ranking."""

from pydantic import Field, model_validator

from bot.content.kinds.base import Id, Label, Model, Reviewed, Text
from bot.domain.danger import Topic


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


class Challenge(Reviewed):
    """Days in order; ``{count}`` in a text is the total of everybody."""

    title: Label
    topic: Topic
    emoji: str = Field(min_length=1, max_length=8)
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

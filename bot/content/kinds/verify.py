"""The helper for checking news: questions, signs, levels of caution, where to look further."""

from enum import StrEnum
from typing import Annotated

from pydantic import BeforeValidator, Field, field_validator, model_validator

from bot.content.kinds.base import Id, Label, Model, Reviewed, Target, Text
from bot.domain.danger import Topic
from bot.domain.things import Thing

Emoji = Annotated[str, Field(min_length=1, max_length=8)]
#: A name in the file, such as the list of words of a sign.
Name = Annotated[str, Field(pattern=r"^[a-z0-9]+([_-][a-z0-9]+)*$")]


class Caution(Model):
    """What is said from a number of points on."""

    id: Id
    from_points: int = Field(alias="from", ge=0)
    emoji: Emoji
    title: Label
    text: Text


class CrossCheck(Model):
    """Where to look further: a contact."""

    contact: Id
    label: Label
    for_what: Text = Field(alias="for")


class Sign(Model):
    """What the bot can see by itself: words of a list, or a rule of the code."""

    id: Id
    words: Name | None = None
    rule: Name | None = None
    points: int
    text: Text

    @model_validator(mode="after")
    def _words_or_rule(self) -> "Sign":
        if (self.words is None) == (self.rule is None):
            raise ValueError("verify-sign-without-rule")
        return self


class Answer(StrEnum):
    """What somebody says who looked."""

    FOUND = "found"
    YES = "yes"
    NO = "no"


class Question(Model):
    """One thing to look at oneself, and why it tells something."""

    text: str = Field(min_length=1, max_length=90)
    why: str = Field(min_length=1, max_length=160)
    #: The answer that reassures.
    answer: Answer


class Looked(Model):
    """What is asked of one sort of thing; the bot says nothing before it is answered."""

    #: Neutral: what the bot did not look at.
    title: str = Field(min_length=1, max_length=90)
    #: Three and not six: nobody answers more.
    questions: tuple[Question, Question, Question]
    #: What the questions cannot tell.
    limit: Text | None = None


class Search(Model):
    """A search of the person's own browser; ``{words}`` is put in its address."""

    label: Label
    url: Annotated[str, Field(pattern=r"^https://[^\s]+\{words\}[^\s]*$")]


#: Telegram lets a button copy so many characters (https://core.telegram.org/bots/api#copytextbutton).
Reply = Annotated[str, Field(min_length=1, max_length=256)]


class Replies(Model):
    """To paste back into the group, by what fact-checkers found."""

    true: Reply = Field(alias="vrai")
    false: Reply = Field(alias="faux")
    unknown: Reply = Field(alias="doute")


class Ask(Model):
    """The button that leads to a person."""

    label: Label
    text: Text
    go: Annotated[
        Target, BeforeValidator(lambda t: Target.parse(t) or t if isinstance(t, str) else t)
    ]


class Verify(Reviewed):
    """The whole helper; ``id`` is always ``verify``."""

    title: Label
    topic: Topic
    emoji: Emoji
    intro: Text
    unsupported: Text
    intimate: Text
    ask_professional: Ask
    next: tuple[str, ...] = ()
    levels: tuple[Caution, ...] = Field(min_length=1)
    cross_check: tuple[CrossCheck, ...] = Field(min_length=1)
    search_hint: Text
    signs: dict[Name, tuple[Sign, ...]] = Field(default_factory=dict)
    #: Lower case, no accents.
    words: dict[Name, tuple[str, ...]] = Field(default_factory=dict)
    link_lists: dict[Name, tuple[str, ...]] = Field(default_factory=dict)
    #: Below a picture or a sound without words.
    first_question: Text
    things: dict[Thing, Looked]
    searches: tuple[Search, ...] = ()
    replies: Replies

    @field_validator("levels")
    @classmethod
    def _from_zero_upwards(cls, levels: tuple[Caution, ...]) -> tuple[Caution, ...]:
        starts = [level.from_points for level in levels]
        if starts[0] != 0 or starts != sorted(set(starts)):
            raise ValueError("verify-levels-order")
        return levels

    @field_validator("things")
    @classmethod
    def _all_of_them(cls, things: dict[Thing, Looked]) -> dict[Thing, Looked]:
        if set(things) != set(Thing):
            raise ValueError("verify-things-missing")
        return things

    @model_validator(mode="after")
    def _words_exist(self) -> "Verify":
        named = {s.words for signs in self.signs.values() for s in signs if s.words}
        if not named <= self.words.keys():
            raise ValueError("verify-unknown-words")
        return self

    def level(self, points: int) -> Caution:
        """The caution for that many points."""
        fitting = (level for level in reversed(self.levels) if level.from_points <= points)
        return next(fitting, self.levels[0])

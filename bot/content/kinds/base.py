"""What all kinds of content share: strict frozen models, sources, review dates, targets."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated, TypeAlias

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from bot.domain.danger import Danger

#: Telegram's limits, and what fits on the button of a small phone.
MESSAGE_LIMIT = 4096
LABEL_LIMIT = 40

#: Short enough for the 64 bytes of a button's data, kind included.
Id: TypeAlias = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=44)]
Text: TypeAlias = Annotated[str, Field(min_length=1)]
Label: TypeAlias = Annotated[str, Field(min_length=1, max_length=LABEL_LIMIT)]
Url: TypeAlias = Annotated[str, Field(pattern=r"^https://[^\s/]+\.[^\s]+$")]


def _danger(word: object) -> object:
    return (
        Danger[word.upper()]
        if isinstance(word, str) and word.upper() in Danger.__members__
        else word
    )


_WORD = re.compile(r"[a-z]+")

DangerWord: TypeAlias = Annotated[Danger, BeforeValidator(_danger)]


class Kind(StrEnum):
    """What a button in the content can lead to, where the code names it."""

    CARD = "card"
    PATH = "path"
    ASSESSMENT = "assessment"
    QUIZ = "quiz"
    CHALLENGE = "challenge"
    PLATFORM = "platform"
    #: A verb of the bot, such as ``action:parler``.
    ACTION = "action"
    #: Another step of the same path.
    STEP = "step"
    #: The end of a path.
    END = "end"


@dataclass(frozen=True, slots=True)
class Target:
    """Where a button leads."""

    #: A ``Kind``, or the word of any other shelf.
    kind: str
    id: str

    @classmethod
    def parse(cls, text: str) -> "Target | None":
        """Read ``card:ID``, ``action:parler``, ``end``; ``None`` when there is no kind in it.

        Whether there is such a kind, the shelves say.
        """
        if text == Kind.END:
            return cls(Kind.END, "")
        kind, colon, name = text.partition(":")
        if not colon or not _WORD.fullmatch(kind):
            return None
        return cls(Kind(kind) if kind in Kind.__members__.values() else kind, name)

    def __str__(self) -> str:
        return f"{self.kind}:{self.id}" if self.id else str(self.kind)


class Model(BaseModel):
    """Frozen, and strict about unknown fields so that a typing error is seen."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", coerce_numbers_to_str=True, str_strip_whitespace=True
    )


class Source(Model):
    """Where a fact comes from."""

    title: Text
    publisher: Text
    date: Annotated[str | None, BeforeValidator(lambda d: d if d is None else str(d))] = None
    url: Url | None = None


class Item(Model):
    """A piece of content that has an id and comes from a file."""

    id: Id
    #: The file, relative to the content folder; set by the loader.
    file: str = ""


class Reviewed(Item):
    """A piece of content that is checked again from time to time."""

    verified: bool = True
    #: When its pages were read.
    checked_on: date
    #: When a person opened the official page itself; until then screens say *relu*, not *vérifié*.
    confirmed_on: date | None = None
    check_before: date
    sources: tuple[Source, ...] = ()

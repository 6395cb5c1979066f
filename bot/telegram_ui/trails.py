"""Where somebody is in the library and how they came there, small enough for a button.

Nothing about the way is stored: it travels inside the buttons, and *back* is its last spot.
"""

import string
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from bot.content.handles import HANDLE_LENGTH, handle
from bot.domain.screens import Notice, Screen
from bot.telegram_ui.callback_data import ROOM

#: In the place of a page that is not there any more, or that a restart forgot.
CONTENT_GONE = Notice("content-gone")

_DIGITS = string.digits + string.ascii_lowercase
#: What the longest verb of a way (``back``, ``open``) leaves of a button.
_ROOM = ROOM - len("back:")


class Where(StrEnum):
    """The kinds of spot, each drawn by the screen of that name in small letters."""

    TOPICS = "l"
    TOPIC = "t"
    PROFESSIONALS = "o"
    GAMES = "g"
    CARD = "c"
    STEP = "p"
    FINISHED = "e"
    ASSESSMENT = "a"
    QUIZ = "q"
    CHALLENGE = "d"
    VERIFY = "v"
    PLATFORMS = "b"
    PLATFORM = "x"
    SERVICES = "n"
    SERVICE = "k"
    #: Any content whose kind has no screen of its own.
    ITEM = "i"

    @property
    def screen(self) -> str:
        """The name of its screen."""
        return self.name.lower()


#: Those that are about one piece of content, named by its handle.
_NAMED = frozenset(
    {
        Where.TOPIC,
        Where.CARD,
        Where.STEP,
        Where.ASSESSMENT,
        Where.QUIZ,
        Where.CHALLENGE,
        Where.PLATFORM,
        Where.SERVICE,
        Where.ITEM,
    }
)


#: Those whose numbers tell what somebody answered.
_ANSWERED = frozenset({Where.ASSESSMENT, Where.QUIZ})


@dataclass(frozen=True, slots=True)
class Spot:
    """One place of the library; ``numbers`` say where in it: a page, a question, points."""

    where: Where
    handle: str = ""
    numbers: tuple[int, ...] = ()

    @classmethod
    def of(cls, where: Where, name: str = "", *numbers: int) -> "Spot":
        """The spot of the content of that id."""
        return cls(where, handle(where, name) if name else "", numbers)

    @classmethod
    def read(cls, text: str) -> "Spot":
        """A spot as written by ``str``. Raises ValueError."""
        where = Where(text[:1])
        end = 1 + HANDLE_LENGTH * (where in _NAMED)
        numbers = text[end:].split(".") if text[end:] else []
        return cls(where, text[1:end], tuple(int(number, 36) for number in numbers))

    def __str__(self) -> str:
        return f"{self.where}{self.handle}{'.'.join(_base36(number) for number in self.numbers)}"

    def at(self, *numbers: int) -> "Spot":
        """The same content, elsewhere in it."""
        return Spot(self.where, self.handle, numbers)

    def number(self, position: int) -> int:
        """One of the numbers; 0 when it is not said."""
        return self.numbers[position] if position < len(self.numbers) else 0

    @property
    def has_answers(self) -> bool:
        """Whether it tells what somebody answered."""
        return self.where in _ANSWERED and bool(self.numbers)

    def same_page_as(self, other: "Spot") -> bool:
        """Whether both are about the same content."""
        return (self.where, self.handle) == (other.where, other.handle)


@dataclass(frozen=True, slots=True)
class Trail:
    """The spot somebody is at, and those they came through, oldest first."""

    here: Spot
    before: tuple[Spot, ...] = ()

    @classmethod
    def read(cls, parts: Sequence[str]) -> "Trail":
        """A way as a button carries it. Raises ValueError."""
        *before, here = (Spot.read(part) for part in parts)
        return cls(here, tuple(before))

    @property
    def parts(self) -> tuple[str, ...]:
        """The same for a button; what is oldest is forgotten when there is no room."""
        parts = [str(spot) for spot in (*self.before, self.here)]
        while len(":".join(parts)) > _ROOM:
            del parts[0]
        return tuple(parts)

    @property
    def has_answers(self) -> bool:
        """Whether anything that somebody answered is on it."""
        return any(spot.has_answers for spot in (*self.before, self.here))

    def to(self, spot: Spot) -> "Trail":
        """Going on; coming again to where they were before makes the way shorter."""
        way = (*self.before, self.here)
        for position, earlier in enumerate(way):
            if earlier.same_page_as(spot):
                return Trail(spot, way[:position])
        return Trail(spot, way)

    def on(self, spot: Spot) -> "Trail":
        """Going on inside the same content: *back* still leads out of it."""
        return Trail(spot, self.before)

    @property
    def back(self) -> "Trail | None":
        """Where they came from, if the button still knows."""
        return Trail(self.before[-1], self.before[:-1]) if self.before else None


@dataclass(frozen=True, slots=True)
class At(Screen):
    """A page of the library, and the way to it; what stands there depends on where it is."""

    named: ClassVar[tuple[str, ...]] = tuple(where.screen for where in Where)
    #: As a button carries it.
    way: str

    @classmethod
    def of(cls, trail: Trail) -> "At":
        """The last spot of a way."""
        return cls(":".join(trail.parts))

    @property
    def trail(self) -> Trail:
        """The way. Raises ValueError if it was written otherwise."""
        return Trail.read(self.way.split(":"))

    @property
    def name(self) -> str:
        """The screen of the kind of spot."""
        return self.trail.here.where.screen


def _base36(number: int) -> str:
    digits = ""
    while True:
        number, rest = divmod(number, 36)
        digits = _DIGITS[rest] + digits
        if not number:
            return digits

"""What is to be done at Telegram: one value per kind, read once, when its row is claimed.

A row holds its kind and a JSON object. What this version does not understand is *unreadable*:
it must not keep the others back.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import ClassVar, TypeAlias, TypeVar

from pydantic import TypeAdapter

from bot.domain.people import Audience, PersonId, Role
from bot.domain.screens import Notice, Screen

T = TypeVar("T")
_adapters: dict[type[object], TypeAdapter[object]] = {}


class Kind(StrEnum):
    """What is to be done, as rows and logs name it."""

    SHOW = "show"
    COPY = "copy"
    RELAY = "relay"
    REWRITE = "rewrite"
    DELETE = "delete"
    REACT = "react"
    MENU = "menu"
    TOPIC = "topic"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Show:
    """Show a screen."""

    kind: ClassVar[Kind] = Kind.SHOW
    screen: Screen
    #: A message of the reader's chat that it answers.
    reply_to: int | None = None
    #: A message of the bot whose place it takes.
    edit: int | None = None
    #: It takes the place of the bot's last message about the case.
    edit_last: bool = False
    #: It announces what follows: if Telegram's answer is lost, it counts as shown.
    once: bool = False
    #: The topic of the reader's chat in which they asked; what is about a case goes to its own.
    thread: int | None = None


@dataclass(frozen=True, slots=True)
class Copy:
    """Copy the parcel's message from its author's chat."""

    kind: ClassVar[Kind] = Kind.COPY
    reply_to: int | None = None
    protect: bool = False


@dataclass(frozen=True, slots=True)
class Relay:
    """Copy what somebody wrote to the bot from their chat, for one of the team and nobody else."""

    kind: ClassVar[Kind] = Kind.RELAY
    author: PersonId
    #: The message's id in that chat.
    source: int


@dataclass(frozen=True, slots=True)
class Rewrite:
    """Bring the parcel's edited message to its copy; None: to the one that has arrived by then."""

    kind: ClassVar[Kind] = Kind.REWRITE
    copy: int | None = None
    protect: bool = False


@dataclass(frozen=True, slots=True)
class Delete:
    """Delete messages of the reader's chat."""

    kind: ClassVar[Kind] = Kind.DELETE
    messages: tuple[int, ...] = ()
    #: Whose erasure waits for it, in rows of an earlier version.
    erasing: PersonId | None = None
    #: A topic of that chat, with all that was written in it.
    topic: int | None = None


@dataclass(frozen=True, slots=True)
class React:
    """Put an emoji on a message of the reader's chat; an empty one takes it away.

    None: the mark of what was delivered.
    """

    kind: ClassVar[Kind] = Kind.REACT
    message: int
    emoji: str | None = None


@dataclass(frozen=True, slots=True)
class Menu:
    """Set the command menu of a role, in the words of an audience."""

    kind: ClassVar[Kind] = Kind.MENU
    role: Role
    audience: Audience = Audience.YOUNG


@dataclass(frozen=True, slots=True)
class Topic:
    """See to it that the topic of the parcel's case, in the reader's chat, is named as it is."""

    kind: ClassVar[Kind] = Kind.TOPIC
    #: Open one if there is none, for a case of this danger; None: only change its name.
    opens: int | None = None


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A row that another version wrote, or of which the disk lied."""

    kind: ClassVar[Kind] = Kind.UNREADABLE
    #: Its kind, as it is written.
    of: str = ""


@dataclass(frozen=True, slots=True)
class Aside:
    """What no disk may hold: it is in memory, under this number."""

    kind: Kind
    number: int


Cargo: TypeAlias = (
    Show | Copy | Relay | Rewrite | Delete | React | Menu | Topic | Unreadable | Aside
)

_READ: Mapping[str, type[Copy | Relay | Rewrite | Delete | React | Menu | Topic]] = {
    one.kind: one for one in (Copy, Relay, Rewrite, Delete, React, Menu, Topic)
}


def write(cargo: Cargo) -> str:
    """The JSON object of a row."""
    if isinstance(cargo, Show):
        how = {n: v for n in _HOW if (v := getattr(cargo, n))}
        whole: dict[str, object] = {"screen": cargo.screen.name, "args": cargo.screen.told, **how}
    else:
        told = ((one.name, getattr(cargo, one.name)) for one in fields(cargo))
        whole = {name: value for name, value in told if value is not None}
    return json.dumps(whole, separators=(",", ":"))


_HOW = ("reply_to", "edit", "edit_last", "once", "thread")


def read(kind: str, payload: str, aside: int | None = None) -> Cargo:
    """What a row holds, or under which number it is in memory; never raises."""
    try:
        if aside is not None:
            return Aside(Kind(kind), aside)
        whole = json.loads(payload)
        if kind == Kind.SHOW:
            return _shown(whole)
        return _checked(_READ[kind], whole)
    except (ValueError, TypeError, KeyError, AttributeError):
        return Unreadable(kind)


def _shown(whole: dict[str, object]) -> Show:
    how = {name: whole[name] for name in _HOW if name in whole}
    return _checked(Show, {"screen": read_screen(str(whole["screen"]), whole["args"]), **how})


def read_screen(name: str, told: object) -> Screen:
    """A screen as it was written. Raises ValidationError, a ValueError."""
    kind = Screen.by_name.get(name)
    return _checked(kind, told) if kind else Notice(name)


def _checked(kind: type[T], told: object) -> T:
    adapter = _adapters.get(kind) or _adapters.setdefault(kind, TypeAdapter(kind))
    value = adapter.validate_python(told)
    assert isinstance(value, kind)  # noqa: S101  # that is what was asked for
    return value

"""What somebody is shown: which screen, and what it needs to be drawn.

A screen holds ids and words of the bot's own, never what somebody wrote: it waits on the disk
until it is sent. Each kind is a frozen dataclass, declared where it is drawn, or in
``actions/screens.py`` if an action shows it. Its name on the disk is its class's, in small
letters, and those of its fields are theirs: renamed, what waits is not understood any more.
"""

import re
from dataclasses import dataclass, fields
from typing import ClassVar, TypeAlias

#: What a field of a screen may be: text is a content id or a name that the bot gave; ids of
#: reasons come several at once.
Told: TypeAlias = str | int | tuple[str, ...]

_WORD = re.compile(r"(?<!^)(?=[A-Z])")


def kebab(name: str) -> str:
    """*CaseHeader* is *case-header*."""
    return _WORD.sub("-", name).lower()


@dataclass(frozen=True, slots=True)
class Screen:
    """Anything that is shown; each kind of screen is a class of its own."""

    #: Every kind by its names on the disk.
    by_name: ClassVar[dict[str, type["Screen"]]] = {}
    #: The names of a kind that has others than its class's.
    named: ClassVar[tuple[str, ...]] = ()
    #: It shows words that are in the memory of the process that shows it, and nowhere else.
    from_memory: ClassVar[bool] = False

    def __init_subclass__(cls) -> None:
        """Make the kind known; two cannot share a name."""
        for name in cls.named or (kebab(cls.__name__),):
            known = Screen.by_name.get(name, cls)
            # A dataclass with slots is made twice: the second one counts.
            if (known.__module__, known.__qualname__) != (cls.__module__, cls.__qualname__):
                raise TypeError(f"two screens are called {name}")
            Screen.by_name[name] = cls

    @property
    def name(self) -> str:
        """Its name: on the disk, and of its texts."""
        return kebab(type(self).__name__)

    @property
    def told(self) -> dict[str, Told]:
        """What it needs, by name."""
        return {one.name: getattr(self, one.name) for one in fields(self)}


@dataclass(frozen=True, slots=True)
class Notice(Screen):
    """A screen that needs nothing: it is known by its name alone."""

    key: str

    @property
    def name(self) -> str:
        """The name of its text."""
        return self.key

    @property
    def told(self) -> dict[str, Told]:
        """Nothing."""
        return {}

"""The last words of each chat, in memory only: danger is often told over several messages.

Gone with the process, half an hour after they were written, and when their author has everything
erased.
"""

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field

#: Chats of which something is kept, and messages of each: what triage reads together.
_CHATS, _MESSAGES = 2_000, 4
#: Seconds after which words are no context any more.
_LASTS = 30 * 60
#: Letters kept of one message: a long one is weighed by itself.
_LETTERS = 500


@dataclass(frozen=True, slots=True)
class _Said:
    """One message, as it says now."""

    message: int
    at: float
    text: str = field(repr=False)
    #: It sounded like nothing.
    calm: bool


@dataclass(frozen=True, slots=True)
class Before:
    """What was said before a message, the latest last."""

    texts: tuple[str, ...] = field(default=(), repr=False)
    #: All of it sounded like nothing.
    calm: bool = True


class Lately:
    """A small memory that forgets the oldest first."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        """Start with nothing."""
        self._now = now
        self._chats: OrderedDict[int, tuple[_Said, ...]] = OrderedDict()

    def before(self, chat: int, message: int) -> Before:
        """What was said before a message; an edit stands where it stood."""
        since, known = self._now() - _LASTS, self._chats.get(chat, ())
        said = [one for one in known if one.message < message and one.at > since]
        return Before(tuple(one.text for one in said), all(one.calm for one in said))

    def note(self, chat: int, message: int, text: str, *, calm: bool) -> None:
        """Keep what a message says; what it said before, if it was edited, is forgotten."""
        others = [one for one in self._chats.pop(chat, ()) if one.message != message]
        kept = [*others, _Said(message, self._now(), text[:_LETTERS], calm)]
        kept.sort(key=lambda one: one.message)
        self._chats[chat] = tuple(kept[-_MESSAGES:])
        while len(self._chats) > _CHATS:
            self._chats.popitem(last=False)

    def forget(self, chat: int) -> None:
        """Forget what was said in a chat."""
        self._chats.pop(chat, None)

"""The queue of updates: they stay until acknowledged, 24 hours at most."""

import secrets
from collections import deque
from collections.abc import Callable, Iterable

from telegram_simulator.waiting import Signal
from telegram_simulator.wire import Json

DAY = 24 * 3600

# What the server sends only to those who ask for it by name.
ONLY_ON_REQUEST = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
KINDS = frozenset(
    {
        "message", "edited_message", "channel_post", "edited_channel_post", "inline_query",
        "chosen_inline_result", "callback_query", "shipping_query", "pre_checkout_query", "poll",
        "poll_answer", "my_chat_member", "chat_member", "chat_join_request", "message_reaction",
        "message_reaction_count", "chat_boost", "removed_chat_boost", "business_connection",
        "business_message", "edited_business_message", "deleted_business_messages",
        "purchased_paid_media", "guest_message", "managed_bot", "subscription",
    }
)  # fmt: skip


class UpdateQueue:
    """Updates in order, each with the time at which it was queued."""

    def __init__(self, now: Callable[[], float], signal: Signal) -> None:
        self._now = now
        self._signal = signal
        self._next_id = 100_000_000 + secrets.randbelow(800_000_000)
        self._waiting: deque[tuple[float, Json]] = deque()
        self.allowed: tuple[str, ...] = ()

    def __len__(self) -> int:
        self._forget_old()
        return len(self._waiting)

    def wanted(self, kind: str) -> bool:
        """Whether the bot asked for this kind of update."""
        return kind in self.allowed if self.allowed else kind not in ONLY_ON_REQUEST

    def allow(self, kinds: Iterable[object]) -> None:
        """Remember which kinds the bot wants; none: the usual ones; unknown ones are ignored."""
        self.allowed = tuple(kind for kind in kinds if isinstance(kind, str) and kind in KINDS)

    def add(self, kind: str, payload: Json) -> None:
        """Queue an update, if the bot wants this kind."""
        if not self.wanted(kind):
            return
        self._waiting.append((self._now(), {"update_id": self._next_id, kind: payload}))
        self._next_id += 1
        self._signal.fire()

    def add_raw(self, update: Json) -> int:
        """Queue this, whatever it is, wanted or not; the queue gives it its number."""
        number = self._next_id
        self._waiting.append((self._now(), {**update, "update_id": number}))
        self._next_id += 1
        self._signal.fire()
        return number

    def acknowledge(self, offset: int) -> None:
        """Forget what comes before ``offset``; a negative one keeps that many of the last."""
        if offset < 0:
            while len(self._waiting) > -offset:
                self._waiting.popleft()
        while self._waiting and self._waiting[0][1]["update_id"] < offset:
            self._waiting.popleft()

    def first(self, limit: int) -> list[Json]:
        """The oldest updates, ``limit`` at most; they stay in the queue."""
        self._forget_old()
        return [update for (_, update), _ in zip(self._waiting, range(limit), strict=False)]

    def drop(self, update_id: int) -> None:
        """Forget one update that a webhook took."""
        for place, (_, update) in enumerate(self._waiting):
            if update["update_id"] == update_id:
                del self._waiting[place]
                return

    def clear(self) -> None:
        """Forget them all."""
        self._waiting.clear()

    def _forget_old(self) -> None:
        oldest = self._now() - DAY
        while self._waiting and self._waiting[0][0] < oldest:
            self._waiting.popleft()

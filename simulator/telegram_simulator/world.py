"""The simulated Telegram: one bot and the people around it."""

from collections.abc import Callable, Sequence

from telegram_simulator.accounts import Account
from telegram_simulator.limits import RateLimits
from telegram_simulator.people import Person
from telegram_simulator.state import State
from telegram_simulator.wire import Json


class World(State):
    """A whole Telegram for one bot; ``SimulatorServer`` opens it to HTTP."""

    def person(
        self, first_name: str = "Léa", last_name: str | None = None, username: str | None = None,
        id: int | None = None, language_code: str | None = "fr", kind: str = "",  # noqa: A002
    ) -> Person:  # fmt: skip
        """Somebody new, who has not written to the bot yet; ``kind``: the part they play."""
        number = self.new_id() if id is None else id
        account = Account(number, first_name, last_name, username, language_code, kind)
        self.add_account(account)
        return Person(self, account)

    def somebody(self, id: int) -> Person | None:  # noqa: A002
        """The person with this Telegram id."""
        account = self.accounts.get(id)
        return Person(self, account) if account else None

    @property
    def people(self) -> list[Person]:
        """Everybody, first come first."""
        return [Person(self, account) for account in self.accounts.values()]

    def raw_update(self, update: Json) -> int:
        """Queue an update exactly as given, however malformed; gives its id."""
        return self.updates.add_raw(update)

    def pending_updates(self) -> list[Json]:
        """What waits for the bot to acknowledge it, oldest first."""
        return self.updates.first(len(self.updates))

    def limit_rates(
        self, *, overall: float = 30.0, per_chat: float = 1.0, chat_burst: float = 5.0
    ) -> None:
        """Switch Telegram's sending limits on."""
        self.rate_limits = RateLimits(self.clock.now, overall, per_chat, chat_burst)

    def write_many(self, people: Sequence[Person], text: str, count: int) -> None:
        """Queue many messages at once, each from the next of these people."""
        for turn in range(count):
            people[turn % len(people)].writes(text)

    async def wait_until(self, predicate: Callable[[], bool], timeout: float = 10.0) -> None:  # noqa: ASYNC109
        """Wait for something in the world to be true.

        Raises:
            TimeoutError: it never was.
        """
        if not await self.signal.until(lambda: predicate() or None, timeout):
            msg = f"not true after {timeout:g} s"
            raise TimeoutError(msg)

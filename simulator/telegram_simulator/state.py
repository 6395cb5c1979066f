"""Everything the simulated Telegram knows, in memory; the rules are in the modules around."""

import secrets
from collections.abc import Callable
from dataclasses import asdict, dataclass, field

from telegram_simulator.accounts import Account, Answer
from telegram_simulator.appearance import Appearance
from telegram_simulator.calls import CallLog
from telegram_simulator.clock import Clock
from telegram_simulator.events import Events
from telegram_simulator.failures import FailureCounters, Failures
from telegram_simulator.files import Files
from telegram_simulator.limits import RateLimits
from telegram_simulator.updates import UpdateQueue
from telegram_simulator.waiting import Signal
from telegram_simulator.wire import Json

# Shaped like a real one; it opens nothing.
DEMO_TOKEN = "110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw-simulated"  # noqa: S105

PLAIN = Appearance()


@dataclass(slots=True)
class CallbackQuery:
    """A button that was pressed, and what the bot answered to it."""

    account: Account
    message_id: int
    pressed_at: float
    answer: Answer | None = None


@dataclass(slots=True)
class InlineQuery:
    """What somebody typed after the bot's name in some chat, and what the bot offered for it."""

    account: Account
    at: float
    results: list[Json] | None = None
    personal: bool = False


@dataclass(slots=True)
class Profile:
    """What the bot says of itself, by language code ('' for everybody)."""

    names: dict[str, str] = field(default_factory=dict)
    descriptions: dict[str, str] = field(default_factory=dict)
    short_descriptions: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Webhook:
    """Where updates are pushed to; no address: the bot asks for them itself."""

    url: str = ""
    secret_token: str = ""
    max_connections: int = 40
    last_error_date: int = 0
    last_error_message: str = ""


class State:
    """One bot and the people around it."""

    def __init__(
        self, token: str = DEMO_TOKEN, bot_username: str = "SimulatedBot",
        clock: Clock | None = None, bot_name: str = "Bot", appearance: Appearance = PLAIN,
    ) -> None:  # fmt: skip
        self.token = token
        self.appearance = appearance
        self.clock = clock or Clock()
        self.bot: Json = {
            "id": int(token.partition(":")[0]),
            "is_bot": True,
            "first_name": bot_name,
            "username": bot_username,
        }
        self.accounts: dict[int, Account] = {}
        self.files = Files()
        self.callbacks: dict[str, CallbackQuery] = {}
        self.inline_queries: dict[str, InlineQuery] = {}
        self.commands: dict[tuple[str, str], list[Json]] = {}
        self.menu_buttons: dict[int, Json] = {}
        self.profile = Profile()
        self.webhook = Webhook()
        self.calls = CallLog()
        self.events = Events()
        self.signal = Signal()
        self.counters = FailureCounters()
        self.rate_limits: RateLimits | None = None
        self.updates = UpdateQueue(self.clock.now, self.signal)
        self.poll = object()  # who asks for updates now; another one sends the former away
        self.poll_ended_by = ""
        self.topics_enabled = False  # whether private chats with the bot may have topics
        self.inline_enabled = False  # whether BotFather switched inline mode on
        self.polls = 0  # how many times the bot asked for updates: it grows when the bot is up
        self._failures = Failures()
        self._last_message_id = 0
        self.closing = False

    @property
    def failures(self) -> Failures:
        """What goes wrong on purpose."""
        return self._failures

    @failures.setter
    def failures(self, failures: Failures) -> None:
        self._failures = failures
        self.counters = FailureCounters()
        self.events.tell(lambda: {"type": "failures", "failures": asdict(failures)})
        self.signal.fire()

    def next_message_id(self) -> int:
        """One counter for all the bot's private chats, as Telegram has for a bot."""
        self._last_message_id += 1
        return self._last_message_id

    def add_account(self, account: Account) -> None:
        """Let somebody open an account."""
        self.accounts[account.id] = account
        self.events.tell(lambda: {"type": "person", "person": account.id, **account_event(account)})

    def new_id(self) -> int:
        """A user id that nobody has: ten digits, as new accounts get."""
        while (number := 5_000_000_000 + secrets.randbelow(2_900_000_000)) in self.accounts:
            pass
        return number

    def changed(self, build_event: Callable[[], Json]) -> None:
        """Tell the pages and wake those who wait."""
        self.events.tell(build_event)
        self.signal.fire()


def account_event(account: Account) -> Json:
    """What the pages are told of somebody."""
    return {"info": account.described()}

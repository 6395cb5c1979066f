"""Telegram accounts and what their private chat with the bot holds."""

from dataclasses import dataclass, field

from telegram_simulator.wire import Json


@dataclass(slots=True)
class Stored:
    """One message of a private chat; ``data`` is replaced, never changed, when it is edited.

    An update in the queue may thus point to it, and still tells what was sent then.
    """

    data: Json
    from_bot: bool
    protected: bool = False
    silent: bool = False
    bot_reactions: tuple[str, ...] = ()
    person_reactions: tuple[str, ...] = ()

    @property
    def id(self) -> int:
        """The message's number."""
        number: int = self.data["message_id"]
        return number


@dataclass(frozen=True, slots=True)
class Answer:
    """What the bot answered to a button: a small notice, or an alert to close."""

    text: str = ""
    show_alert: bool = False
    url: str = ""


@dataclass(slots=True)
class Account:
    """A Telegram user, as Telegram knows them; ``kind`` only says their part in the pages."""

    id: int
    first_name: str
    last_name: str | None = None
    username: str | None = None
    language_code: str | None = "fr"
    kind: str = ""
    started: bool = False
    blocked: bool = False
    deactivated: bool = False
    typing_until: float = 0.0
    pinned: list[int] = field(default_factory=list)
    topics: dict[int, str] = field(default_factory=dict)
    messages: dict[int, Stored] = field(default_factory=dict)
    answers: list[Answer] = field(default_factory=list)
    user: Json = field(init=False)
    chat: Json = field(init=False)

    def __post_init__(self) -> None:
        """Build once what travels in every message."""
        names = {"first_name": self.first_name}
        if self.last_name:
            names["last_name"] = self.last_name
        if self.username:
            names["username"] = self.username
        self.chat = {"id": self.id, **names, "type": "private"}
        self.user = {"id": self.id, "is_bot": False, **names}
        if self.language_code:
            self.user["language_code"] = self.language_code

    def described(self) -> Json:
        """The ``Person`` of the pages."""
        return {
            "id": self.id,
            "first_name": self.first_name,
            "last_name": self.last_name,
            "username": self.username,
            "language_code": self.language_code,
            "kind": self.kind,
            "blocked": self.blocked,
        }

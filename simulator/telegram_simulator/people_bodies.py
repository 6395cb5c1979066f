"""What the chat windows send: checked at the door."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from telegram_simulator.origins import Origin

MediaKind = Literal[
    "photo", "video", "voice", "audio", "document", "sticker", "animation", "video_note"
]


class Body(BaseModel):
    """A request body; an unknown field is a mistake."""

    model_config = ConfigDict(extra="forbid")


class NewPerson(Body):
    """Somebody to add."""

    first_name: str = Field(min_length=1, max_length=64)
    last_name: str | None = Field(None, max_length=64)
    username: str | None = Field(None, max_length=32)
    language_code: str | None = "fr"
    kind: str = Field("", max_length=64)


class NewText(Body):
    """A text to send."""

    text: str
    reply_to: int | None = None
    quote: str = ""
    thread: int | None = None


class NewContact(Body):
    """A contact to share."""

    phone_number: str
    first_name: str


class NewLocation(Body):
    """A place to share."""

    latitude: float = Field(ge=-90, le=90)
    longitude: float = Field(ge=-180, le=180)


class NewLiveLocation(NewLocation):
    """A place to share while it changes."""

    period: int = 3600


class NewPlace(NewLocation):
    """Where somebody is by now."""

    message_id: int


class NewVenue(Body):
    """A place that has a name."""

    title: str = Field(min_length=1)
    address: str = Field(min_length=1)


class NewChecklist(Body):
    """A list of things to do."""

    title: str = Field(min_length=1)
    tasks: list[str] = Field(min_length=1, max_length=30)


class OneMessage(Body):
    """A message of the chat."""

    message_id: int


class NewPoll(Body):
    """A poll to send."""

    question: str = Field(min_length=1, max_length=300)
    options: list[str] = Field(min_length=2, max_length=12)


class Nothing(Body):
    """No detail."""


class Forwarded(Body):
    """A text forwarded from elsewhere."""

    text: str = Field(min_length=1)
    origin_name: str = Field(min_length=1)
    origin: Origin = "hidden"


class Edited(Body):
    """One's message, and its new text."""

    message_id: int
    text: str = Field(min_length=1)


class Deleted(Body):
    """Messages to delete."""

    message_ids: list[int]


class Pressed(Body):
    """A button, by its place."""

    message_id: int
    row: int = Field(ge=0)
    column: int = Field(ge=0)


class Reaction(Body):
    """A reaction to put, or to take away."""

    message_id: int
    emoji: str | None = None


class Blocked(Body):
    """Whether the bot is blocked."""

    blocked: bool


class Passing(Body):
    """How much time passes at once."""

    minutes: int = Field(ge=1, le=60 * 24 * 400)


class FailuresBody(Body):
    """The switches that make Telegram fail."""

    down: bool = False
    slow_ms: int = Field(0, ge=0, le=60_000)
    too_many_requests_every: int = Field(0, ge=0)
    retry_after: int = Field(1, ge=1, le=3600)
    lose_answers_every: int = Field(0, ge=0)
    half_answers_every: int = Field(0, ge=0)
    error_500_every: int = Field(0, ge=0)

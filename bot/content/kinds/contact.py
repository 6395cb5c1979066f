"""A service that helps: its number, who it is for, when it is open."""

from datetime import date, time
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from pydantic import BeforeValidator, Field, field_validator, model_validator

from bot.content.kinds.base import Model, Reviewed, Text, Url
from bot.content.public_holidays import KEEPS_HOURS
from bot.domain.hours import ALWAYS, Closing, Slot, days

ROUND_THE_CLOCK = "24/7"
#: Beyond that a reason makes the line of a contact hard to read.
REASON_LIMIT = 60


class Hours(Model):
    """One line of opening hours, as written: ``{days: mon-fri, open: "09:00", close: "18:00"}``."""

    days: Annotated[frozenset[int], BeforeValidator(lambda d: days(d) if isinstance(d, str) else d)]
    open: time
    close: time

    @property
    def slot(self) -> Slot:
        """The same for the rules of the domain."""
        return Slot(self.days, self.open, self.close)


class Leave(Model):
    """An exceptional closing: ``{from: 2026-12-24, to: 2027-01-02, reason: congés}``."""

    first: date = Field(alias="from")
    #: Included; one day only when it is not written.
    last: date | None = Field(default=None, alias="to")
    #: Told to whoever would come, in brackets.
    reason: str = Field(min_length=1, max_length=REASON_LIMIT)

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> "Leave":
        if self.last and self.last < self.first:
            raise ValueError("closing-ends-too-early")
        return self

    @property
    def closing(self) -> Closing:
        """The same for the rules of the domain."""
        return Closing(self.first, self.last or self.first, self.reason)


class Timed(Model):
    """Anything with opening hours; ``None`` when they are not known for sure."""

    hours: Literal["24/7"] | tuple[Hours, ...] | None = None
    timezone: str = "Europe/Paris"
    #: The calendar of the public holidays on which it is closed (``FR``), or ``open``: it
    #: keeps its hours. ``None``: nobody knows, and nothing is said on those days.
    holidays: str | None = Field(default=None, pattern=r"^([A-Z]{2}(-[A-Z]+)*|open)$")
    closings: tuple[Leave, ...] = ()

    @field_validator("timezone")
    @classmethod
    def _exists(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (KeyError, ValueError):
            raise ValueError(name) from None
        return name

    @property
    def zone(self) -> ZoneInfo:
        """The time zone of the hours."""
        return ZoneInfo(self.timezone)

    @property
    def slots(self) -> tuple[Slot, ...] | None:
        """The opening hours, ``None`` when not known."""
        if self.hours is None:
            return None
        return ALWAYS if isinstance(self.hours, str) else tuple(h.slot for h in self.hours)

    @property
    def never_closes(self) -> bool:
        """Whether it answers at any moment of any day: what is open 24/7 has no holiday."""
        keeps_hours = self.holidays in {None, KEEPS_HOURS}
        return self.is_round_the_clock and keeps_hours and not self.closings

    @property
    def is_round_the_clock(self) -> bool:
        """Day and night, every day."""
        return self.hours == ROUND_THE_CLOCK


class Contact(Reviewed, Timed):
    """A service; a number is written here and nowhere else."""

    name: Text
    number: str | None = Field(default=None, pattern=r"^[0-9 ]{2,14}$")
    sms: str | None = None
    chat_url: Url | None = None
    url: Url | None = None
    mention_text: str | None = Field(default=None, alias="mention")
    free: bool = False
    who: Text
    note: str | None = None
    confidence: Literal["V", "V2", "G", "C", "X"]

    @model_validator(mode="after")
    def _only_sure_contacts_are_shown(self) -> "Contact":
        if self.verified and self.confidence not in {"V", "V2"}:
            raise ValueError("contact-not-sure")
        if self.verified and not (self.number or self.url or self.chat_url):
            raise ValueError("contact-unreachable")
        if self.verified and not self.sources:
            raise ValueError("contact-without-source")
        return self

    @property
    def link(self) -> str | None:
        """The page to open: the chat if there is one."""
        return self.chat_url or self.url

    @property
    def mention(self) -> str:
        """How the service is called inside a sentence."""
        if self.mention_text:
            return self.mention_text
        if not self.number:
            return self.name
        short = self.number.isdigit()
        return self.number if short else f"{self.name} ({self.number})"

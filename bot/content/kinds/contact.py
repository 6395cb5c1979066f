"""A service that helps: its number, who it is for, when it is open."""

from datetime import time
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from pydantic import BeforeValidator, Field, field_validator, model_validator

from bot.content.kinds.base import Model, Reviewed, Text, Url
from bot.domain.hours import ALWAYS, Slot, days

ROUND_THE_CLOCK = "24/7"


class Hours(Model):
    """One line of opening hours, as written: ``{days: mon-fri, open: "09:00", close: "18:00"}``."""

    days: Annotated[frozenset[int], BeforeValidator(lambda d: days(d) if isinstance(d, str) else d)]
    open: time
    close: time

    @property
    def slot(self) -> Slot:
        """The same for the rules of the domain."""
        return Slot(self.days, self.open, self.close)


class Timed(Model):
    """Anything with opening hours; ``None`` when they are not known for sure."""

    hours: Literal["24/7"] | tuple[Hours, ...] | None = None
    timezone: str = "Europe/Paris"

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

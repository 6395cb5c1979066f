"""What kinds of message exist, and what happens with each between two people."""

import re
from collections.abc import Collection
from enum import StrEnum


class Kind(StrEnum):
    """A kind of Telegram message, as far as passing it on is concerned."""

    TEXT = "text"
    VOICE = "voice"
    AUDIO = "audio"
    STICKER = "sticker"
    DOCUMENT = "document"
    PHOTO = "photo"
    VIDEO = "video"
    ANIMATION = "animation"
    VIDEO_NOTE = "video_note"
    CONTACT = "contact"
    LOCATION = "location"
    #: What nobody knows yet, and what Telegram lets no bot copy.
    UNSUPPORTED = "unsupported"
    # New kinds go to the end: buttons that wait on somebody's phone count by place.
    POLL = "poll"
    DICE = "dice"
    LIVE_LOCATION = "live_location"
    STORY = "story"
    CHECKLIST = "checklist"
    PAID_MEDIA = "paid_media"
    GAME = "game"
    #: Telegram's own notice of something done in the chat (a pin, a timer): nobody's words.
    SERVICE = "service"


#: Never passed on by default: an intimate image of a minor must not be copied.
IMAGES = frozenset({Kind.PHOTO, Kind.VIDEO, Kind.ANIMATION, Kind.VIDEO_NOTE})
#: Asked about first: they tell who or where somebody is.
TELLING = frozenset({Kind.CONTACT, Kind.LOCATION, Kind.LIVE_LOCATION})
#: Never passed on: Telegram refuses to copy them. Whoever sent one is told, but for a service
#: message, which nobody sent and which is never answered.
REFUSED = frozenset(
    {Kind.UNSUPPORTED, Kind.STORY, Kind.CHECKLIST, Kind.PAID_MEDIA, Kind.GAME, Kind.SERVICE}
)


class Passing(StrEnum):
    """What becomes of a message of the young person."""

    PASS = "pass"  # noqa: S105  # not a password
    #: Kept as a reference until the worker accepts images in this case.
    HOLD_IMAGE = "hold-image"
    #: Kept as a reference until its author says to send it all the same.
    ASK_FIRST = "ask-first"
    REFUSE = "refuse"


def passing(kind: Kind, *, tells: bool, images_accepted: bool) -> Passing:
    """Decide what becomes of a message; ``tells``: its words tell who somebody is."""
    if kind in REFUSED:
        return Passing.REFUSE
    if kind in IMAGES and not images_accepted:
        return Passing.HOLD_IMAGE
    if kind in TELLING or tells:
        return Passing.ASK_FIRST
    return Passing.PASS


# Whoever writes decides how long these look: each is bounded, or looks at no letter more than
# a few times. What is repeated never gives back (``++``), a run is entered at its end or once
# only, and where it suffices that a word begins, its end is not looked for.

#: French numbers as people type them (0X XX XX XX XX, +33 X …), and any long international one.
_PHONE = re.compile(
    r"(?<![\w+])(?:(?:\+|00)\s?\d{1,3}[\s.\-]?(?:\(0\))?\d(?:[\s.\-]?\d){7,12}"
    r"|0[\s.\-]?[1-9](?:[\s.\-]?\d){8})(?!\d)"
)
#: Looked for from its ``@``: what stands before may be a whole text without a space.
_EMAIL = re.compile(r"(?<=[\w.+-])@[\w-]++\.[.-]*+\w")
_ADDRESS = re.compile(
    r"\b\d{1,4}+\s?(?:bis|ter)?,?\s++(?:rue|avenue|av\.?|boulevard|bd|bld|allée|allee|impasse"
    r"|chemin|place|square|quai|cours|route)\s++\w",
    re.IGNORECASE,
)
_NAME = re.compile(
    r"(?i:\b(?:je m['’ ]?appell?e|mon nom (?:complet )?(?:c['’ ]?)?est|moi c['’ ]?est)\s++)"
    r"[A-ZÀ-Ý][\w'’-]++\s++[A-ZÀ-Ý][\w'’-]"
)


def tells_who(text: str) -> bool:
    """Whether a text seems to hold a phone number, an e-mail, an address or a full name."""
    return any(p.search(text) for p in (_PHONE, _EMAIL, _ADDRESS, _NAME))


def tells_who_else(text: str, services: Collection[str]) -> bool:
    """The same, but for the numbers of services, given as digits: those are there to be told."""
    return tells_who(_PHONE.sub(lambda found: _unless(found[0], services), text))


def _unless(number: str, services: Collection[str]) -> str:
    return "" if digits_of(number) in services else number


def digits_of(number: str) -> str:
    """A number as its digits alone, as it is dialled in France."""
    digits = "".join(c for c in number if c.isdigit())
    abroad = number.lstrip().startswith("+33") or digits.startswith("0033")
    return "0" + digits.removeprefix("00").removeprefix("33") if abroad else digits

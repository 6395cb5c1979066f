"""What sort of thing somebody wants to check: seen from its shape only, nothing is opened."""

import re
from collections.abc import Iterable
from enum import StrEnum

from bot.domain.suspicion import has_words, links, plain, split

QUOTATION = re.compile(r"[«“\"][^»”\"]{12,}[»”\"]")
FIGURE = re.compile(r"\b\d[\d  .,]*\s*(?:%|pour ?cent|millions?|milliards?|euros?|€|fois)(?!\w)")


class Thing(StrEnum):
    """The sorts that the content has three questions for."""

    PHOTO = "photo"
    VIDEO = "video"
    VOICE = "voice"
    SCREENSHOT = "screenshot"
    POST = "post"
    LINK = "link"
    NUMBER = "number"
    QUOTATION = "quotation"
    HEALTH = "health"
    MESSAGE = "message"


def thing_of_text(text: str, posts: Iterable[str], health: Iterable[str]) -> Thing:
    """What a text is: a post of a network, another link, or a kind of claim.

    ``posts`` are the sites of networks; ``health`` are words in lower case without accents.
    """
    addresses = links(text)
    if addresses:
        known = frozenset(posts)
        return Thing.POST if any(_is_post(one, known) for one in addresses) else Thing.LINK
    if has_words(text, health):
        return Thing.HEALTH
    if QUOTATION.search(text):
        return Thing.QUOTATION
    return Thing.NUMBER if FIGURE.search(plain(text)) else Thing.MESSAGE


def _is_post(address: str, posts: frozenset[str]) -> bool:
    parts = split(address)
    host = (parts.hostname or "").removeprefix("www.") if parts else ""
    return any(host == site or host.endswith(f".{site}") for site in posts)

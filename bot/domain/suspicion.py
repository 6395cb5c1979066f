"""What can be seen in a text, a link or a forward without any network: plain yes-or-no rules.

None of them proves anything; each only says where to look. The rules are named in the
content, which gives their points and their words.
"""

import ipaddress
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import SplitResult, urlsplit

from bot.domain.triage.letters import decomposed

WORD = re.compile(r"[a-z0-9'-]+")
URL = re.compile(r"(?:https?://|www\.)[^\s<>\"'«»]+", re.IGNORECASE)
DATE = re.compile(
    r"\b(?:\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{2,4})?|(?:19|20)\d\d|\d{1,2}(?:er)? ?"
    r"(?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre))\b"
)
CAPITALS_SHARE, ENOUGH_LETTERS = 0.4, 12
MANY_EXCLAMATIONS, MANY_HYPHENS, LONG_ADDRESS = 3, 3, 120
#: A forward older than this speaks of something else, perhaps.
OLD = timedelta(days=30)

#: Lists of names by list name: shorteners, unusual_endings, brands, ...
Lists = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Forward:
    """What Telegram says about where a message comes from."""

    hidden: bool = False
    from_channel: bool = False
    age: timedelta = timedelta(0)


def plain(text: str) -> str:
    """Lower case, no accents, straight apostrophes: the form of the lists of words."""
    letters = decomposed(text.lower().replace("’", "'"))
    return "".join(c for c in letters if not unicodedata.combining(c))


def has_words(text: str, words: Iterable[str]) -> bool:
    """Whether one of the words or phrases is in the text, as whole words."""
    padded = f" {' '.join(WORD.findall(plain(text)))} "
    return any(f" {word} " in padded for word in words)


def many_capitals(text: str) -> bool:
    """A text that shouts."""
    letters = [c for c in URL.sub("", text) if c.isalpha()]
    return len(letters) >= ENOUGH_LETTERS and (
        sum(c.isupper() for c in letters) > CAPITALS_SHARE * len(letters)
    )


def many_exclamation_marks(text: str) -> bool:
    """Three or more."""
    return text.count("!") >= MANY_EXCLAMATIONS


def no_date(text: str) -> bool:
    """No day, month or year in it."""
    return DATE.search(plain(text)) is None


TEXT_RULES: Mapping[str, Callable[[str], bool]] = {
    "many_capitals": many_capitals,
    "many_exclamation_marks": many_exclamation_marks,
    "no_date": no_date,
}


def links(text: str) -> list[str]:
    """The addresses in a text."""
    return [found.rstrip(".,;:!?)]}") for found in URL.findall(text)]


def split(url: str) -> SplitResult | None:
    """The parts of an address, ``None`` when it is not one."""
    try:
        parts = urlsplit(url if "://" in url else f"http://{url}")
    except ValueError:
        return None
    return parts if parts.hostname else None


def _host(parts: SplitResult) -> str:
    return (parts.hostname or "").removeprefix("www.")


def _site(parts: SplitResult) -> str:
    """The name that was bought: the last two parts."""
    return ".".join(_host(parts).split(".")[-2:])


def _is_address(parts: SplitResult) -> bool:
    try:
        ipaddress.ip_address(parts.hostname or "")
    except ValueError:
        return False
    return True


def _ends_with(host: str, endings: Iterable[str]) -> bool:
    return any(host == ending or host.endswith(f".{ending}") for ending in endings)


def _imitates(parts: SplitResult, lists: Lists) -> bool:
    """A known name that stands before the name that was bought, or is glued into it."""
    if _ends_with(_host(parts), lists.get("official_endings", ())):
        return False
    before, site = _host(parts).removesuffix(_site(parts)), _site(parts).split(".")[0]
    words = set(re.split(r"[.-]", before)) | (set(site.split("-")) if "-" in site else set())
    return any(brand in words for brand in lists.get("brands", ()))


LinkRule = Callable[[SplitResult, Lists], bool]

LINK_RULES: Mapping[str, LinkRule] = {
    "not_https": lambda parts, _: parts.scheme == "http",
    "https": lambda parts, _: parts.scheme == "https",
    "shortened": lambda parts, lists: _host(parts) in lists.get("shorteners", ()),
    "ip_address": lambda parts, _: _is_address(parts),
    "at_sign": lambda parts, _: "@" in parts.netloc,
    "lookalike_letters": lambda parts, _: not _host(parts).isascii() or "xn--" in _host(parts),
    "brand_in_subdomain": _imitates,
    "many_hyphens": lambda parts, _: _host(parts).count("-") >= MANY_HYPHENS,
    "unusual_ending": lambda parts, lists: _ends_with(
        _host(parts), lists.get("unusual_endings", ())
    ),
    "very_long": lambda parts, _: len(parts.geturl()) > LONG_ADDRESS,
    "download": lambda parts, lists: parts.path.lower().endswith(
        tuple(f".{ending}" for ending in lists.get("download_endings", ()))
    ),
    "official_ending": lambda parts, lists: _ends_with(
        _host(parts), lists.get("official_endings", ())
    ),
}

FORWARD_RULES: Mapping[str, Callable[[Forward], bool]] = {
    "hidden_origin": lambda forward: forward.hidden,
    "known_origin": lambda forward: not forward.hidden,
    "from_channel": lambda forward: forward.from_channel,
    "old_message": lambda forward: forward.age > OLD,
}


#: Endings under which a name is bought one part further to the left.
_SHARED_ENDINGS = frozenset(
    {"gouv.fr", "asso.fr", "com.fr", "co.uk", "org.uk", "com.br", "co.jp", "com.au", "com.tr"}
)


def site_name(url: str) -> str:
    """The name to look at in an address: the one that was bought; empty when there is none."""
    parts = split(url)
    if parts is None or _is_address(parts):
        return parts.hostname or "" if parts else ""
    labels = _host(parts).split(".")
    return ".".join(labels[-3 if ".".join(labels[-2:]) in _SHARED_ENDINGS else -2 :])

"""What can be seen of a piece of news without opening anything: in memory, and nothing is kept.

Every sign is only a reason to look closer; none says that something is true or false.
"""

import ipaddress
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from bot.content.kinds.verify import Sign, Verify

#: A forwarded message this old often speaks of something else.
_OLD = timedelta(days=30)
_LONG_LINK = 100
_MANY_HYPHENS = 3
_MANY_MARKS = 3
#: Below that many letters, capitals say nothing (a name, an acronym).
_ENOUGH_LETTERS = 20
_MANY_CAPITALS = 0.4

#: Endings under which a site is named one level further down.
_DOUBLE_ENDINGS = frozenset(
    {"gouv.fr", "asso.fr", "com.fr", "co.uk", "org.uk", "com.br", "co.jp", "com.au", "com.tr"}
)
_YEAR_OR_DAY = re.compile(r"\b(?:19|20)\d\d\b|\b\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{2,4})?\b")
_MONTH = re.compile(
    r"\b\d{1,2}(?:er)? (?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre"
    r"|novembre|decembre)\b"
)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a forwarded message comes from: ``hidden``, ``channel`` or ``known``."""

    kind: str
    written_at: datetime


@dataclass(frozen=True, slots=True)
class Received:
    """What somebody wants to have looked at; ``medium``: text, picture or video."""

    medium: str
    text: str = field(default="", repr=False)
    links: tuple[str, ...] = field(default=(), repr=False)
    origin: Origin | None = None

    @property
    def kinds(self) -> tuple[str, ...]:
        """The checklists that fit, the one to begin with first."""
        medium = "link" if self.medium == "text" and self.links else self.medium
        return ("forward", medium) if self.origin else (medium,)


def signs_of(verify: Verify, received: Received, now: datetime) -> tuple[Sign, ...]:
    """The signs that can be seen, in the order of the file."""
    origin, links, text = received.origin, received.links, received.text
    return (
        *(s for s in verify.signs.get("forward", ()) if origin and _in_origin(s, origin, now)),
        *(s for s in verify.signs.get("link", ()) if any(_in_link(s, li, verify) for li in links)),
        *(s for s in verify.signs.get("text", ()) if text and _in_text(s, text, verify)),
    )


def points_of(signs: Iterable[Sign]) -> int:
    """How much caution the signs call for."""
    return max(0, sum(sign.points for sign in signs))


def rules() -> frozenset[str]:
    """The names of all rules that the file may use."""
    return frozenset({*_TEXT_RULES, *_LINK_RULES, *_ORIGIN_RULES})


# Text


def plain(text: str) -> str:
    """Lower case, no accents, straight apostrophes, single spaces: as the lists are written."""
    folded = unicodedata.normalize("NFD", text.lower().replace("’", "'"))
    letters = "".join(c for c in folded if not unicodedata.combining(c))
    return " ".join(letters.split())


def _in_text(sign: Sign, text: str, verify: Verify) -> bool:
    if sign.words:
        said = plain(text)
        return any(_says(said, words) for words in verify.words[sign.words])
    rule = _TEXT_RULES.get(sign.rule or "")
    return rule is not None and rule(text)


def _says(said: str, words: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(words)}(?!\w)", said) is not None


def _many_capitals(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    capitals = sum(c.isupper() for c in letters)
    return len(letters) >= _ENOUGH_LETTERS and capitals / len(letters) >= _MANY_CAPITALS


def _many_exclamation_marks(text: str) -> bool:
    return text.count("!") >= _MANY_MARKS


def _no_date(text: str) -> bool:
    said = plain(text)
    return not _YEAR_OR_DAY.search(said) and not _MONTH.search(said)


_TEXT_RULES: Mapping[str, Callable[[str], bool]] = {
    "many_capitals": _many_capitals,
    "many_exclamation_marks": _many_exclamation_marks,
    "no_date": _no_date,
}


# Links


@dataclass(frozen=True, slots=True)
class _Link:
    """A link in its parts; ``host`` is in small letters and readable."""

    text: str
    scheme: str
    host: str
    path: str
    has_at: bool
    lists: Mapping[str, tuple[str, ...]]

    @property
    def site(self) -> str:
        """The name that somebody had to register: what counts."""
        labels = self.host.split(".")
        taken = 3 if ".".join(labels[-2:]) in _DOUBLE_ENDINGS else 2
        return ".".join(labels[-taken:])

    def ends_in(self, name: str) -> bool:
        """Whether the host ends in one of a list."""
        return any(self.host == e or self.host.endswith(f".{e}") for e in self.lists.get(name, ()))


def site_of(link: str) -> str:
    """The real name of the site behind a link; empty when there is none to read."""
    parts = _parts(link, {})
    return parts.site if parts and not _is_ip(parts) else (parts.host if parts else "")


def _parts(link: str, lists: Mapping[str, tuple[str, ...]]) -> _Link | None:
    given = link.strip()
    full = given if "://" in given else f"//{given}"
    try:
        split = urlsplit(full)
        host = split.hostname or ""
    except ValueError:
        return None
    if not host:
        return None
    return _Link(given, split.scheme, _readable(host), split.path, "@" in split.netloc, lists)


def _readable(host: str) -> str:
    """The host as it is shown to readers, not in the letters of the network (``xn--``)."""
    try:
        return host.encode("ascii").decode("idna") if "xn--" in host else host
    except UnicodeError:
        return host


def _in_link(sign: Sign, link: str, verify: Verify) -> bool:
    rule = _LINK_RULES.get(sign.rule or "")
    parts = _parts(link, verify.link_lists)
    return rule is not None and parts is not None and rule(parts)


def _is_ip(link: _Link) -> bool:
    try:
        ipaddress.ip_address(link.host)
    except ValueError:
        return False
    return True


def _lookalike_letters(link: _Link) -> bool:
    return any(not c.isascii() and "LATIN" not in unicodedata.name(c, "") for c in link.host)


def _brand_in_subdomain(link: _Link) -> bool:
    before = link.host.removesuffix(link.site)
    owner = link.site.partition(".")[0]
    words = set(re.split(r"[.-]", before))
    official = link.ends_in("official_endings")
    return not official and bool(words & (set(link.lists.get("brands", ())) - {owner}))


_LINK_RULES: Mapping[str, Callable[[_Link], bool]] = {
    "not_https": lambda link: link.scheme == "http",
    "https": lambda link: link.scheme == "https",
    "shortened": lambda link: link.ends_in("shorteners"),
    "ip_address": _is_ip,
    "at_sign": lambda link: link.has_at,
    "lookalike_letters": _lookalike_letters,
    "brand_in_subdomain": _brand_in_subdomain,
    "many_hyphens": lambda link: link.site.count("-") >= _MANY_HYPHENS,
    "unusual_ending": lambda link: link.ends_in("unusual_endings"),
    "very_long": lambda link: len(link.text) > _LONG_LINK,
    "download": lambda link: link.path.lower().endswith(
        tuple(f".{ending}" for ending in link.lists.get("download_endings", ()))
    ),
    "official_ending": lambda link: link.ends_in("official_endings"),
}


# Where a forward comes from

_ORIGIN_RULES: Mapping[str, Callable[[Origin, datetime], bool]] = {
    "hidden_origin": lambda origin, _: origin.kind == "hidden",
    "from_channel": lambda origin, _: origin.kind == "channel",
    "known_origin": lambda origin, _: origin.kind == "known",
    "old_message": lambda origin, now: now - origin.written_at > _OLD,
}


def _in_origin(sign: Sign, origin: Origin, now: datetime) -> bool:
    rule = _ORIGIN_RULES.get(sign.rule or "")
    return rule is not None and rule(origin, now)


def found(verify: Verify, ids: Iterable[str]) -> Iterator[Sign]:
    """The signs of these ids, those that are gone left out."""
    known = {sign.id: sign for signs in verify.signs.values() for sign in signs}
    return (known[name] for name in ids if name in known)

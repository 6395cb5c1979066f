"""The public page of a territory: all of it in one file, for those without Telegram.

No cookie, no tracker, nothing fetched from anywhere: once opened it works without a network. The
one script leaves the page fast; without it the button is a link. What depends on the hour is
not said: nobody writes the page anew when a place closes.
"""

import base64
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from babel.dates import get_day_names

from bot.content.collection import Library
from bot.content.kinds.card import Card
from bot.content.kinds.contact import Contact, Timed
from bot.content.kinds.territory import Event, Territory
from bot.content.moments import Moments
from bot.content.naming import write_out
from bot.content.presenting import Presenter
from bot.content.rendering import render
from bot.content.strings import Strings
from bot.domain.danger import Danger, Topic
from bot.domain.people import Audience
from bot.domain.start_codes import StartCode
from bot.domain.voices import Address, Voice
from bot.reports.rich_html import as_html
from bot.reports.squares import Code, code_of
from bot.reports.templating import TEMPLATES, drawn

if TYPE_CHECKING:
    from markupsafe import Markup

#: Chosen by nobody in particular: what an ordinary day's history holds.
_ELSEWHERE = "https://fr.wikipedia.org/wiki/"
#: Numbers that everybody should know, after those of an emergency.
_FIRST_LEVELS = ((Danger.HIGH, Topic.VIOLENCES), (Danger.HIGH, Topic.CYBERHARCELEMENT))


@dataclass(frozen=True, slots=True)
class Told:
    """A card as it stands on the page."""

    id: str
    title: str
    text: "Markup"
    contacts: tuple[Contact, ...]
    checked: str


@dataclass(frozen=True, slots=True)
class Chapter:
    """Cards that belong together."""

    id: str
    title: str
    cards: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Times:
    """When something is open, day by day."""

    days: str
    hours: str


def page_of(library: Library, territory: Territory, bot: str, today: date) -> str:
    """The page of a territory; ``bot``: the name of the bot at Telegram, or nothing."""
    strings = library.strings_for(Voice(territory.zone, address=Address.TU))
    styles = (TEMPLATES / "site.css").read_text("utf-8")
    script = (TEMPLATES / "site.js").read_text("utf-8").replace("ELSEWHERE", _ELSEWHERE)
    return drawn(
        "site.html",
        strings,
        territory=territory,
        emergency=_emergency(library),
        services=[one for one in library.contacts.values() if one.number],
        chapters=list(_chapters(library, strings)),
        places=territory.places,
        events=_coming(territory.events, today),
        code=_code(territory, bot),
        colour=territory.structure.colour,
        elsewhere=_ELSEWHERE,
        styles=_safe(styles),
        script=_safe(script),
        policy=_policy(styles, script),
        times=lambda timed: list(_times(timed, strings)),
        day=Moments(strings).day,
        made_on=Moments(strings).day(today),
    )


def _code(territory: Territory, bot: str) -> Code | None:
    start = StartCode(territory=territory.slug)
    return code_of(f"https://t.me/{bot}?start={start}") if bot else None


def _safe(ours: str) -> "Markup":
    from markupsafe import Markup  # noqa: PLC0415  # comes with Jinja2, which few need

    return Markup(ours)  # noqa: S704  # a file of ours, in which nothing was put


def _policy(*inline: str) -> str:
    """Nothing but what stands in the page runs or is shown; it sends nothing anywhere."""
    styles, script = (
        f"'sha256-{base64.b64encode(hashlib.sha256(one.encode()).digest()).decode()}'"
        for one in inline
    )
    return f"default-src 'none'; style-src {styles}; script-src {script}; base-uri 'none'"


def _emergency(library: Library) -> list[Contact]:
    lines = library.emergency_lines
    names = [
        *lines.first_for(Danger.IMMEDIATE),
        *lines.first_for(Danger.IMMEDIATE, Topic.MAL_ETRE),
        *(name for level, topic in _FIRST_LEVELS for name in lines.then_for(level, topic)[:2]),
        *lines.then_for(Danger.HIGH, Topic.MAL_ETRE)[:1],
    ]
    found = [library.contacts[name] for name in dict.fromkeys(names) if name in library.contacts]
    return [one for one in found if one.number]


def _chapters(library: Library, strings: Strings) -> Iterator[Chapter]:
    for topic in Topic:
        if topic is not Topic.PARENTS and (cards := library.cards_of(topic)):
            yield _chapter(topic, strings.label(f"topic-{topic}"), cards, library, strings)
    for audience in (Audience.PARENTS, Audience.PROFESSIONALS):
        if cards := library.of_audience(audience):
            yield _chapter(audience, strings.label(f"site-{audience}"), cards, library, strings)


def _chapter(
    name: str, title: str, cards: Iterable[Card], library: Library, strings: Strings
) -> Chapter:
    told = tuple(_told(card, library, strings) for card in cards)
    return Chapter(f"s-{name}", title[:1].upper() + title[1:], told)


def _told(card: Card, library: Library, strings: Strings) -> Told:
    presenter = Presenter(library, strings)
    contacts = [library.contacts[name] for name in card.contacts if name in library.contacts]
    return Told(
        card.id,
        card.title,
        as_html(render(write_out(card.body, strings), presenter.mention)),
        tuple(contacts),
        Moments(strings).day(card.checked_on),
    )


def _coming(events: Iterable[Event], today: date) -> list[Event]:
    return sorted((one for one in events if one.date >= today), key=lambda one: one.date)


def _times(timed: Timed, strings: Strings) -> Iterator[Times]:
    """Its hours, the days in the order of the week; nothing where they are not known."""
    if timed.never_closes or isinstance(timed.hours, str):
        yield Times(strings.label("site-always"), "")
        return
    names = get_day_names("wide", locale=strings.language)
    for hours in timed.hours or ():
        yield Times(
            _days(sorted(hours.days), names, strings), f"{hours.open:%H:%M} – {hours.close:%H:%M}"
        )


def _days(days: list[int], names: Mapping[int, str], strings: Strings) -> str:
    """*lundi, mercredi*; three in a row and more as *du lundi au vendredi*."""
    first, last = days[0], days[-1]
    if last - first == len(days) - 1 >= 2:  # noqa: PLR2004  # as it is said
        return strings.label("site-days", first=names[first], last=names[last])
    return ", ".join(names[day] for day in days)


def index_of(library: Library, territories: Iterable[Territory], today: date) -> str:
    """A page that leads to those of several territories."""
    styles = (TEMPLATES / "site.css").read_text("utf-8")
    return drawn(
        "site_index.html",
        library.strings,
        territories=tuple(territories),
        styles=_safe(styles),
        policy=_policy(styles, ""),
        made_on=Moments(library.strings).day(today),
    )

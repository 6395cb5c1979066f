"""/lieux: places of the territory by what somebody needs, open now, or near a shared location.

A location is looked at in memory: it is kept nowhere, passed on to nobody, and what is answered
by it is written down nowhere either.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote_plus

from bot.actions.ask_question import ask_question
from bot.actions.context import Showing
from bot.content.calendar_file import calendar_file
from bot.content.handles import handle
from bot.content.kinds.territory import Event, Place
from bot.content.rich import Rich, joined, styled, titled
from bot.domain.places import STEP, Need, Point, nearest
from bot.domain.screens import Notice, Screen
from bot.telegram_ui.features import YOUNG, Button, Command, Feature, Question, draws, notice, plain
from bot.telegram_ui.pages import Document, Page, Press, View
from bot.telegram_ui.visits import Visit
from bot.telegram_ui.young_person.free_text import young_person_writes

NEARBY = Notice("nearby")
NEARBY_EVENTS = Notice("nearby-events")
NEARBY_WHERE = Notice("nearby-where")
NEARBY_WHICH = Notice("nearby-which")
#: Places of one message, and events: more would not be read.
_SIZE, _EVENTS = 5, 6
_KILOMETRE = 1000 // STEP
#: In the place of a need: all places, or those that are open now.
_ALL, _OPEN = "tous", "ouvert"


@dataclass(frozen=True, slots=True)
class NearbyList(Screen):
    """Places for a need, or all of them, or those that are open now."""

    which: str
    page: int


@dataclass(frozen=True, slots=True)
class NearbyHere(Screen):
    """The nearest places: short names, each with its distance in steps."""

    near: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class EventFile(Screen):
    """One event, as a file for a calendar; ``event``: a short name."""

    event: str


async def places(visit: Visit, rest: str) -> None:
    """Ask what somebody needs."""
    del rest
    await visit.show(NEARBY)


async def back_pressed(visit: Visit, args: list[str]) -> None:
    """The same, in place."""
    del args
    await visit.replace(NEARBY)


async def list_pressed(visit: Visit, args: list[str]) -> None:
    """Show places, or the next of them."""
    await visit.replace(NearbyList(args[0], int(args[1])))


async def events_pressed(visit: Visit, args: list[str]) -> None:
    """Show what is on."""
    del args
    await visit.replace(NEARBY_EVENTS)


async def which_pressed(visit: Visit, args: list[str]) -> None:
    """Ask which event is to go into a calendar."""
    del args
    await visit.replace(NEARBY_WHICH)


async def file_pressed(visit: Visit, args: list[str]) -> None:
    """Send one event as a file."""
    await visit.show(EventFile(args[0]))


async def near_pressed(visit: Visit, args: list[str]) -> None:
    """Ask for a location."""
    del args
    await ask_question(visit.ctx, visit.person.id, "nearby")
    await visit.replace(NEARBY_WHERE)


async def location_answered(visit: Visit, words: str) -> None:
    """Show what is near; whatever else somebody wrote goes where it would have gone."""
    del words
    location = visit.message.location if visit.message else None
    if location is None:
        await young_person_writes(visit)
        return
    here = Point(location.latitude, location.longitude)
    known = visit.ctx.library.territory(visit.person.territory).places
    on_map = [
        (handle("place", one.name), point) for one in known if (point := one.point) is not None
    ]
    near = tuple(nearest(here, on_map)[:_SIZE])
    await visit.show_as(Showing(NearbyHere(near), unwritten=True))


async def _nearby(view: View) -> Page:
    known = view.territory.places
    if not known:
        rows = [_what_the_team_offers(view), *_footer(view)[1:]]
        return Page(view.words("nearby-none", territory=view.territory.name), rows)
    needs = [need for need in Need if any(need in one.needs for one in known)]
    presses = [Press(view.label(f"need-{need}"), "nearby-list", (need.value, 0)) for need in needs]
    rows = [presses[at : at + 2] for at in range(0, len(presses), 2)]
    rows.append(
        [
            view.press("button-nearby-open", "nearby-list", _OPEN, 0),
            view.press("button-nearby-all", "nearby-list", _ALL, 0),
        ]
    )
    if any(one.point is not None for one in known):
        rows.append([view.press("button-nearby-here", "nearby-here")])
    if _coming(view):
        rows.append([view.press("button-nearby-events", "nearby-events")])
    rows.append(_what_the_team_offers(view))
    return Page(view.words(NEARBY.name, territory=view.territory.name), [*rows, *_footer(view)[1:]])


def _what_the_team_offers(view: View) -> list[Press]:
    return [view.press("button-following", "following"), view.press("button-opinions", "opinions")]


async def _list(view: View, screen: NearbyList) -> Page:
    found = _found(view, screen.which)
    last = max(0, (len(found) - 1) // _SIZE)
    page = min(max(screen.page, 0), last)
    shown = found[page * _SIZE : (page + 1) * _SIZE]
    turning = [("button-page-before", page - 1), ("button-page-after", page + 1)]
    around = [(key, to) for key, to in turning if 0 <= to <= last]
    row = [view.press(key, "nearby-list", screen.which, to) for key, to in around]
    if not shown:
        return Page(view.words("nearby-nothing"), _footer(view))
    rows = [row] if row else []
    return Page(joined([_about(view, one) for one in shown]), [*rows, *_footer(view)])


def _found(view: View, which: str) -> list[Place]:
    known = view.territory.places
    if which in set(Need):
        known = tuple(one for one in known if which in one.needs)
    is_open = {one.name: view.library.opening(one, view.local_now).is_open for one in known}
    if which == _OPEN:
        return [one for one in known if is_open[one.name]]
    return sorted(known, key=lambda one: not is_open[one.name])


async def _here(view: View, screen: NearbyHere) -> Page:
    known = {handle("place", one.name): one for one in view.territory.places}
    shown = [(known[name], far) for name, far in screen.near if name in known]
    if not shown:
        return Page(view.words("nearby-nothing"), _footer(view))
    return Page(joined([_about(view, one, far) for one, far in shown]), _footer(view))


def _about(view: View, place: Place, far: int | None = None) -> Rich:
    """A place: whose it is for, when it is open, how to go there and to call."""
    kind = place.kind if far is None else f"{place.kind}, {_distance(view, far)}"
    told = [
        Rich(kind),
        Rich(place.for_whom),
        Rich(view.presenter.opening_words(place, view.local_now)),
        styled(place.address, "text_link", _way(place)),
        Rich(place.phone or ""),
        Rich(view.label("nearby-step-free") if place.step_free else ""),
        Rich(place.note or ""),
    ]
    return titled(place.name).then(joined([one for one in told if one.text], "\n"), "\n")


def _distance(view: View, steps: int) -> str:
    if steps < _KILOMETRE:
        return view.label("nearby-metres", metres=view.amount(max(1, steps) * STEP))
    return view.label("nearby-kilometres", kilometres=view.amount(round(steps / _KILOMETRE)))


def _way(place: Place) -> str:
    """A map that asks for nobody's name; opened by whoever presses, outside of the bot."""
    if place.point is not None:
        to = f"{place.point.latitude},{place.point.longitude}"
        return f"https://www.openstreetmap.org/directions?to={quote_plus(to)}"
    return f"https://www.openstreetmap.org/search?query={quote_plus(place.address)}"


def _coming(view: View) -> Sequence[Event]:
    coming = [one for one in view.territory.events if one.date >= view.today]
    return sorted(coming, key=lambda one: (one.date, str(one.starts or "")))[:_EVENTS]


async def _events(view: View) -> Page:
    told = [_event(view, one) for one in _coming(view)]
    if not told:
        return Page(view.words("nearby-no-events"), _footer(view))
    return Page(joined(told), [[view.press("button-event-file", "nearby-which")], *_footer(view)])


async def _which(view: View) -> Page:
    rows = [[Press(one.title, "event-file", (_named(one),))] for one in _coming(view)]
    rows.append([view.press("button-nearby-events", "nearby-events")])
    return Page(view.words(NEARBY_WHICH.name), rows)


async def _file(view: View, screen: EventFile) -> Page:
    found = next((one for one in _coming(view) if _named(one) == screen.event), None)
    back = [[view.press("button-nearby-events", "nearby-events")]]
    if found is None:
        return Page(view.words("nearby-no-events"), back)
    content = calendar_file(found, view.territory.zone, view.now)
    file = Document(f"{found.date:%Y-%m-%d}.ics", content)
    return Page(_event(view, found).then(view.words("event-file")), back, document=file)


def _named(event: Event) -> str:
    return handle("event", f"{event.date} {event.title}")


def _event(view: View, event: Event) -> Rich:
    day = view.day(event.date)
    if event.starts and event.ends:
        day = view.label(
            "nearby-event-times",
            day=day,
            starts=f"{event.starts:%H:%M}",
            ends=f"{event.ends:%H:%M}",
        )
    lines = [Rich(day), Rich(event.place), Rich(event.text)]
    return titled(event.title).then(joined(lines, "\n"), "\n")


def _footer(view: View) -> list[list[Press]]:
    return [
        [view.press("button-nearby-back", "nearby")],
        [view.press("button-talk", "talk"), view.press("button-menu", "menu")],
    ]


FEATURE = Feature(
    commands=(Command("lieux", YOUNG, places),),
    buttons=(
        Button("nearby", YOUNG, back_pressed),
        Button("nearby-list", YOUNG, list_pressed),
        Button("nearby-here", YOUNG, near_pressed),
        Button("nearby-events", YOUNG, events_pressed),
        Button("nearby-which", YOUNG, which_pressed),
        Button("event-file", YOUNG, file_pressed),
    ),
    questions=(Question("nearby", YOUNG, location_answered, any_kind=True),),
    screens=(
        notice(NEARBY, _nearby),
        draws(NearbyList, _list),
        draws(NearbyHere, _here),
        notice(NEARBY_EVENTS, _events),
        notice(NEARBY_WHICH, _which),
        draws(EventFile, _file),
        plain(NEARBY_WHERE, (("button-nearby-back", "nearby"),)),
    ),
)

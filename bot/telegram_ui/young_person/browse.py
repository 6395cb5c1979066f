"""Going on and back in the library: the same three buttons for all that can be read."""

from dataclasses import replace

from bot.actions.ask_question import ask_question
from bot.actions.choose_audience import choose_audience
from bot.actions.context import Showing
from bot.actions.count_reading import count_quiz, count_reading
from bot.content.collection import Library
from bot.content.handles import named
from bot.domain.danger import Topic
from bot.domain.people import Audience
from bot.telegram_ui.features import YOUNG, Button, Feature, notice
from bot.telegram_ui.pages import Page, View
from bot.telegram_ui.trails import CONTENT_GONE, At, Spot, Trail, Where
from bot.telegram_ui.visits import Visit
from bot.telegram_ui.young_person.welcome import menu_buttons


async def go(visit: Visit, args: list[str]) -> None:
    """Show a spot in place, and count what is read."""
    trail = _read(args)
    if trail is None:
        await visit.replace(CONTENT_GONE)
        return
    await _count(visit, trail.here)
    await _replace(visit, trail)


async def back(visit: Visit, args: list[str]) -> None:
    """The same without counting: it was read before."""
    trail = _read(args)
    if trail is None:
        await visit.replace(CONTENT_GONE)
    else:
        await _replace(visit, trail)


async def open_apart(visit: Visit, args: list[str]) -> None:
    """Show a spot in a message of its own, so that what led to it stays."""
    trail = _read(args)
    if trail is None:
        await visit.show(CONTENT_GONE)
        return
    await _count(visit, trail.here)
    await show_spot(visit, trail)


async def _replace(visit: Visit, trail: Trail) -> None:
    await _arrive(visit, trail)
    await visit.show_as(replace(_showing(trail), edit=visit.pressed_in))


def _read(args: list[str]) -> Trail | None:
    """The way; ``None`` for a button of another version, which wrote it otherwise."""
    try:
        return Trail.read(args)
    except ValueError:
        return None


async def show_spot(visit: Visit, trail: Trail) -> None:
    """Show a spot in a message of its own."""
    await _arrive(visit, trail)
    await visit.show_as(_showing(trail))


def _showing(trail: Trail) -> Showing:
    """What somebody answered is never written down."""
    return Showing(At.of(trail), unwritten=trail.has_answers)


async def _arrive(visit: Visit, trail: Trail) -> None:
    """At the entry of the news helper, the next message is the one to look at.

    Whoever goes where parents or professionals read is spoken to as one of them.
    """
    if audience := _audience_at(visit.parts.library(), trail.here):
        await choose_audience(visit.ctx, visit.person, audience)
    if trail.here == Spot(Where.VERIFY):
        await ask_question(visit.ctx, visit.person.id, "verify")


def _audience_at(library: Library, spot: Spot) -> Audience | None:
    """For whom a place is, if it is not for young people."""
    if spot.where is Where.PROFESSIONALS:
        return Audience.PROFESSIONALS
    if spot == Spot.of(Where.TOPIC, Topic.PARENTS):
        return Audience.PARENTS
    card = named(spot.where, spot.handle, library.cards) if spot.where is Where.CARD else None
    audience = library.cards[card].audience if card else Audience.YOUNG
    return None if audience is Audience.YOUNG else audience


async def _count(visit: Visit, spot: Spot) -> None:
    library = visit.parts.library()
    if spot.where is Where.CARD and not any(spot.numbers):
        card = named(spot.where, spot.handle, library.cards)
        if card is not None:
            await count_reading(visit.ctx, visit.person.id, card)
    elif spot.where is Where.QUIZ and spot.numbers:
        quiz = named(spot.where, spot.handle, library.quizzes)
        if quiz is not None and spot.number(0) == len(library.quizzes[quiz].asked):
            await count_quiz(visit.ctx, visit.person.id, quiz)


async def _gone(view: View) -> Page:
    return Page(view.words(CONTENT_GONE.name), menu_buttons(view))


FEATURE = Feature(
    buttons=(
        Button("go", YOUNG, go),
        Button("back", YOUNG, back),
        Button("open", YOUNG, open_apart),
    ),
    screens=(notice(CONTENT_GONE, _gone),),
)

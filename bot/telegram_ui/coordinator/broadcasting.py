"""/diffuser: a prevention alert to whoever asked for its theme, approved by a second person.

What is written stays in memory until its author has read it as it will be received.
"""

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, replace
from typing import ClassVar

from bot.actions.ask_question import ask_question
from bot.actions.broadcast import approve, fit, propose, refuse, stop
from bot.actions.context import Context
from bot.actions.screens import BroadcastCard
from bot.content.handles import handle, named
from bot.content.rich import Rich
from bot.domain.broadcasts import (
    LEAST,
    LIMIT,
    Broadcast,
    NobodyElse,
    NoBroadcast,
    State,
    Theme,
    UnfitBroadcast,
    When,
    tidy,
)
from bot.domain.people import NotCoordinator, PersonId
from bot.domain.screens import Notice, Screen
from bot.domain.voices import Voice
from bot.store import alerts, broadcasts
from bot.telegram_ui.features import (
    COORDINATION,
    Button,
    Command,
    Feature,
    Question,
    draws,
    notice,
    plain,
)
from bot.telegram_ui.pages import Page, Press, View
from bot.telegram_ui.signatures import signed_by
from bot.telegram_ui.visits import Visit
from bot.telegram_ui.worker.enquiries import remember_draft, waits_for_answer
from bot.telegram_ui.young_person.following import as_read

BROADCASTS = Notice("broadcasts")
BROADCAST_WRITE = Notice("broadcast-write")
BROADCAST_LOST = Notice("broadcast-lost")
BROADCAST_DROPPED = Notice("broadcast-dropped")
BROADCAST_ALONE = Notice("broadcast-alone")
#: More would not be read.
_SHOWN = 5
#: In the place of a territory: all of them.
EVERYWHERE = "tous"


@dataclass(frozen=True, slots=True)
class BroadcastUnfit(Screen):
    """Why it cannot be sent."""

    fault: str


@dataclass(frozen=True, slots=True)
class BroadcastDraft(Screen):
    """On what theme is it? ``source``: the message that holds it."""

    source: int
    from_memory: ClassVar[bool] = True


@dataclass(frozen=True, slots=True)
class BroadcastWhere(Screen):
    """Whose readers get it?"""

    source: int
    theme: Theme


@dataclass(frozen=True, slots=True)
class BroadcastPreview(Screen):
    """It, as it will be received, and when it is to leave. ``where``: a short name, or all."""

    source: int
    theme: Theme
    where: str
    from_memory: ClassVar[bool] = True


async def broadcast(visit: Visit, rest: str) -> None:
    """What it is for, what stands, and a new one."""
    del rest
    await visit.show(BROADCASTS)


async def list_pressed(visit: Visit, args: list[str]) -> None:
    """The same, in place."""
    del args
    await visit.replace(BROADCASTS)


async def write_pressed(visit: Visit, args: list[str]) -> None:
    """Wait for its words."""
    del args
    await ask_question(visit.ctx, visit.person.id, "broadcast")
    await visit.show(BROADCAST_WRITE)


async def written(visit: Visit, text: str) -> None:
    """Ask on what theme it is, before anything of it is kept."""
    try:
        fit(visit.ctx, text)
    except UnfitBroadcast as unfit:
        await ask_question(visit.ctx, visit.person.id, "broadcast")
        await visit.show(BroadcastUnfit(unfit.why.value))
        return
    await visit.show(BroadcastDraft(remember_draft(visit, text)))


async def theme_pressed(visit: Visit, args: list[str]) -> None:
    """Ask whose readers get it, where there are several teams."""
    source, theme = int(args[0]), Theme(args[1])
    if len(visit.ctx.library.served) > 1:
        await visit.replace(BroadcastWhere(source, theme))
    else:
        await visit.replace(BroadcastPreview(source, theme, EVERYWHERE))


async def where_pressed(visit: Visit, args: list[str]) -> None:
    """Show it as it will be received."""
    await visit.replace(BroadcastPreview(int(args[0]), Theme(args[1]), args[2]))


async def propose_pressed(visit: Visit, args: list[str]) -> None:
    """Ask the other coordinators."""
    source, theme, when = int(args[0]), Theme(args[1]), When(args[3])
    words = _draft(visit, source)
    where = chosen_territory(args[2], visit.ctx.library.served)
    if words is None or where is None:
        await visit.replace(BROADCAST_LOST)
        return
    try:
        new = await propose(visit.ctx, visit.person.id, theme, where, words, when)
    except (NobodyElse, NotCoordinator):
        await visit.replace(BROADCAST_ALONE)
        return
    visit.parts.words.forget_message(visit.person.id, -source)
    await visit.replace(BroadcastCard(new))


async def drop_pressed(visit: Visit, args: list[str]) -> None:
    """It is sent to nobody."""
    visit.parts.words.forget_message(visit.person.id, -int(args[0]))
    await visit.replace(BROADCAST_DROPPED)


async def card_pressed(visit: Visit, args: list[str]) -> None:
    """Where it stands now, in place."""
    await visit.replace(BroadcastCard(int(args[0])))


Decide = Callable[[Context, PersonId, int], Awaitable[None]]


def _decided(decide: Decide) -> Callable[[Visit, list[str]], Awaitable[None]]:
    async def pressed(visit: Visit, args: list[str]) -> None:
        try:
            await decide(visit.ctx, visit.person.id, int(args[0]))
        except (NoBroadcast, NotCoordinator):
            visit.say("toast-broadcast-over")
        await visit.replace(BroadcastCard(int(args[0])))

    return pressed


def _draft(visit: Visit, source: int) -> str | None:
    said = visit.parts.words.said(visit.person.id, -source)
    try:
        return fit(visit.ctx, said.text) if said else None
    except UnfitBroadcast:
        return None


def chosen_territory(short: str, served: Iterable[str]) -> str | None:
    """The territory of a short name; empty for all of them; None: it is gone."""
    return "" if short == EVERYWHERE else named("territory", short, served)


async def _list(view: View) -> Page:
    async with view.store.reading() as tx:
        newest = await broadcasts.newest(tx, _SHOWN)
        alone = not await alerts.coordinators(tx, but=[view.reader])
    rows = [[_line(view, one)] for one in newest]
    if alone:
        # Said before anything is written for nothing.
        return Page(view.words("broadcasts").then(view.words(BROADCAST_ALONE.name)), rows)
    rows.insert(0, [view.press("button-broadcast-write", "broadcast-write")])
    return Page(view.words("broadcasts"), rows)


def _line(view: View, one: Broadcast) -> Press:
    made = view.day(one.made_at.astimezone(view.voice.zone).date())
    theme = view.label(f"theme-{one.theme}")
    state = view.label(f"broadcast-state-{one.state}")
    label = view.label("button-broadcast", theme=theme, day=made, state=state)
    return Press(label, "broadcast", (one.id,))


async def _write(view: View) -> Page:
    return await waits_for_answer(view, view.words("broadcast-write", most=LIMIT))


async def _unfit(view: View, screen: BroadcastUnfit) -> Page:
    text = view.words(f"broadcast-unfit-{screen.fault}", most=LIMIT, least=LEAST)
    return await waits_for_answer(view, text)


async def _theme(view: View, screen: BroadcastDraft) -> Page:
    if view.spoken(-screen.source) is None:
        return Page(view.words(BROADCAST_LOST.name))
    rows = [
        [Press(view.label(f"theme-{one}"), "broadcast-theme", (screen.source, one.value))]
        for one in Theme
    ]
    return Page(view.words("broadcast-draft"), [*rows, [_drop(view, screen.source)]])


async def _where(view: View, screen: BroadcastWhere) -> Page:
    rows = [
        [Press(name, "broadcast-where", (screen.source, screen.theme.value, short))]
        for name, short in territory_choices(view)
    ]
    return Page(view.words("broadcast-where"), [*rows, [_drop(view, screen.source)]])


def territory_choices(view: View) -> list[tuple[str, str]]:
    """Each territory and all of them: its name, and what ``chosen_territory`` understands."""
    names = [(one.name, handle("territory", slug)) for slug, one in view.library.served.items()]
    return [*names, (view.label("broadcast-everywhere"), EVERYWHERE)]


async def _preview(view: View, screen: BroadcastPreview) -> Page:
    said = view.spoken(-screen.source)
    if said is None:
        return Page(view.words(BROADCAST_LOST.name))
    about = (screen.source, screen.theme.value, screen.where)
    rows = [
        [Press(view.label(f"button-broadcast-{when}"), "broadcast-propose", (*about, when.value))]
        for when in When
    ]
    text = view.words("broadcast-preview").then(_as_received(view, screen.theme, said.text))
    return Page(text, [*rows, [_drop(view, screen.source)]])


def _as_received(view: View, theme: Theme, words: str) -> Rich:
    """As most of its readers are spoken to, which is not how the team is."""
    return as_read(replace(view, voice=Voice(view.voice.zone)), theme, tidy(words))


def _drop(view: View, source: int) -> Press:
    return view.press("button-broadcast-drop", "broadcast-drop", source)


async def _card(view: View, screen: BroadcastCard) -> Page:
    async with view.store.reading() as tx:
        found = await broadcasts.get(tx, screen.broadcast)
    back = view.press("button-broadcasts", "broadcasts")
    if found is None:
        return Page(view.words("broadcast-forgotten"), [[back]])
    text = await _stands(view, found)
    text = text.then(_as_received(view, found.theme, found.words))
    return Page(text, [*_choices(view, found), [back]])


async def _stands(view: View, one: Broadcast) -> Rich:
    local = one.send_at.astimezone(view.voice.zone)
    everywhere = view.label("broadcast-everywhere")
    return view.words(
        f"broadcast-card-{one.state}",
        name=(await signed_by(view, one.by))[0],
        other=(await signed_by(view, one.approved_by))[0] if one.approved_by else "",
        place=view.library.territory(one.territory).name if one.territory else everywhere,
        day=view.day(local.date()),
        time=view.presenter.moments.clock(local),
        tenths=one.tenths,
    )


def _choices(view: View, one: Broadcast) -> list[list[Press]]:
    if one.state is State.PROPOSED and one.by == view.reader:
        return [[view.press("button-broadcast-withdraw", "broadcast-refuse", one.id)]]
    if one.state is State.PROPOSED:
        approves = view.press("button-broadcast-approve", "broadcast-approve", one.id)
        return [[approves], [view.press("button-broadcast-refuse", "broadcast-refuse", one.id)]]
    if not one.stands:
        return []
    stops = view.press("button-broadcast-stop", "broadcast-stop", one.id)
    return [[view.press("button-broadcast-look", "broadcast", one.id)], [stops]]


FEATURE = Feature(
    commands=(Command("diffuser", COORDINATION, broadcast),),
    buttons=(
        Button("broadcasts", COORDINATION, list_pressed),
        Button("broadcast", COORDINATION, card_pressed),
        Button("broadcast-write", COORDINATION, write_pressed),
        Button("broadcast-theme", COORDINATION, theme_pressed),
        Button("broadcast-where", COORDINATION, where_pressed),
        Button("broadcast-propose", COORDINATION, propose_pressed),
        Button("broadcast-drop", COORDINATION, drop_pressed),
        Button("broadcast-approve", COORDINATION, _decided(approve)),
        Button("broadcast-refuse", COORDINATION, _decided(refuse)),
        Button("broadcast-stop", COORDINATION, _decided(stop)),
    ),
    questions=(Question("broadcast", COORDINATION, written),),
    screens=(
        notice(BROADCASTS, _list),
        notice(BROADCAST_WRITE, _write),
        draws(BroadcastUnfit, _unfit),
        draws(BroadcastDraft, _theme),
        draws(BroadcastWhere, _where),
        draws(BroadcastPreview, _preview),
        draws(BroadcastCard, _card),
        plain(BROADCAST_LOST),
        plain(BROADCAST_DROPPED),
        plain(BROADCAST_ALONE),
    ),
)

"""/dispo and /pause: whether new requests ring, who else is there, what becomes of cases."""

from dataclasses import dataclass
from datetime import timedelta

from bot.actions.ask_debrief import ask_debrief
from bot.actions.give_back_cases import give_back_case
from bot.actions.own_queue import scopes
from bot.actions.present_member import be_available
from bot.actions.screens import DebriefWanted
from bot.domain.alerts import MOST_CAPACITY
from bot.domain.cases import NoCase
from bot.domain.people import CaseId
from bot.domain.screens import Notice, Screen
from bot.store import alerts, cases
from bot.telegram_ui.features import TEAM, Button, Command, Feature, by_button, draws, notice, plain
from bot.telegram_ui.pages import Page, Press, View
from bot.telegram_ui.signatures import signed_by
from bot.telegram_ui.visits import Visit
from bot.telegram_ui.worker.passing import pass_button

NOW_PAUSED = Notice("now-paused")
#: As long as a shift lasts; a moment kept of its beginning would be wrong for who forgot /dispo.
A_SHIFT = timedelta(hours=12)
#: Colleagues named: more would not be read.
_NAMED = 8


@dataclass(frozen=True, slots=True)
class NowAvailable(Screen):
    """New requests ring; ``most``: before that many cases, others are not asked first."""

    most: int
    #: Who waits where they work.
    waiting: int = 0


@dataclass(frozen=True, slots=True)
class CapacityUnclear(Screen):
    """That is no number of cases."""

    most: int


@dataclass(frozen=True, slots=True)
class HardShift(Screen):
    """So many dangerous cases lately: that is a lot to bear alone."""

    count: int


@dataclass(frozen=True, slots=True)
class DebriefAsked(Screen):
    """So many coordinators know that this worker wants to talk."""

    count: int


async def available(visit: Visit, rest: str) -> None:
    """Ring from now on; a number says how many cases at once."""
    wanted = rest.strip()
    if wanted and not (wanted.isdecimal() and 1 <= int(wanted[:6]) <= MOST_CAPACITY):
        await visit.show(CapacityUnclear(MOST_CAPACITY))
        return
    capacity = int(wanted) if wanted else None
    most = await be_available(visit.ctx, visit.person.id, available=True, capacity=capacity)
    first, *_ = await scopes(visit.ctx.tx, visit.ctx.library, visit.person)
    waiting = await cases.waiting_count(visit.ctx.tx, first)
    await visit.show(NowAvailable(most, waiting))


async def pause(visit: Visit, rest: str) -> None:
    """Ring no more; each open case stays, unless it is given back."""
    del rest
    await be_available(visit.ctx, visit.person.id, available=False)
    await visit.show(NOW_PAUSED, listing=True)
    ctx = visit.ctx
    hard = await cases.hard_count(ctx.tx, visit.person.id, ctx.now - A_SHIFT)
    if hard:
        await visit.show(HardShift(hard))


async def debrief_pressed(visit: Visit, args: list[str]) -> None:
    """Coordination is told that they want to talk."""
    del args
    await visit.replace(DebriefAsked(await ask_debrief(visit.ctx, visit.person.id)))


async def keep_pressed(visit: Visit, args: list[str]) -> None:
    """A case stays with whoever pauses."""
    mine = {case.id: case for case in await cases.taken_by(visit.ctx.tx, visit.person.id)}
    case = mine.get(CaseId(int(args[0])))
    if case is None:
        visit.say("toast-not-your-case")
    else:
        visit.say("toast-case-kept", pseudonym=case.pseudonym)


async def leave_pressed(visit: Visit, args: list[str]) -> None:
    """A case goes back to the queue, and the list is shown anew."""
    try:
        await give_back_case(visit.ctx, visit.person.id, CaseId(int(args[0])), int(args[1]))
    except NoCase:
        visit.say("toast-not-your-case")
        return
    visit.say("toast-given-back")
    await visit.replace(NOW_PAUSED, listing=True)


async def _available(view: View, screen: NowAvailable) -> Page:
    async with view.store.reading() as tx:
        team = await alerts.team(tx, {view.reader})
    there = [one.id for one in team if one.available and one.reachable]
    names = [(await signed_by(view, one))[0] for one in there[:_NAMED]]
    text = view.words(screen.name, most=screen.most, waiting=screen.waiting)
    others = view.words(
        "shift-others", count=len(there), more=len(there) - len(names), names=", ".join(names)
    )
    return Page(text.then(others), [[view.press("button-queue", "queue")]])


async def _debrief_wanted(view: View, screen: DebriefWanted) -> Page:
    name, function = await signed_by(view, screen.worker)
    return Page(view.words(screen.name, name=name, function=function))


async def _paused(view: View) -> Page:
    async with view.store.reading() as tx:
        mine = await cases.taken_by(tx, view.reader)
    rows = [
        [
            Press(view.label("button-keep-one", pseudonym=case.pseudonym), "keep", (case.id,)),
            Press(
                view.label("button-give-back-one", pseudonym=case.pseudonym),
                "leave",
                (case.id, case.epoch),
            ),
        ]
        for case in mine
    ]
    rows += [[pass_button(view, case)] for case in mine]
    return Page(
        view.words("now-paused", count=len(mine)),
        [*rows, [view.press("button-my-cases", "my-cases")]],
    )


FEATURE = Feature(
    commands=(Command("dispo", TEAM, available), Command("pause", TEAM, pause)),
    buttons=(
        Button("available", TEAM, by_button(available)),
        Button("pause", TEAM, by_button(pause)),
        Button("keep", TEAM, keep_pressed),
        Button("leave", TEAM, leave_pressed),
        Button("debrief", TEAM, debrief_pressed),
    ),
    screens=(
        draws(NowAvailable, _available),
        plain(CapacityUnclear),
        notice(NOW_PAUSED, _paused),
        plain(HardShift, (("button-debrief", "debrief"),)),
        plain(DebriefAsked),
        draws(DebriefWanted, _debrief_wanted),
    ),
)

"""/dispo and /pause: whether new requests ring, who else is there, what the shift leaves."""

from dataclasses import dataclass
from datetime import timedelta

from bot.actions.ask_debrief import ask_debrief
from bot.actions.ask_question import ask_question
from bot.actions.give_back_cases import give_back_case
from bot.actions.hand_over_shift import keep_handover, leave_all, offer_all, show_handovers
from bot.actions.own_queue import scopes
from bot.actions.pass_case import NotThere, there
from bot.actions.present_member import be_available
from bot.actions.screens import ENQUIRY_WAITS, DebriefWanted, HandoverBy
from bot.domain.alerts import MOST_CAPACITY
from bot.domain.cases import Case, NoCase
from bot.domain.people import CaseId, PersonId
from bot.domain.screens import Notice, Screen
from bot.store import alerts, cases, enquiries, queue
from bot.telegram_ui.features import (
    TEAM,
    Button,
    Command,
    Feature,
    Question,
    by_button,
    draws,
    notice,
    plain,
)
from bot.telegram_ui.pages import Page, Press, View
from bot.telegram_ui.signatures import signed_by
from bot.telegram_ui.visits import Visit
from bot.telegram_ui.worker.passing import pass_button

NOW_PAUSED = Notice("now-paused")
HANDOVER_QUESTION = Notice("handover-question")
HANDOVER_KEPT = Notice("handover-kept")
#: As long as a shift lasts; a moment kept of its beginning would be wrong for who forgot /dispo.
A_SHIFT = timedelta(hours=12)
#: Colleagues named: more would not be read.
_NAMED = 8
#: Colleagues to whom all can be offered at once.
_RELIEF = 2


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
    waiting = await queue.count(visit.ctx.tx, first)
    await visit.show(NowAvailable(most, waiting))
    await show_handovers(visit.ctx, visit.person.id)
    if await enquiries.count_waiting(visit.ctx.tx, first):
        await visit.show(ENQUIRY_WAITS)


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


async def handover_pressed(visit: Visit, args: list[str]) -> None:
    """Ask for a word to the next shift."""
    del args
    await ask_question(visit.ctx, visit.person.id, "handover")
    await visit.show(HANDOVER_QUESTION)


async def handover_answered(visit: Visit, text: str) -> None:
    """Keep which message it is."""
    del text
    assert visit.message is not None  # noqa: S101  # questions are answered by messages
    await keep_handover(visit.ctx, visit.person.id, visit.message.message_id)
    await visit.reply(HANDOVER_KEPT)


async def leave_all_pressed(visit: Visit, args: list[str]) -> None:
    """Every case goes back to the queue."""
    del args
    visit.say("toast-all-given-back", count=await leave_all(visit.ctx, visit.person.id))
    await visit.replace(NOW_PAUSED, listing=True)


async def offer_all_pressed(visit: Visit, args: list[str]) -> None:
    """Every case is offered to one colleague."""
    try:
        count = await offer_all(visit.ctx, visit.person.id, PersonId(int(args[0])))
    except NotThere:
        visit.say("toast-not-there")
        return
    visit.say("toast-all-offered", count=count)


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
        team = await alerts.team(tx, {view.reader}) if mine else []
    rows = [row for case in mine for row in _of_case(view, case)]
    if len(mine) > 1:
        around = view.territory_of(mine[0]).around
        rows += [[await _all_to(view, one.id)] for one in there(team, around)[:_RELIEF]]
        rows.append([view.press("button-leave-all", "leave-all")])
    rows.append([view.press("button-handover", "handover")])
    rows.append([view.press("button-my-cases", "my-cases")])
    return Page(view.words("now-paused", count=len(mine)), rows)


def _of_case(view: View, case: Case) -> list[list[Press]]:
    keep = Press(view.label("button-keep-one", pseudonym=case.pseudonym), "keep", (case.id,))
    leave = view.label("button-give-back-one", pseudonym=case.pseudonym)
    return [[keep, Press(leave, "leave", (case.id, case.epoch))], [pass_button(view, case)]]


async def _all_to(view: View, colleague: PersonId) -> Press:
    name, _ = await signed_by(view, colleague)
    return Press(view.label("button-offer-all", name=name), "offer-all", (colleague,))


async def _handover_by(view: View, screen: HandoverBy) -> Page:
    name, function = await signed_by(view, screen.worker)
    ago = view.duration(timedelta(minutes=screen.minutes))
    return Page(view.words(screen.name, name=name, function=function, ago=ago), silent=True)


FEATURE = Feature(
    commands=(Command("dispo", TEAM, available), Command("pause", TEAM, pause)),
    buttons=(
        Button("available", TEAM, by_button(available)),
        Button("pause", TEAM, by_button(pause)),
        Button("keep", TEAM, keep_pressed),
        Button("leave", TEAM, leave_pressed),
        Button("debrief", TEAM, debrief_pressed),
        Button("handover", TEAM, handover_pressed),
        Button("leave-all", TEAM, leave_all_pressed),
        Button("offer-all", TEAM, offer_all_pressed),
    ),
    questions=(Question("handover", TEAM, handover_answered),),
    screens=(
        draws(NowAvailable, _available),
        plain(CapacityUnclear),
        notice(NOW_PAUSED, _paused),
        plain(HardShift, (("button-debrief", "debrief"),)),
        plain(DebriefAsked),
        draws(DebriefWanted, _debrief_wanted),
        plain(HANDOVER_QUESTION, (("button-cancel", "question-cancel"),)),
        plain(HANDOVER_KEPT),
        draws(HandoverBy, _handover_by),
    ),
)

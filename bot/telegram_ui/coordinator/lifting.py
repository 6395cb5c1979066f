"""/levee: two people lift the seal on an identity, when a life is at risk."""

from dataclasses import dataclass

from bot.actions.ask_question import ask_question
from bot.actions.lift_seal import (
    TooShort,
    answer_lifting,
    ask_lifting,
    begin_lifting,
    withdraw_lifting,
)
from bot.actions.screens import IdentityShown, LiftAnswered, LiftAsked, SealLifted
from bot.content.handles import handle, named
from bot.content.kinds.law import Use
from bot.content.rich import styled
from bot.domain.cases import Case, NoCase
from bot.domain.lifting import ASKED_FOR, SHOWN_FOR, Lifting, LiftingOver, State
from bot.domain.people import CaseId
from bot.domain.screens import Notice, Screen
from bot.store import cases, liftings, people
from bot.telegram_ui.features import (
    COORDINATION,
    TEAM,
    Button,
    Command,
    Feature,
    Question,
    draws,
    notice,
    plain,
)
from bot.telegram_ui.pages import Page, Press, View
from bot.telegram_ui.questions import CANCEL
from bot.telegram_ui.signatures import signed_by
from bot.telegram_ui.visits import Visit
from bot.telegram_ui.worker.header import ALERT_GONE, about, case_of

#: Cases offered without a name: more would not be read in a hurry.
_MOST = 6
_MENTION = "tg://user?id={}"

LIFT_WHOM = Notice("lift-whom")
LIFT_UNKNOWN = Notice("lift-unknown")
LIFT_QUESTION = Notice("lift-question")
LIFT_TOO_SHORT = Notice("lift-too-short")
LIFT_OVER = Notice("lift-over")


@dataclass(frozen=True, slots=True)
class LiftWhy(Screen):
    """What it is, and on which ground it is asked."""

    case_id: CaseId


@dataclass(frozen=True, slots=True)
class LiftTelling(Screen):
    """May the person be told? ``ground``: a short name."""

    case_id: CaseId
    ground: str


@dataclass(frozen=True, slots=True)
class LiftWaits(Screen):
    """So many are asked."""

    lifting: int
    count: int


async def lift(visit: Visit, rest: str) -> None:
    """Ask on which ground, of the person that is named, or whom it is about."""
    if not rest.strip():
        await visit.show(LIFT_WHOM, listing=True)
        return
    case = await cases.newest_named(visit.ctx.tx, rest.strip())
    if case is None or case.person_id == visit.person.id:
        await visit.show(LIFT_UNKNOWN)
    else:
        await visit.show(LiftWhy(case.id), about=case)


async def whom_pressed(visit: Visit, args: list[str]) -> None:
    """One case of the list."""
    case = await cases.get(visit.ctx.tx, CaseId(int(args[0])))
    if case is None:
        visit.say("toast-case-gone")
    else:
        await visit.show(LiftWhy(case.id), about=case)


async def ground_pressed(visit: Visit, args: list[str]) -> None:
    """The ground is chosen: may they be told?"""
    case = await cases.get(visit.ctx.tx, CaseId(int(args[0])))
    if case is None:
        visit.say("toast-case-gone")
    else:
        await visit.replace(LiftTelling(case.id, args[1]), about=case)


async def telling_pressed(visit: Visit, args: list[str]) -> None:
    """Then what happened is asked, in writing."""
    ground = named("law", args[1], (one.id for one in visit.ctx.library.law_for(Use.LIFTING)))
    case_id, tells = CaseId(int(args[0])), args[2] == "1"
    if ground is None:
        visit.say("toast-stale-button")
        return
    try:
        await begin_lifting(visit.ctx, visit.person.id, case_id, ground, tells=tells)
    except NoCase:
        visit.say("toast-case-gone")
        return
    await ask_question(visit.ctx, visit.person.id, "lift")
    await visit.replace(LIFT_QUESTION)


async def written(visit: Visit, text: str) -> None:
    """What happened: it goes to those who may agree, and is kept nowhere else."""
    assert visit.message is not None  # noqa: S101  # questions are answered by messages
    try:
        lifting, count = await ask_lifting(
            visit.ctx, visit.person.id, visit.message.message_id, text
        )
    except TooShort:
        await ask_question(visit.ctx, visit.person.id, "lift")
        await visit.show(LIFT_TOO_SHORT)
    except LiftingOver:
        await visit.show(LIFT_OVER)
    else:
        case = await cases.get(visit.ctx.tx, lifting.case_id)
        await visit.show(LiftWaits(lifting.id, count), about=case)


async def answer_pressed(visit: Visit, args: list[str]) -> None:
    """The second person agrees, or refuses."""
    try:
        case = await answer_lifting(visit.ctx, visit.person.id, int(args[0]), agrees=args[1] == "1")
    except LiftingOver:
        visit.say("toast-lift-over")
        return
    await visit.replace(LiftAnswered(int(args[0])), about=case)


async def withdraw_pressed(visit: Visit, args: list[str]) -> None:
    """It is needed no more."""
    try:
        case = await withdraw_lifting(visit.ctx, visit.person.id, int(args[0]))
    except LiftingOver:
        visit.say("toast-lift-over")
        return
    await visit.replace(LiftAnswered(int(args[0])), about=case)


async def _whom(view: View) -> Page:
    async with view.store.reading() as tx:
        found = await cases.grave_taken(tx, _MOST)
    rows = [
        [Press(view.label("button-lift-one", pseudonym=one.pseudonym), "lift", (one.id,))]
        for one in found
    ]
    return Page(view.words(LIFT_WHOM.name, count=len(found)), rows)


async def _why(view: View, screen: LiftWhy) -> Page:
    case = await case_of(view, screen.case_id)
    if case is None:
        return Page(view.words(ALERT_GONE.name))
    grounds = view.library.law_for(Use.LIFTING)
    text = view.words(
        "lift-why",
        pseudonym=case.pseudonym,
        asked=view.duration(ASKED_FOR),
        shown=view.duration(SHOWN_FOR),
    )
    rows = [[Press(one.title, "lift-ground", (case.id, handle("law", one.id)))] for one in grounds]
    return Page(text, [*rows, [view.press("button-cancel", CANCEL)]])


async def _telling(view: View, screen: LiftTelling) -> Page:
    case = await case_of(view, screen.case_id)
    if case is None:
        return Page(view.words(ALERT_GONE.name))
    rows = [
        [view.press(f"button-lift-tell-{n}", "lift-tells", case.id, screen.ground, n)]
        for n in (1, 0)
    ]
    text = view.words("lift-telling", pseudonym=case.pseudonym)
    return Page(text, [*rows, [view.press("button-cancel", CANCEL)]])


async def _waits(view: View, screen: LiftWaits) -> Page:
    found = await _found(view, screen.lifting)
    if found is None:
        return Page(view.words(ALERT_GONE.name))
    lifting, case = found
    text = view.words(
        "lift-waits",
        pseudonym=case.pseudonym,
        count=screen.count,
        asked=view.duration(ASKED_FOR),
    )
    return Page(text, [[view.press("button-lift-withdraw", "lift-withdraw", lifting.id)]])


async def _asked(view: View, screen: LiftAsked) -> Page:
    found = await _found(view, screen.lifting)
    if found is None:
        return Page(view.words(ALERT_GONE.name))
    lifting, case = found
    name, function = await signed_by(view, lifting.asked_by)
    text = view.words(
        "lift-asked",
        name=name,
        function=function,
        ground=_ground(view, lifting),
        tells=int(lifting.tells),
        shown=view.duration(SHOWN_FOR),
        **await about(view, case),
    )
    rows = [
        [view.press("button-lift-agree", "lift-answer", lifting.id, 1)],
        [view.press("button-lift-refuse", "lift-answer", lifting.id, 0)],
    ]
    return Page(text, rows)


async def _answered(view: View, screen: LiftAnswered) -> Page:
    found = await _found(view, screen.lifting)
    if found is None:
        return Page(view.words(ALERT_GONE.name))
    lifting, case = found
    second, _ = await signed_by(view, lifting.second or lifting.asked_by)
    state = State.AGREED if lifting.state is State.HIDDEN else lifting.state
    return Page(view.words("lift-answered", how=state, name=second, pseudonym=case.pseudonym))


async def _identity(view: View, screen: IdentityShown) -> Page:
    """The one place at which an identity is ever shown."""
    found = await _found(view, screen.lifting)
    if found is None or not found[0].shows(view.reader, view.now):
        return Page(view.words("identity-hidden"))
    lifting, case = found
    async with view.store.reading() as tx:
        account = await people.telegram_id(tx, case.person_id)
    until = (lifting.since + SHOWN_FOR).astimezone(view.voice.zone)
    text = view.words("identity", pseudonym=case.pseudonym, until=f"{until:%H:%M}")
    number = styled(str(account), "code")
    link = styled(view.label("identity-profile"), "text_link", _MENTION.format(account))
    return Page(text.then(number).then(link), protected=True)


async def _told(view: View, screen: SealLifted) -> Page:
    note = view.library.law.get(screen.ground)
    ground = note.title if note else view.label("lift-ground-gone")
    return Page(view.words(screen.name, ground=ground, structure=view.structure))


def _ground(view: View, lifting: Lifting) -> str:
    note = view.library.law.get(lifting.ground)
    return f"{note.title}. {note.text}" if note else view.label("lift-ground-gone")


async def _found(view: View, lifting_id: int) -> tuple[Lifting, Case] | None:
    async with view.store.reading() as tx:
        lifting = await liftings.get(tx, lifting_id)
        case = await cases.get(tx, lifting.case_id) if lifting else None
    return None if lifting is None or case is None else (lifting, case)


FEATURE = Feature(
    commands=(Command("levee", COORDINATION, lift),),
    buttons=(
        Button("lift", COORDINATION, whom_pressed),
        Button("lift-ground", COORDINATION, ground_pressed),
        Button("lift-tells", COORDINATION, telling_pressed),
        Button("lift-answer", TEAM, answer_pressed),
        Button("lift-withdraw", COORDINATION, withdraw_pressed),
    ),
    questions=(Question("lift", COORDINATION, written),),
    screens=(
        notice(LIFT_WHOM, _whom),
        plain(LIFT_UNKNOWN),
        draws(LiftWhy, _why),
        draws(LiftTelling, _telling),
        plain(LIFT_QUESTION, (("button-cancel", "question-cancel"),)),
        plain(LIFT_TOO_SHORT, (("button-cancel", "question-cancel"),)),
        plain(LIFT_OVER),
        draws(LiftWaits, _waits),
        draws(LiftAsked, _asked),
        draws(LiftAnswered, _answered),
        draws(IdentityShown, _identity),
        draws(SealLifted, _told),
    ),
)

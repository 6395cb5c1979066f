"""/passer: give a case to a colleague, to another team, or back to the queue."""

from dataclasses import dataclass

from bot.actions import pass_case
from bot.actions.screens import HandedOn, OfferOver, TransferAnswered, TransferOffered
from bot.content.handles import handle, named
from bot.domain.alerts import Colleague
from bot.domain.cases import Case, NoCase
from bot.domain.people import CaseId, PersonId
from bot.domain.screens import Notice, Screen
from bot.store import alerts
from bot.telegram_ui.features import TEAM, Button, Command, Feature, draws, plain
from bot.telegram_ui.pages import Page, Press, View
from bot.telegram_ui.signatures import signed_by
from bot.telegram_ui.visits import Visit
from bot.telegram_ui.worker.cases import own_case
from bot.telegram_ui.worker.header import ALERT_GONE, about, case_of
from bot.telegram_ui.worker.which_case import WhichCase

PASS_WHICH = Notice("pass-which")
PASS_CANCELLED = Notice("pass-cancelled")
#: Colleagues on one screen: those who are least busy.
_MOST = 8


@dataclass(frozen=True, slots=True)
class PassTo(Screen):
    """To whom does it go?"""

    case_id: CaseId


@dataclass(frozen=True, slots=True)
class OfferMade(Screen):
    """A colleague was asked; the case stays with the reader until they answer."""

    case_id: CaseId
    member: PersonId


@dataclass(frozen=True, slots=True)
class OfferRefused(Screen):
    """The reader does not take it."""

    pseudonym: str


@dataclass(frozen=True, slots=True)
class LeftToTeam(Screen):
    """A case waits again, for a team."""

    pseudonym: str
    team: str


async def offer_pressed(visit: Visit, args: list[str]) -> None:
    """Ask a colleague."""
    case_id, epoch, member = int(args[0]), int(args[1]), PersonId(int(args[2]))
    try:
        case = await pass_case.offer_case(
            visit.ctx, visit.person.id, CaseId(case_id), epoch, member
        )
    except NoCase:
        visit.say("toast-not-your-case")
    except pass_case.NotThere:
        visit.say("toast-not-there")
    else:
        await visit.replace(OfferMade(case.id, member), about=case)


async def team_pressed(visit: Visit, args: list[str]) -> None:
    """Leave it to a team; without one, to one's own."""
    case_id, epoch, *team_of = args
    teams = visit.ctx.library.served
    slug = named("team", team_of[0], teams) if team_of else None
    if team_of and slug is None:
        # Its file is gone since.
        visit.say("toast-no-such-team")
        return
    try:
        case = await pass_case.pass_to_team(
            visit.ctx,
            visit.person.id,
            CaseId(int(case_id)),
            int(epoch),
            teams[slug] if slug else None,
        )
    except NoCase:
        visit.say("toast-not-your-case")
        return
    team = visit.ctx.of(case).name
    await visit.replace(LeftToTeam(case.pseudonym, team), about=case)


async def withdraw_pressed(visit: Visit, args: list[str]) -> None:
    """The case stays with whoever offered it."""
    try:
        await pass_case.withdraw_offer(
            visit.ctx, visit.person.id, CaseId(int(args[0])), int(args[1])
        )
    except NoCase:
        visit.say("toast-offer-over")
        return
    await visit.replace(PASS_CANCELLED)


async def accept_pressed(visit: Visit, args: list[str]) -> None:
    """Take over; what follows says so."""
    try:
        case = await pass_case.accept_offer(
            visit.ctx, visit.person, CaseId(int(args[0])), int(args[1])
        )
    except NoCase:
        visit.say("toast-offer-over")
        return
    visit.say("toast-taken-over", pseudonym=case.pseudonym)


async def refuse_pressed(visit: Visit, args: list[str]) -> None:
    """Not now."""
    try:
        case = await pass_case.refuse_offer(
            visit.ctx, visit.person.id, CaseId(int(args[0])), int(args[1])
        )
    except NoCase:
        visit.say("toast-offer-over")
        return
    await visit.replace(OfferRefused(case.pseudonym), about=case)


async def cancelled(visit: Visit, args: list[str]) -> None:
    """Nothing changes."""
    if await own_case(visit, args[0]) is not None:
        await visit.replace(PASS_CANCELLED)


def pass_button(view: View, case: Case) -> Press:
    """Whose case it is about stands on it."""
    return Press(view.label("button-pass-one", pseudonym=case.pseudonym), "pass", (case.id,))


async def _to(view: View, screen: PassTo) -> Page:
    case = await case_of(view, screen.case_id)
    if case is None or case.worker_id != view.reader:
        return Page(view.words(ALERT_GONE.name))
    async with view.store.reading() as tx:
        team = await alerts.team(tx, {case.worker_id, case.person_id})
    there = pass_case.there(team, view.territory_of(case).around)[:_MOST]
    rows = [[await _colleague(view, case, one)] for one in there]
    rows += [[one] for one in _teams(view, case)]
    rows.append([view.press("button-cancel", "pass-cancelled", case.id)])
    text = view.words("pass-to", pseudonym=case.pseudonym, count=len(there))
    return Page(text, rows)


async def _colleague(view: View, case: Case, one: Colleague) -> Press:
    name, function = await signed_by(view, one.id)
    label = view.label("button-pass-to", name=name, function=function, count=one.load)
    return Press(label, "offer", (case.id, case.epoch, one.id))


def _teams(view: View, case: Case) -> list[Press]:
    """One's own queue, and the teams of the other territories."""
    home = view.territory_of(case)
    others = [one for one in view.library.served.values() if one.slug != home.slug]
    own = Press(view.label("button-pass-queue"), "to-team", (case.id, case.epoch))
    return [
        own,
        *(
            Press(
                view.label("button-pass-team", team=one.name),
                "to-team",
                (case.id, case.epoch, handle("team", one.slug)),
            )
            for one in others
        ),
    ]


async def _offer_made(view: View, screen: OfferMade) -> Page:
    case = await case_of(view, screen.case_id)
    if case is None or case.offered_to != screen.member:
        return Page(view.words(ALERT_GONE.name))
    name, _ = await signed_by(view, screen.member)
    text = view.words("offer-made", pseudonym=case.pseudonym, name=name)
    withdraw = view.press("button-offer-withdraw", "offer-withdraw", case.id, case.epoch)
    return Page(text, [[withdraw]])


async def _offered(view: View, screen: TransferOffered) -> Page:
    case = await case_of(view, screen.case_id)
    if case is None or case.offered_to != view.reader:
        return Page(view.words(ALERT_GONE.name))
    name, function = await signed_by(view, screen.worker)
    told = await about(view, case)
    text = view.words("transfer-offered", name=name, function=function, **told)
    rows = [
        [view.press("button-offer-accept", "offer-accept", case.id, case.epoch)],
        [view.press("button-offer-refuse", "offer-refuse", case.id, case.epoch)],
    ]
    return Page(text, rows)


async def _answered(view: View, screen: TransferAnswered) -> Page:
    case = await case_of(view, screen.case_id)
    if case is None:
        return Page(view.words(ALERT_GONE.name))
    name, _ = await signed_by(view, screen.member)
    text = view.words(f"transfer-{screen.how}", pseudonym=case.pseudonym, name=name)
    return Page(text, [[pass_button(view, case)]])


async def _handed_on(view: View, screen: HandedOn) -> Page:
    name, _ = await signed_by(view, screen.member)
    text = view.words("handed-on", pseudonym=screen.pseudonym, name=name)
    return Page(text, [[view.press("button-my-cases", "my-cases")]])


async def _over(view: View, screen: OfferOver) -> Page:
    return Page(view.words(f"offer-over-{screen.how}", pseudonym=screen.pseudonym))


PASS = WhichCase(PASS_WHICH, "button-pass-one", "pass", lambda case: PassTo(case.id))

FEATURE = Feature(
    commands=(Command("passer", TEAM, PASS.command),),
    buttons=(
        PASS.button,
        Button("offer", TEAM, offer_pressed),
        Button("to-team", TEAM, team_pressed),
        Button("offer-withdraw", TEAM, withdraw_pressed),
        Button("offer-accept", TEAM, accept_pressed),
        Button("offer-refuse", TEAM, refuse_pressed),
        Button("pass-cancelled", TEAM, cancelled),
    ),
    screens=(
        PASS.screen,
        draws(PassTo, _to),
        draws(OfferMade, _offer_made),
        draws(TransferOffered, _offered),
        draws(TransferAnswered, _answered),
        draws(HandedOn, _handed_on),
        draws(OfferOver, _over),
        plain(OfferRefused),
        plain(LeftToTeam, (("button-my-cases", "my-cases"),)),
        plain(PASS_CANCELLED),
    ),
)

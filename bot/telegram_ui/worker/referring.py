"""/orienter: propose a partner of the territory; what is told of somebody, they are asked first."""

from dataclasses import dataclass

from bot.actions.refer_person import propose_partner
from bot.actions.screens import ReferralAnswered
from bot.content.handles import handle, named
from bot.content.kinds.territory import Partner, Territory
from bot.domain.cases import NoCase
from bot.domain.people import CaseId
from bot.domain.referrals import Answer, Telling
from bot.domain.screens import Notice, Screen
from bot.store import referrals
from bot.telegram_ui.features import TEAM, Button, Command, Feature, draws
from bot.telegram_ui.pages import Page, Press, View
from bot.telegram_ui.partners import partner_of, partner_page, referrals_of
from bot.telegram_ui.visits import Visit
from bot.telegram_ui.worker.cases import own_case
from bot.telegram_ui.worker.conversation import SentTo
from bot.telegram_ui.worker.header import ALERT_GONE, case_of
from bot.telegram_ui.worker.which_case import WhichCase

REFER_WHICH = Notice("refer-which")


@dataclass(frozen=True, slots=True)
class ReferTo(Screen):
    """To which partner?"""

    case_id: CaseId


@dataclass(frozen=True, slots=True)
class ReferHow(Screen):
    """One partner, as a short name; what may they be told?"""

    case_id: CaseId
    partner: str


async def partner_pressed(visit: Visit, args: list[str]) -> None:
    """One partner, in a message of its own: of one message, one proposal is sent."""
    case = await own_case(visit, args[0])
    if case is not None:
        await visit.show(ReferHow(case.id, args[1]), about=case)


async def propose_pressed(visit: Visit, args: list[str]) -> None:
    """Send the proposal; pressed twice, it goes once."""
    assert visit.pressed_in is not None  # noqa: S101  # it is a button
    epoch, telling = int(args[1]), Telling(args[3])
    case = await own_case(visit, args[0])
    if case is None:
        return
    if case.epoch != epoch:
        visit.say("toast-not-your-case")
        return
    partner = _named(visit.ctx.of(case), args[2])
    if partner is None:
        visit.say("toast-no-such-partner")
        return
    try:
        went_to = await propose_partner(
            visit.ctx, visit.person, case.id, visit.pressed_in, partner.id, telling
        )
    except NoCase:
        visit.say("toast-not-your-case")
        return
    await visit.show(SentTo(went_to.pseudonym), about=went_to)


def _named(territory: Territory, short: str) -> Partner | None:
    found = named("partner", short, (one.id for one in territory.partners))
    return next((one for one in territory.partners if one.id == found), None)


async def _to(view: View, screen: ReferTo) -> Page:
    case = await case_of(view, screen.case_id)
    if case is None or case.worker_id != view.reader:
        return Page(view.words(ALERT_GONE.name))
    territory = view.territory_of(case)
    if not territory.partners:
        return Page(view.words("refer-nobody", territory=territory.name))
    text = view.words("refer-to", pseudonym=case.pseudonym)
    said = "\n".join(await referrals_of(view, case))
    if said:
        text = text.then(view.words("referrals-so-far", lines=said))
    rows = [
        [Press(one.name, "refer-partner", (case.id, handle("partner", one.id)))]
        for one in territory.partners
    ]
    return Page(text, rows)


async def _how(view: View, screen: ReferHow) -> Page:
    case = await case_of(view, screen.case_id)
    if case is None or case.worker_id != view.reader:
        return Page(view.words(ALERT_GONE.name))
    partner = _named(view.territory_of(case), screen.partner)
    if partner is None:
        return Page(view.words("toast-no-such-partner"))
    topic = view.label(f"topic-{case.topic}")
    how = view.words("refer-how", pseudonym=case.pseudonym, topic=topic)
    about = (case.id, case.epoch, screen.partner)
    rows = [
        [view.press(f"button-refer-{telling}", "propose", *about, telling.value)]
        for telling in Telling
    ]
    return Page(partner_page(view, partner).then(how), rows)


async def _answered(view: View, screen: ReferralAnswered) -> Page:
    async with view.store.reading() as tx:
        found = await referrals.get(tx, screen.referral)
    case = await case_of(view, found.case_id) if found else None
    if found is None or case is None:
        return Page(view.words(ALERT_GONE.name))
    partner = partner_of(view.library, found)
    name = partner.name if partner else found.partner
    topic = view.label(f"topic-{found.topic}")
    said = "agreed" if found.answer is Answer.AGREED else "refused"
    key = f"consent-{found.telling}" if said == "agreed" else "consent-refused"
    text = view.words(key, pseudonym=case.pseudonym, name=name, topic=topic)
    if partner and said == "agreed":
        text = text.then(partner_page(view, partner))
    return Page(text)


REFER = WhichCase(REFER_WHICH, "button-refer-one", "refer", lambda case: ReferTo(case.id))

FEATURE = Feature(
    commands=(Command("orienter", TEAM, REFER.command),),
    buttons=(
        REFER.button,
        Button("refer-partner", TEAM, partner_pressed),
        Button("propose", TEAM, propose_pressed),
    ),
    screens=(
        REFER.screen,
        draws(ReferTo, _to),
        draws(ReferHow, _how),
        draws(ReferralAnswered, _answered),
    ),
)

"""A partner that somebody is proposed: what would be told, their yes or no, and unsaying it."""

from dataclasses import dataclass

from bot.actions.refer_person import Over, answer_referral
from bot.actions.screens import ReferralProposed
from bot.domain.cases import NoCase
from bot.domain.referrals import Answer, Telling
from bot.domain.screens import Notice, Screen
from bot.store import referrals
from bot.telegram_ui.features import YOUNG, Button, Feature, draws, plain
from bot.telegram_ui.pages import Page, View
from bot.telegram_ui.partners import partner_of, partner_page
from bot.telegram_ui.visits import Visit

REFERRAL_OVER = Notice("referral-over")


@dataclass(frozen=True, slots=True)
class ReferralNoted(Screen):
    """In the place of the question: what its reader said."""

    referral: int


async def answered(visit: Visit, args: list[str]) -> None:
    """Note a yes or a no, in the place of the question."""
    referral = int(args[0])
    try:
        await answer_referral(visit.ctx, visit.person.id, referral, agrees=args[1] == "yes")
    except NoCase:
        return
    except Over:
        await visit.replace(REFERRAL_OVER)
        return
    await visit.replace(ReferralNoted(referral))


async def changes_mind(visit: Visit, args: list[str]) -> None:
    """The question again; what was said holds until they say something else."""
    await visit.replace(ReferralProposed(int(args[0])))


async def _proposed(view: View, screen: ReferralProposed) -> Page:
    async with view.store.reading() as tx:
        found = await referrals.get(tx, screen.referral)
    partner = partner_of(view.library, found)
    if found is None or partner is None:
        return Page(view.words(REFERRAL_OVER.name))
    place = partner_page(view, partner)
    topic = view.label(f"topic-{found.topic}")
    asked = view.words(f"referral-{found.telling}", name=partner.name, topic=topic)
    text = view.words("referral-place").then(place).then(asked)
    if found.telling is Telling.NOTHING:
        return Page(text)
    rows = [
        [view.press("button-referral-agree", "referral", found.message_id, "yes")],
        [view.press("button-referral-refuse", "referral", found.message_id, "no")],
    ]
    return Page(text, rows)


async def _noted(view: View, screen: ReferralNoted) -> Page:
    async with view.store.reading() as tx:
        found = await referrals.get(tx, screen.referral)
    partner = partner_of(view.library, found)
    if found is None or partner is None:
        return Page(view.words(REFERRAL_OVER.name))
    agreed = found.answer is Answer.AGREED
    text = view.words(
        "referral-agreed" if agreed else "referral-refused",
        name=partner.name,
        telling=found.telling.value,
        topic=view.label(f"topic-{found.topic}"),
    )
    change = view.press("button-referral-change", "referral-change", found.message_id)
    return Page(text.then(partner_page(view, partner)), [[change]])


FEATURE = Feature(
    buttons=(
        Button("referral", YOUNG, answered),
        Button("referral-change", YOUNG, changes_mind),
    ),
    screens=(
        draws(ReferralProposed, _proposed),
        draws(ReferralNoted, _noted),
        plain(REFERRAL_OVER),
    ),
)

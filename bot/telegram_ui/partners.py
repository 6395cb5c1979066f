"""How a partner of a territory is written, for whoever reads it."""

from bot.content.collection import Library
from bot.content.kinds.territory import Partner
from bot.content.rich import Rich, joined, titled
from bot.domain.cases import Case
from bot.domain.referrals import Referral
from bot.store import referrals
from bot.telegram_ui.pages import View


def partner_of(library: Library, referral: Referral | None) -> Partner | None:
    """Who was proposed; None if they or their territory are written down no more."""
    if referral is None or referral.territory not in library.served:
        return None
    partners = library.served[referral.territory].partners
    return next((one for one in partners if one.id == referral.partner), None)


def partner_page(view: View, partner: Partner) -> Rich:
    """Who they are, whom they are for, and each way to reach them on a line of its own."""
    about = view.words("partner-about", kind=partner.kind, whom=partner.for_whom)
    ways = joined((Rich(way) for way in (partner.phone, partner.email) if way), "\n")
    return titled(partner.name).then(about, "\n").then(ways, "\n")


async def referrals_of(view: View, case: Case) -> list[str]:
    """What was proposed in a case and what the person said to it: a line each."""
    async with view.store.reading() as tx:
        found = await referrals.of_case(tx, case.id)
    return [_line(view, one) for one in found]


def _line(view: View, referral: Referral) -> str:
    partner = partner_of(view.library, referral)
    return view.label(
        "referral-line",
        name=partner.name if partner else referral.partner,
        telling=referral.telling.value,
        answer=referral.answer.value,
        topic=view.label(f"topic-{referral.topic}"),
    )

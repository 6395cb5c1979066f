"""/start: an invitation makes a member; a start code leads on; everybody is welcome."""

from dataclasses import replace

from bot.actions.choose_audience import choose_audience
from bot.actions.choose_territory import choose_territory
from bot.actions.come_by_outing import come_by_outing
from bot.actions.invite_member import join_team
from bot.domain.danger import Topic
from bot.domain.people import Audience
from bot.domain.start_codes import StartCode, understood
from bot.store import invitations
from bot.telegram_ui.features import EVERYBODY, Command, Feature
from bot.telegram_ui.signatures import ask_signature, is_unsigned
from bot.telegram_ui.trails import Spot, Trail, Where
from bot.telegram_ui.visits import Visit
from bot.telegram_ui.worker.desk import DESK
from bot.telegram_ui.worker.join import (
    INVITATION_FOR_SOMEBODY_ELSE,
    INVITATION_USED,
    LINK_UNKNOWN,
    TeamJoined,
)
from bot.telegram_ui.young_person.browse import show_spot
from bot.telegram_ui.young_person.sent_by import SentBy
from bot.telegram_ui.young_person.welcome import Welcome

_SPOTS = {
    Audience.PARENTS: Spot.of(Where.TOPIC, Topic.PARENTS),
    Audience.PROFESSIONALS: Spot(Where.PROFESSIONALS),
}


async def start(visit: Visit, code: str) -> None:
    """Welcome somebody; an invitation makes them a member of the team."""
    if visit.person.role.in_team:
        await _at_the_desk(visit, code)
        return
    if code and await _joined(visit, code):
        return
    leads = await _follow(visit, code) if code else StartCode()
    await visit.show(Welcome(visit.person.pseudonym))
    await _lead_on(visit, leads)


async def _at_the_desk(visit: Visit, code: str) -> None:
    """Whoever made an invitation tries it: it stays good for the person it was made for."""
    if code and await invitations.is_good(visit.ctx.tx, code, visit.ctx.now):
        await visit.show(INVITATION_FOR_SOMEBODY_ELSE)
        return
    if code and understood(code) is None:
        await _not_understood(visit, code)
    await visit.show(DESK)
    if await is_unsigned(visit):
        await ask_signature(visit)


async def _joined(visit: Visit, code: str) -> bool:
    role = await join_team(visit.ctx, visit.person, code)
    if role is None:
        return False
    await visit.show(TeamJoined(role))
    if await is_unsigned(visit):
        await ask_signature(visit)
    return True


async def _follow(visit: Visit, code: str) -> StartCode:
    """Note what a code says of where somebody comes from; what it says is for this visit only."""
    leads = understood(code)
    if leads is None:
        await _not_understood(visit, code)
        return StartCode()
    if leads.outing:
        outing = await come_by_outing(visit.ctx, visit.person, leads.outing)
        leads = replace(leads, topic=outing.topic if outing else leads.topic)
    if leads.territory and not await choose_territory(visit.ctx, visit.person, leads.territory):
        await visit.show(LINK_UNKNOWN)
    if leads.door:
        await choose_audience(visit.ctx, visit.person, leads.door)
    return leads


async def _not_understood(visit: Visit, code: str) -> None:
    used = await invitations.exists(visit.ctx.tx, code)
    await visit.show(INVITATION_USED if used else LINK_UNKNOWN)


async def _lead_on(visit: Visit, leads: StartCode) -> None:
    """After the welcome: what the poster was about, or how to reach whoever gave the link."""
    if leads.partner:
        home = visit.ctx.library.territory(leads.territory or visit.person.territory)
        if any(one.id == leads.partner for one in home.partners):
            await visit.show(SentBy(home.slug, leads.partner))
    if leads.topic:
        await show_spot(visit, Trail(Spot.of(Where.TOPIC, leads.topic)))
    elif leads.door:
        await show_spot(visit, Trail(_SPOTS[leads.door]))


FEATURE = Feature(commands=(Command("start", EVERYBODY, start),))

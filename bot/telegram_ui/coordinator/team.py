"""/equipe: invite with a one-time link, list, change a role, revoke."""

from dataclasses import dataclass

from bot.actions.change_team import change_role, revoke_member
from bot.actions.invite_member import invite_member, withdraw_invitation
from bot.actions.screens import MemberJoined, TerritoryGone
from bot.content.rich import Rich
from bot.domain.people import (
    LastCoordinator,
    NotCoordinator,
    NotInTeam,
    PersonId,
    Role,
    Signature,
    TeamRefusal,
)
from bot.domain.screens import Notice, Screen
from bot.store import invitations, memberships, people
from bot.telegram_ui.coordinator.squares import square
from bot.telegram_ui.features import COORDINATION, Button, Command, Feature, draws, notice, plain
from bot.telegram_ui.pages import Page, Press, View
from bot.telegram_ui.visits import Visit

_PENDING_SHOWN = 5
_INVITABLE = (Role.WORKER, Role.COORDINATOR)
_WHY: dict[type[TeamRefusal], str] = {
    LastCoordinator: "toast-last-coordinator",
    NotCoordinator: "toast-stale-button",
    NotInTeam: "toast-no-longer-in-team",
}

TEAM_PAGE = Notice("team")


@dataclass(frozen=True, slots=True)
class Invitation(Screen):
    """The link of an invitation, shown once; its code is sealed on its way out."""

    sealed: str
    role: Role
    #: Where whoever uses it will work, if it is one territory only.
    place: str = ""


@dataclass(frozen=True, slots=True)
class InvitationCode(Screen):
    """The same as a picture to scan."""

    sealed: str


@dataclass(frozen=True, slots=True)
class Member(Screen):
    """What can be done with one member."""

    member: PersonId


@dataclass(frozen=True, slots=True)
class RevokeConfirm(Screen):
    """Really take them out of the team?"""

    member: PersonId


@dataclass(frozen=True, slots=True)
class Revoked(Screen):
    """Somebody is out of the team; ``count``: their requests that wait again."""

    count: int


async def team(visit: Visit, rest: str) -> None:
    """Show the team."""
    del rest
    await visit.show(TEAM_PAGE)


async def team_pressed(visit: Visit, args: list[str]) -> None:
    """The same, in place."""
    del args
    await visit.replace(TEAM_PAGE)


async def invite_pressed(visit: Visit, args: list[str]) -> None:
    """Make an invitation for a role, and show its link once."""
    role = Role(args[0])
    if role not in _INVITABLE:
        return
    place = args[1:2]
    if not set(place) <= set(visit.ctx.library.served):
        visit.say("toast-stale-button")
        return
    try:
        code = await invite_member(visit.ctx, visit.person.id, role, place)
    except TeamRefusal as refusal:
        visit.say(_WHY[type(refusal)])
        return
    # The database only ever holds the code's hash: on its way out it is sealed.
    sealed = visit.ctx.tx.vault.seal(code, "invitation").hex()
    await visit.show(Invitation(sealed, role, *place))
    await visit.show(InvitationCode(sealed))


async def withdraw_pressed(visit: Visit, args: list[str]) -> None:
    """An invitation that nobody used is good no more."""
    try:
        withdrawn = await withdraw_invitation(visit.ctx, visit.person.id, int(args[0]))
    except TeamRefusal as refusal:
        visit.say(_WHY[type(refusal)])
        return
    visit.say("toast-invitation-withdrawn" if withdrawn else "toast-invitation-over")
    await visit.replace(TEAM_PAGE)


async def member_pressed(visit: Visit, args: list[str]) -> None:
    """Show what can be done with one member."""
    await visit.replace(Member(PersonId(int(args[0]))))


async def role_pressed(visit: Visit, args: list[str]) -> None:
    """Change a member's role. Nobody takes the last coordinator away."""
    member, role = PersonId(int(args[0])), Role(args[1])
    if role not in _INVITABLE:
        return
    try:
        await change_role(visit.ctx, member, role, by=visit.person.id)
    except TeamRefusal as refusal:
        visit.say(_WHY[type(refusal)])
        return
    await visit.replace(TEAM_PAGE)


async def revoke_pressed(visit: Visit, args: list[str]) -> None:
    """Ask before somebody is taken out of the team."""
    await visit.replace(RevokeConfirm(PersonId(int(args[0]))))


async def revoke_confirmed(visit: Visit, args: list[str]) -> None:
    """Take somebody out of the team, at once."""
    try:
        given_back = await revoke_member(visit.ctx, PersonId(int(args[0])), by=visit.person.id)
    except TeamRefusal as refusal:
        visit.say(_WHY[type(refusal)])
        return
    await visit.replace(Revoked(given_back))


async def _team(view: View) -> Page:
    async with view.store.reading() as tx:
        members = await memberships.team(tx)
        pending = await invitations.pending(tx, view.now)
        named = [(member, await memberships.signature(tx, member.id)) for member in members]
    shown = [(member, signature) for member, signature in named if signature]
    lines = "\n".join(
        view.label(
            "team-line",
            name=_name(view, member.id, signature),
            role=view.label(f"role-{member.role}"),
            state=view.label("state-available" if member.available else "state-paused"),
        )
        for member, signature in shown
    )
    rows = [[view.press(f"button-invite-{role}", "invite", role.value)] for role in _INVITABLE]
    if len(view.library.served) > 1:
        rows += [
            [Press(view.label("button-invite-to", place=one.name), "invite", ("worker", slug))]
            for slug, one in view.library.served.items()
        ]
    rows.append([view.press("button-territory-links", "links")])
    rows += [
        [Press(_name(view, member.id, signature), "member", (member.id,))]
        for member, signature in shown
        if member.id != view.reader
    ]
    text = view.words("team", lines=lines, count=len(shown))
    if pending:
        text = text.then(view.words("invitations-pending", count=len(pending)))
    # The newest: with more than a few, the others end by themselves.
    rows += [[_withdraw(view, one)] for one in pending[-_PENDING_SHOWN:]]
    return Page(text, rows)


def _withdraw(view: View, one: invitations.Pending) -> Press:
    left = view.duration(one.expires_at - view.now)
    role = view.label(f"role-{one.role}")
    return Press(view.label("button-withdraw", role=role, left=left), "withdraw", (one.id,))


async def _member_joined(view: View, screen: MemberJoined) -> Page:
    async with view.store.reading() as tx:
        signature = await memberships.signature(tx, screen.member)
    name, role = _name(view, screen.member, signature), view.label(f"role-{screen.role}")
    text = view.words("member-joined", name=name, role=role)
    return Page(text, [[view.press("button-team", "team")]])


async def _invitation(view: View, screen: Invitation) -> Page:
    role = view.label(f"role-{screen.role}")
    place = view.library.territory(screen.place).name if screen.place else ""
    text = view.words("invitation", role=role, place=place, somewhere=int(bool(place)))
    return Page(text.then(Rich(_link(view, screen.sealed))))


async def _invitation_code(view: View, screen: InvitationCode) -> Page:
    picture = square(_link(view, screen.sealed))
    return Page(view.words("invitation-code"), photo=picture, silent=True)


def _link(view: View, sealed: str) -> str:
    code = view.store.vault.open(bytes.fromhex(sealed), "invitation")
    return f"https://t.me/{view.bot_username}?start={code}"


async def _named(view: View, member_id: PersonId) -> tuple[str, Role]:
    async with view.store.reading() as tx:
        member = await people.get(tx, member_id)
        signature = await memberships.signature(tx, member_id)
    role = member.role if member else Role.YOUNG_PERSON
    return _name(view, member_id, signature), role


def _name(view: View, member: PersonId, signature: Signature | None) -> str:
    """A first name; a number for who has not said theirs yet."""
    named = signature and signature.first_name
    return named or view.label("unnamed-member", number=member)


async def _member_page(view: View, screen: Member) -> Page:
    name, role = await _named(view, screen.member)
    other = Role.WORKER if role is Role.COORDINATOR else Role.COORDINATOR
    rows = [
        [view.press(f"button-make-{other}", "role", screen.member, other.value)],
        [view.press("button-revoke", "revoke", screen.member)],
        [view.press("button-team-back", "team")],
    ]
    if len(view.library.served) > 1:
        rows.insert(1, [view.press("button-places", "places", screen.member)])
    return Page(view.words("member", name=name, role=view.label(f"role-{role}")), rows)


async def _revoke_confirm(view: View, screen: RevokeConfirm) -> Page:
    name, _ = await _named(view, screen.member)
    rows = [
        [view.press("button-revoke-confirm", "revoke-confirmed", screen.member)],
        [view.press("button-cancel", "team")],
    ]
    return Page(view.words("revoke-confirm", name=name), rows)


FEATURE = Feature(
    commands=(Command("equipe", COORDINATION, team),),
    buttons=(
        Button("team", COORDINATION, team_pressed),
        Button("invite", COORDINATION, invite_pressed),
        Button("withdraw", COORDINATION, withdraw_pressed),
        Button("member", COORDINATION, member_pressed),
        Button("role", COORDINATION, role_pressed),
        Button("revoke", COORDINATION, revoke_pressed),
        Button("revoke-confirmed", COORDINATION, revoke_confirmed),
    ),
    screens=(
        notice(TEAM_PAGE, _team),
        draws(Invitation, _invitation),
        draws(InvitationCode, _invitation_code),
        draws(MemberJoined, _member_joined),
        draws(Member, _member_page),
        draws(RevokeConfirm, _revoke_confirm),
        plain(Revoked, (("button-team-back", "team"),)),
        plain(TerritoryGone, (("button-team", "team"),)),
    ),
)

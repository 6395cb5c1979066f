"""/equipe: invite with a one-time link, list, change a role, revoke."""

import io

import segno

from bot.actions.invite_member import change_role, invite_member, revoke_member
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
from bot.store import people
from bot.telegram_ui.features import COORDINATION, Button, Command, Feature, plain
from bot.telegram_ui.pages import Page, Press, View
from bot.telegram_ui.visits import Visit

_INVITABLE = (Role.WORKER, Role.COORDINATOR)
_WHY: dict[type[TeamRefusal], str] = {
    LastCoordinator: "toast-last-coordinator",
    NotCoordinator: "toast-stale-button",
    NotInTeam: "toast-no-longer-in-team",
}


async def team(visit: Visit, rest: str) -> None:
    """Show the team."""
    del rest
    await visit.show("team")


async def team_pressed(visit: Visit, args: list[str]) -> None:
    """The same, in place."""
    del args
    await visit.replace("team")


async def invite_pressed(visit: Visit, args: list[str]) -> None:
    """Make an invitation for a role, and show its link once."""
    role = Role(args[0])
    if role not in _INVITABLE:
        return
    try:
        code = await invite_member(visit.ctx, visit.person.id, role)
    except TeamRefusal as refusal:
        visit.say(_WHY[type(refusal)])
        return
    # The database only ever holds the code's hash: on its way out it is sealed.
    sealed = visit.ctx.tx.vault.seal(code, "invitation").hex()
    await visit.show("invitation", sealed=sealed, role=role.value)
    await visit.show("invitation-code", sealed=sealed)


async def member_pressed(visit: Visit, args: list[str]) -> None:
    """Show what can be done with one member."""
    await visit.replace("member", member=int(args[0]))


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
    await visit.replace("team")


async def revoke_pressed(visit: Visit, args: list[str]) -> None:
    """Ask before somebody is taken out of the team."""
    await visit.replace("revoke-confirm", member=int(args[0]))


async def revoke_confirmed(visit: Visit, args: list[str]) -> None:
    """Take somebody out of the team, at once."""
    try:
        given_back = await revoke_member(visit.ctx, PersonId(int(args[0])), by=visit.person.id)
    except TeamRefusal as refusal:
        visit.say(_WHY[type(refusal)])
        return
    await visit.replace("revoked", count=given_back)


async def _team(view: View) -> Page:
    async with view.store.reading() as tx:
        members = await people.team(tx)
        named = [(member, await people.signature(tx, member.id)) for member in members]
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
    rows += [
        [Press(_name(view, member.id, signature), "member", (member.id,))]
        for member, signature in shown
        if member.id != view.reader
    ]
    return Page(view.words("team", lines=lines, count=len(shown)), rows)


async def _invitation(view: View) -> Page:
    role = view.label(f"role-{view.text('role')}")
    return Page(view.words("invitation", role=role).then(Rich(_link(view))))


async def _invitation_code(view: View) -> Page:
    picture = io.BytesIO()
    segno.make(_link(view), error="m").save(picture, kind="png", scale=8, border=3)
    return Page(view.words("invitation-code"), photo=picture.getvalue(), silent=True)


def _link(view: View) -> str:
    code = view.store.vault.open(bytes.fromhex(view.text("sealed")), "invitation")
    return f"https://t.me/{view.bot_username}?start={code}"


async def _named(view: View) -> tuple[PersonId, str, Role]:
    member_id = PersonId(view.number("member"))
    async with view.store.reading() as tx:
        member = await people.get(tx, member_id)
        signature = await people.signature(tx, member_id)
    role = member.role if member else Role.YOUNG_PERSON
    return member_id, _name(view, member_id, signature), role


def _name(view: View, member: PersonId, signature: Signature | None) -> str:
    """A first name; a number for who has not said theirs yet."""
    named = signature and signature.first_name
    return named or view.label("unnamed-member", number=member)


async def _member_page(view: View) -> Page:
    member_id, name, role = await _named(view)
    other = Role.WORKER if role is Role.COORDINATOR else Role.COORDINATOR
    rows = [
        [view.press(f"button-make-{other}", "role", member_id, other.value)],
        [view.press("button-revoke", "revoke", member_id)],
        [view.press("button-team-back", "team")],
    ]
    return Page(view.words("member", name=name, role=view.label(f"role-{role}")), rows)


async def _revoke_confirm(view: View) -> Page:
    member_id, name, _ = await _named(view)
    rows = [
        [view.press("button-revoke-confirm", "revoke-confirmed", member_id)],
        [view.press("button-cancel", "team")],
    ]
    return Page(view.words("revoke-confirm", name=name), rows)


FEATURE = Feature(
    commands=(Command("equipe", COORDINATION, team),),
    buttons=(
        Button("team", COORDINATION, team_pressed),
        Button("invite", COORDINATION, invite_pressed),
        Button("member", COORDINATION, member_pressed),
        Button("role", COORDINATION, role_pressed),
        Button("revoke", COORDINATION, revoke_pressed),
        Button("revoke-confirmed", COORDINATION, revoke_confirmed),
    ),
    screens={
        "team": _team,
        "invitation": _invitation,
        "invitation-code": _invitation_code,
        "member": _member_page,
        "revoke-confirm": _revoke_confirm,
        "revoked": plain("revoked", (("button-team-back", "team"),)),
    },
)

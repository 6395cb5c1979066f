"""Joining the team: the charter, what an invitation gives, and a role that changes."""

from dataclasses import dataclass

from bot.actions import present_member
from bot.actions.screens import ROLE_REVOKED, RoleChanged
from bot.domain.people import Role
from bot.domain.screens import Notice, Screen
from bot.telegram_ui.features import TEAM, Button, Feature, draws, plain
from bot.telegram_ui.pages import Page, View
from bot.telegram_ui.signatures import ask_signature, is_unsigned
from bot.telegram_ui.visits import Visit
from bot.telegram_ui.worker.desk import DESK

CHARTER_ACCEPTED = Notice("charter-accepted")
INVITATION_USED = Notice("invitation-used")
INVITATION_FOR_SOMEBODY_ELSE = Notice("invitation-for-somebody-else")
LINK_UNKNOWN = Notice("link-unknown")


@dataclass(frozen=True, slots=True)
class TeamJoined(Screen):
    """Somebody is of the team now."""

    role: Role


async def accept_charter(visit: Visit, args: list[str]) -> None:
    """Confirm the charter, which stays to be read; then the name, if it is still to be said."""
    del args
    await present_member.accept_charter(visit.ctx, visit.person.id)
    await visit.replace(CHARTER_ACCEPTED)
    if await is_unsigned(visit):
        await ask_signature(visit)
    else:
        await visit.show(DESK)


async def _joined(view: View, screen: TeamJoined) -> Page:
    role = view.label(f"role-{screen.role}")
    text = view.words("team-joined", role=role, structure=view.structure)
    return Page(text, [[view.press("button-charter", "charter")]])


async def _role_changed(view: View, screen: RoleChanged) -> Page:
    return Page(view.words("role-changed", role=view.label(f"role-{screen.role}")))


FEATURE = Feature(
    buttons=(Button("charter", TEAM, accept_charter),),
    screens=(
        draws(TeamJoined, _joined),
        plain(CHARTER_ACCEPTED),
        plain(INVITATION_USED),
        plain(INVITATION_FOR_SOMEBODY_ELSE),
        plain(LINK_UNKNOWN),
        draws(RoleChanged, _role_changed),
        plain(ROLE_REVOKED),
    ),
)

"""Tell the workers who are available that somebody waits."""

from bot.actions.context import Context, Showing
from bot.domain.cases import Case
from bot.domain.danger import Danger
from bot.domain.people import Person, PersonId, Role
from bot.store import outbox, people
from bot.store.outbox import Lane


async def alert_team(ctx: Context, case: Case, *, but: PersonId | None = None) -> int:
    """Alert whoever should know of a waiting case; returns how many people that is."""
    team = await people.team(ctx.tx)
    alerted = [member for member in to_alert(team, case.danger) if member.id != but]
    lane = Lane.DANGER if case.danger is Danger.IMMEDIATE else Lane.NORMAL
    for member in alerted:
        await ctx.show(member.id, "alert", lane=lane, case=case.id, case_id=case.id)
    return len(alerted)


def to_alert(team: list[Person], danger: Danger) -> list[Person]:
    """Who is available; coordinators too when nobody is, or when life is at risk."""
    reachable = [member for member in team if not member.unreachable]
    available = [member for member in reachable if member.available]
    coordinators = [member for member in reachable if member.role is Role.COORDINATOR]
    if danger is Danger.IMMEDIATE:
        return available + [member for member in coordinators if not member.available]
    return available or coordinators


async def withdraw_alerts(ctx: Context, case: Case, screen: str, *, but: PersonId | None) -> None:
    """Replace the alerts of a case, so that nobody presses a button in vain.

    Whoever has not seen theirs yet never will.
    """
    for reader in await outbox.readers_about(ctx.tx, case.id):
        if reader in {but, case.person_id}:
            continue
        await outbox.withdraw_to(ctx.tx, reader, ctx.now, case_ids=[case.id])
        args = {"pseudonym": case.pseudonym, "worker": case.worker_id or 0}
        await ctx.show_as(reader, Showing(screen, args, edit_last=True), case=case.id)

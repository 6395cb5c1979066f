"""Tell the workers who are available that somebody waits."""

from collections.abc import Sequence

from bot.actions.context import Context, Showing
from bot.actions.screens import Alert, AlertCancelled, AlertTaken, NobodyAlerted
from bot.domain.cases import Case, Status
from bot.domain.danger import Danger
from bot.domain.people import CaseId, Person, PersonId, Role
from bot.store import cases, memberships, sent, withdrawals
from bot.store.parcels import Lane


async def alert_team(ctx: Context, case: Case, *, but: PersonId | None = None) -> int:
    """Alert whoever should know of a waiting case; returns how many people that is."""
    team = [
        member
        for member in await memberships.team(ctx.tx)
        if member.id not in {but, case.person_id}
    ]
    alerted = to_alert(team, case.danger)
    for member in alerted:
        await _alert(ctx, case, member)
    return len(alerted)


async def alert_or_say_so(ctx: Context, case: Case, *, but: PersonId | None = None) -> None:
    """The same; in danger, nobody is left thinking that somebody was called when nobody was."""
    if not await alert_team(ctx, case, but=but):
        await _say_that_nobody_was(ctx, case)


async def pass_alert_on(ctx: Context, case_id: CaseId, epoch: int | None) -> None:
    """An alert could not be delivered: unless somebody else has it, alert the next.

    First whoever else is available, then coordinators, then, in danger, those who pause.
    """
    case = await cases.lock(ctx.tx, case_id)
    if case is None or case.status is not Status.WAITING or case.epoch != epoch:
        return
    standing, tried = await sent.alerted(ctx.tx, case.id, case.epoch)
    if standing:
        return
    team = await memberships.team(ctx.tx)
    rest = [m for m in team if m.id not in tried and m.id != case.person_id]
    following = to_alert(rest, case.danger)
    for member in following:
        await _alert(ctx, case, member)
    if not following:
        await _say_that_nobody_was(ctx, case)


async def _alert(ctx: Context, case: Case, member: Person) -> None:
    lane = Lane.DANGER if case.danger >= Danger.HIGH else Lane.NORMAL
    await ctx.show(member.id, Alert(case.id), lane=lane, resting_on=case, slot=f"alert-{case.id}")


async def _say_that_nobody_was(ctx: Context, case: Case) -> None:
    if case.danger >= Danger.HIGH:
        await ctx.show(
            case.person_id,
            NobodyAlerted(case.danger, case.topic, case.why),
            lane=Lane.DANGER,
            case=case.id,
            slot="nobody-alerted",
        )


def to_alert(team: Sequence[Person], danger: Danger) -> list[Person]:
    """Who is available; coordinators too when nobody is, or when life is at risk.

    In danger, those who pause are asked before nobody is.
    """
    reachable = [member for member in team if not member.unreachable]
    available = [member for member in reachable if member.available]
    coordinators = [member for member in reachable if member.role is Role.COORDINATOR]
    if danger is Danger.IMMEDIATE:
        chosen = available + [member for member in coordinators if not member.available]
    else:
        chosen = available or coordinators
    return chosen or (reachable if danger >= Danger.HIGH else [])


async def withdraw_alerts(
    ctx: Context, case: Case, screen: AlertTaken | AlertCancelled, *, but: PersonId | None = None
) -> None:
    """Replace the alerts of a case, so that nobody presses a button in vain.

    Whoever has not seen theirs yet never will; whoever left the team is told nothing more.
    """
    await withdrawals.withdraw_about(ctx.tx, [case.id], ctx.now, before_epoch=case.epoch)
    team = {member.id for member in await memberships.team(ctx.tx)}
    for reader in await sent.readers_about(ctx.tx, case.id):
        if reader in team - {but, case.person_id}:
            # While it stands like that: where it waits again, a fresh alert may have come first.
            await ctx.show_as(reader, Showing(screen, edit_last=True), resting_on=case)

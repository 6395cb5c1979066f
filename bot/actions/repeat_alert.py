"""Somebody still waits: their alert is repeated or climbs, and a promise is kept at opening."""

from datetime import timedelta

from bot.actions.alert_team import (
    alert,
    alert_team,
    look_again,
    say_who_is_called,
    standing_step,
    team_but,
)
from bot.actions.context import Context
from bot.actions.screens import TeamIsThere
from bot.actions.show_waiting import show_waiting
from bot.domain.alerts import Step, circle, climbed, reach
from bot.domain.cases import Case, Promise, Status
from bot.domain.danger import Danger
from bot.domain.timers import Due, Kind, Subject
from bot.store import alerts, cases, leases, timers

#: Whoever was told that nobody is there is not told so again before that.
_NOT_AGAIN = timedelta(hours=4)


async def repeat_alert(ctx: Context, due: Due) -> None:
    """The timer of a waiting case: what is to be done now, and when to look again."""
    assert due.subject.case is not None  # noqa: S101  # such timers are about cases
    case = await cases.lock(ctx.tx, due.subject.case)
    if case is None or case.status is not Status.WAITING:
        return
    ctx = ctx.where(ctx.of(case))
    opening = ctx.library.opening(ctx.of(case), ctx.now)
    if case.promise is Promise.MADE and opening.is_open:
        await _keep_promise(ctx, case)
    elif opening.is_closed and case.danger < Danger.HIGH:
        # Nobody is called at night for what can wait until somebody is there.
        await look_again(ctx, case, await team_but(ctx, case), None)
    else:
        await _climb(ctx, case)


async def _keep_promise(ctx: Context, case: Case) -> None:
    """The team is open, as was promised: if somebody is there, both sides know, the team first.

    If nobody is, the person is not told that somebody were: coordinators know, and it is looked
    at again soon.
    """
    team, territory = await team_but(ctx, case), ctx.of(case)
    found = reach(team, Step.TEAM, territory.around, case.danger)
    if found and (found[0] <= Step.NEIGHBOURS or case.danger >= Danger.HIGH):
        await leases.set_promise(ctx.tx, case.id, Promise.KEPT)
        await alert_team(ctx, case, anew=True)
        await show_waiting(ctx, case, TeamIsThere(case.id))
        return
    if found:
        lately = ctx.now - _NOT_AGAIN
        told = {one.person for one in await alerts.of(ctx.tx, case.id) if one.told_at > lately}
        await alert(ctx, case, found[0], [one for one in found[1] if one not in told])
    soon = ctx.now + territory.waiting.delays.danger
    await timers.set_at(ctx.tx, Kind.ALERT, Subject(case=case.id), soon, ctx.now)


async def _climb(ctx: Context, case: Case) -> None:
    told = await alerts.of(ctx.tx, case.id)
    step = standing_step(case, told)
    if step is None:
        # Nobody was there to be told; perhaps somebody is now.
        await alert_team(ctx, case)
        return
    team, around = await team_but(ctx, case), ctx.of(case).around
    higher = climbed(team, step, around, case.danger)
    reached = step if higher is None else higher
    called = circle(team, reached, around, case.danger)
    if case.danger is not Danger.IMMEDIATE:
        # Only an immediate danger rings again and again for the same people.
        rang = {one.person for one in told if one.epoch == case.epoch}
        rang &= set(circle(team, step, around, case.danger))
        called = [one for one in called if one not in rang]
    await alert(ctx, case, reached, called)
    if higher is not None and case.danger >= Danger.HIGH:
        await say_who_is_called(ctx, case, higher)
    await look_again(ctx, case, team, reached)

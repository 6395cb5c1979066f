"""Tell the team that somebody waits: each alert is remembered, so that it can be withdrawn.

What repeats it and lets it climb until somebody takes the request is repeat_alert.
"""

from collections.abc import Collection
from dataclasses import replace

from bot.actions.context import Context, Showing
from bot.actions.screens import Alert, AlertCancelled, AlertTaken, NobodyAlerted, TeamCalled
from bot.domain.alerts import Colleague, Step, climbed, next_look, reach
from bot.domain.cases import Case, Promise, Status
from bot.domain.danger import Danger
from bot.domain.people import CaseId, PersonId
from bot.domain.timers import Kind, Subject
from bot.store import alerts, cases, memberships, timers, withdrawals
from bot.store.alerts import Told
from bot.store.parcels import Lane


async def alert_team(
    ctx: Context,
    case: Case,
    *,
    but: PersonId | None = None,
    at_least: Step = Step.TEAM,
    anew: bool = False,
) -> Step | None:
    """Alert whoever should know of a waiting case.

    Returns how far the alert has climbed, or None if nobody could be told. A step that was
    reached stays reached, unless it begins ``anew``.
    """
    before = None if anew else standing_step(case, await alerts.of(ctx.tx, case.id))
    team = await team_but(ctx, case, but)
    around = ctx.of(case).around
    found = reach(team, max(before or Step.TEAM, at_least), around, case.danger)
    if found and found[0] > Step.NEIGHBOURS and _waits_for_opening(ctx, case):
        found = None
    await look_again(ctx, case, team, found[0] if found else None)
    if found is None:
        return None
    step, called = found
    await alert(ctx, case, step, called)
    return step


def _waits_for_opening(ctx: Context, case: Case) -> bool:
    """At night nobody is woken for what was promised for the morning, and is no danger."""
    promised = case.promise is Promise.MADE and case.danger < Danger.HIGH
    return promised and ctx.library.is_closed(ctx.of(case), ctx.now)


async def alert_or_say_so(
    ctx: Context, case: Case, *, but: PersonId | None = None, at_least: Step = Step.TEAM
) -> None:
    """The same, and in danger the young person knows who was called, or that nobody was."""
    before = standing_step(case, await alerts.of(ctx.tx, case.id))
    step = await alert_team(ctx, case, but=but, at_least=at_least)
    if step is None:
        await say_that_nobody_was(ctx, case)
    elif case.danger is Danger.IMMEDIATE and (before is None or step > before):
        await say_who_is_called(ctx, case, step)


async def pass_alert_on(ctx: Context, case_id: CaseId, epoch: int | None, reader: PersonId) -> None:
    """An alert could not be delivered: unless somebody else has it, alert the next."""
    case = await cases.lock(ctx.tx, case_id)
    if case is None or case.status is not Status.WAITING or case.epoch != epoch:
        return
    await alerts.note_failed(ctx.tx, case.id, reader, case.epoch)
    told = [one for one in await alerts.of(ctx.tx, case.id) if one.epoch == case.epoch]
    if any(not one.failed for one in told):
        return
    tried = {one.person for one in told}
    rest = [one for one in await team_but(ctx, case) if one.id not in tried]
    found = reach(rest, Step.TEAM, ctx.of(case).around, case.danger)
    if found is None:
        await say_that_nobody_was(ctx, case)
    else:
        await alert(ctx, case, *found)


async def team_but(ctx: Context, case: Case, but: PersonId | None = None) -> list[Colleague]:
    """The team without whoever asks; a territory whose file is gone is nobody's any more."""
    served = frozenset(ctx.library.served)
    return [
        replace(one, territories=one.territories & served)
        for one in await alerts.team(ctx.tx, {but, case.person_id})
    ]


def standing_step(case: Case, told: Collection[Told]) -> Step | None:
    """How far the alert of a case as it stands has climbed; None if nobody was told."""
    return max((one.step for one in told if one.epoch == case.epoch), default=None)


async def alert(ctx: Context, case: Case, step: Step, called: Collection[PersonId]) -> None:
    """Tell these people; who was told before is told again, and their older alert goes."""
    stands = {one.person: one.sent_id for one in await alerts.of(ctx.tx, case.id)}
    lane = Lane.DANGER if case.danger >= Danger.HIGH else Lane.NORMAL
    for person in called:
        older = stands.get(person)
        if older is not None:
            await ctx.take_back(person, [older])
        await alerts.note(ctx.tx, case, person, step, ctx.now)
        await ctx.show(person, Alert(case.id), lane=lane, resting_on=case, slot=f"alert-{case.id}")


async def look_again(
    ctx: Context, case: Case, team: Collection[Colleague], step: Step | None
) -> None:
    """Set when the alert of a waiting case is looked at again: at opening, if that is before."""
    territory = ctx.of(case)
    opening = ctx.library.opening(territory, ctx.now)
    more = step is None or climbed(team, step, territory.around, case.danger) is not None
    at = ctx.now + next_look(case.danger, territory.waiting.delays, more_to_call=more)
    if opening.is_closed and opening.changes_at is not None:
        # A calm request is nobody's at night; a promise is kept when the team opens.
        calm = case.danger < Danger.HIGH
        promised = case.promise is Promise.MADE
        at = opening.changes_at if calm or (promised and opening.changes_at < at) else at
    await timers.set_at(ctx.tx, Kind.ALERT, Subject(case=case.id), at, ctx.now)


async def say_who_is_called(ctx: Context, case: Case, step: Step) -> None:
    """In danger, somebody who waits knows what is being done; once per step."""
    await ctx.show(
        case.person_id,
        TeamCalled(case.danger, case.topic, step.name.lower(), case.why),
        lane=Lane.DANGER,
        resting_on=case,
        slot="team-called",
    )


async def say_that_nobody_was(ctx: Context, case: Case) -> None:
    """In danger, nobody is left thinking that somebody was called when nobody was."""
    if case.danger >= Danger.HIGH:
        await ctx.show(
            case.person_id,
            NobodyAlerted(case.danger, case.topic, case.why),
            lane=Lane.DANGER,
            case=case.id,
            slot="nobody-alerted",
        )


async def refresh_alerts(ctx: Context, case: Case) -> None:
    """A waiting case sounds different: the alerts that stand say so, in place, to everybody."""
    for told in await alerts.of(ctx.tx, case.id):
        # Whoever is being told anew has no message that stands.
        if told.epoch == case.epoch and told.sent_id is not None and not told.failed:
            where = Showing(Alert(case.id), edit=told.sent_id)
            await ctx.show_as(told.person, where, resting_on=case, slot=f"alert-{case.id}")


async def withdraw_alerts(
    ctx: Context, case: Case, screen: AlertTaken | AlertCancelled, *, taker: PersonId | None = None
) -> None:
    """Replace the alerts of a case, so that nobody presses a button in vain.

    Whoever has not seen theirs yet never will; whoever left the team is told nothing more.
    """
    await withdrawals.withdraw_about(ctx.tx, [case.id], ctx.now, before_epoch=case.epoch)
    team = {member.id for member in await memberships.team(ctx.tx)}
    for told in await alerts.of(ctx.tx, case.id):
        unseen = told.person == taker and told.sent_id is None
        if told.person in team - {case.person_id} and not unseen:
            # While it stands like that: where it waits again, a fresh alert may have come first.
            where = Showing(screen, edit=told.sent_id, edit_last=told.sent_id is None)
            await ctx.show_as(told.person, where, resting_on=case)
    await alerts.forget(ctx.tx, case.id)

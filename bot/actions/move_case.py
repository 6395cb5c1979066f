"""A case becomes another territory's: its person said where they live, or a file is gone."""

from bot.actions.alert_team import alert_team, team_but
from bot.actions.context import Context, Showing
from bot.actions.promise_opening import promise_opening
from bot.actions.screens import AlertMoved
from bot.content.kinds.territory import Territory
from bot.domain.alerts import Step, circle
from bot.domain.cases import Case, Status
from bot.domain.danger import Danger
from bot.store import alerts, cases, territories, withdrawals
from bot.store.cargo import Kind


async def move_case(ctx: Context, case: Case, territory: Territory) -> Case:
    """Let another team answer; ``case`` is locked. Whoever has it goes on having it.

    In danger, whoever was called stays called: nobody too many is better than nobody.
    """
    await territories.set_of_case(ctx.tx, case.id, territory.slug)
    moved = await cases.get(ctx.tx, case.id)
    assert moved is not None  # noqa: S101  # locked in this transaction
    if moved.status is Status.WAITING:
        moved = await promise_opening(ctx, moved)
        if case.danger < Danger.HIGH:
            await _call_off(ctx, moved)
        await alert_team(ctx, moved, anew=True)
    return moved


async def _call_off(ctx: Context, case: Case) -> None:
    """Whoever is not of the team that answers now has nothing to do with it any more."""
    team, around = await team_but(ctx, case), ctx.of(case).around
    still = set(circle(team, Step.COORDINATORS, around, case.danger))
    for told in await alerts.of(ctx.tx, case.id):
        if told.person in still:
            continue
        await withdrawals.withdraw_about(
            ctx.tx, [case.id], ctx.now, recipient=told.person, kinds=[Kind.SHOW]
        )
        where = Showing(
            AlertMoved(case.pseudonym), edit=told.sent_id, edit_last=told.sent_id is None
        )
        await ctx.show_as(told.person, where, resting_on=case)
        await alerts.forget_one(ctx.tx, case.id, told.person)

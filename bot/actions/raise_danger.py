"""What somebody writes sounds worse than before: their case becomes more urgent."""

from bot.actions.alert_team import alert_team
from bot.actions.context import Context
from bot.domain.cases import Case, Status
from bot.domain.danger import Danger, Verdict
from bot.store import cases
from bot.store.outbox import Lane


async def raise_danger(ctx: Context, case: Case, verdict: Verdict) -> None:
    """Note a verdict in a case, and alert whoever should know that it got worse."""
    await cases.note_verdict(ctx.tx, case, verdict)
    if verdict.danger <= case.danger or verdict.danger < Danger.HIGH:
        return
    worse = await cases.get(ctx.tx, case.id)
    assert worse is not None  # noqa: S101  # read in this transaction before
    if worse.status is Status.WAITING:
        await alert_team(ctx, worse)
    elif worse.worker_id is not None:
        await ctx.show(
            worse.worker_id, "danger-rises", lane=Lane.DANGER, case=worse.id, case_id=worse.id
        )

"""What somebody writes sounds worse than before: their case becomes more urgent."""

from bot.actions.alert_team import alert_or_say_so, refresh_alerts
from bot.actions.case_topics import rename_topic
from bot.actions.context import Context, Showing
from bot.actions.mind_lease import start_lease
from bot.actions.screens import IMAGE_HELD, DangerRises
from bot.domain.cases import Case, Status, is_news, raised
from bot.domain.danger import Danger, Verdict
from bot.domain.messages import IMAGES
from bot.store import cases, messages, withdrawals
from bot.store.messages import State
from bot.store.parcels import Lane


async def raise_danger(ctx: Context, case: Case, verdict: Verdict) -> Case:
    """Note a verdict in a case and alert whoever should know; returns the case as it is now.

    The worker who has the case is alerted of each serious message, once; the team of a waiting
    case when a message says something that the case did not say yet.
    """
    worse = raised(case, verdict)
    if worse != case:
        await cases.set_urgency(ctx.tx, worse)
    if worse.images_barred and not case.images_barred:
        await _hold_images(ctx, worse)
    if worse.status is Status.WAITING:
        if is_news(case, verdict):
            await alert_or_say_so(ctx, worse)
        if worse != case:
            await refresh_alerts(ctx, worse)
    elif worse.status is Status.TAKEN and verdict.serious:
        await _alert_worker(ctx, worse)
        if case.danger < Danger.HIGH:
            await start_lease(ctx, worse)
    if worse.danger != case.danger:
        rename_topic(ctx, worse)
    return worse


async def _alert_worker(ctx: Context, case: Case) -> None:
    assert case.worker_id is not None  # noqa: S101  # somebody has a taken case
    await ctx.show(
        case.worker_id,
        DangerRises(case.id),
        lane=Lane.DANGER,
        resting_on=case,
        slot=f"danger-{case.id}",
    )


async def _hold_images(ctx: Context, case: Case) -> None:
    """Images that were let through and are still on their way stay where they are.

    Whoever sent them thought that they pass: they are told that they do not.
    """
    for message in await messages.of_case(ctx.tx, case.id, [State.LEAVING, State.WAITING]):
        if message.kind in IMAGES and message.author_id == case.person_id:
            await withdrawals.withdraw_message(ctx.tx, message.id, ctx.now)
            await messages.move(ctx.tx, message.id, State.HELD)
            notice = Showing(IMAGE_HELD, reply_to=message.source_id)
            await ctx.show_as(case.person_id, notice, case=case.id, slot=IMAGE_HELD.name)

"""A case has the timers that its status calls for, and no others."""

from bot.actions.context import Context
from bot.domain.cases import Status
from bot.domain.people import CaseId
from bot.domain.timers import Kind, Subject, change_of
from bot.store import timers


async def set_case_timers(ctx: Context, case_id: CaseId, status: Status) -> None:
    """Whoever changes the status of a case, or opens one, calls this in the same transaction."""
    subject = Subject(case=case_id)
    there = await timers.of(ctx.tx, subject)
    # What a newer version set beside us is its own business.
    change = change_of([kind for kind in Kind if kind in there], status)
    for kind in change.cancel:
        await timers.cancel(ctx.tx, kind, subject)
    for kind, after in change.start.items():
        await timers.set_at(ctx.tx, kind, subject, ctx.now + after, ctx.now)

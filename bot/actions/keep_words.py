"""Free text outside a case: kept as a reference, for the next request."""

from bot.actions.context import Context
from bot.actions.pass_message import Written
from bot.domain.cases import Case
from bot.domain.people import PersonId
from bot.store import cases, inbox


async def keep_for_later(
    ctx: Context, person: PersonId, written: Written, *, asked_first: bool = False
) -> None:
    """Let a message go along with the next request, if there is one soon.

    ``asked_first``: only if its author says so.
    """
    await inbox.mark_loose(
        ctx.tx,
        person,
        written.source_id,
        kind=written.kind,
        loose=not asked_first,
        forwarded=written.forwarded,
    )


async def open_case_of(ctx: Context, person: PersonId) -> Case | None:
    """The open case of somebody, locked, as this transaction left it."""
    return await cases.lock_open_of(ctx.tx, person)


async def wrote_before(ctx: Context, case: Case) -> bool:
    """Whether anything was written in a case."""
    return await cases.has_messages(ctx.tx, case.id)

"""Somebody ended their conversation and goes on after all: with the same worker, if possible."""

from datetime import timedelta

from bot.actions.close_case import leave_undecided
from bot.actions.context import Context
from bot.actions.open_case import open_case
from bot.actions.take_case import take_case
from bot.domain.cases import Case, Outcome
from bot.domain.danger import Topic, Verdict
from bot.domain.people import CaseId, Person
from bot.store import cases, endings, people

#: For so long an end can be taken back.
RESUMED_WITHIN = timedelta(minutes=15)
_BY_THEMSELVES = {Outcome.ENDED_BY_PERSON, Outcome.CANCELLED}


async def resume_case(ctx: Context, person: Person, case_id: CaseId) -> Case | None:
    """Open a request anew as the ended one was; returns it, or None if that is over.

    Raises Blocked.

    Whoever answered has it again at once, if they are there; else it waits like any other.
    """
    ended = await cases.lock(ctx.tx, case_id)
    if ended is None or ended.person_id != person.id or not await _lately(ctx, case_id):
        return None
    worker = await people.get(ctx.tx, ended.worker_id) if ended.worker_id else None
    is_there = worker is not None and worker.role.in_team and worker.available
    verdict = Verdict(ended.danger, (Topic(ended.topic),), ended.why)
    case, is_new = await open_case(ctx, person, verdict, alert=not is_there)
    if not is_new or worker is None or not is_there:
        return case
    taken = await take_case(ctx, worker, case.id)
    if len(await cases.taken_by(ctx.tx, worker.id)) > 1:
        # They did nothing: what they are typing now is meant for somebody else.
        await leave_undecided(ctx, worker.id)
    return taken


async def _lately(ctx: Context, case_id: CaseId) -> bool:
    """Whether they ended it themselves, a moment ago."""
    ending = await endings.of(ctx.tx, case_id)
    if ending is None or ending.outcome not in _BY_THEMSELVES:
        return False
    return abs(ctx.now - ending.at) <= RESUMED_WITHIN

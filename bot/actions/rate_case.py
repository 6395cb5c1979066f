"""One tap of satisfaction, and the worker's word on the triage: counted once each."""

from typing import Literal

from bot.actions.context import Context
from bot.domain.cases import Case
from bot.domain.figures import RIGHT, WRONG, Measure
from bot.domain.people import CaseId, PersonId
from bot.domain.reasons import family_of
from bot.store import cases

Satisfaction = Literal["good", "fair", "poor"]
SATISFACTIONS: tuple[Satisfaction, ...] = ("good", "fair", "poor")


async def rate_case(
    ctx: Context, person: PersonId, case_id: CaseId, satisfaction: Satisfaction
) -> bool:
    """Count how a conversation was for the young person. Returns False if it was counted."""
    case = await cases.get(ctx.tx, case_id)
    if case is None or case.person_id != person or not await cases.rate_once(ctx.tx, case_id):
        return False
    await ctx.where(ctx.of(case)).count(Measure.SATISFACTION, satisfaction)
    return True


async def judge_triage(ctx: Context, case: Case, *, right: bool) -> bool:
    """Count whether the triage saw right. Returns False if it was counted already."""
    if not await cases.judge_once(ctx.tx, case.id):
        return False
    there, said = ctx.where(ctx.of(case)), RIGHT if right else WRONG
    await there.count(Measure.TRIAGE_VERDICT, f"{case.danger.word}-{said}")
    await there.count(Measure.TRIAGE_REASON, f"{family_of(case.why)}-{said}")
    return True

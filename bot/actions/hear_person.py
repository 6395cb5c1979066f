"""A young person said something, by whatever way: danger is answered before anything else."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from bot.actions.context import Context
from bot.actions.moods import Occasion
from bot.actions.raise_danger import raise_danger
from bot.actions.screens import DangerNumbers
from bot.domain.cases import Case
from bot.domain.danger import Danger, Verdict
from bot.domain.people import Person
from bot.store import cases
from bot.store.parcels import Lane

#: The reason noted of words that somebody else wrote and the young person forwards.
RECEIVED = "received"


class Assess(Protocol):
    """Triage of some words that are in memory."""

    def __call__(self, recent: Sequence[Danger]) -> Verdict:
        """What they sound like, given the levels of the person's last messages."""


@dataclass(frozen=True, slots=True)
class Hearing:
    """What was understood; holds no word."""

    verdict: Verdict
    #: The open case, locked, as it stands now that this was heard.
    case: Case | None
    numbers_shown: bool = False


async def hear_person(
    ctx: Context,
    person: Person,
    assess: Assess | None,
    occasion: Occasion,
    *,
    received: bool = False,
) -> Hearing:
    """Judge what somebody wrote, show numbers, raise their case, alert whoever has it.

    ``assess`` is None for what has no words. ``received``: the words are somebody else's,
    forwarded. They count as something that happens to this person, not as what they say of
    themselves.
    """
    verdict = Verdict(Danger.NONE)
    shown = False
    if assess is not None:
        verdict = _judge(ctx, person, assess, occasion, received=received)
        shown = await _show_numbers(ctx, person, verdict, occasion)
    case = await cases.lock_open_of(ctx.tx, person.id)
    if case is not None:
        case = await raise_danger(ctx, case, as_own(verdict))
    return Hearing(verdict, case, shown)


def _judge(
    ctx: Context, person: Person, assess: Assess, occasion: Occasion, *, received: bool
) -> Verdict:
    if received:
        verdict = assess(())
        verdict = replace(verdict, why=(RECEIVED, *verdict.why))
    else:
        before = ctx.moods.recent(person.id, ctx.now, but=occasion)
        verdict = assess(tuple(v.danger for v in before if RECEIVED not in v.why))
    ctx.moods.note(person.id, verdict, ctx.now, occasion)
    return verdict


async def _show_numbers(ctx: Context, person: Person, verdict: Verdict, occasion: Occasion) -> bool:
    """Emergency numbers at once, in their own lane."""
    if not verdict.serious or not ctx.moods.shows_now(person.id, verdict, ctx.now, occasion):
        return False
    numbers = DangerNumbers(verdict.danger, verdict.topic, verdict.why)
    await ctx.show(person.id, numbers, lane=Lane.DANGER)
    return True


def as_own(verdict: Verdict) -> Verdict:
    """What a verdict means for a person's own case.

    Somebody else's life at risk is grave for whoever forwards it, but it is not their own.
    """
    if RECEIVED in verdict.why and verdict.danger is Danger.IMMEDIATE:
        return replace(verdict, danger=Danger.HIGH)
    return verdict

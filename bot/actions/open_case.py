"""A young person asks for somebody."""

from datetime import timedelta
from functools import reduce

from bot.actions.alert_team import alert_or_say_so
from bot.actions.block_person import refuse_if_blocked
from bot.actions.context import Context
from bot.actions.follow_up import stop_follow_up
from bot.actions.hear_person import as_own
from bot.actions.promise_opening import promise_opening
from bot.actions.raise_danger import raise_danger
from bot.actions.set_case_timers import set_case_timers
from bot.domain.cases import Author, Case, Status, is_news, raised
from bot.domain.danger import Verdict
from bot.domain.figures import Measure, weekday
from bot.domain.people import Person
from bot.store import cases, inbox, messages
from bot.store.messages import NewReference, State

#: What was written so shortly before asking belongs to the request.
_BELONGS_FOR = timedelta(hours=2)


async def open_case(
    ctx: Context, person: Person, verdict: Verdict, *, alert: bool = True
) -> tuple[Case, bool]:
    """Put somebody in the queue. Returns their open case, and whether it is new.

    Without ``alert``, whoever calls gives it to somebody in the same transaction. Raises Blocked
    if the team has blocked them, and nothing sounds dangerous.
    """
    existing = await cases.lock_open_of(ctx.tx, person.id)
    if existing is not None:
        news = is_news(existing, verdict)
        return (await raise_danger(ctx, existing, verdict) if news else existing), False
    ctx = ctx.where(ctx.library.territory(person.territory))
    await refuse_if_blocked(ctx, person.id, verdict)
    # Whoever talks with the team is not asked how they have been since.
    await stop_follow_up(ctx, person.id)
    case = await _add(ctx, person, verdict)
    await _attach_what_was_written(ctx, case)
    await _count(ctx, case)
    if alert:
        await alert_or_say_so(ctx, case)
    return case, True


async def _count(ctx: Context, case: Case) -> None:
    """Count a request: asked, cancelled and asked again, it is one until somebody took it."""
    if not await ctx.begins(case.person_id, Measure.REQUEST):
        return
    await ctx.count(Measure.REQUEST, case.topic)
    local = ctx.now.astimezone(ctx.zone)
    await ctx.count(Measure.REQUEST_HOUR, f"{local:%H}")
    await ctx.count(Measure.REQUEST_DAY, weekday(local))
    await ctx.count(Measure.DANGER, case.danger.word)


async def _add(ctx: Context, person: Person, verdict: Verdict) -> Case:
    """Add the case, with all that was said lately: a subject named first counts to the end."""
    slug = ctx.library.territory(person.territory).slug
    case_id = await cases.add(ctx.tx, person.id, verdict, ctx.now, territory=slug)
    await set_case_timers(ctx, case_id, Status.WAITING)
    added = await cases.get(ctx.tx, case_id)
    assert added is not None  # noqa: S101  # added in this transaction
    # They are told when somebody answers, if that is known: it is a promise, and is kept.
    added = await promise_opening(ctx, added)
    said = map(as_own, ctx.moods.recent(person.id, ctx.now))
    case = reduce(raised, said, added)
    if case != added:
        await cases.set_urgency(ctx.tx, case)
    return case


async def _attach_what_was_written(ctx: Context, case: Case) -> None:
    """Nobody should have to write it twice."""
    since = ctx.now - _BELONGS_FOR
    for loose in await inbox.take_loose(ctx.tx, case.person_id, since):
        message = NewReference(
            case_id=case.id,
            author=Author.PERSON,
            author_id=case.person_id,
            source_id=loose.message_id,
            kind=loose.kind,
            state=State.WAITING,
            forwarded=loose.forwarded,
        )
        await messages.add(ctx.tx, message, ctx.now)

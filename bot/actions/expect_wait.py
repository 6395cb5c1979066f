"""What can honestly be said of waiting: counted when somebody is answered, told to the next."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.actions.context import Context
from bot.content.kinds.territory import Territory
from bot.domain.cases import Case, Promise
from bot.domain.waiting import (
    LOOKED_AT,
    RECENT,
    Estimate,
    edge_of,
    estimate,
    hours_around,
    still_holds,
)
from bot.store import queue, waits
from bot.store.database import Transaction


async def note_wait(ctx: Context, case: Case) -> None:
    """Somebody is answered: how long they waited helps to tell the next; once a case."""
    if case.returned:
        return
    asked_at = case.opened_at.astimezone(ctx.zone)
    waited = edge_of(ctx.now - case.opened_at)
    await waits.note(ctx.tx, ctx.territory, case.danger, asked_at.date(), asked_at.hour, waited)


async def expected(
    tx: Transaction, case: Case, territory: Territory, now: datetime
) -> Estimate | None:
    """How long whoever asked at such an hour, at that level, waited there lately.

    With too few of that hour, of any hour; with too few at all, or on a day that is not like
    those weeks, nobody knows yet.
    """
    told = await _lately(tx, case, territory)
    if told is None or not still_holds(told, await _wait_now(tx, case, territory, now)):
        return None
    return told


async def _wait_now(
    tx: Transaction, case: Case, territory: Territory, now: datetime
) -> list[timedelta]:
    """How long those wait who are served next, at that level or a worse one.

    Not who asked while the team was away, or had an answer before: they count for no estimate.
    """
    return [
        now - one.opened_at
        for one in await queue.first(tx, LOOKED_AT, [territory.slug])
        if one.id != case.id
        and one.danger >= case.danger
        and one.promise is Promise.NONE
        and not one.returned
    ]


async def _lately(tx: Transaction, case: Case, territory: Territory) -> Estimate | None:
    asked_at = case.opened_at.astimezone(territory.zone)
    since = (asked_at - RECENT).date()
    around = hours_around(asked_at)
    of_the_hour = await waits.seen(tx, territory.slug, case.danger, since, around)
    if (told := estimate(of_the_hour)) is not None:
        return told
    told = estimate(await waits.seen(tx, territory.slug, case.danger, since))
    return replace(told, hourly=False) if told else None

"""Sum a period up: close what its figures need, then read what is published of it."""

from datetime import date, datetime

from bot.actions.context import Context
from bot.actions.publish_figures import (
    are_made_up,
    close_periods,
    last_closed,
    told_of_days,
    told_of_quarters,
    zones,
)
from bot.content.collection import Library
from bot.domain.disclosure import Figure, runs
from bot.domain.figures import Measure
from bot.domain.periods import before, months, span
from bot.domain.summaries import Summary
from bot.store.database import Transaction


def until_now(library: Library, now: datetime) -> date:
    """The last day of which anything is told."""
    return last_closed(now.astimezone(library.home.zone))


async def close_for(ctx: Context, period: str, until: date) -> None:
    """Close what a summary will read. Raises UnknownPeriod, NotClosed."""
    whole = span(period, until)
    earlier = before(period, whole)
    needed = [run for one in (whole, earlier, *months(whole)) for run in runs(one.first, one.last)]
    await close_periods(ctx, needed, whole.parts)


async def summarise(
    tx: Transaction, library: Library, period: str, until: date, zone: str
) -> Summary:
    """What is told of a period; of every territory if none is called so.

    Raises UnknownPeriod, NotClosed.
    """
    whole = span(period, until)
    earlier = before(period, whole)
    known = await zones(tx, library)
    where = [zone] if zone in known else known
    by_month = []
    for month in months(whole):
        told = await told_of_days(tx, where, month.first, month.last)
        by_month.append((month, told.get(Measure.REQUEST, Figure(0))))
    return Summary(
        zone if zone in known else "",
        whole,
        await told_of_days(tx, where, whole.first, whole.last),
        await told_of_days(tx, where, earlier.first, earlier.last),
        await told_of_quarters(tx, where, whole.parts) if whole.parts else {},
        tuple(by_month),
        await are_made_up(tx),
    )

"""Days are closed: what was counted until then is worked out once, and kept."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain.disclosure import PACKET, Run
from bot.domain.figures import CLOSED, Measure
from bot.store import published
from bot.store.database import Transaction

Totals = dict[Measure, int]
Closed = dict[tuple[str, date], Totals]


async def close_days(tx: Transaction, zones: Collection[str], days: Iterable[date]) -> None:
    """See to it that these days, which are over, are closed for every family of each territory."""
    by_year: dict[int, list[date]] = {}
    for day in sorted(set(days)):
        by_year.setdefault(day.year, []).append(day)
    for year, those in by_year.items():
        known = await published.closed_on(tx, zones, those)
        missing = {
            zone: left
            for zone in zones
            if (left := [day for day in those if len(known.get((zone, day), ())) < len(CLOSED)])
        }
        if missing:
            await draw_phases(tx, missing, year)
            await _close(tx, missing, year)


async def draw_phases(tx: Transaction, zones: Collection[str], year: int) -> None:
    """Draw the phases of families that have none yet."""
    known = await published.phases_of(tx, zones, [year])
    drawn = {
        (zone, family): secret_number(tx, "phase", zone, family.value, year) % PACKET
        for zone in zones
        for family in CLOSED
        if family not in known.get((zone, year), {})
    }
    await published.set_phases(tx, year, drawn)


def secret_number(tx: Transaction, *names: object) -> int:
    """A number that only whoever has the key can work out."""
    return int.from_bytes(tx.vault.sign("\0".join(("figures", *map(str, names))))[:16], "big")


@dataclass(frozen=True, slots=True)
class _Step:
    """A day to close: the days since the one that was closed before it, and the one after it."""

    run: Run
    next: date | None


async def _close(tx: Transaction, missing: dict[str, list[date]], year: int) -> None:
    closed = await published.days_closed(tx, missing, year)
    plans = {zone: _plan(days, closed[zone], year) for zone, days in missing.items()}
    near = {
        day
        for plan in plans.values()
        for step in plan
        for day in (step.run.after, step.run.until, step.next)
        if day is not None
    }
    totals = await published.closed_on(tx, missing, near)
    counted = await _counted(tx, plans)
    added: Closed = {}
    for zone, plan in plans.items():
        for step in plan:
            fresh = await _totals(tx, zone, step, totals, counted.get((zone, step.run), {}))
            added[zone, step.run.until] = fresh
            totals.setdefault((zone, step.run.until), {}).update(fresh)
    await published.close(tx, added)


def _plan(days: list[date], closed: list[date], year: int) -> list[_Step]:
    steps, before = [], sorted({*days, *closed})
    for day in days:
        earlier = [one for one in before if one < day]
        start = earlier[-1] if earlier else date(year, 1, 1) - timedelta(days=1)
        later = next((one for one in closed if one > day), None)
        steps.append(_Step(Run(start, day), later))
    return steps


async def _counted(tx: Transaction, plans: dict[str, list[_Step]]) -> dict[tuple[str, Run], Totals]:
    """What was counted in every step; territories with the same steps are asked together."""
    alike: dict[tuple[Run, ...], list[str]] = {}
    for zone, plan in plans.items():
        alike.setdefault(tuple(step.run for step in plan), []).append(zone)
    found: dict[tuple[str, Run], Totals] = {}
    for stretches, zones in alike.items():
        found |= await published.sums(tx, zones, CLOSED, stretches)
    return found


async def _totals(
    tx: Transaction, zone: str, step: _Step, totals: Closed, counted: Totals
) -> Totals:
    """The totals of a day for the families that it is not closed for."""
    day, known = step.run.until, totals.get((zone, step.run.until), {})
    before = totals.get((zone, step.run.after), {}) if not step.run.begins_the_year else None
    after = totals.get((zone, step.next), {}) if step.next else {}
    found: Totals = {}
    for family in CLOSED:
        if family in known:
            continue
        if before is None:
            total = counted.get(family, 0)
        elif family in before:
            total = before[family] + counted.get(family, 0)
        else:
            # It is counted since a newer version: the days before were closed without it.
            since = Run(date(day.year, 1, 1) - timedelta(days=1), day)
            sums = await published.sums(tx, [zone], [family], [since])
            total = sums.get((zone, since), {}).get(family, 0)
        # What was counted late for a day that is closed stays untold: nothing is told twice.
        found[family] = min(total, after.get(family, total))
    return found

"""Closed quarters and months are told in breakdowns, once: who gets which packets is kept."""

import random
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from bot.actions.close_days import secret_number
from bot.domain.breakdowns import (
    Counts,
    Whole,
    as_shared,
    named,
    shared_beside,
    shared_out,
    size_of,
)
from bot.domain.disclosure import Part, Run, Share, packets, parts_of_year, run_of
from bot.domain.figures import BESIDE, FAMILIES, SHARED, Measure
from bot.store import published
from bot.store.database import Transaction
from bot.store.published import Publication

Told = Mapping[Measure, Mapping[str, Share]]


async def close_parts(tx: Transaction, wanted: Mapping[str, Collection[Part]]) -> None:
    """See to it that these parts are told, whose days are closed; by territory."""
    years = sorted({part.year for parts in wanted.values() for part in parts})
    for year in years:
        of_year = {
            zone: sorted(those, key=lambda part: part.first)
            for zone, parts in wanted.items()
            if (those := {part for part in parts if part.year == year})
        }
        await _close(tx, of_year, year)


async def _close(tx: Transaction, wanted: Mapping[str, Sequence[Part]], year: int) -> None:
    told = await published.shares_in(tx, wanted, {p for parts in wanted.values() for p in parts})
    missing = {
        zone: left
        for zone, parts in wanted.items()
        if (left := [p for p in parts if len(told.get((zone, p), ())) < len(SHARED)])
    }
    if not missing:
        return
    year_of = await _year(tx, missing, year)
    publications = []
    for zone, parts in missing.items():
        for part in parts:
            fresh = year_of.tell(zone, part)
            publications.append(Publication(zone, part, fresh))
            year_of.told.setdefault((zone, part), {}).update(fresh)
    await published.publish(tx, publications)


@dataclass(frozen=True, slots=True)
class _Year:
    """What the breakdowns of a year are made of."""

    tx: Transaction
    parts: Mapping[str, Sequence[Part]]
    told: dict[tuple[str, Part], published.Told]
    counts: Mapping[tuple[str, Run], Mapping[Measure, Counts]]
    wholes: Mapping[tuple[str, Part], Mapping[Measure, Whole]]

    def tell(self, zone: str, part: Part) -> published.Told:
        """The breakdowns of a part that are not told yet."""
        known = self.told.get((zone, part), {})
        found: published.Told = {}
        for measure in SHARED:
            if measure not in known:
                found[measure] = self._table(zone, part, measure, {**known, **found})
        return found

    def _table(self, zone: str, part: Part, measure: Measure, known: Told) -> dict[str, Share]:
        number = secret_number(self.tx, "share", zone, measure.value, part)
        chance = random.Random(number)  # noqa: S311  # as secret as its seed
        whole = self.wholes[zone, part].get(FAMILIES.get(measure, measure), Whole(0, 0))
        counts, owed = self._named(zone, part, measure), self._owed(zone, part, measure)
        other = BESIDE.get(measure)
        if other is None:
            return shared_out(measure, whole, counts, chance, owed)
        people = as_shared(self._named(zone, part, other), whole.people)
        return shared_beside(measure, other, known[other], people, counts, chance, owed)

    def _named(self, zone: str, part: Part, measure: Measure) -> dict[str, int]:
        return named(measure, self.counts.get((zone, run_of(part)), {}).get(measure, {}))

    def _owed(self, zone: str, part: Part, measure: Measure) -> dict[str, int]:
        """How many more people each label had than was told, earlier in the year."""
        owed: dict[str, int] = {}
        for earlier in self.parts[zone]:
            told = self.told.get((zone, earlier), {}).get(measure)
            if earlier.first >= part.first or told is None:
                continue
            for label, count in self._named(zone, earlier, measure).items():
                given = told.get(label, Share(0, size_of(measure, label)))
                owed[label] = owed.get(label, 0) + count - given.packets * given.size
        return owed


async def _year(tx: Transaction, missing: Mapping[str, Sequence[Part]], year: int) -> _Year:
    """Everything that is asked for of a year, of all territories together."""
    monthly = await published.monthly_years(tx, missing)
    parts = {
        zone: [p for p in parts_of_year(year, monthly[zone]) if p.last <= left[-1].last]
        for zone, left in missing.items()
    }
    every = {part for those in parts.values() for part in those}
    counts: dict[tuple[str, Run], dict[Measure, dict[str, int]]] = {}
    alike: dict[tuple[Part, ...], list[str]] = {}
    for zone, those in parts.items():
        alike.setdefault(tuple(those), []).append(zone)
    for together, zones in alike.items():
        counts |= await published.labels(tx, zones, SHARED, [run_of(p) for p in together])
    told = await published.shares_in(tx, missing, every)
    return _Year(tx, parts, told, counts, await _wholes(tx, missing, year))


async def _wholes(
    tx: Transaction, missing: Mapping[str, Sequence[Part]], year: int
) -> dict[tuple[str, Part], dict[Measure, Whole]]:
    """The packets that each family filled in a part, and its people."""
    runs = {part: run_of(part) for parts in missing.values() for part in parts}
    ends = {day for run in runs.values() for day in (run.after, run.until)}
    closed = await published.closed_on(tx, missing, ends)
    phases = await published.phases_of(tx, missing, [year])
    found: dict[tuple[str, Part], dict[Measure, Whole]] = {}
    for zone, parts in missing.items():
        of_zone = phases.get((zone, year), {})
        for part in parts:
            run = runs[part]
            before = {} if run.begins_the_year else closed.get((zone, run.after), {})
            found[zone, part] = {
                family: Whole(
                    packets(before.get(family, 0), total, of_zone[family]),
                    total - before.get(family, 0),
                )
                for family, total in closed.get((zone, run.until), {}).items()
                if family in of_zone
            }
    return found

"""The breakdowns of a closed part of a year: which label gets which packets of a total."""

import random
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from bot.domain.disclosure import LARGE_PACKET, PACKET, Figure, Share, share
from bot.domain.figures import UNKNOWN, Measure, branch_of, group_of

#: Parts of the day, by their first hour.
BANDS = ((0, "night"), (7, "morning"), (12, "afternoon"), (18, "evening"))
#: Under this label stands the whole, so that a part in which nothing happened is known as told.
WHOLE = ""

Counts = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Whole:
    """What a breakdown shares out: packets, and the people who are in them."""

    packets: int
    people: int


def size_of(measure: Measure, label: str) -> int:
    """How many people a packet of a label holds."""
    return LARGE_PACKET if group_of(measure, label) else PACKET


def figure_of(measure: Measure, label: str, told: Mapping[str, Share]) -> Figure:
    """The published number of a label; one that is not listed is nobody, or a few."""
    one = told.get(label, Share(0, size_of(measure, label)))
    return Figure(one.packets * one.size, size=one.size)


def named(measure: Measure, counts: Counts) -> dict[str, int]:
    """The labels as they are published: hours as parts of the day, what has none as unknown."""
    found: Counter[str] = Counter()
    for label, count in counts.items():
        found[_band(label) if measure is Measure.REQUEST_HOUR else label or UNKNOWN] += count
    return dict(found)


def _band(hour: str) -> str:
    if not hour.isdecimal():
        return UNKNOWN
    return next(name for first, name in reversed(BANDS) if int(hour) >= first)


def shared_out(
    measure: Measure, whole: Whole, counts: Counts, chance: random.Random, owed: Counts
) -> dict[str, Share]:
    """Share a total among the labels of a breakdown.

    ``counts`` as ``named`` gives them; ``owed`` as ``disclosure.share`` takes it.
    """
    labels = _filled_up(counts, whole.people, UNKNOWN)
    branches = _by_branch(measure, labels)
    people = {branch: sum(those.values()) for branch, those in branches.items()}
    packets = share(whole.packets, people, chance)
    told = {WHOLE: Share(whole.packets)}
    for branch, those in branches.items():
        told |= _told(measure, packets[branch], those, chance, owed)
    return told


def shared_beside(
    measure: Measure,
    other: Measure,
    told_of_other: Mapping[str, Share],
    people: Counts,
    counts: Counts,
    chance: random.Random,
    owed: Counts,
) -> dict[str, Share]:
    """Share what another breakdown of the same people told, so that what both tell adds up.

    ``people``: the counts of the other one, as it shared them.
    """
    wholes = {
        branch: Whole(sum(told_of_other[one].packets for one in those if one in told_of_other), n)
        for branch, those in _by_branch(other, people).items()
        if (n := sum(those.values()))
    }
    mine = _by_branch(measure, counts)
    told = {WHOLE: told_of_other[WHOLE]}
    for branch, whole in wholes.items():
        unknown = UNKNOWN if branch in {"", UNKNOWN} else f"{UNKNOWN}-{branch}"
        labels = _filled_up(mine.get(branch, {}), whole.people, unknown)
        if _fits(labels, whole.packets):
            told |= _told(measure, whole.packets, labels, chance, owed)
        elif whole.packets:
            # The other one was told before this one was counted.
            told[unknown] = Share(whole.packets)
    return told


def as_shared(counts: Counts, people: int) -> dict[str, int]:
    """The counts of a breakdown as ``shared_out`` shares them: so many people in all."""
    return _filled_up(counts, people, UNKNOWN)


def _filled_up(counts: Counts, people: int, unknown: str) -> dict[str, int]:
    """Labels of so many people: of whom none is known, unknown; who was counted late is left out.

    A day is told once: what came after it was closed must not be told by a breakdown either.
    """
    labels = {label: count for label, count in counts.items() if count}
    missing = people - sum(labels.values())
    if missing > 0:
        labels[unknown] = labels.get(unknown, 0) + missing
    while missing < 0:
        most = max(labels, key=lambda label: (labels[label], label))
        taken = min(-missing, labels[most])
        labels[most] -= taken
        missing += taken
    return labels


def _by_branch(measure: Measure, labels: Counts) -> dict[str, dict[str, int]]:
    branches: dict[str, dict[str, int]] = {}
    for label, count in labels.items():
        branches.setdefault(branch_of(measure, label), {})[label] = count
    return branches


def _fits(labels: Counts, packets: int) -> bool:
    """Whether so many packets can be shared among these people."""
    full = sum(count // PACKET for count in labels.values())
    return full <= packets <= full + sum(bool(count % PACKET) for count in labels.values())


def _told(
    measure: Measure, packets: int, labels: Counts, chance: random.Random, owed: Counts
) -> dict[str, Share]:
    """The shares of some labels; what is sensitive once together, and once in large packets.

    A label without a packet is not told: listed, it would say that somebody was counted.
    """
    apart: Counter[str] = Counter()
    inside: dict[str, dict[str, int]] = {}
    for label, count in labels.items():
        group = group_of(measure, label)
        apart[group or label] += count
        if group:
            inside.setdefault(group, {})[label] = count
    given = share(packets, apart, chance, owed=owed)
    told = {label: Share(n) for label, n in given.items() if n}
    for group, details in inside.items():
        large = given[group] * PACKET // LARGE_PACKET
        shared = share(large, details, chance, size=LARGE_PACKET)
        told |= {label: Share(n, LARGE_PACKET) for label, n in shared.items() if n}
    return told

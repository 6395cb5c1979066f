"""Faults of the machine, once each; these and more, at random: `make faults N=1000`."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests import faults

#: What no other story tries with a process of its own.
TRIED = (
    "stopped", "database-locked", "database-read", "database-moved", "disk-full", "half-answers",
    "frozen", "clock-jumps",
)  # fmt: skip


@pytest.fixture
async def place(tmp_path: Path) -> AsyncIterator[faults.Place]:
    """A bot in its own process, and two pairs who talk."""
    async with faults.a_place(tmp_path) as place:
        yield place


@pytest.mark.timeout(300)
async def test_whatever_the_machine_does_nothing_is_lost_and_order_is_kept(
    place: faults.Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(faults, "FAULT", (0.5, 1.0))
    chosen = [fault for fault in faults.FAULTS if fault.name in TRIED]
    assert len(chosen) == len(TRIED)
    found = [await faults.run(place, seed, fault) for seed, fault in enumerate(chosen)]
    assert {one.fault: one.broken for one in found if one.broken} == {}
    assert all(one.lines for one in found)

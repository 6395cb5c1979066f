"""Which timers a case has in each status, and how long one that fails rests."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import timers
from bot.domain.cases import Status
from bot.domain.timers import CALLED_FOR, LONGEST_PAUSE, OUTLIVES, Kind, change_of, pause_after

_AFTER = st.timedeltas(timedelta(0), timedelta(days=30))
_OF_A_STATUS = st.sampled_from(sorted(set(Kind) - OUTLIVES))
_TABLES = st.fixed_dictionaries(
    {status: st.dictionaries(_OF_A_STATUS, _AFTER) for status in Status}
)


def test_every_status_says_which_timers_it_calls_for() -> None:
    assert set(CALLED_FOR) == set(Status)


def test_a_closed_case_has_no_timer() -> None:
    assert not CALLED_FOR[Status.CLOSED]


@given(_TABLES, st.lists(st.sampled_from(Status)))
def test_after_any_changes_a_case_has_just_what_its_status_calls_for(
    table: dict[Status, dict[Kind, timedelta]], walk: list[Status]
) -> None:
    running: set[Kind] = set()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(timers, "CALLED_FOR", table)
        for status in walk:
            before, change = set(running), change_of(running, status)
            assert not change.start.keys() & change.cancel
            running = (running - change.cancel) | change.start.keys()
            assert running == table[status].keys()
            assert not before & change.start.keys(), "one that runs already goes on"
            assert all(after == table[status][kind] for kind, after in change.start.items())


@given(st.sets(st.sampled_from(Kind)), st.sampled_from(Status))
def test_what_has_no_place_in_a_status_is_cancelled(running: set[Kind], status: Status) -> None:
    gone = running - CALLED_FOR[status].keys() - OUTLIVES
    assert change_of(running, status).cancel == gone


@given(st.integers(min_value=0, max_value=2**31))
def test_pauses_grow_and_end(failures: int) -> None:
    assert timedelta(0) < pause_after(failures) <= pause_after(failures + 1) <= LONGEST_PAUSE

"""What a simulated week's people were told of their wait is next to what they waited."""

from tools.waiting import TOWNS, row, simulate

_QUIET, _REGULAR, *_OTHERS = TOWNS
_BUSY_DAY = next(town for town in TOWNS if "quatre fois" in town.name)


def test_in_a_regular_week_half_and_nine_in_ten_waited_no_longer_than_they_were_told() -> None:
    found = row(_REGULAR, range(2))
    assert found.asked > 100
    assert found.half >= 0.5
    assert found.most >= 0.9
    assert found.unknown <= 0.05


def test_where_few_ask_it_is_said_that_nobody_knows_and_what_is_said_holds() -> None:
    found = row(_QUIET, range(3))
    assert 0 < found.unknown <= 0.5
    assert found.most >= 0.9


def test_on_a_day_four_times_as_busy_fewer_are_told_a_number_and_it_holds_for_most() -> None:
    found = row(_BUSY_DAY, range(3))
    assert found.unknown >= 0.1
    assert found.most >= 0.8


def test_the_same_seed_gives_the_same_week() -> None:
    assert simulate(_QUIET, 1) == simulate(_QUIET, 1) != simulate(_QUIET, 2)

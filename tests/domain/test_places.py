"""How far a place is."""

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.places import Point, metres, nearest

POINTS = st.builds(
    Point,
    st.floats(-90, 90, allow_nan=False),
    st.floats(-180, 180, allow_nan=False),
)


def test_a_degree_of_latitude_is_a_hundred_and_eleven_kilometres() -> None:
    assert round(metres(Point(48, -8), Point(49, -8)) / 1000) == 111


@given(POINTS, POINTS)
def test_it_is_as_far_there_as_back_and_never_more_than_half_around(one: Point, two: Point) -> None:
    there, back = metres(one, two), metres(two, one)
    assert abs(there - back) < 1
    assert 0 <= there <= 20_100_000


@given(POINTS, st.lists(POINTS, max_size=8))
def test_the_nearest_comes_first(here: Point, places: list[Point]) -> None:
    found = nearest(here, [(str(n), one) for n, one in enumerate(places)])
    assert [far for _, far in found] == sorted(far for _, far in found)
    assert len(found) == len(places)

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.figures import K, bucket, shown


@given(st.integers(0, 10_000), st.integers(0, 20))
def test_a_count_of_one_to_four_is_never_shown(count: int, k: int) -> None:
    visible = shown(count, k)
    assert visible is None or visible == 0 or visible >= K


@given(st.floats(0, 1e6))
def test_every_duration_falls_into_a_bucket(minutes: float) -> None:
    assert bucket(minutes) in {"<5", "<15", "<60", "<240", "<1440", "1440+"}

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.figures import bucket


@given(st.floats(0, 1e6))
def test_every_duration_falls_into_a_bucket(minutes: float) -> None:
    assert bucket(minutes) in {"<5", "<15", "<60", "<240", "<1440", "1440+"}

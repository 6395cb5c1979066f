"""Start codes: what is written is read again, and nothing else is taken for one."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.danger import Topic
from bot.domain.start_codes import DOORS, StartCode, Unreadable

NAMES = st.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,8})?", fullmatch=True) | st.just("")
CODES = st.builds(
    StartCode,
    territory=NAMES,
    topic=st.none() | st.sampled_from(Topic),
    partner=NAMES,
    door=st.none() | st.sampled_from(sorted(DOORS.values())),
    outing=NAMES,
).filter(lambda code: bool(str(code)))


@given(CODES)
def test_what_is_written_is_read_again(code: StartCode) -> None:
    assert StartCode.read(str(code)) == code


@given(st.text())
def test_anything_else_is_refused_and_breaks_nothing(text: str) -> None:
    with contextlib.suppress(Unreadable):
        assert str(StartCode.read(text))


@pytest.mark.parametrize(
    "code",
    [
        "",
        "t",
        "t_",
        "t_Val",
        "x_val",
        "t_a_t_b",
        "s_rien",
        "v_enfants",
        "t_a_s",
        "_",
        "t__a",
        "o_../x",
    ],
)
def test_half_a_code_is_none(code: str) -> None:
    with pytest.raises(Unreadable):
        StartCode.read(code)

"""Who opened a page inside Telegram is believed only if Telegram says so, and lately."""

import json
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qsl, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.mini_app import AHEAD, LASTS, LONGEST, NotGenuine, Opened, opened, signature
from telegram_simulator.inside import init_data

TOKEN = "110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"
NOW = datetime(2026, 11, 27, 12, tzinfo=UTC)
CLAIRE = {"id": 7001, "first_name": "Claire é&=+%", "is_bot": False}


def said(at: datetime = NOW, token: str = TOKEN) -> str:
    return init_data(token, CLAIRE, int(at.timestamp()))


def signed(**fields: str) -> str:
    """Whatever somebody who has the token could sign."""
    lines = "\n".join(f"{name}={value}" for name, value in sorted(fields.items()))
    return urlencode({**fields, "hash": signature(lines, TOKEN)})


def test_what_telegram_signed_lately_is_believed() -> None:
    assert opened(said(), TOKEN, NOW) == Opened(7001, NOW)
    assert opened(said(NOW + AHEAD), TOKEN, NOW).telegram_id == 7001
    assert opened(said(), TOKEN, NOW + LASTS - timedelta(seconds=1)).telegram_id == 7001


def test_the_hash_is_the_one_that_is_described() -> None:
    """A value worked out apart, with openssl, from the description."""
    lines = 'auth_date=1764244800\nquery_id=AAE\nuser={"id":7001}'
    assert signature(lines, "1:token") == (
        "b266b29d93f0faa8fd6c81b4c1832f0f67e8fe7836deb638dc254b8e09408e77"
    )


@pytest.mark.parametrize("late", [LASTS, timedelta(days=1), -AHEAD - timedelta(seconds=1)])
def test_what_was_said_long_ago_or_in_the_future_is_not(late: timedelta) -> None:
    with pytest.raises(NotGenuine):
        opened(said(), TOKEN, NOW + late)


def test_another_bot_signs_for_itself() -> None:
    with pytest.raises(NotGenuine):
        opened(said(token="1:another"), TOKEN, NOW)


@given(st.data())
def test_whatever_is_changed_in_it_it_is_not_believed_any_more(data: st.DataObject) -> None:
    fields = parse_qsl(said())
    at = data.draw(st.integers(0, len(fields) - 1))
    name, value = fields[at]
    changed = data.draw(st.text(max_size=40).filter(lambda one: one != value))
    fields[at] = data.draw(st.sampled_from([(name, changed), (f"{name}x", value)]))
    with pytest.raises(NotGenuine):
        opened(urlencode(fields), TOKEN, NOW)


@given(st.text(max_size=200))
def test_nothing_else_is_believed_and_nothing_breaks(text: str) -> None:
    with pytest.raises(NotGenuine):
        opened(text, TOKEN, NOW)


@pytest.mark.parametrize(
    "user",
    ["", "{", "[]", "7001", "null", '{"id": "7001"}', '{"id": true}', '{"id": 1.5}', "[" * 3000],
)
def test_somebody_without_a_number_is_nobody(user: str) -> None:
    with pytest.raises(NotGenuine):
        opened(signed(user=user, auth_date=str(int(NOW.timestamp()))), TOKEN, NOW)


@pytest.mark.parametrize("when", ["", "now", "1e9", "9" * 30, "-1"])
def test_a_moment_that_is_none_is_long_ago(when: str) -> None:
    with pytest.raises(NotGenuine):
        opened(signed(user=json.dumps(CLAIRE), auth_date=when), TOKEN, NOW)


def test_a_field_told_twice_is_refused_and_so_is_too_much() -> None:
    for more in (
        "&user=%7B%7D",
        f"&x={'a' * LONGEST}",
        "&" + "&".join(f"f{n}=1" for n in range(40)),
    ):
        with pytest.raises(NotGenuine):
            opened(said() + more, TOKEN, NOW)

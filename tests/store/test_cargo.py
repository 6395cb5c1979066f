"""What is to be done survives its way through a row; what no version wrote breaks nothing."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.actions.screens import AskWhom, DangerNumbers, EraseReceipt
from bot.domain.danger import Danger, Topic
from bot.domain.people import PersonId, Role
from bot.domain.screens import Notice
from bot.store.cargo import (
    Aside,
    Cargo,
    Copy,
    Delete,
    Kind,
    Menu,
    React,
    Rewrite,
    Show,
    Unreadable,
    read,
    write,
)

IDS = st.integers(1, 2**52)
SCREENS = st.one_of(
    st.builds(AskWhom, IDS, st.integers(0, 40)),
    st.builds(DangerNumbers, st.sampled_from(Danger), st.sampled_from(Topic)),
    st.builds(EraseReceipt, st.integers(0, 999), IDS.map(PersonId)),
    st.builds(Notice, st.from_regex(r"[a-z]+(-[a-z]+)*", fullmatch=True)),
)
CARGOES = st.one_of(
    st.builds(Show, SCREENS, st.none() | IDS, st.none() | IDS, st.booleans(), st.booleans()),
    st.builds(Copy, st.none() | IDS, st.booleans()),
    st.builds(Rewrite, st.none() | IDS, st.booleans()),
    st.builds(Delete, st.lists(IDS, min_size=1).map(tuple)),
    st.builds(React, IDS, st.none() | st.sampled_from(["", "❤"])),
    st.builds(Menu, st.sampled_from(Role)),
)


@given(CARGOES)
def test_what_is_written_is_read_as_it_was(cargo: Cargo) -> None:
    assert read(cargo.kind, write(cargo)) == cargo


@given(st.sampled_from([*Kind, "of-a-newer-version"]), st.text() | CARGOES.map(write))
def test_whatever_stands_in_a_row_it_is_read_or_said_to_be_unreadable(
    kind: str, payload: str
) -> None:
    found = read(kind, payload)
    assert found.kind in {kind, Kind.UNREADABLE}


@pytest.mark.parametrize(
    ("kind", "payload"),
    [
        (Kind.SHOW, {"screen": "menu"}),
        (Kind.SHOW, {"screen": "ask-whom", "args": {"source": 3}}),
        (Kind.SHOW, {"screen": "danger-numbers", "args": {"danger": 9, "topic": "autre"}}),
        (Kind.SHOW, []),
        (Kind.DELETE, {"messages": "4"}),
        (Kind.REACT, {}),
        (Kind.MENU, {"role": "of-a-newer-version"}),
        ("of-a-newer-version", {}),
    ],
)
def test_what_this_version_does_not_understand_is_unreadable(kind: str, payload: object) -> None:
    assert read(kind, json.dumps(payload)) == Unreadable(kind)


def test_what_is_in_memory_only_is_known_by_its_number() -> None:
    assert read(Kind.SHOW, "", aside=7) == Aside(Kind.SHOW, 7)
    assert read("of-a-newer-version", "", aside=7) == Unreadable("of-a-newer-version")


def test_rows_of_an_earlier_version_are_understood() -> None:
    deletion = '{"messages":[4,5],"erasing":12}'
    assert read(Kind.DELETE, deletion) == Delete((4, 5), PersonId(12))
    shown = '{"screen":"ask-whom","args":{"source":3,"kind":0,"of":"another"},"reply_to":3}'
    assert read(Kind.SHOW, shown) == Show(AskWhom(3, 0), reply_to=3)

"""The audit trail: whatever is changed in it, taken out or put in between, is seen."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.audit import BEGINNING, Act, Chained, Entry, first_broken, link_after
from bot.domain.people import CaseId, PersonId

KEY = bytes(range(32))
AT = datetime(2026, 11, 27, 2, 14, tzinfo=UTC)


def chained(length: int) -> list[Chained]:
    chain: list[Chained] = []
    for number in range(1, length + 1):
        act = list(Act)[number % len(Act)]
        at = AT + timedelta(minutes=number)
        entry = Entry(number, at, act, PersonId(number), CaseId(7), "vie-en-danger")
        before = chain[-1].link if chain else BEGINNING
        chain.append(Chained(entry, link_after(KEY, before, entry)))
    return chain


def broken(chain: list[Chained], whole: list[Chained], key: bytes = KEY) -> int | None:
    last, end = (len(whole), whole[-1].link) if whole else (0, BEGINNING)
    return first_broken(key, chain, last=last, end=end)


@given(st.integers(0, 12))
def test_an_untouched_trail_is_whole(length: int) -> None:
    whole = chained(length)
    assert broken(whole, whole) is None


@given(st.integers(1, 12), st.data())
def test_what_is_changed_is_found_where_it_was_changed(length: int, data: st.DataObject) -> None:
    whole = chained(length)
    place = data.draw(st.integers(0, length - 1))
    entry = whole[place].entry
    other = data.draw(
        st.sampled_from(
            [
                replace(entry, member=PersonId(99)),
                replace(entry, member=None),
                replace(entry, case_id=None),
                replace(entry, detail="mineur-maltraite"),
                replace(entry, at=entry.at + timedelta(milliseconds=1)),
                replace(
                    entry,
                    act=Act.LIFT_HIDDEN if entry.act is not Act.LIFT_HIDDEN else Act.LIFT_ASKED,
                ),
            ]
        )
    )
    changed = [*whole[:place], replace(whole[place], entry=other), *whole[place + 1 :]]
    assert broken(changed, whole) == place + 1


@given(st.integers(2, 12), st.data())
def test_what_is_taken_out_or_cut_off_is_missed(length: int, data: st.DataObject) -> None:
    whole = chained(length)
    place = data.draw(st.integers(0, length - 1))
    assert broken([*whole[:place], *whole[place + 1 :]], whole) == place + 1


def test_whoever_has_no_key_cannot_write_a_trail_of_their_own() -> None:
    whole = chained(4)
    assert broken(whole, whole, key=bytes(32)) == 1

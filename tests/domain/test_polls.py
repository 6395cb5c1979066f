"""Polls: how a question is read, and that what is published of one pins no count of one to four."""

import itertools
import random
from collections import defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.disclosure import PACKET, packets
from bot.domain.polls import (
    CHOICE_LIMIT,
    MOST_CHOICES,
    QUESTION_LIMIT,
    SCALE,
    Asked,
    Unfit,
    UnfitPoll,
    published,
    read_poll,
    token,
)


def outcomes(counts: tuple[int, ...]) -> set[tuple[int, ...]]:
    """Everything that may be published of these counts."""
    floors = [count // PACKET for count in counts]
    able = [at for at, count in enumerate(counts) if count % PACKET]
    found = set()
    for phase in range(PACKET):
        more = packets(0, sum(counts), phase) - sum(floors)
        for chosen in itertools.combinations(able, more):
            found.add(tuple(floor + (at in chosen) for at, floor in enumerate(floors)))
    return found


@pytest.mark.parametrize("choices", [2, 3])
def test_every_count_near_a_published_one_stays_possible(choices: int) -> None:
    most = 16
    behind: dict[tuple[int, ...], set[tuple[int, ...]]] = defaultdict(set)
    for counts in itertools.product(range(most), repeat=choices):
        for told in outcomes(counts):
            behind[told].add(counts)
    for told, possible in behind.items():
        if max(told) * PACKET + PACKET > most - 1:
            continue  # some of what is behind it was not tried
        for at, count in enumerate(told):
            near = range(max(0, count * PACKET - 4), count * PACKET + 5)
            assert {counts[at] for counts in possible} == set(near), (told, at)


@given(counts=st.lists(st.integers(0, 60), min_size=2, max_size=6), seed=st.integers())
def test_what_is_drawn_is_one_of_them_and_adds_up(counts: list[int], seed: int) -> None:
    told = published(dict(enumerate(counts)), len(counts), random.Random(seed))
    assert told in outcomes(tuple(counts))
    assert abs(sum(told) * PACKET - sum(counts)) < PACKET


def test_a_question_is_its_first_line_and_its_choices_are_the_others() -> None:
    assert read_poll(" Où  ça ?\n\n Ici \nLà-bas") == Asked("Où ça ?", ("Ici", "Là-bas"))
    assert read_poll("Tu connais le 3018 ?") == Asked("Tu connais le 3018 ?", SCALE)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("  \n ", Unfit.EMPTY),
        ("a" * (QUESTION_LIMIT + 1), Unfit.LONG_QUESTION),
        (f"Où ?\nIci\n{'a' * (CHOICE_LIMIT + 1)}", Unfit.LONG_CHOICE),
        ("Où ?\nIci", Unfit.FEW),
        ("Où ?\n" + "\n".join(map(str, range(MOST_CHOICES + 1))), Unfit.MANY),
        ("Où ?\nIci\nICI", Unfit.TWICE),
    ],
)
def test_what_cannot_be_asked_says_why(text: str, why: Unfit) -> None:
    with pytest.raises(UnfitPoll) as found:
        read_poll(text)
    assert found.value.why is why


def test_a_token_tells_two_polls_nothing_of_the_same_person() -> None:
    assert token(b"a" * 32, b"lea") != token(b"b" * 32, b"lea")
    assert token(b"a" * 32, b"lea") != token(b"a" * 32, b"tom")

"""Which replica a chat belongs to."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.replicas import CLAIM_BITS, NUMBER_BITS, Replica, claim_number, claimer, home

NUMBERS = st.integers(1, 2**NUMBER_BITS - 1)
RINGS = st.sets(NUMBERS, min_size=1, max_size=8).map(
    lambda numbers: [Replica(number, f"http://r{number}") for number in sorted(numbers)]
)
CHATS = st.integers(1, 2**52)


@given(RINGS, CHATS, st.randoms())
def test_all_who_see_the_same_replicas_agree(
    ring: list[Replica], chat: int, chance: object
) -> None:
    shuffled = list(ring)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert home(chat, shuffled) == home(chat, ring)


@given(RINGS, CHATS, st.data())
def test_a_chat_moves_only_if_its_replica_goes(
    ring: list[Replica], chat: int, data: st.DataObject
) -> None:
    gone = data.draw(st.sampled_from(ring))
    before, after = home(chat, ring), home(chat, [one for one in ring if one != gone])
    assert before in (after, gone)


def test_chats_are_shared_about_evenly() -> None:
    ring = [Replica(number, f"http://r{number}") for number in (5, 77, 4_000, 2**31 - 1)]
    shares = Counter(home(chat, ring) for chat in range(1, 4_001))
    assert all(800 < count < 1_200 for count in shares.values())


def test_who_cannot_be_reached_has_no_chats() -> None:
    assert home(1, [Replica(1), Replica(2)]) is None
    assert home(1, [Replica(1), Replica(2, "http://two")]) == Replica(2, "http://two")


@given(NUMBERS, st.integers(0, 2**CLAIM_BITS - 1))
def test_a_claim_tells_whose_it_is_and_fits_a_column(replica: int, drawn: int) -> None:
    number = claim_number(replica, drawn)
    assert claimer(number) == replica
    assert number < 2**63

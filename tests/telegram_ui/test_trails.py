"""The way through the library, inside a button."""

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.people import PersonId
from bot.store.vault import Vault
from bot.telegram_ui import callback_data
from bot.telegram_ui.trails import Spot, Trail, Where

NAMED = [Where.CARD, Where.STEP, Where.QUIZ, Where.ASSESSMENT, Where.TOPIC]
spots = st.one_of(
    st.builds(
        lambda where, name, numbers: Spot.of(where, name, *numbers),
        st.sampled_from(NAMED),
        st.text("abcdefghij-", min_size=1, max_size=44),
        st.lists(st.integers(0, 400), max_size=3),
    ),
    st.builds(Spot, st.sampled_from([Where.TOPICS, Where.GAMES, Where.PLATFORMS])),
)


@given(st.lists(spots, min_size=1, max_size=12))
def test_any_way_fits_a_button_and_ends_where_it_should(way: list[Spot]) -> None:
    trail = Trail(way[0])
    for spot in way[1:]:
        trail = trail.to(spot)
    data = callback_data.pack(Vault(1, (b"k" * 32,)), PersonId(10**9), "back", trail.parts)
    assert len(data) <= 64
    assert Trail.read(trail.parts).here == trail.here == way[-1]


@given(spots)
def test_a_spot_is_read_as_it_was_written(spot: Spot) -> None:
    assert Spot.read(str(spot)) == spot


def test_back_leads_where_one_came_from() -> None:
    topic, card, other = (
        Spot.of(Where.TOPIC, "a"),
        Spot.of(Where.CARD, "b"),
        Spot.of(Where.CARD, "c"),
    )
    trail = Trail(topic).to(card).to(other)
    assert trail.back == Trail(card, (topic,))
    assert trail.back.back == Trail(topic)
    assert Trail(topic).back is None


def test_coming_back_by_another_button_makes_the_way_shorter() -> None:
    topic, card, other = (
        Spot.of(Where.TOPIC, "a"),
        Spot.of(Where.CARD, "b"),
        Spot.of(Where.CARD, "c"),
    )
    assert Trail(topic).to(card).to(other).to(card) == Trail(card, (topic,))


def test_turning_a_page_does_not_make_the_way_longer() -> None:
    topic, card = Spot.of(Where.TOPIC, "a"), Spot.of(Where.CARD, "b")
    assert Trail(topic).to(card).on(card.at(1)).back == Trail(topic)

"""Which page of advice fits a danger."""

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.danger import Topic
from bot.domain.guides import Guide, guides_for


def test_violence_at_home_is_asked_no_questions_about_suicide() -> None:
    assert guides_for(Topic.VIOLENCES, ("self-harm", "violence-home")) == (Guide.VIOLENCE,)


def test_whoever_fled_or_was_abused_has_a_page_of_their_own() -> None:
    assert guides_for(Topic.VIOLENCES, ("runaway",)) == (Guide.AWAY,)
    assert guides_for(Topic.VIOLENCES, ("sexual-violence", "violence-home")) == (Guide.SEXUAL,)


def test_thoughts_of_suicide_are_never_left_out() -> None:
    assert guides_for(Topic.VIOLENCES, ("violence-home", "suicide-ideation")) == (
        Guide.VIOLENCE,
        Guide.SUICIDE,
    )


def test_a_body_in_danger_comes_first() -> None:
    assert guides_for(Topic.MAL_ETRE, ("suicide-intent", "body-in-danger"))[0] is Guide.BODY


def test_a_vague_subject_leaves_it_to_the_reasons() -> None:
    assert guides_for(Topic.PARLER, ("exploitation-now",)) == (Guide.SEXUAL,)
    assert guides_for(Topic.AUTRE, ("model-high",)) == (Guide.OTHER,)


@given(
    st.sampled_from(list(Topic)),
    st.lists(st.sampled_from(["self-harm", "suicide-intent", "runaway", "brawl-now", "nothing"])),
)
def test_there_is_always_a_page_and_never_one_twice(topic: Topic, why: list[str]) -> None:
    pages = guides_for(topic, why)
    assert pages
    assert len(set(pages)) == len(pages)

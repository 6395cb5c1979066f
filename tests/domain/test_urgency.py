"""What a message does to a case: never less urgent, never deaf, images never again."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.cases import (
    Case,
    Place,
    Status,
    bars_images,
    is_news,
    may_accept_images,
    meant,
    named,
    raised,
)
from bot.domain.danger import Danger, Topic, Verdict
from bot.domain.people import CaseId, PersonId

NOW = datetime(2026, 11, 21, 22, tzinfo=UTC)
reasons = st.lists(
    st.sampled_from(["model-high", "model-immediate", "abuse", "suicide-intent", "threat"]),
    unique=True,
    max_size=3,
).map(tuple)
verdicts = st.builds(
    Verdict,
    st.sampled_from(Danger),
    st.lists(st.sampled_from(Topic), min_size=1, max_size=3, unique=True).map(tuple),
    reasons,
)
cases = st.builds(
    Case,
    id=st.integers(1, 5).map(CaseId),
    person_id=st.just(PersonId(1)),
    pseudonym=st.sampled_from(["Loutre bleue", "Panda gris"]),
    status=st.sampled_from(Status),
    danger=st.sampled_from(Danger),
    topic=st.sampled_from(Topic),
    why=reasons,
    opened_at=st.just(NOW),
    images_accepted=st.booleans(),
    images_barred=st.booleans(),
)


@given(cases, st.lists(verdicts, max_size=6))
def test_a_case_never_becomes_less_urgent_and_keeps_that_images_are_barred(
    case: Case, said: list[Verdict]
) -> None:
    now = case
    for verdict in said:
        after = raised(now, verdict)
        assert after.danger == max(now.danger, verdict.danger)
        assert after.images_barred >= now.images_barred
        now = after
    barred = case.images_barred or any(map(bars_images, said))
    assert now.images_barred == barred
    if barred and said:
        assert not now.images_accepted
        assert not may_accept_images(now)


@given(cases, verdicts)
def test_what_was_said_once_is_no_news(case: Case, verdict: Verdict) -> None:
    after = raised(case, verdict)
    if after.topic is verdict.topic and set(verdict.why) <= set(after.why):
        assert not is_news(after, verdict)


@given(cases, verdicts)
def test_a_higher_level_another_subject_or_a_new_reason_is_news(
    case: Case, verdict: Verdict
) -> None:
    new = (
        verdict.danger > case.danger
        or verdict.topic is not case.topic
        or not set(verdict.why) <= set(case.why)
    )
    assert is_news(case, verdict) == (verdict.danger >= Danger.HIGH and new)


@given(
    st.lists(cases, max_size=4, unique_by=lambda case: case.id),
    st.none() | st.integers(1, 6).map(CaseId),
    st.none() | st.integers(1, 6).map(CaseId),
)
def test_a_plain_message_is_for_the_case_turned_to_or_for_nobody(
    mine: list[Case], current: CaseId | None, heard: CaseId | None
) -> None:
    case = meant(mine, current, heard)
    if case is not None:
        assert case in mine
        assert case.id == current
        assert heard == current or heard not in {one.id for one in mine}


@given(
    st.lists(cases, max_size=4, unique_by=lambda case: case.id),
    st.none() | st.integers(1, 6).map(CaseId),
    st.none() | st.integers(1, 6).map(CaseId),
    st.integers(1, 6).map(CaseId),
    st.sampled_from(["", "Loutre bleue"]),
)
def test_what_is_written_in_a_topic_is_for_its_case_or_for_nobody(
    mine: list[Case],
    current: CaseId | None,
    heard: CaseId | None,
    here: CaseId,
    pseudonym: str,
) -> None:
    found = next((case for case in mine if case.id == here), None)
    assert meant(mine, current, heard, Place(here)) is found
    assert named(mine, pseudonym, Place(here)) in {found, None}
    assert named(mine, "", Place(here)) is found
    assert meant(mine, current, heard, Place(unknown=True)) is None
    assert named(mine, "", Place(unknown=True)) is None


def test_what_cannot_be_taken_back_is_never_guessed() -> None:
    one, other = (
        Case(CaseId(n), PersonId(n), name, Status.TAKEN, Danger.NONE, Topic.AUTRE, (), NOW)
        for n, name in ((1, "Loutre bleue"), (2, "Panda gris"))
    )
    assert named([one], "") is one
    assert named([one, other], "") is None
    assert named([one, other], "panda GRIS") is other
    assert named([one, other], "loutre") is None


def test_a_reason_of_intimate_images_bars_them_whatever_the_first_subject_is() -> None:
    said = Verdict(Danger.MODERATE, (Topic.IDENTITE_NUMERIQUE,), ("images-out",))
    case = Case(CaseId(1), PersonId(1), "Loutre", Status.TAKEN, Danger.NONE, Topic.PARLER, (), NOW)
    assert may_accept_images(case)
    assert not may_accept_images(raised(case, said))

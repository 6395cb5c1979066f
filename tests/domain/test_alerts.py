"""Whom an alert goes to, and that it climbs until nobody is left to call."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.alerts import Around, Colleague, Step, circle, climbed, next_look, reach
from bot.domain.danger import Danger
from bot.domain.leases import Delays
from bot.domain.people import PersonId, Role

HERE = Around("lune", frozenset({"vallon"}))
SAM = Colleague(PersonId(1), Role.WORKER, available=True, territories=frozenset({"lune"}))
NEXT_DOOR = replace(SAM, id=PersonId(2), territories=frozenset({"vallon"}))
ELSEWHERE = replace(SAM, id=PersonId(3), territories=frozenset({"loin"}))
CLAIRE = replace(SAM, id=PersonId(4), role=Role.COORDINATOR, available=False)
PAUSED = replace(SAM, id=PersonId(5), available=False)
BUSY = replace(SAM, id=PersonId(6), load=3)
EVERYBODY = [SAM, NEXT_DOOR, ELSEWHERE, CLAIRE, PAUSED, BUSY]

_COLLEAGUES = st.builds(
    Colleague,
    id=st.integers(1, 10**6).map(PersonId),
    role=st.sampled_from((Role.WORKER, Role.COORDINATOR)),
    available=st.booleans(),
    reachable=st.booleans(),
    load=st.integers(0, 5),
    capacity=st.integers(1, 5),
    territories=st.frozensets(st.sampled_from(("lune", "vallon", "loin"))),
)
_TEAMS = st.lists(_COLLEAGUES, unique_by=lambda one: one.id, max_size=8)
_DANGERS = st.sampled_from(Danger)


def _called(step: Step, danger: Danger) -> set[int]:
    return set(circle(EVERYBODY, step, HERE, danger))


def test_a_calm_request_goes_to_who_is_there_and_has_room_then_further_away() -> None:
    calm = Danger.NONE
    assert _called(Step.TEAM, calm) == {SAM.id}
    assert _called(Step.NEIGHBOURS, calm) == {SAM.id, NEXT_DOOR.id}
    assert _called(Step.COORDINATORS, calm) == {SAM.id, NEXT_DOOR.id, CLAIRE.id}
    assert _called(Step.EVERYBODY, calm) == {SAM.id, NEXT_DOOR.id, CLAIRE.id, BUSY.id}


def test_danger_passes_capacity_and_in_the_end_pauses() -> None:
    assert _called(Step.TEAM, Danger.HIGH) == {SAM.id, BUSY.id}
    assert _called(Step.EVERYBODY, Danger.HIGH) == {one.id for one in EVERYBODY}


def test_an_immediate_danger_rings_at_coordinators_of_the_territory_at_once() -> None:
    assert _called(Step.TEAM, Danger.IMMEDIATE) == {SAM.id, BUSY.id, CLAIRE.id}
    far = replace(CLAIRE, territories=frozenset({"loin"}))
    assert circle([far], Step.TEAM, HERE, Danger.IMMEDIATE) == []


def test_whoever_works_in_no_territory_in_particular_works_everywhere() -> None:
    anywhere = replace(SAM, territories=frozenset())
    assert circle([anywhere], Step.TEAM, HERE, Danger.NONE) == [SAM.id]


@given(_TEAMS, _DANGERS)
def test_each_step_calls_all_of_the_one_before_and_nobody_who_blocked_the_bot(
    team: list[Colleague], danger: Danger
) -> None:
    before: set[PersonId] = set()
    for step in Step:
        called = set(circle(team, step, HERE, danger))
        assert before <= called
        before = called
    assert not before & {one.id for one in team if not one.reachable}


@given(_TEAMS, _DANGERS, st.sampled_from(Step))
def test_an_alert_climbs_to_the_top_each_time_to_somebody_more(
    team: list[Colleague], danger: Danger, at_least: Step
) -> None:
    found = reach(team, at_least, HERE, danger)
    if found is None:
        assert not circle(team, Step.EVERYBODY, HERE, danger)
        return
    step, called = found
    assert called
    assert step >= at_least
    while (higher := climbed(team, step, HERE, danger)) is not None:
        more = circle(team, higher, HERE, danger)
        assert higher > step
        assert set(more) > set(called)
        step, called = higher, more
    assert set(called) == set(circle(team, Step.EVERYBODY, HERE, danger))


@given(_TEAMS, st.sampled_from((Danger.HIGH, Danger.IMMEDIATE)))
def test_in_danger_everybody_who_can_be_reached_is_called_in_the_end(
    team: list[Colleague], danger: Danger
) -> None:
    reachable = {one.id for one in team if one.reachable}
    assert set(circle(team, Step.EVERYBODY, HERE, danger)) == reachable


@given(_DANGERS, st.booleans())
def test_an_immediate_danger_is_repeated_and_nothing_is_forgotten(
    danger: Danger, more: bool
) -> None:
    pause = next_look(danger, Delays(), more_to_call=more)
    assert timedelta(0) < pause <= timedelta(hours=1)
    assert (pause == timedelta(minutes=2)) == (danger is Danger.IMMEDIATE)

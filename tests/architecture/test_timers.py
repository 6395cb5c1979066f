"""No timer is forgotten: each kind has its action, each open case what its status calls for."""

import ast
import random
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select, update

from bot.actions.choose_territory import choose_territory
from bot.actions.close_case import close_case, end_by_person
from bot.actions.context import Context
from bot.actions.erase_person import erase_person
from bot.actions.give_back_cases import give_back_case, give_back_cases
from bot.actions.mind_lease import stay_on
from bot.actions.open_case import open_case
from bot.actions.raise_danger import raise_danger
from bot.actions.take_case import take_case
from bot.actions.timers import TIMERS
from bot.domain.cases import Outcome, Status
from bot.domain.danger import Danger, Topic, Verdict
from bot.domain.people import CaseId, Person, PersonId
from bot.domain.pseudonyms import Names
from bot.domain.timers import CALLED_FOR, Kind, Subject
from bot.store import cases, schema, tables, timers
from bot.store.database import Store, Transaction
from tests.architecture.reading_code import calls, trees
from tests.databases import sqlite_file, vault
from tests.firing import fire_due
from tests.store.steps import CALM, NOW, a_worker, somebody
from tests.telegram_ui.walking import shipped

SERIOUS = Verdict(Danger.HIGH, (Topic.MAL_ETRE,), ("suicide-ideation",))
#: Few statuses call for several timers: these stand beside what they call for.
STAND_INS = {
    Status.WAITING: {
        **CALLED_FOR[Status.WAITING],
        Kind.OLD_UPDATES: timedelta(minutes=1),
        Kind.CHALLENGE_DAY: timedelta(hours=1),
    },
    Status.TAKEN: {
        **CALLED_FOR[Status.TAKEN],
        Kind.OLD_UPDATES: timedelta(hours=2),
        Kind.OLD_DELIVERIES: timedelta(hours=3),
    },
    Status.CLOSED: {},
}


def test_every_kind_has_one_action_and_every_action_its_kind() -> None:
    assert sorted(timer.kind for timer in TIMERS) == sorted(Kind)


def test_what_a_case_calls_for_is_not_what_the_bot_does_again_and_again() -> None:
    recurring = {timer.kind for timer in TIMERS if timer.every is not None}
    assert not recurring & {kind for wanted in CALLED_FOR.values() for kind in wanted}


def test_whoever_changes_the_status_of_a_case_sets_its_timers() -> None:
    changes = {"add", "take", "close", "requeue"}
    forgetful = {
        f"{file.name}: {function.name}"
        for file, tree in trees("actions", "telegram_ui").items()
        for function in ast.walk(tree)
        if isinstance(function, ast.AsyncFunctionDef)
        if any(_on_cases(call) for call in calls(function, *changes))
        if not any(calls(function, "set_case_timers"))
    }
    assert forgetful == set()


def _on_cases(call: ast.Call) -> bool:
    function = call.func
    return (
        isinstance(function, ast.Attribute)
        and isinstance(function.value, ast.Name)
        and function.value.id == "cases"
    )


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    opened = Store(sqlite_file(tmp_path), vault())
    await schema.upgrade(opened)
    yield opened
    await opened.close()


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("stand_ins", [True, False])
async def test_every_open_case_has_just_the_timers_that_its_status_calls_for(
    store: Store, monkeypatch: pytest.MonkeyPatch, seed: int, *, stand_ins: bool
) -> None:
    if stand_ins:
        for status, wanted in STAND_INS.items():
            monkeypatch.setitem(CALLED_FOR, status, wanted)
    chance, seen = random.Random(seed), set()
    async with store.writing() as tx:
        team = [await a_worker(tx, 7001 + n) for n in range(2)]
        young = [await somebody(tx, 5001 + n) for n in range(4)]
    for turn in range(120):
        async with store.writing() as tx:
            ctx = Context(
                tx, NOW + timedelta(minutes=7 * turn), Names((), ()), ZoneInfo("UTC"), shelf=shipped
            )
            await _something(ctx, chance, young, team)
            if not stand_ins:
                # What stands in has nothing to do with cases, and is set by nobody.
                await fire_due(ctx)
            seen |= await _looked_at(tx)
    assert seen == set(Status)


async def test_a_timer_of_a_newer_version_keeps_nobody_from_taking_a_case(store: Store) -> None:
    async with store.writing() as tx:
        sam, lea = await a_worker(tx), await somebody(tx)
        ctx = Context(tx, NOW, Names((), ()), ZoneInfo("UTC"), shelf=shipped)
        case, _ = await open_case(ctx, lea, CALM)
        await timers.set_at(tx, Kind.OLD_UPDATES, Subject(case=case.id), NOW, NOW)
        await tx.connection.execute(
            update(tables.timers)
            .where(tables.timers.c.kind == Kind.OLD_UPDATES)
            .values(kind="newer")
        )
        await take_case(ctx, sam, case.id)
        there = await timers.of(tx, Subject(case=case.id))
        assert there.keys() == {"newer", Kind.UNANSWERED}


async def _something(
    ctx: Context, chance: random.Random, young: list[Person], team: list[Person]
) -> None:
    """One of the things that happen to cases, to somebody."""
    place = chance.randrange(len(young))
    person, worker = young[place], chance.choice(team)
    case = await cases.open_of(ctx.tx, person.id)
    what = chance.choices(
        ("ask", "worse", "take", "end", "leave", "back", "stay", "live", "erase"),
        (5, 2, 5, 2, 1, 1, 1, 1, 0.3),
    )
    match what[0], case:
        case "ask", _:
            await open_case(ctx, person, chance.choice((CALM, SERIOUS)))
        case "worse", found if found:
            await raise_danger(ctx, found, SERIOUS)
        case "take", found if found and found.status is Status.WAITING:
            await take_case(ctx, worker, found.id)
        case "end", found if found:
            await _ends(ctx, found.id, found.worker_id, chance)
        case "leave", _:
            await give_back_cases(ctx, worker.id)
        case "back", found if found and found.worker_id:
            await give_back_case(ctx, found.worker_id, found.id, found.epoch)
        case "stay", found if found and found.worker_id:
            await stay_on(ctx, found.worker_id, found.id, found.epoch)
        case "live", _:
            await choose_territory(ctx, person, chance.choice(("val-de-lune", "vallon-clair")))
        case "erase", _:
            await erase_person(ctx, person.id)
            young[place] = await somebody(ctx.tx, 6000 + chance.randrange(10**6))
        case _:
            pass


async def _ends(ctx: Context, case: CaseId, worker: PersonId | None, chance: random.Random) -> None:
    if worker is not None and chance.random() < 0.5:
        await close_case(ctx, worker, case, Outcome.INFORMED)
    else:
        await end_by_person(ctx, case)


async def _looked_at(tx: Transaction) -> set[Status]:
    rows = await tx.connection.execute(select(tables.cases.c.id, tables.cases.c.status))
    found = {CaseId(row.id): Status(row.status) for row in rows}
    for case, status in found.items():
        running = await timers.of(tx, Subject(case=case))
        assert running.keys() == CALLED_FOR[status].keys(), status
    every = (await tx.connection.execute(select(tables.timers.c.case_id))).scalars()
    assert set(every) <= set(found)
    told = (await tx.connection.execute(select(tables.alerts.c.case_id))).scalars()
    assert {found[CaseId(case)] for case in told} <= {Status.WAITING}
    return set(found.values())

"""Whatever two workers and four young people do: never to the wrong person, and nothing lost.

``MARAUDE_WALKS=200`` walks as often; a walk that fails says its seed and its gestures.
"""

import os
import random

import pytest
from sqlalchemy import select

from bot.domain.cases import Status
from bot.domain.timers import CALLED_FOR
from bot.store import tables
from telegram_simulator.server import SimulatorServer
from tests.conftest import Town, living
from tests.conversations import quiet
from tests.shift_walk import MARK, Walk

STEPS = 60
#: In topics, with crashes and a worker who leaves the team and comes back.
STEPS_IN_TOPICS = 40
_WALKS = int(os.environ.get("MARAUDE_WALKS", "2"))


@pytest.mark.timeout(300)
@pytest.mark.parametrize("seed", range((_WALKS + 1) // 2))
async def test_no_word_reaches_anybody_it_was_not_for(town: Town, seed: int) -> None:
    await _goes_well(await _a_walk(town, seed), STEPS)


@pytest.mark.timeout(300)
@pytest.mark.parametrize("seed", range((_WALKS + 1) // 2))
async def test_nor_in_topics_whatever_crashes_and_whoever_is_revoked(
    telegram: SimulatorServer, database_url: str, seed: int
) -> None:
    telegram.world.topics_enabled = True
    async with living(telegram, database_url) as (life, town):
        walk = await _a_walk(town, seed)
        walk.life, walk.topics = life, True
        await _goes_well(walk, STEPS_IN_TOPICS)
        _a_topic_is_of_one_person(walk)


async def _a_walk(town: Town, seed: int) -> Walk:
    workers = [await town.worker(name) for name in ("Sam", "Noé")]
    young = [town.somebody(name) for name in ("Léa", "Tom", "Inès", "Yanis")]
    return Walk(town, workers, young, random.Random(seed))


async def _goes_well(walk: Walk, steps: int) -> None:
    await walk.go_on(steps)
    told = "\n".join(walk.gestures)
    _only_for_whom_it_is(walk, told)
    await _every_open_case_has_its_timers(walk.town, told)
    await _nothing_waits_for_ever(walk, told)


def _a_topic_is_of_one_person(walk: Walk) -> None:
    for (chat, topic), marks in walk.topics_of_marks().items():
        whose = {mark for mark in marks if mark[0] == "p"}
        told = "\n".join(walk.gestures)
        assert len(whose) <= 1, f"{whose} in the topic {topic} of {chat}\n{told}"


def _only_for_whom_it_is(walk: Walk, told: str) -> None:
    chats_of_young = {one.id for one in walk.young}
    for mark, chats in walk.chats_of_marks().items():
        read = MARK.match(mark)
        assert read
        kind, who = read[1], int(read[2])
        reached = chats & chats_of_young
        if kind == "p":
            assert reached <= {walk.young[who].id}, f"{mark} reached another young person\n{told}"
        elif kind in "nh":
            assert not reached, f"{mark} reached a young person\n{told}"
        else:
            assert len(reached) <= 1, f"{mark} reached two young people\n{told}"
            if mark in walk.meant_for:
                assert reached <= {walk.meant_for[mark]}, f"{mark} reached the wrong one\n{told}"


async def _every_open_case_has_its_timers(town: Town, told: str) -> None:
    async with town.bot.store.reading() as tx:
        cases = (
            await tx.connection.execute(select(tables.cases.c.id, tables.cases.c.status))
        ).all()
        timers = (
            await tx.connection.execute(select(tables.timers.c.case_id, tables.timers.c.kind))
        ).all()
    running = {(one.case_id, one.kind) for one in timers}
    for case in cases:
        for kind in CALLED_FOR[Status(case.status)]:
            assert (case.id, kind.value) in running, f"{case} has no {kind}\n{told}"


async def _nothing_waits_for_ever(walk: Walk, told: str) -> None:
    """Whoever asks at last is answered, and what they write reaches whoever takes it."""
    for number, person in enumerate(walk.young):
        person.writes("/parler")
        await quiet(walk.town)
        text = walk.marked("p", number)
        walk.keep(person, person.writes(text), text)
        await quiet(walk.town)
        for worker in (*walk.workers, walk.workers[0]):
            worker.writes("/prendre")
            await quiet(walk.town)
        chats = walk.chats_of_marks()[text] & {one.id for one in (*walk.workers, walk.town.claire)}
        assert chats or _is_blocked(person), f"{text} reached nobody\n{told}"


def _is_blocked(person: object) -> bool:
    screen = getattr(person, "screen", [])
    return any("Une pause dans les réponses" in seen.text for seen in screen)

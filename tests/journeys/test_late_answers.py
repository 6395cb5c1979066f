"""Telegram's answers come late, when what they are about has changed already."""

from typing import Any

import pytest
from sqlalchemy import select

from bot.store.tables import people
from telegram_simulator.people import Person
from tests.conftest import Town
from tests.conversations import quiet, talking
from tests.journeys.test_on_the_way import slow_about


async def _column(town: Town, name: str) -> list[Any]:
    async with town.bot.store.reading() as tx:
        return list((await tx.connection.execute(select(people.c[name]))).scalars())


async def _until_handled(town: Town) -> None:
    world = town.telegram.world
    await world.wait_until(lambda: not world.pending_updates())


async def test_whoever_came_back_while_an_answer_was_refused_is_still_written_to(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    sam, lea = await talking(town)
    async with slow_about(f"{lea.id}", monkeypatch) as slow:
        # The bot has not heard of it yet when it sends.
        lea.account.blocked = True
        sam.writes("tu es là ?")
        await slow.carried_out.wait()
        lea.account.blocked = False
        lea.blocks()
        lea.unblocks()
        lea.writes("me revoilà")
        await _until_handled(town)
    await lea.sees("tu es là ?")
    await quiet(town)
    assert set(await _column(town, "blocked_at")) == {None}
    sam.writes("content de te lire")
    await lea.sees("content de te lire")


async def test_a_topic_that_is_gone_is_forgotten(town: Town) -> None:
    town.telegram.world.topics_enabled = True
    sam, lea = await talking(town)
    thread = lea.opens_topic("à part")
    lea.writes("on continue ici", thread=thread)
    await sam.sees("on continue ici")
    await quiet(town)
    assert thread in await _column(town, "thread_id")
    del lea.account.topics[thread]
    sam.writes("je te suis")
    await lea.sees("je te suis")
    await quiet(town)
    assert thread not in await _column(town, "thread_id")


async def test_an_old_notice_that_was_held_up_does_not_replace_a_fresh_alert(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    sam, ines = await town.worker("Sam"), await town.worker("Inès")
    lea = town.somebody("Léa")
    lea.writes("je veux mourir, j'y pense tous les soirs")
    await lea.sees_button("Parler")
    lea.presses("Parler")
    await ines.sees_button("Prendre")
    await quiet(town)
    async with slow_about("Vos commandes", monkeypatch) as slow:
        ines.writes("/aide")
        await slow.carried_out.wait()
        sam.presses("Prendre")
        await lea.sees("est là")
        first = _last_alert(ines)
        sam.blocks()
        await town.telegram.world.wait_until(lambda: _last_alert(ines) > first)
        fresh = _last_alert(ines)
    await quiet(town)
    assert _last_alert(ines) == fresh
    ines.presses("Prendre", in_message=fresh)
    await lea.sees("Inès")


def _last_alert(person: Person) -> int:
    alerts = [
        seen.id for seen in person.screen if not seen.mine and "Nouvelle demande" in seen.text
    ]
    return max(alerts, default=0)

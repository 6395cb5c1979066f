"""What happens later happens once, disturbs nothing that is due now, and shows when it fails."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from bot.actions import follow_challenge
from bot.actions.context import Context
from bot.assembly import Maraude
from bot.domain.timers import Kind, Subject
from bot.store import claims, outbox, people, timers
from bot.store.cargo import Show
from bot.store.challenges import Entry
from bot.store.parcels import Lane
from bot.store.tables import invitations
from bot.telegram_ui.young_person.welcome import MENU
from telegram_simulator.people import Person
from telegram_simulator.server import SimulatorServer
from tests.conftest import Town, invitation, signs
from tests.conversations import quiet, was_told
from tests.outages import until
from tests.running import SharedClock, running, settings_for


async def _begins_a_challenge(person: Person) -> None:
    person.writes("/start")
    for label in ("Quiz et défis", "10 jours sans écrans", "Pour moi", "17 h"):
        await person.sees_button(label)
        person.presses(label)
    await person.sees("C'est parti")


async def _make_due(bot: Maraude, person: Person) -> None:
    async with bot.store.writing() as tx:
        known = await people.find(tx, person.id)
        assert known is not None
        subject, now = Subject(person=known.id), bot.clock()
        await timers.set_at(tx, Kind.CHALLENGE_DAY, subject, now, now)
    bot.timers.wake()


async def test_a_message_that_is_due_later_does_not_hold_up_an_answer(town: Town) -> None:
    lea = town.somebody("Léa")
    lea.writes("/start")
    await quiet(town)
    async with town.bot.store.writing() as tx:
        known = await people.find(tx, lea.id)
        assert known is not None
        now = town.bot.clock()
        later = now + timedelta(hours=1)
        outbox.enqueue(tx, known.id, Show(MENU), now, due_at=later)
    asked = lea.writes("/urgence")
    await lea.sees("en danger maintenant", after=asked)
    asked = lea.writes("/aide")
    await lea.sees("Tu peux simplement écrire", after=asked)
    async with town.bot.store.writing() as tx:
        waiting = await claims.claim(tx, Lane.NORMAL, 1, later, 1)
    assert [parcel.cargo for parcel in waiting] == [Show(MENU)], "what is due later still waits"


async def test_a_timer_that_fails_stops_no_other_and_shows(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    lea, tom = town.somebody("Léa"), town.somebody("Tom")
    for person in (lea, tom):
        await _begins_a_challenge(person)
    async with town.bot.store.reading() as tx:
        broken = await people.find(tx, lea.id)
    assert broken is not None
    send = follow_challenge._send

    async def stumbles(ctx: Context, entry: Entry) -> None:
        if entry.person_id == broken.id:
            raise ValueError("a defect")
        await send(ctx, entry)

    with monkeypatch.context() as patch:
        patch.setattr(follow_challenge, "_send", stumbles)
        await _make_due(town.bot, lea)
        await _make_due(town.bot, tom)
        await tom.sees("Jour 1 sur 10")
        await until(lambda: town.bot.troubles.seen().get("timer-failed", 0) > 0)
        assert town.bot.health()["degraded"] is True
        asked = lea.writes("/urgence")
        await lea.sees("en danger maintenant", after=asked)
    assert was_told(lea, "Jour 1 sur 10") == 0
    town.telegram.world.clock.forward(seconds=5)  # as long as what failed rests
    town.bot.timers.wake()
    await lea.sees("Jour 1 sur 10")
    assert "timers" not in town.bot.supervisor.restarted()


async def test_whoever_opens_an_old_invitation_is_told_and_it_is_forgotten_later(
    telegram: SimulatorServer, database_url: str
) -> None:
    world = telegram.world
    claire, sam = world.person("Claire"), world.person("Sam")
    settings = settings_for(telegram, database_url, coordinators=str(claire.id))
    async with running(settings, SharedClock(world)) as bot:
        claire.writes("/start")
        await claire.sees_button("L'équipe")
        await signs(claire, "Claire, coordinatrice")
        code = await invitation(claire)
        world.clock.forward(hours=4 * 24)
        sam.writes(f"/start {code}")
        await sam.sees("Ce lien n'est plus valable")
        assert await _invitations(bot) == 1
        world.clock.forward(hours=30 * 24)
        bot.timers.wake()
        async with asyncio.timeout(20):
            while await _invitations(bot):  # noqa: ASYNC110  # a row has no event
                await asyncio.sleep(0.02)
        asked = sam.writes(f"/start {code}")
        await sam.sees("Ce lien n'est pas reconnu", after=asked)


async def _invitations(bot: Maraude) -> int:
    async with bot.store.reading() as tx:
        counted = await tx.connection.execute(select(func.count()).select_from(invitations))
        return int(counted.scalar_one())

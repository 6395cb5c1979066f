"""What happens to what is on its way when something changes, or breaks, meanwhile."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from sqlalchemy import select, text, update

from bot.domain.people import PersonId, Role
from bot.domain.screens import Notice
from bot.store import outbox, withdrawals
from bot.store.cargo import Kind, Menu, Show
from bot.store.parcels import Lane
from bot.store.tables import cases, members, messages
from bot.store.tables import outbox as rows
from bot.telegram_ui.request import AiohttpRequest
from telegram_simulator.failures import Failures
from telegram_simulator.people import Person
from telegram_simulator.server import SimulatorServer
from tests.conftest import Town
from tests.conversations import copies, heard, quiet, talking, was_told
from tests.running import SharedClock, running, settings_for

LIMITED = Failures(too_many_requests_every=1, retry_after=1)


class SlowTelegram:
    """Telegram carries out what holds certain words, and keeps its answer back."""

    def __init__(self, words: str) -> None:
        self.words = words
        self.carried_out = asyncio.Event()
        self.answers = asyncio.Event()


@asynccontextmanager
async def slow_about(words: str, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[SlowTelegram]:
    """The answers to calls with these words in their parameters take as long as the test says."""
    slow, real = SlowTelegram(words), AiohttpRequest.do_request

    async def do_request(self: AiohttpRequest, *given: Any, **named: Any) -> tuple[int, bytes]:
        data = named.get("request_data")
        answer = await real(self, *given, **named)
        if data and any(words in value for value in data.json_parameters.values()):
            slow.carried_out.set()
            await slow.answers.wait()
        return answer

    with monkeypatch.context() as patch:
        patch.setattr(AiohttpRequest, "do_request", do_request)
        yield slow
        slow.answers.set()


async def _message_states(town: Town) -> list[str]:
    async with town.bot.store.reading() as tx:
        query = select(messages.c.state).order_by(messages.c.id)
        return list((await tx.connection.execute(query)).scalars())


async def _pending(town: Town, kind: Kind) -> int:
    async with town.bot.store.reading() as tx:
        query = select(rows.c.id).where(
            rows.c.kind == kind, rows.c.state.in_(("queued", "claimed"))
        )
        return len((await tx.connection.execute(query)).all())


async def _until_pending(town: Town, kind: Kind) -> None:
    deadline = asyncio.get_running_loop().time() + 20
    while not await _pending(town, kind):
        assert asyncio.get_running_loop().time() < deadline
        await asyncio.sleep(0.01)


def _erases(lea: Person) -> None:
    lea.presses("Confirmer : tout effacer")


# A fault stays with the one it concerns


async def test_a_seal_that_does_not_open_concerns_nobody_else(
    town: Town, capsys: pytest.CaptureFixture[str]
) -> None:
    sam, lea = await talking(town)
    async with town.bot.store.writing() as tx:
        await tx.connection.execute(text("update people set sealed_id = zeroblob(60) where id = 3"))
        found = await tx.connection.execute(text("select person_id from cases"))
        assert found.scalar() == 3
    sam.writes("tu es là ?")
    await sam.sees("Ce message n'est pas arrivé")
    await sam.sees("Une panne de notre côté")
    tom = town.somebody("Tom")
    tom.writes("/urgence")
    await tom.sees("en danger maintenant")
    await quiet(town)
    assert was_told(lea, "tu es là") == 0
    assert town.bot.outbox.troubles.seen()
    capsys.readouterr()


async def test_a_screen_that_cannot_be_drawn_is_said_once_and_holds_up_nothing(
    town: Town, capsys: pytest.CaptureFixture[str]
) -> None:
    sam, lea = await talking(town)
    async with town.bot.store.writing() as tx:
        person = PersonId((await tx.connection.execute(select(cases.c.person_id))).scalar_one())
        broken = Show(Notice("screen-of-a-newer-version"))
        for lane in (Lane.NORMAL, Lane.DANGER):
            outbox.enqueue(tx, person, broken, town.bot.clock(), lane=lane)
    town.bot.outbox.wake()
    sam.writes("tu es en sécurité là ?")
    await lea.sees("tu es en sécurité là ?")
    apology = await lea.sees("Une réponse n'a pas pu s'afficher")
    assert "/urgence" in apology.text
    lea.writes("/urgence")
    await lea.sees("en danger maintenant")
    await quiet(town)
    assert 1 <= was_told(lea, "Une réponse n'a pas pu s'afficher") <= 2
    capsys.readouterr()


async def test_a_menu_that_is_limited_holds_up_no_message(town: Town) -> None:
    sam = await town.worker("Sam")
    await quiet(town)
    async with town.bot.store.writing() as tx:
        worker = await tx.connection.execute(
            text("select person_id from members where role='worker'")
        )
        person = PersonId(worker.scalar_one())
        outbox.enqueue(tx, person, Menu(Role.WORKER), town.bot.clock())
        await tx.connection.execute(
            update(rows)
            .where(rows.c.state == "queued")
            .values(attempts=3, due_at=town.bot.clock().replace(year=2999))
        )
    sam.writes("/file")
    await sam.sees("La file est vide")


# Every message ends as delivered or as told


async def test_answers_to_whoever_blocks_the_bot_meanwhile_are_reported(town: Town) -> None:
    sam, lea = await talking(town)
    town.telegram.world.failures = LIMITED
    sam.writes("réponse un")
    sam.writes("réponse deux")
    await _until_pending(town, Kind.COPY)
    lea.blocks()
    town.telegram.world.failures = Failures()
    await quiet(town)
    assert was_told(sam, "a bloqué le bot") == 2
    assert set(await _message_states(town)) == {"failed"}


async def test_whoever_comes_back_gets_the_numbers_at_once(town: Town) -> None:
    _, lea = await talking(town)
    lea.blocks()
    await quiet(town)
    lea.unblocks()
    asked = lea.writes("/urgence")
    await lea.sees("en danger maintenant", after=asked)


async def test_an_answer_that_its_case_has_overtaken_is_not_sent_and_its_author_is_told(
    town: Town,
) -> None:
    sam, lea = await talking(town)
    town.telegram.world.failures = LIMITED
    sam.writes("pour Léa seulement")
    await _until_pending(town, Kind.COPY)
    async with town.bot.store.writing() as tx:
        await tx.connection.execute(update(rows).where(rows.c.kind == "copy").values(epoch=-1))
    town.telegram.world.failures = Failures()
    await sam.sees("a changé de mains avant qu'il ne parte")
    await quiet(town)
    assert was_told(lea, "pour Léa seulement") == 0
    assert await _message_states(town) == ["failed"]


@pytest.mark.parametrize(
    ("status", "becomes", "told"),
    [("waiting", "waiting", 0), ("closed", "failed", 1), ("taken", "leaving", 0)],
)
async def test_what_a_young_person_wrote_and_its_case_has_overtaken_waits_or_is_told(
    town: Town, status: str, becomes: str, told: int
) -> None:
    sam, lea = await talking(town)
    town.telegram.world.failures = LIMITED
    lea.writes("tu m'entends ?")
    await _until_pending(town, Kind.COPY)
    async with town.bot.store.writing() as tx:
        await tx.connection.execute(update(rows).where(rows.c.kind == "copy").values(epoch=-1))
        await tx.connection.execute(update(cases).values(status=status))
    town.telegram.world.failures = Failures()
    await quiet(town)
    assert copies(sam) == []
    assert await _message_states(town) == [becomes]
    assert was_told(lea, "a changé de mains avant qu'il ne parte") == told


@pytest.mark.parametrize("change", [{"images_accepted": False}, {"images_barred": True}])
async def test_an_image_that_may_not_pass_any_more_is_kept_back_although_it_was_on_its_way(
    town: Town, change: dict[str, bool]
) -> None:
    sam, lea = await talking(town)
    async with town.bot.store.writing() as tx:
        await tx.connection.execute(update(cases).values(images_accepted=True))
    town.telegram.world.failures = LIMITED
    lea.sends_photo()
    await _until_pending(town, Kind.COPY)
    async with town.bot.store.writing() as tx:
        await tx.connection.execute(update(cases).values(**change))
    town.telegram.world.failures = Failures()
    await quiet(town)
    assert copies(sam) == []
    assert await _message_states(town) == ["held"]


async def test_a_picture_of_the_worker_is_not_hidden(town: Town) -> None:
    sam, lea = await talking(town)
    sam.sends_photo("le plan pour venir")
    shown = await lea.sees("le plan pour venir")
    assert (shown.kind, shown.spoiler) == ("photo", False)


# Lost answers


async def test_while_every_answer_is_lost_the_sentence_leaves_and_its_line_is_hardly_repeated(
    town: Town,
) -> None:
    sam, lea = await talking(town)
    town.telegram.world.failures = Failures(lose_answers_every=1)
    sam.writes("je suis là")
    await lea.sees("je suis là", timeout=20)
    assert was_told(lea, "💬 Sam") <= 2
    town.telegram.world.failures = Failures()
    await quiet(town, 30)
    assert was_told(lea, "je suis là") == 2
    await sam.sees_reaction("👌", on=_last_of(sam))


async def test_whoever_wrote_what_was_never_confirmed_is_told_so(
    telegram: SimulatorServer, database_url: str
) -> None:
    world, claire = telegram.world, telegram.world.person("Claire")
    settings = settings_for(telegram, database_url, coordinators=str(claire.id))
    async with running(settings, SharedClock(world)) as bot:
        claire.writes("/start")
        await claire.sees_button("L'équipe")
        town = Town(telegram, claire, bot)
        sam, lea = await talking(town)
        world.failures = Failures(lose_answers_every=1)
        sam.writes("je suis là")
        await lea.sees("je suis là", timeout=20)
        deadline = asyncio.get_running_loop().time() + 60
        while await _pending(town, Kind.COPY):
            assert asyncio.get_running_loop().time() < deadline
            world.clock.forward(hours=1)
            bot.outbox.wake()
            await asyncio.sleep(0.05)
        world.failures = Failures()
        await sam.sees("Ce message est peut-être arrivé, peut-être pas")
        await quiet(town)
    assert was_told(lea, "je suis là") == 6
    assert not [seen for seen in sam.screen if seen.reactions]


# An erasure waits for what is on its way


async def test_a_screen_on_its_way_to_whoever_erases_everything_is_waited_for_and_deleted(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    lea = town.somebody("Léa")
    lea.writes("/start")
    await lea.sees("Salut")
    lea.writes("/effacer")
    await lea.sees("Tout effacer ?")
    await quiet(town)
    async with slow_about("écris est important", monkeypatch) as slow:
        lea.writes("je veux mourir, j'y pense tous les soirs")
        await slow.carried_out.wait()
        _erases(lea)
        await lea.sees_no_more("Tout effacer ?")
        assert was_told(lea, "C'est effacé") == 0, "not before it is true"
        slow.answers.set()
        await lea.sees("C'est effacé")
    await quiet(town)
    assert len(heard(lea)) == 1, "the receipt, and nothing else"


async def test_a_copy_on_its_way_to_the_worker_is_waited_for_and_deleted(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    sam, lea = await talking(town)
    lea.writes("/effacer")
    await lea.sees("Tout effacer ?")
    await quiet(town)
    async with slow_about(str(lea.id), monkeypatch) as slow:
        lea.writes("ne le dis à personne")
        await slow.carried_out.wait()
        await sam.sees("ne le dis à personne")
        _erases(lea)
        await sam.sees("a tout effacé")
        assert was_told(lea, "C'est effacé") == 0
        slow.answers.set()
        await lea.sees("C'est effacé")
    await quiet(town)
    assert copies(sam) == []


async def test_an_alert_on_its_way_that_names_who_erases_everything_is_deleted(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    sam = await town.worker("Sam")
    lea = town.somebody("Léa")
    lea.writes("/effacer")
    await lea.sees("Tout effacer ?")
    await quiet(town)
    async with slow_about("Nouvelle demande", monkeypatch) as slow:
        lea.writes("/parler")
        await slow.carried_out.wait()
        alert = await sam.sees_button("Prendre")
        _erases(lea)
        await asyncio.sleep(0)
        slow.answers.set()
        await lea.sees("C'est effacé")
    await quiet(town)
    await sam.sees_gone(alert.id)


def _last_of(person: Person) -> int:
    return max(seen.id for seen in person.screen if seen.mine)


async def test_a_deletion_ordered_by_another_erasure_survives_that_of_its_reader(
    town: Town,
) -> None:
    sam, lea = await talking(town)
    lea.writes("je te dis tout")
    await sam.sees("je te dis tout")
    await quiet(town)
    lea.writes("/effacer")
    await lea.sees("Tout effacer ?")
    await quiet(town)
    town.telegram.world.failures = LIMITED
    _erases(lea)
    await _until_pending(town, Kind.DELETE)
    async with town.bot.store.writing() as tx:
        worker = (await tx.connection.execute(select(members.c.person_id))).scalars()
        for person in list(worker):
            await withdrawals.withdraw_to(tx, PersonId(person), town.bot.clock())
    town.telegram.world.failures = Failures()
    await quiet(town)
    assert copies(sam) == []

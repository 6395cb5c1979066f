"""The library in Telegram: ways through it, a challenge, and content that changes meanwhile."""

import asyncio
import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from bot import assembly
from bot import running as running_parts
from bot.store.tables import outbox
from telegram_simulator.failures import Failures
from telegram_simulator.server import SimulatorServer
from tests.conftest import Town
from tests.conversations import quiet
from tests.databases import sqlite_file
from tests.running import running, settings_for


async def test_a_path_is_walked_in_one_message_and_a_human_is_one_tap_away(town: Town) -> None:
    lea = town.somebody("Léa")
    lea.writes("/sujets")
    shown = await lea.sees("De quoi veux-tu parler")
    lea.presses("Harcèlement", in_message=shown.id)
    await lea.sees_button("Pas à pas · 🛡️ Harcèlement : que faire")
    lea.presses("Pas à pas · 🛡️ Harcèlement : que faire", in_message=shown.id)
    await lea.sees("Ce qui t'arrive n'est pas ta faute")
    lea.presses("Messages et moqueries répétés", in_message=shown.id)
    await lea.sees("Garde des preuves")
    lea.presses("Retour", in_message=shown.id)
    await lea.sees("Ce qui t'arrive n'est pas ta faute")
    assert [one.id for one in lea.screen if not one.mine] == [shown.id]
    lea.presses("Parler", in_message=shown.id)
    await lea.sees("C'est noté")


async def test_a_card_offered_in_answer_leaves_the_offer_of_a_human_where_it_is(town: Town) -> None:
    lea = town.somebody("Léa")
    lea.writes("on s'est moqué de moi sur le groupe de classe toute la semaine")
    await quiet(town)
    offer = await lea.sees("Merci de l'écrire")
    lea.presses(offer.buttons[1], in_message=offer.id)
    card = await lea.sees("Sources :")
    assert card.id != offer.id


async def test_stopping_a_challenge_takes_one_word(town: Town) -> None:
    lea = town.somebody("Léa")
    lea.writes("/start")
    await lea.sees_button("Quiz et défis")
    lea.presses("Quiz et défis")
    await lea.sees_button("10 jours sans écrans")
    lea.presses("10 jours sans écrans")
    await lea.sees_button("Pour moi")
    lea.presses("Pour moi")
    await lea.sees_button("17 h")
    lea.presses("17 h")
    await lea.sees("C'est parti")
    lea.writes("Stop")
    await lea.sees("le défi s'arrête ici")
    asked = lea.writes("stop")
    await quiet(town)
    answer = await lea.sees("", after=asked)
    assert "le défi" not in answer.text


class Clock:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 24, 14, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


async def test_a_challenge_survives_a_restart_and_sends_each_day_once(
    telegram: SimulatorServer, database_url: str
) -> None:
    clock, lea = Clock(), telegram.world.person("Léa")
    settings = settings_for(telegram, database_url)
    async with running(settings, clock):
        lea.writes("/start")
        for label in ("Quiz et défis", "10 jours sans écrans", "En famille", "17 h"):
            await lea.sees_button(label)
            lea.presses(label)
        await lea.sees("C'est parti")
    clock.now += timedelta(hours=2, minutes=5)
    async with running(settings, clock):
        await lea.sees("Jour 1 sur 10")
        clock.now += timedelta(days=1)
        await lea.sees("Jour 2 sur 10")
    firsts = [one for one in lea.screen if "Jour 1 sur 10" in one.text]
    assert len(firsts) == 1


async def test_erasing_everything_ends_the_challenge(
    telegram: SimulatorServer, database_url: str
) -> None:
    clock, lea = Clock(), telegram.world.person("Léa")
    async with running(settings_for(telegram, database_url), clock):
        lea.writes("/start")
        for label in ("Quiz et défis", "10 jours sans écrans", "Pour moi", "17 h"):
            await lea.sees_button(label)
            lea.presses(label)
        await lea.sees("C'est parti")
        lea.writes("/effacer")
        await lea.sees_button("Confirmer")
        lea.presses("Confirmer")
        await lea.sees("C'est effacé")
        clock.now += timedelta(hours=2, minutes=5)
        lea.writes("/start")
        await lea.sees("Salut")
        assert not [one for one in lea.screen if "Jour 1" in one.text]


async def becomes(true: Callable[[], bool]) -> None:
    """Wait for something inside the bot, which tells nobody."""
    async with asyncio.timeout(30):
        while not true():  # noqa: ASYNC110  # the content of the bot has no event to wait for
            await asyncio.sleep(0.02)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the content that a test may change."""
    copy = tmp_path / "content"
    shutil.copytree(assembly.content_folder(), copy)
    return copy


async def test_a_card_added_while_the_bot_runs_appears_and_a_broken_one_changes_nothing(
    telegram: SimulatorServer,
    tmp_path: Path,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(running_parts, "CONTENT_EVERY", 0.05)
    lea = telegram.world.person("Léa")
    model = (folder / "fr/cards/autre/par-ou-commencer.md").read_text("utf-8")
    added = folder / "fr/cards/autre/ajoutee.md"
    async with running(settings_for(telegram, sqlite_file(tmp_path), content_dir=folder)) as bot:
        added.write_text("---\nid: [pas une fiche", "utf-8")
        await becomes(lambda: "content_invalid" in capsys.readouterr().out)
        assert bot.shelf.problems
        lea.writes("/sujets")
        shown = await lea.sees("De quoi veux-tu parler")
        text = model.replace("id: par-ou-commencer", "id: ajoutee")
        title = next(line for line in text.splitlines() if line.startswith("title:"))
        added.write_text(text.replace(title, "title: La fiche ajoutée"), "utf-8")
        await becomes(lambda: "ajoutee" in bot.shelf.current.cards)
        for page in ("Prostitution", "Autre chose"):
            lea.presses("Suite", in_message=shown.id)
            await lea.sees_button(page)
        lea.presses("Autre chose", in_message=shown.id)
        await lea.sees_button("La fiche ajoutée")


async def test_a_start_on_broken_content_uses_the_last_valid_one(
    telegram: SimulatorServer, tmp_path: Path, folder: Path
) -> None:
    lea = telegram.world.person("Léa")
    settings = settings_for(telegram, sqlite_file(tmp_path), content_dir=folder)
    async with running(settings):
        lea.writes("/sujets")
        await lea.sees("De quoi veux-tu parler")
    (folder / "fr/contacts.yaml").write_text("3018: [", "utf-8")
    async with running(settings):
        asked = lea.writes("/urgence")
        await lea.sees("17", after=asked)


async def test_what_somebody_answers_is_never_on_the_disk_not_even_until_it_is_sent(
    town: Town,
) -> None:
    lea, world = town.somebody("Léa"), town.telegram.world
    lea.writes("/sujets")
    for label in ("Harcèlement", "Est-ce que c'est du harcèlement", "Commencer"):
        await lea.sees_button(label)
        lea.presses(label)
    first = await lea.sees("(1/")
    world.failures = Failures(too_many_requests_every=1, retry_after=1)
    lea.presses(first.buttons[0], in_message=first.id)
    await world.wait_until(lambda: not world.pending_updates())
    async with town.bot.store.reading() as tx:
        waiting = select(outbox.c.payload).where(outbox.c.state.in_(("queued", "claimed")))
        assert list((await tx.connection.execute(waiting)).scalars()) == [""]
    world.failures = Failures()
    await lea.sees("(2/")

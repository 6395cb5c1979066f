"""Who wants news of what: a theme each, gone with whoever chose it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, delete, exists, func, literal_column, or_, select

from bot.domain.broadcasts import Theme
from bot.domain.people import PersonId
from bot.store.database import Transaction
from bot.store.tables import blocks, cases, members, people, subscriptions
from bot.store.upsert import insert_into


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who wants a theme, and whether it may be brought to them now."""

    id: PersonId
    territory: str | None
    #: They talk with the team, wait for it, hide, blocked the bot, are blocked, or are of the team.
    spared: bool


async def follow(tx: Transaction, person: PersonId, theme: Theme) -> None:
    """Somebody wants a theme from now on."""
    values = {"bot_id": tx.bot_id, "person_id": person, "theme": theme.value}
    added = insert_into(tx.dialect, subscriptions).values(values).on_conflict_do_nothing()
    await tx.connection.execute(added)


async def unfollow(tx: Transaction, person: PersonId, theme: Theme | None = None) -> bool:
    """Somebody wants a theme no more, or none at all; returns whether they did."""
    gone = delete(subscriptions).where(subscriptions.c.person_id == person)
    if theme is not None:
        gone = gone.where(subscriptions.c.theme == theme.value)
    return bool((await tx.connection.execute(gone)).rowcount)


async def followed(tx: Transaction, person: PersonId) -> frozenset[Theme]:
    """What somebody wants."""
    query = select(subscriptions.c.theme).where(subscriptions.c.person_id == person)
    return frozenset(Theme(one) for one in (await tx.connection.execute(query)).scalars())


_OF_THEME = (
    subscriptions.c.bot_id == bindparam("bot"),
    subscriptions.c.theme == bindparam("theme"),
)
_COUNT = select(func.count()).select_from(subscriptions).where(*_OF_THEME)


async def count(tx: Transaction, theme: Theme) -> int:
    """How many want a theme, wherever they are; shown to nobody."""
    values = {"bot": tx.bot_id, "theme": theme.value}
    total: int = (await tx.connection.execute(_COUNT, values)).scalar_one()
    return total


#: They blocked the bot, hide, or are being erased.
_IS_AWAY = or_(
    people.c.blocked_at.is_not(None), people.c.word.is_not(None), people.c.lookup.is_(None)
)
_TALKS = exists().where(
    cases.c.person_id == people.c.id,
    # Word for word the condition of the index over open cases.
    cases.c.status != literal_column("'closed'"),
)
_IS_BLOCKED = exists().where(
    blocks.c.person_id == people.c.id, blocks.c.until_at > bindparam("now")
)
_IN_TEAM = exists().where(members.c.person_id == people.c.id, members.c.revoked_at.is_(None))
_NEXT = (
    select(
        subscriptions.c.person_id,
        people.c.territory,
        or_(_IS_AWAY, _TALKS, _IS_BLOCKED, _IN_TEAM).label("spared"),
    )
    .join(people, people.c.id == subscriptions.c.person_id)
    .where(*_OF_THEME, subscriptions.c.person_id > bindparam("after"))
    .order_by(subscriptions.c.person_id)
    .limit(bindparam("most"))
)


async def next_readers(
    tx: Transaction, theme: Theme, after: int, now: datetime, most: int
) -> Sequence[Reader]:
    """Who wants a theme, in the order of their ids, from one on."""
    values = {
        "bot": tx.bot_id, "theme": theme.value, "after": after, "now": now, "most": most,
    }  # fmt: skip
    rows = await tx.connection.execute(_NEXT, values)
    return [Reader(PersonId(row.person_id), row.territory, bool(row.spared)) for row in rows]

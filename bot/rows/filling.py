"""Fill a database with invented rows, as years of use leave them, in a few seconds.

Every word of it is a number: nobody is behind these rows. The database makes them itself, from
one statement per table, on SQLite and on PostgreSQL.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    LargeBinary,
    String,
    Table,
    and_,
    case,
    cast,
    func,
    insert,
    literal,
    or_,
    select,
)
from sqlalchemy.sql.expression import CTE

from bot.domain.figures import Measure
from bot.domain.people import CaseId, PersonId, Role
from bot.domain.timers import Kind as TimerKind
from bot.store.cargo import Kind, Menu, write
from bot.store.database import Store, Transaction
from bot.store.parcels import Lane, State
from bot.store.tables import (
    Moment,
    alerts,
    cases,
    challenges,
    copies,
    counters,
    inbox,
    messages,
    outbox,
    people,
    timers,
)

#: For a million messages: two hundred thousand people, each with a case of five messages.
MESSAGES_OF_A_CASE = 5
#: Every second case waits; the others are closed, but for the first few, which are taken.
_WAITING_EVERY, _TAKEN_EVERY = 2, 20
#: Of the outbox, so many in a hundred are still to leave, later.
_LATER_PERCENT = 10
#: One in so many parcels went to the one worker who is looked at.
_WORKERS = 50
#: Days of counters in a crowded database (five years) and in a small one; lines of each day.
_YEARS, _MONTHS, _LINES = 5 * 365, 62, 60
_CROWDED = 50_000
#: Far from what anybody else numbers.
_FAR = 1_000_000_000
_LONG_AGO = timedelta(days=1)


async def fill(store: Store, rows: int, now: datetime, worker: PersonId, territory: str) -> CaseId:
    """Put so many messages and parcels into a database that has its tables and a worker.

    All cases are of one ``territory``.

    Numbers of people, cases and counters follow from ``rows``. Returns the case that waits last.
    Raises StoreUnavailable.
    """
    async with store.writing() as tx:
        first = int((await tx.connection.execute(select(func.max(people.c.id)))).scalar_one()) + 1
        crowd = rows // MESSAGES_OF_A_CASE
        await _people(tx, first, crowd, now)
        await _cases(tx, first, crowd, now, worker, territory)
        await _messages(tx, first, rows, now, worker)
        await _outbox(tx, first, rows, now, worker)
        await _inbox(tx, first, rows, crowd, now)
        await _timers(tx, first, crowd, now, worker)
        await _counters(tx, _YEARS if rows >= _CROWDED else _MONTHS, now)
    last = (crowd - 1) // _WAITING_EVERY * _WAITING_EVERY
    return CaseId(last + first)


def _numbers(count: int, name: str = "numbers") -> CTE:
    """The numbers from 0 up to ``count``, excluded."""
    start = select(literal(0, BigInteger).label("i")).cte(name, recursive=True)
    return start.union_all(select(start.c.i + 1).where(start.c.i < count - 1))


async def _put(
    tx: Transaction, table: Table, source: CTE, values: Mapping[str, ColumnElement[object] | object]
) -> None:
    columns = [
        one if isinstance(one, ColumnElement) else literal(one, table.c[name].type)
        for name, one in values.items()
    ]
    rows = select(*columns).select_from(source)
    await tx.connection.execute(insert(table).from_select(list(values), rows))


async def _people(tx: Transaction, first: int, crowd: int, now: datetime) -> None:
    source = _numbers(crowd)
    i = source.c.i
    values = {
        "id": i + first,
        "bot_id": tx.bot_id,
        "lookup": cast(cast(i, String), LargeBinary),
        "sealed_id": tx.vault.seal("1", "person"),
        "pseudonym": literal("Foule ", String).concat(cast(i, String)),
        "first_seen": now - timedelta(days=5),
        "last_seen": now - timedelta(days=1),
    }
    await _put(tx, people, source, values)


async def _cases(
    tx: Transaction, first: int, crowd: int, now: datetime, worker: PersonId, territory: str
) -> None:
    source = _numbers(crowd)
    i = source.c.i
    waits = i % _WAITING_EVERY == 0
    taken = and_(~waits, i % _TAKEN_EVERY == 1, i < _TAKEN_EVERY * MESSAGES_OF_A_CASE)
    values = {
        "id": i + first,
        "bot_id": tx.bot_id,
        "person_id": i + first,
        "territory": territory,
        "status": case((waits, "waiting"), (taken, "taken"), else_="closed"),
        "danger": 0,
        "topic": "parler",
        "why": "",
        "opened_at": now - timedelta(days=1),
        # Behind whoever asks now: an act of today finds its own people first.
        "rank_at": literal(now, Moment).op("+", return_type=BigInteger())(i),
        "worker_id": case((taken, worker), else_=None),
        "closed_at": case((or_(waits, taken), None), else_=literal(now - _LONG_AGO, Moment)),
    }
    await _put(tx, cases, source, values)


async def _messages(
    tx: Transaction, first: int, rows: int, now: datetime, worker: PersonId
) -> None:
    source = _numbers(rows)
    i = source.c.i
    owner = i // MESSAGES_OF_A_CASE + first
    values = {
        "id": i + first,
        "case_id": owner,
        "author": "person",
        "author_id": owner,
        "source_id": i,
        "kind": "text",
        "state": "passed",
        "written_at": now - timedelta(days=1),
    }
    await _put(tx, messages, source, values)
    copied = {
        "reader_id": worker,
        "copy_id": i + _FAR,
        "message_id": i + first,
        "made_at": now - timedelta(days=1),
    }
    await _put(tx, copies, source, copied)


async def _outbox(tx: Transaction, first: int, rows: int, now: datetime, worker: PersonId) -> None:
    source = _numbers(rows)
    i = source.c.i
    later = i * 100 < rows * _LATER_PERCENT
    owner = (i % (rows // MESSAGES_OF_A_CASE)) + first
    menu = Menu(Role.YOUNG_PERSON)
    values = {
        "bot_id": tx.bot_id,
        "recipient_id": case((and_(~later, i % _WORKERS == 0), worker), else_=owner),
        "lane": case((later, int(Lane.QUIET)), else_=int(Lane.NORMAL)),
        "kind": Kind.MENU.value,
        "payload": case((later, write(menu)), else_=""),
        "state": case((later, State.QUEUED.value), else_=State.SENT.value),
        "due_at": now + timedelta(hours=1),
        "due_since": now - timedelta(hours=1),
        "created_at": now - timedelta(hours=2),
        "attempts": 1,
        "settled_at": case((later, None), else_=literal(now - timedelta(hours=1), Moment)),
        "sent_id": case((later, None), else_=i + 1),
        "message_id": case((later, None), else_=i + first),
        "case_id": case((later, None), else_=owner),
    }
    await _put(tx, outbox, source, values)


async def _inbox(tx: Transaction, first: int, rows: int, crowd: int, now: datetime) -> None:
    source = _numbers(rows)
    i = source.c.i
    values = {
        "bot_id": tx.bot_id,
        "update_id": i + _FAR,
        "person_id": (i % crowd) + first,
        "message_id": i + 1,
        "loose": False,
        "received_at": now - timedelta(hours=1),
    }
    await _put(tx, inbox, source, values)


async def _timers(tx: Transaction, first: int, crowd: int, now: datetime, worker: PersonId) -> None:
    source = _numbers(crowd)
    i = source.c.i
    values = {
        "bot_id": tx.bot_id,
        "kind": "challenge-day",
        "person_id": i + first,
        "due_at": now + timedelta(days=30),
        "due_since": now - timedelta(days=1),
    }
    await _put(tx, timers, source, values)
    waits = _numbers(crowd // _WAITING_EVERY, "waits")
    case_id = waits.c.i * _WAITING_EVERY + first
    rings = {
        "bot_id": tx.bot_id,
        "kind": TimerKind.ALERT.value,
        "case_id": case_id,
        "due_at": now + timedelta(days=30),
        "due_since": now - timedelta(days=1),
    }
    await _put(tx, timers, waits, rings)
    told = {
        "case_id": case_id,
        "person_id": worker,
        "epoch": 0,
        "step": 0,
        "told_at": now - timedelta(days=1),
        "sent_id": waits.c.i + _FAR,
    }
    await _put(tx, alerts, waits, told)
    joined = {
        "person_id": i + first,
        "bot_id": tx.bot_id,
        "challenge": "10-jours",
        "variant": "person",
        "hour": 17,
        "day": 1,
        "answered": False,
    }
    await _put(tx, challenges, source, joined)


async def _counters(tx: Transaction, days: int, now: datetime) -> None:
    measures = list(Measure)
    for line in range(_LINES):
        measure, label = measures[line % len(measures)], f"label-{line // len(measures)}"
        rows = [
            {
                "bot_id": tx.bot_id,
                "day": (now.date() - timedelta(days=day)).isoformat(),
                "territory": "all",
                "measure": measure.value,
                "label": label,
                "count": 1,
            }
            for day in range(days)
        ]
        await tx.connection.execute(insert(counters), rows)

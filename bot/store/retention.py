"""What is old enough to go: closed cases, then contacts; a few rows at a time.

Nobody waits long behind a purge: a batch is some hundred rows, whatever a case holds.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import BindParameter, bindparam, delete, exists, or_, select, update

from bot.domain.people import CaseId, PersonId
from bot.store.database import Transaction
from bot.store.parcel_states import ANY_LANE, UNSETTLED
from bot.store.tables import cases, members, messages, outbox, people, timers

#: References, cases and contacts that one batch deletes at most.
MESSAGES, CASES, CONTACTS = 200, 20, 50

#: Something is still to be sent about it, or to happen: it is not over.
_GOES_ON = or_(
    exists().where(outbox.c.case_id == cases.c.id, UNSETTLED),
    exists().where(timers.c.case_id == cases.c.id),
)
_UNDER_WAY = select(exists().where(outbox.c.case_id == bindparam("about"), UNSETTLED))


async def is_under_way(tx: Transaction, case_id: CaseId) -> bool:
    """Whether something about a case is still to be sent, to whomever."""
    return bool((await tx.connection.execute(_UNDER_WAY, {"about": case_id})).scalar())


_OLD_CASES = (
    select(cases.c.id)
    .where(
        cases.c.bot_id == bindparam("bot"),
        cases.c.closed_at.is_not(None),
        cases.c.closed_at < bindparam("before"),
        ~_GOES_ON,
    )
    .order_by(cases.c.closed_at)
    .limit(CASES)
    # Whoever changes one at this moment needs it: on PostgreSQL it is left for another time.
    .with_for_update(skip_locked=True, of=cases)
)
_ABOUT: BindParameter[list[int]] = bindparam("about", expanding=True)
_SOME_MESSAGES = select(messages.c.id).where(messages.c.case_id.in_(_ABOUT)).limit(MESSAGES)
_DELETE_MESSAGES = delete(messages).where(messages.c.id.in_(_SOME_MESSAGES))
_DELETE_CASES = delete(cases).where(cases.c.id.in_(_ABOUT))


async def purge_cases(tx: Transaction, closed_before: datetime) -> int:
    """Delete cases that were closed before a moment, their references and those of their copies.

    Returns how many rows; whoever wants all gone calls it until there are none.
    """
    values = {"bot": tx.bot_id, "before": closed_before}
    old = [CaseId(one) for one in (await tx.connection.execute(_OLD_CASES, values)).scalars()]
    if not old:
        return 0
    gone = (await tx.connection.execute(_DELETE_MESSAGES, {"about": old})).rowcount
    if gone < MESSAGES:
        gone += (await tx.connection.execute(_DELETE_CASES, {"about": old})).rowcount
    return gone


#: Who is or was in the team stays: who was taken out of it must not come back by being forgotten.
#: Who has a case, a timer or something under way is owed something.
_IS_NEEDED = or_(
    exists().where(members.c.person_id == people.c.id),
    exists().where(cases.c.person_id == people.c.id),
    exists().where(timers.c.person_id == people.c.id),
    exists().where(outbox.c.recipient_id == people.c.id, ANY_LANE, UNSETTLED),
    exists().where(outbox.c.erasing == people.c.id, UNSETTLED),
)
_OLD_CONTACTS = (
    select(people.c.id, _IS_NEEDED.label("needed"))
    .where(people.c.bot_id == bindparam("bot"), people.c.last_seen < bindparam("before"))
    .order_by(people.c.last_seen)
    .limit(CONTACTS)
    .with_for_update(skip_locked=True, of=people)
)
_THESE = people.c.id.in_(bindparam("these", expanding=True))
_LOOK_AGAIN = update(people).where(_THESE).values(last_seen=bindparam("again"))
_DELETE_CONTACTS = delete(people).where(_THESE)
#: Who was too old to keep, but needed, is looked at again after so long.
LOOKED_AT_AGAIN = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Looked:
    """What one batch came to: who was deleted, and how many are still needed."""

    gone: tuple[PersonId, ...]
    needed: int


async def purge_contacts(tx: Transaction, seen_before: datetime) -> Looked:
    """Delete contacts of whom nothing was heard since a moment, unless they are needed.

    Their time then begins anew, so that they are in nobody's way: ``last_seen`` is moved. To be
    called until nobody is gone and nobody needed, after ``purge_cases``.
    """
    values = {"bot": tx.bot_id, "before": seen_before}
    rows = (await tx.connection.execute(_OLD_CONTACTS, values)).all()
    needed = [row.id for row in rows if row.needed]
    gone = [PersonId(row.id) for row in rows if not row.needed]
    if needed:
        again = {"these": needed, "again": seen_before + LOOKED_AT_AGAIN}
        await tx.connection.execute(_LOOK_AGAIN, again)
    if gone:
        await tx.connection.execute(_DELETE_CONTACTS, {"these": gone})
    return Looked(tuple(gone), len(needed))

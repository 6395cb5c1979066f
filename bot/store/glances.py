"""How claimed rows stand at the moment of their sending."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy import and_, bindparam, select

from bot.domain.people import Audience, Role
from bot.store import messages
from bot.store.database import AnyRow, Transaction
from bot.store.messages import Reference as Message
from bot.store.parcels import Parcel, State
from bot.store.people import audience_of, role_of
from bot.store.tables import cases, members, outbox, people, topics
from bot.store.tables import messages as message_table
from bot.store.topics import State as TopicState
from bot.store.vault import SealBroken


@dataclass(frozen=True, slots=True)
class Standing:
    """How a claimed row stands at the moment of its sending."""

    #: Still held by the same claim.
    ours: bool
    #: Withdrawn meanwhile; whoever held it settles it.
    recalled: bool
    #: Its case has another owner or status now, or is gone.
    overtaken: bool
    #: The recipient blocked the bot, and did not come back.
    blocked: bool
    #: Whether its case lets images through now.
    images: bool
    #: The topic of their chat that it goes to: its case's, or the one in which they wrote last.
    thread: int | None = None
    #: Whether its case has a topic there, and whether that is still to be found.
    topic: TopicState | None = None
    #: Who reads it: how they are spoken to.
    role: Role = Role.YOUNG_PERSON
    audience: Audience = Audience.YOUNG
    #: Where they ask from or work: whose hours and name they read.
    territory: str | None = None
    #: In discreet mode: next to nothing is shown.
    hidden: bool = False
    #: What is passed on, if it passes a message on.
    message: Message | None = None
    #: The Telegram id to send to, and the one of the chat that a copy is made from.
    address: int = field(default=0, repr=False)
    source: int | None = field(default=None, repr=False)


_author = people.alias("author")
_LOOK_AGAIN = (
    select(
        message_table,
        outbox.c.id.label("row_id"),
        outbox.c.state.label("row_state"),
        outbox.c.claimed_by.label("holder"),
        outbox.c.epoch.label("row_epoch"),
        people.c.sealed_id,
        people.c.blocked_at,
        people.c.thread_id,
        people.c.audience,
        people.c.territory,
        people.c.word,
        members.c.role,
        members.c.revoked_at,
        cases.c.epoch.label("case_epoch"),
        cases.c.images_accepted,
        cases.c.images_barred,
        _author.c.sealed_id.label("sealed_source"),
        topics.c.thread_id.label("topic_thread"),
        topics.c.state.label("topic_state"),
    )
    .select_from(
        outbox.join(people, people.c.id == outbox.c.recipient_id)
        .outerjoin(members, members.c.person_id == people.c.id)
        .outerjoin(cases, cases.c.id == outbox.c.case_id)
        .outerjoin(
            topics,
            and_(topics.c.case_id == outbox.c.case_id, topics.c.person_id == outbox.c.recipient_id),
        )
        .outerjoin(message_table, message_table.c.id == outbox.c.message_id)
        .outerjoin(_author, _author.c.id == message_table.c.author_id)
    )
    .where(outbox.c.id.in_(bindparam("parcels", expanding=True)))
)
_NOBODYS = Standing(ours=False, recalled=False, overtaken=False, blocked=False, images=False)


async def look_again(
    tx: Transaction, parcels: Sequence[Parcel]
) -> list[Standing | SealBroken | ValueError]:
    """See how rows stand now, in one query; a row that cannot be read gives its error."""
    ids = [parcel.id for parcel in parcels]
    found = {row.row_id: row for row in await tx.connection.execute(_LOOK_AGAIN, {"parcels": ids})}
    return [_glance(tx, parcel, found.get(parcel.id)) for parcel in parcels]


def _glance(
    tx: Transaction, parcel: Parcel, row: AnyRow | None
) -> Standing | SealBroken | ValueError:
    try:
        return _standing(tx, parcel, row)
    except (SealBroken, ValueError) as error:
        return error


def _standing(tx: Transaction, parcel: Parcel, row: AnyRow | None) -> Standing:
    if row is None or row.holder != parcel.holder:
        return _NOBODYS
    ours = row.row_state == State.CLAIMED
    known = ours and row.id is not None
    topic = TopicState(row.topic_state) if row.topic_state else None
    return Standing(
        ours=ours,
        recalled=row.row_state == State.RECALLED,
        overtaken=row.row_epoch is not None and row.row_epoch != row.case_epoch,
        blocked=row.blocked_at is not None,
        images=bool(row.images_accepted and not row.images_barred),
        thread=row.topic_thread if topic is TopicState.OPEN else row.thread_id,
        topic=topic,
        role=role_of(row),
        audience=audience_of(row),
        territory=row.territory,
        hidden=row.word is not None,
        message=messages.from_row(tx, row) if known else None,
        address=int(tx.vault.open(row.sealed_id, "person")) if ours else 0,
        source=int(tx.vault.open(row.sealed_source, "person")) if known else None,
    )

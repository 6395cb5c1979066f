"""Every table. No column can hold a word, a name, or a Telegram id in clear.

Moments are whole milliseconds since 1970 UTC: the same on SQLite and PostgreSQL.
"""

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import (
    DDL,
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    ColumnElement,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    and_,
    event,
    false,
    text,
    true,
)

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)


class Moment(TypeDecorator[datetime]):
    """A moment in time, timezone-aware in Python, milliseconds in the database."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        """Turn a timezone-aware datetime into milliseconds."""
        del dialect
        return None if value is None else (value - _EPOCH) // _MILLISECOND

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:
        """Turn milliseconds into a datetime in UTC."""
        del dialect
        return None if value is None else _EPOCH + value * _MILLISECOND


metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


_partial_ones: list[tuple[Index, ColumnElement[bool]]] = []


def _partial(
    name: str, *columns: Column[Any], where: ColumnElement[bool], unique: bool = False
) -> None:
    _partial_ones.append((Index(name, *columns, unique=unique, sqlite_where=where), where))


def know_postgresql() -> None:
    """Say in PostgreSQL's words, too, what each partial index is over.

    Not from the start: 2 MB that a bot on SQLite does not need.
    """
    for index, where in _partial_ones:
        index.dialect_options["postgresql"]["where"] = where


def _id() -> Column[int]:
    # 64 bits on PostgreSQL; SQLite only auto-increments a plain INTEGER.
    return Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True)


def _person(name: str, *, gone: str = "CASCADE", **options: Any) -> Column[int]:
    return Column(name, BigInteger, ForeignKey("people.id", ondelete=gone), **options)


# sqlite_autoincrement: an id is never used twice, or an old button could reach somebody else.

people = Table(
    "people",
    metadata,
    _id(),
    Column("bot_id", BigInteger, nullable=False),
    #: Keyed hash of the Telegram id; null once its owner asked for everything to be erased.
    Column("lookup", LargeBinary),
    #: The Telegram id, encrypted.
    Column("sealed_id", LargeBinary, nullable=False),
    Column("pseudonym", String(80), nullable=False),
    #: What the bot asked and waits for: the name of a question, never an answer.
    Column("question", String(40)),
    #: When it was asked, and the id of the message that asks: a reply to it is an answer.
    Column("question_at", Moment),
    Column("question_message", BigInteger),
    #: The topic of their private chat in which they wrote last.
    Column("thread_id", BigInteger),
    #: *parents* or *professionals*, for those whose texts somebody chose to read.
    Column("audience", String(20)),
    #: Where they ask from, as the name of a territory's file; null: the default one.
    Column("territory", String(40)),
    #: In discreet mode: the salted hash of the word that ends it, encrypted.
    Column("word", LargeBinary),
    Column("first_seen", Moment, nullable=False),
    Column("last_seen", Moment, nullable=False),
    Column("blocked_at", Moment),
    UniqueConstraint("bot_id", "lookup"),
    UniqueConstraint("bot_id", "pseudonym"),
    #: Changes once a day and person at most.
    Index("ix_people_seen", "bot_id", "last_seen"),
    sqlite_autoincrement=True,
)

members = Table(
    "members",
    metadata,
    _person("person_id", primary_key=True),
    Column("role", String(20), nullable=False),
    #: First name and function shown to young people, encrypted (JSON).
    Column("sealed_signature", LargeBinary, nullable=False),
    Column("available", Boolean, nullable=False),
    #: How many cases at once before others are asked first.
    Column("capacity", SmallInteger, nullable=False, default=3, server_default=text("3")),
    Column(
        "current_case",
        BigInteger,
        ForeignKey("cases.id", ondelete="SET NULL"),
    ),
    #: Whose message this member's chat showed last: another one's is announced by name.
    Column("heard_case", BigInteger, ForeignKey("cases.id", ondelete="SET NULL")),
    Column("joined_at", Moment, nullable=False),
    Column("charter_at", Moment),
    Column("revoked_at", Moment),
    #: Whether a coordinator reads the week's figures on Mondays, and of which they were sent.
    Column("digest", Boolean, nullable=False, default=True, server_default=true()),
    Column("digest_sent", String(10)),
)

#: Where members work; whoever has no row works everywhere.
member_territories = Table(
    "member_territories",
    metadata,
    _person("person_id", primary_key=True),
    Column("territory", String(40), primary_key=True),
)

invitations = Table(
    "invitations",
    metadata,
    _id(),
    Column("bot_id", BigInteger, nullable=False),
    Column("code_hash", LargeBinary, nullable=False),
    Column("role", String(20), nullable=False),
    #: Where whoever uses it will work, comma-separated; empty: everywhere.
    Column("territories", Text, nullable=False, default="", server_default=text("''")),
    _person("invited_by", gone="SET NULL"),
    Column("expires_at", Moment, nullable=False),
    Column("used_at", Moment),
    UniqueConstraint("bot_id", "code_hash"),
    sqlite_autoincrement=True,
)

cases = Table(
    "cases",
    metadata,
    _id(),
    Column("bot_id", BigInteger, nullable=False),
    _person("person_id", nullable=False),
    #: Whose team answers; empty in rows of an earlier version: the default one.
    Column("territory", String(40), nullable=False, default="", server_default=text("''")),
    Column("status", String(10), nullable=False),
    Column("danger", SmallInteger, nullable=False),
    Column("topic", String(40), nullable=False),
    #: Reason ids of the triage, comma-separated.
    Column("why", Text, nullable=False),
    Column("opened_at", Moment, nullable=False),
    #: The place in the queue: the smallest is served first (domain.cases.rank).
    Column("rank_at", Moment, nullable=False),
    _person("worker_id", gone="SET NULL"),
    #: The colleague who is asked to take it; whoever has it keeps it until then.
    Column("offered_to", BigInteger),
    Column("taken_at", Moment),
    #: Since when the person waits for an answer of whoever took it; null: they were answered.
    Column("owed_since", Moment),
    #: When whoever took it was reminded that somebody waits.
    Column("nudged_at", Moment),
    #: It was taken before, and came back to the queue.
    Column("returned", Boolean, nullable=False, default=False, server_default=false()),
    #: domain.cases.Promise: asked out of hours, told so, told again at opening.
    Column("promise", SmallInteger, nullable=False, default=0, server_default=text("0")),
    Column("closed_at", Moment),
    Column("outcome", String(20)),
    Column("images_accepted", Boolean, nullable=False, default=False),
    #: It was about a topic on which images never pass, even if the topic has changed since.
    Column("images_barred", Boolean, nullable=False, default=False, server_default=false()),
    #: Raised whenever the owner or the status changes: what rests on an older one is void.
    Column("epoch", Integer, nullable=False, default=0, server_default=text("0")),
    Column("speaker", String(10)),
    Column("rated", Boolean, nullable=False, default=False),
    Column("verdict_given", Boolean, nullable=False, default=False),
    Index("ix_cases_queue", "bot_id", "status", "rank_at"),
    Index("ix_cases_place", "bot_id", "status", "territory", "rank_at"),
    Index("ix_cases_worker", "worker_id", "status"),
    Index("ix_cases_person", "person_id"),
    sqlite_autoincrement=True,
)
#: What is over, the longest first.
_partial(
    "ix_cases_closed",
    cases.c.bot_id,
    cases.c.closed_at,
    where=cases.c.closed_at.is_not(None),
)
#: What was dangerous (domain.danger.Danger.HIGH and above), by who had it.
_partial("ix_cases_hard", cases.c.worker_id, cases.c.taken_at, where=cases.c.danger >= text("2"))
#: One open case per person at a time.
_partial("uq_cases_one_open", cases.c.person_id, unique=True, where=cases.c.status != "closed")

#: Who was told that somebody waits: what is repeated, climbs and is withdrawn.
alerts = Table(
    "alerts",
    metadata,
    Column("case_id", BigInteger, ForeignKey("cases.id", ondelete="CASCADE"), primary_key=True),
    _person("person_id", primary_key=True),
    #: The case's epoch that it rests on.
    Column("epoch", Integer, nullable=False),
    #: domain.alerts.Step: how far it had climbed.
    Column("step", SmallInteger, nullable=False),
    Column("told_at", Moment, nullable=False),
    #: The message that stands in their chat, once it is known.
    Column("sent_id", BigInteger),
    #: It could not be delivered.
    Column("failed", Boolean, nullable=False, default=False, server_default=false()),
    Index("ix_alerts_person", "person_id"),
)

messages = Table(
    "messages",
    metadata,
    _id(),
    Column("case_id", BigInteger, ForeignKey("cases.id", ondelete="CASCADE"), nullable=False),
    Column("author", String(10), nullable=False),
    #: In whose chat with the bot the message stands.
    _person("author_id", nullable=False),
    #: The message's id in that chat: a reference, the words stay with Telegram.
    Column("source_id", BigInteger, nullable=False),
    #: The source id of the message this one answers, in the same chat.
    Column("reply_to", BigInteger),
    Column("kind", String(20), nullable=False),
    Column("state", String(10), nullable=False),
    Column("captioned", Boolean, nullable=False, default=False),
    #: Somebody else's words, passed on by the author.
    Column("forwarded", Boolean, nullable=False, default=False, server_default=false()),
    #: It seems to tell who or where its author is: it passes by their word only.
    Column("tells", Boolean, nullable=False, default=False, server_default=false()),
    #: Telegram's reference to an image (encrypted), to show it behind a spoiler once accepted.
    Column("sealed_file", LargeBinary),
    Column("written_at", Moment, nullable=False),
    #: The replica that heard its words last, and may have them in memory.
    Column("origin", BigInteger),
    UniqueConstraint("author_id", "source_id"),
    Index("ix_messages_case", "case_id", "id"),
    sqlite_autoincrement=True,
)

copies = Table(
    "copies",
    metadata,
    _person("reader_id", primary_key=True),
    Column("copy_id", BigInteger, primary_key=True),
    Column("message_id", BigInteger, ForeignKey("messages.id", ondelete="CASCADE"), nullable=False),
    Column("made_at", Moment, nullable=False),
    Index("ix_copies_message", "message_id"),
)

#: The topics of workers' private chats with the bot, one per case (store.topics).
topics = Table(
    "topics",
    metadata,
    Column("case_id", BigInteger, ForeignKey("cases.id", ondelete="CASCADE"), primary_key=True),
    _person("person_id", primary_key=True),
    #: The topic's id in that chat.
    Column("thread_id", BigInteger, nullable=False),
    #: store.topics.State: whether what is said of the case goes there.
    Column("state", String(10), nullable=False),
    #: One topic is of one case.
    Index("ix_topics_thread", "person_id", "thread_id", unique=True),
)

#: Partners that were proposed, each with the message that did so.
referrals = Table(
    "referrals",
    metadata,
    Column(
        "message_id",
        BigInteger,
        ForeignKey("messages.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    ),
    #: Content ids: whose partner, and which one.
    Column("territory", String(40), nullable=False),
    Column("partner", String(44), nullable=False),
    #: domain.referrals.Telling, the subject that was asked about, domain.referrals.Answer.
    Column("telling", String(12), nullable=False),
    Column("topic", String(40), nullable=False),
    Column("answer", String(10), nullable=False),
    Column("counted", Boolean, nullable=False),
)

outbox = Table(
    "outbox",
    metadata,
    _id(),
    Column("bot_id", BigInteger, nullable=False),
    _person("recipient_id", nullable=False),
    Column("lane", SmallInteger, nullable=False),
    Column("kind", String(20), nullable=False),
    #: References and content ids (JSON), emptied once settled; never words.
    Column("payload", Text, nullable=False),
    #: What may not even be written down for a moment is in memory, under this number.
    Column("aside", BigInteger),
    Column("state", String(10), nullable=False),
    Column("due_at", Moment, nullable=False),
    #: When ``due_at`` was set: a moment that is still to come tells that the clock went back.
    Column("due_since", Moment),
    Column("created_at", Moment, nullable=False),
    Column("expires_at", Moment),
    Column("attempts", Integer, nullable=False, default=0),
    #: How often it was sent and no answer came: it may have arrived.
    Column("lost", SmallInteger, nullable=False, default=0, server_default=text("0")),
    Column("claimed_by", BigInteger),
    Column("claimed_at", Moment),
    #: Null as long as it is pending.
    Column("settled_at", Moment),
    #: The id Telegram gave to what was sent, so that it can be deleted on request.
    Column("sent_id", BigInteger),
    #: What is passed on, if this row passes a message on.
    Column("message_id", BigInteger, ForeignKey("messages.id", ondelete="CASCADE")),
    #: Which case it speaks of, so that an erasure finds it.
    Column("case_id", BigInteger, ForeignKey("cases.id", ondelete="SET NULL")),
    #: The case's epoch that this rests on: once the case has another, it is not sent.
    Column("epoch", Integer),
    #: An answer to one gesture: a newer one of the same name takes its place.
    Column("slot", String(40)),
    #: The replica whose memory holds words that it needs: while that lives, no other sends it.
    Column("origin", BigInteger),
    #: Whose erasure waits until this is settled.
    _person("erasing", gone="SET NULL"),
    #: It shows several people's pseudonyms: an erasure removes it without asking whose.
    Column("listing", Boolean, nullable=False, default=False, server_default=false()),
    Index("ix_outbox_recipient", "recipient_id", "lane", "state", "id"),
    sqlite_autoincrement=True,
)


#: Finished rows stay two days for deletions; the queue of work stays small all the same.
_partial(
    "ix_outbox_pending",
    outbox.c.bot_id,
    outbox.c.lane,
    outbox.c.state,
    outbox.c.id,
    where=outbox.c.settled_at.is_(None),
)
_partial(
    "ix_outbox_case",
    outbox.c.case_id,
    outbox.c.recipient_id,
    outbox.c.kind,
    where=outbox.c.case_id.is_not(None),
)
_partial("ix_outbox_message", outbox.c.message_id, where=outbox.c.message_id.is_not(None))
_partial("ix_outbox_settled", outbox.c.settled_at, where=outbox.c.settled_at.is_not(None))
_partial(
    "ix_outbox_sent",
    outbox.c.recipient_id,
    outbox.c.sent_id,
    where=outbox.c.sent_id.is_not(None),
)
_partial("ix_outbox_slot", outbox.c.recipient_id, outbox.c.slot, where=outbox.c.slot.is_not(None))
_partial("ix_outbox_erasing", outbox.c.erasing, where=outbox.c.erasing.is_not(None))
_partial(
    "ix_outbox_listing", outbox.c.bot_id, outbox.c.settled_at, where=outbox.c.listing.is_(True)
)

inbox = Table(
    "inbox",
    metadata,
    Column("bot_id", BigInteger, primary_key=True),
    Column("update_id", BigInteger, primary_key=True),
    _person("person_id", gone="SET NULL"),
    Column("message_id", BigInteger),
    #: Free text written outside a case: offered to the worker if a case is opened soon after.
    Column("loose", Boolean, nullable=False),
    #: Somebody else's words, passed on.
    Column("forwarded", Boolean, nullable=False, default=False, server_default=false()),
    #: What kind of message it is now, if it may go along with a request.
    Column("kind", String(20)),
    Column("received_at", Moment, nullable=False),
    Index("ix_inbox_person", "person_id", "received_at"),
    Index("ix_inbox_received", "received_at"),
)

challenges = Table(
    "challenges",
    metadata,
    #: One challenge at a time per person.
    _person("person_id", primary_key=True),
    Column("bot_id", BigInteger, nullable=False),
    #: Content ids: which challenge, and for whom (person, class, family).
    Column("challenge", String(44), nullable=False),
    Column("variant", String(44), nullable=False),
    #: The hour of the day at which its messages come, in the structure's time zone.
    Column("hour", SmallInteger, nullable=False),
    #: The day of the challenge that is sent next.
    Column("day", SmallInteger, nullable=False),
    #: Whether a moment was added since the last message.
    Column("answered", Boolean, nullable=False),
)

#: Where the team goes to people (domain.outings). The counts are the team's own, of its day.
outings = Table(
    "outings",
    metadata,
    _id(),
    Column("bot_id", BigInteger, nullable=False),
    #: What its link is known by: drawn by chance, and printed on posters.
    Column("code", String(20), nullable=False),
    Column("territory", String(40), nullable=False),
    Column("ground", String(20), nullable=False),
    #: What its posters are about.
    Column("topic", String(40)),
    #: The day of it in the territory's time zone, as YYYY-MM-DD.
    Column("day", String(10), nullable=False),
    #: Until when its link counts.
    Column("valid_until", Moment, nullable=False),
    Column("came", Integer, nullable=False),
    Column("talked", Integer, nullable=False),
    Column("referred", Integer, nullable=False),
    Column("closed", Boolean, nullable=False),
    UniqueConstraint("bot_id", "code"),
    Index("ix_outings_over", "bot_id", "valid_until"),
    sqlite_autoincrement=True,
)
_partial("ix_outings_open", outings.c.bot_id, outings.c.day, where=outings.c.closed.is_(False))


def _outing() -> Column[int]:
    gone = ForeignKey("outings.id", ondelete="CASCADE")
    return Column("outing_id", BigInteger, gone, primary_key=True, autoincrement=False)


#: Who of the team goes.
outing_members = Table(
    "outing_members",
    metadata,
    _outing(),
    _person("person_id", primary_key=True),
    Index("ix_outing_members_person", "person_id"),
)

#: Which messages of the team's own chats are notes of an outing.
outing_notes = Table(
    "outing_notes",
    metadata,
    _person("author_id", primary_key=True),
    Column("source_id", BigInteger, primary_key=True, autoincrement=False),
    Column("outing_id", BigInteger, ForeignKey("outings.id", ondelete="CASCADE"), nullable=False),
    Index("ix_outing_notes_outing", "outing_id"),
)

#: That somebody came by a link is counted once: keyed tokens of that outing, of nobody's id.
arrivals = Table(
    "arrivals",
    metadata,
    _outing(),
    Column("token", LargeBinary, primary_key=True),
)

replicas = Table(
    "replicas",
    metadata,
    Column("bot_id", BigInteger, primary_key=True, autoincrement=False),
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    #: Where the others reach its port; empty if they cannot.
    Column("address", String(200), nullable=False),
    #: The ids of the keys it knows, in hexadecimal, comma-separated.
    Column("keys", Text, nullable=False, default="", server_default=text("''")),
)

timers = Table(
    "timers",
    metadata,
    _id(),
    Column("bot_id", BigInteger, nullable=False),
    Column("kind", String(40), nullable=False),
    #: What it concerns, and goes with: a case, a person, or the bot itself if neither.
    Column("case_id", BigInteger, ForeignKey("cases.id", ondelete="CASCADE")),
    _person("person_id"),
    Column("due_at", Moment, nullable=False),
    #: When ``due_at`` was set: a moment that is still to come tells that the clock went back.
    Column("due_since", Moment, nullable=False),
    #: Nobody else fires it before: a process is at it, or it failed and has a pause.
    Column("leased_until", Moment),
    #: Which lease it is; null during a pause.
    Column("leased_by", BigInteger),
    #: How often it failed since it was set.
    Column("attempts", Integer, nullable=False, default=0, server_default=text("0")),
    CheckConstraint("case_id IS NULL OR person_id IS NULL", name="ck_timers_one_subject"),
    Index("ix_timers_due", "bot_id", "due_at"),
    Index("ix_timers_since", "bot_id", "due_since"),
    sqlite_autoincrement=True,
)

#: One timer of a kind per subject. For a unique index no null equals another, hence three; the
#: first column is what a cascade looks for.
_partial(
    "uq_timers_case",
    timers.c.case_id,
    timers.c.kind,
    where=timers.c.case_id.is_not(None),
    unique=True,
)
_partial(
    "uq_timers_person",
    timers.c.person_id,
    timers.c.kind,
    where=timers.c.person_id.is_not(None),
    unique=True,
)
_partial(
    "uq_timers_bot",
    timers.c.bot_id,
    timers.c.kind,
    where=and_(timers.c.case_id.is_(None), timers.c.person_id.is_(None)),
    unique=True,
)
#: Which leases a process that died left behind: a few, of many timers.
_partial("ix_timers_leased", timers.c.bot_id, where=timers.c.leased_by.is_not(None))

erasures = Table(
    "erasures",
    metadata,
    _person("person_id", primary_key=True),
    #: When the receipt was ordered: once nothing of this person was on its way any more.
    Column("receipt_at", Moment),
    #: Messages that Telegram no longer lets a bot delete (48 hours), or refused to.
    Column("kept", Integer, nullable=False),
    Column("deleted", Integer, nullable=False),
)

counters = Table(
    "counters",
    metadata,
    Column("bot_id", BigInteger, primary_key=True),
    #: The day in the territory's time zone, as YYYY-MM-DD; ``EVER`` for the sum of all days.
    Column("day", String(10), primary_key=True),
    Column("territory", String(40), primary_key=True),
    Column("measure", String(40), primary_key=True),
    Column("label", String(80), primary_key=True),
    Column("count", BigInteger, nullable=False),
    Index("ix_counters_territory", "bot_id", "territory", "measure", "day"),
)

#: What is published of the counters (domain.disclosure). The phase of a family in a year: drawn
#: once, and the same whatever becomes of the keys.
phases = Table(
    "phases",
    metadata,
    Column("bot_id", BigInteger, primary_key=True),
    Column("territory", String(40), primary_key=True),
    Column("family", String(40), primary_key=True),
    Column("year", SmallInteger, primary_key=True),
    Column("phase", SmallInteger, nullable=False),
)

#: What was counted since 1 January when a day was closed: what comes later changes it no more.
closings = Table(
    "closings",
    metadata,
    Column("bot_id", BigInteger, primary_key=True),
    Column("territory", String(40), primary_key=True),
    Column("family", String(40), primary_key=True),
    Column("day", String(10), primary_key=True),
    Column("total", BigInteger, nullable=False),
    Index("ix_closings_day", "bot_id", "territory", "day"),
)

#: How the breakdowns of a year are told, as its territory's file said before it began: by month,
#: or by quarter, as they are where nothing stands here.
cadences = Table(
    "cadences",
    metadata,
    Column("bot_id", BigInteger, primary_key=True),
    Column("territory", String(40), primary_key=True),
    Column("year", SmallInteger, primary_key=True),
    Column("monthly", Boolean, nullable=False),
)

#: The packets of each label of a breakdown in a closed part of a year, as they were published.
shares = Table(
    "shares",
    metadata,
    Column("bot_id", BigInteger, primary_key=True),
    Column("territory", String(40), primary_key=True),
    Column("measure", String(40), primary_key=True),
    Column("year", SmallInteger, primary_key=True),
    #: 1 to 4: a quarter; 101 to 112: a month.
    Column("part", SmallInteger, primary_key=True),
    #: Empty: all packets of the family, so that a part without labels is known to be closed.
    Column("label", String(80), primary_key=True),
    Column("packets", Integer, nullable=False),
    Column("size", SmallInteger, nullable=False),
)

#: How long people waited, apart from cases and people: how often each length was seen.
waits = Table(
    "waits",
    metadata,
    Column("bot_id", BigInteger, primary_key=True),
    Column("territory", String(40), primary_key=True),
    Column("danger", SmallInteger, primary_key=True),
    #: The day and the hour at which they asked, in the territory's time zone.
    Column("day", String(10), primary_key=True),
    Column("hour", SmallInteger, primary_key=True),
    #: At most so many minutes (domain.waiting.EDGES).
    Column("minutes", Integer, primary_key=True),
    Column("count", BigInteger, nullable=False),
)

#: What the team did that must be answered for; a trigger keeps it as it is (domain.audit).
audit = Table(
    "audit",
    metadata,
    Column("bot_id", BigInteger, primary_key=True, autoincrement=False),
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Column("at", Moment, nullable=False),
    Column("act", String(20), nullable=False),
    #: Who did it, and in which case: kept as they were, whatever becomes of both.
    Column("member", BigInteger),
    Column("case_id", BigInteger),
    Column("detail", String(44), nullable=False),
    Column("link", LargeBinary, nullable=False),
)
#: A new database gets them with its tables; an older one by a migration.
_ON_SQLITE = """CREATE TRIGGER audit_stays_{0} BEFORE {0} ON audit
BEGIN SELECT RAISE(ABORT, 'the audit trail only grows'); END"""
_ON_POSTGRESQL = (
    """CREATE FUNCTION audit_stays() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'the audit trail only grows'; END $$""",
    """CREATE TRIGGER audit_stays BEFORE UPDATE OR DELETE ON audit
FOR EACH ROW EXECUTE FUNCTION audit_stays()""",
)
for _dialect, _statement in (
    ("sqlite", _ON_SQLITE.format("update")),
    ("sqlite", _ON_SQLITE.format("delete")),
    *(("postgresql", one) for one in _ON_POSTGRESQL),
):
    _made = DDL(_statement)  # type: ignore[no-untyped-call]
    event.listen(audit, "after_create", _made.execute_if(dialect=_dialect))

#: Where each bot's trail ends, and the key of its chain, encrypted: it outlives other keys.
audit_ends = Table(
    "audit_ends",
    metadata,
    Column("bot_id", BigInteger, primary_key=True, autoincrement=False),
    Column("sealed_key", LargeBinary, nullable=False),
    Column("number", BigInteger, nullable=False),
    Column("link", LargeBinary, nullable=False),
)

#: Identities that somebody asked to see (domain.lifting).
liftings = Table(
    "liftings",
    metadata,
    _id(),
    Column("case_id", BigInteger, ForeignKey("cases.id", ondelete="CASCADE"), nullable=False),
    Column("state", String(10), nullable=False),
    #: No one's going removes it: what the other one was shown is still to be taken back.
    Column("asked_by", BigInteger, nullable=False),
    Column("second", BigInteger),
    Column("ground", String(44), nullable=False),
    Column("tells", Boolean, nullable=False),
    #: The message, in the chat of whoever asks, that says what happened.
    Column("written", BigInteger),
    #: When it came to its state.
    Column("since", Moment, nullable=False),
    Index("ix_liftings_case_id", "case_id"),
    Index("ix_liftings_asked_by", "asked_by"),
    sqlite_autoincrement=True,
)

#: Who gets nobody of the team for a while (domain.blocks).
blocks = Table(
    "blocks",
    metadata,
    _person("person_id", primary_key=True),
    Column("bot_id", BigInteger, nullable=False),
    Column("why", String(10), nullable=False),
    Column("until_at", Moment, nullable=False),
    #: Whoever blocked them.
    Column("by_id", BigInteger, nullable=False),
    Column("reviewed", Boolean, nullable=False),
    Index("ix_blocks_until", "bot_id", "until_at"),
)

#: What a shift leaves to the next one: which message of whose chat, never its words.
handovers = Table(
    "handovers",
    metadata,
    _id(),
    Column("bot_id", BigInteger, nullable=False),
    _person("author_id", nullable=False),
    Column("source_id", BigInteger, nullable=False),
    Column("made_at", Moment, nullable=False),
    UniqueConstraint("author_id", "source_id"),
    Index("ix_handovers_made", "bot_id", "made_at"),
    sqlite_autoincrement=True,
)

#: Who was shown it: once, and from whose chat it goes again.
handover_readers = Table(
    "handover_readers",
    metadata,
    Column(
        "handover_id", BigInteger, ForeignKey("handovers.id", ondelete="CASCADE"), primary_key=True
    ),
    _person("reader_id", primary_key=True),
    Index("ix_handover_readers_reader", "reader_id"),
)

#: What opens the pages of figures in a browser: links that are used once, then sessions.
page_keys = Table(
    "page_keys",
    metadata,
    Column("key_hash", LargeBinary, primary_key=True),
    _person("person_id", nullable=False),
    Column("kind", String(10), nullable=False),
    Column("expires_at", Moment, nullable=False),
    Index("ix_page_keys_person", "person_id"),
)

#: Meetings in real life, each with the message that proposes it (domain.meetings).
meetings = Table(
    "meetings",
    metadata,
    Column(
        "message_id",
        BigInteger,
        ForeignKey("messages.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    ),
    #: Whoever proposed it.
    Column("worker_id", BigInteger, nullable=False),
    #: Content: whose place, and its short name.
    Column("territory", String(40), nullable=False),
    Column("place", String(8), nullable=False),
    Column("at", Moment, nullable=False),
    Column("state", String(10), nullable=False),
)

#: What the team answered to a question: its own words, encrypted (domain.enquiries).
team_answers = Table(
    "team_answers",
    metadata,
    _id(),
    Column("bot_id", BigInteger, nullable=False),
    Column("territory", String(40), nullable=False),
    Column("sealed_wording", LargeBinary, nullable=False),
    #: Whoever wrote it; no one's going removes it.
    Column("by_id", BigInteger, nullable=False),
    Column("made_at", Moment, nullable=False),
    #: Until when it is offered to others who ask the same.
    Column("until_at", Moment, nullable=False),
    #: The coordinator who is mending it.
    Column("editor_id", BigInteger),
    Index("ix_team_answers_offered", "bot_id", "territory", "until_at"),
    Index("ix_team_answers_until", "bot_id", "until_at"),
    sqlite_autoincrement=True,
)

#: Questions to the team, answered later: which message of whose chat, never its words.
enquiries = Table(
    "enquiries",
    metadata,
    _id(),
    Column("bot_id", BigInteger, nullable=False),
    _person("person_id", nullable=False),
    Column("source_id", BigInteger, nullable=False),
    Column("territory", String(40), nullable=False),
    Column("asked_at", Moment, nullable=False),
    #: Goes up whenever its message is edited.
    Column("revision", Integer, nullable=False),
    Column("answer_id", BigInteger, ForeignKey("team_answers.id", ondelete="SET NULL")),
    Column("answered_at", Moment),
    #: Whoever answers it, or did; no one's going removes it.
    Column("worker_id", BigInteger),
    Column("worker_since", Moment),
    #: Coordinators were told that nobody answers it.
    Column("late", Boolean, nullable=False),
    UniqueConstraint("person_id", "source_id"),
    Index("ix_enquiries_asked", "bot_id", "answered_at", "asked_at"),
    Index("ix_enquiries_answer", "answer_id"),
    Index("ix_enquiries_worker", "worker_id"),
    sqlite_autoincrement=True,
)

#: Who wants news of what (domain.broadcasts): nothing sensitive, and gone with whoever chose it.
subscriptions = Table(
    "subscriptions",
    metadata,
    _person("person_id", primary_key=True),
    Column("theme", String(20), primary_key=True),
    Column("bot_id", BigInteger, nullable=False),
    Index("ix_subscriptions_theme", "bot_id", "theme", "person_id"),
)

#: Prevention alerts that coordinators wrote: their words, encrypted.
broadcasts = Table(
    "broadcasts",
    metadata,
    _id(),
    Column("bot_id", BigInteger, nullable=False),
    Column("theme", String(20), nullable=False),
    #: Whose readers get it; empty: everybody's.
    Column("territory", String(40), nullable=False),
    Column("sealed_words", LargeBinary, nullable=False),
    Column("state", String(10), nullable=False),
    #: Whoever wrote it, and whoever approved it; no one's going removes it.
    Column("by_id", BigInteger, nullable=False),
    Column("approved_by", BigInteger),
    Column("made_at", Moment, nullable=False),
    Column("send_at", Moment, nullable=False),
    Column("ended_at", Moment),
    #: How many wanted its theme when it began, how many were looked at, and the last of them.
    Column("readers", Integer, nullable=False),
    Column("reached", Integer, nullable=False),
    Column("after_id", BigInteger, nullable=False),
    Index("ix_broadcasts_state", "bot_id", "state", "send_at"),
    sqlite_autoincrement=True,
)

#: Questions to the young people of a territory: their words and a key of their own, encrypted.
polls = Table(
    "polls",
    metadata,
    _id(),
    Column("bot_id", BigInteger, nullable=False),
    #: Whose young people are asked; empty: everybody's.
    Column("territory", String(40), nullable=False),
    Column("sealed_words", LargeBinary, nullable=False),
    Column("state", String(10), nullable=False),
    #: Whoever asks; no one's going removes it.
    Column("by_id", BigInteger, nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("ends_at", Moment, nullable=False),
    Column("ended_at", Moment),
    #: The packets of each choice, once it is over.
    Column("published", Text),
    Index("ix_polls_state", "bot_id", "state", "ends_at"),
    sqlite_autoincrement=True,
)

#: That somebody answered one: leads to nobody without its poll's key, and goes with its end.
poll_tokens = Table(
    "poll_tokens",
    metadata,
    Column("poll_id", BigInteger, ForeignKey("polls.id", ondelete="CASCADE"), primary_key=True),
    Column("token", LargeBinary, primary_key=True),
    # In the order of the tokens, which is nobody's: not of their coming.
    sqlite_with_rowid=False,
)

#: What was answered, as numbers.
poll_counts = Table(
    "poll_counts",
    metadata,
    Column("poll_id", BigInteger, ForeignKey("polls.id", ondelete="CASCADE"), primary_key=True),
    Column("choice", SmallInteger, primary_key=True),
    Column("count", Integer, nullable=False),
)

#: Who of the team was shown it: from whose chat it goes again.
enquiry_readers = Table(
    "enquiry_readers",
    metadata,
    Column(
        "enquiry_id", BigInteger, ForeignKey("enquiries.id", ondelete="CASCADE"), primary_key=True
    ),
    _person("reader_id", primary_key=True),
    Index("ix_enquiry_readers_reader", "reader_id"),
)

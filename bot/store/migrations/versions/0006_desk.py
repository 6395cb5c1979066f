"""The desk: territories and teams, alerts that are remembered, leases, honest waiting."""

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

#: As for a case that is not dangerous: nobody is reminded at once of what an earlier version left.
_FIRST_LOOK = 30 * 60 * 1000


def upgrade() -> None:
    """Add tables and columns; what is open goes on, with its alerts and its timers."""
    _add_tables()
    _add_columns()
    now = int(datetime.now(UTC).timestamp() * 1000)
    _remember_alerts()
    _set_timers(now)


def _add_tables() -> None:
    op.create_table(
        "member_territories",
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("territory", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people.id"],
            name=op.f("fk_member_territories_person_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("person_id", "territory", name=op.f("pk_member_territories")),
    )
    op.create_table(
        "alerts",
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("epoch", sa.Integer(), nullable=False),
        sa.Column("step", sa.SmallInteger(), nullable=False),
        sa.Column("told_at", sa.BigInteger(), nullable=False),
        sa.Column("sent_id", sa.BigInteger()),
        sa.Column("failed", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("fk_alerts_case_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_alerts_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("case_id", "person_id", name=op.f("pk_alerts")),
    )
    op.create_index("ix_alerts_person", "alerts", ["person_id"])
    op.create_table(
        "waits",
        sa.Column("bot_id", sa.BigInteger(), nullable=False),
        sa.Column("territory", sa.String(length=40), nullable=False),
        sa.Column("danger", sa.SmallInteger(), nullable=False),
        sa.Column("day", sa.String(length=10), nullable=False),
        sa.Column("hour", sa.SmallInteger(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("count", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint(
            "bot_id", "territory", "danger", "day", "hour", "minutes", name=op.f("pk_waits")
        ),
    )


def _add_columns() -> None:
    nothing, zero = sa.text("''"), sa.text("0")
    op.add_column("people", sa.Column("territory", sa.String(length=40)))
    op.add_column(
        "members",
        sa.Column("capacity", sa.SmallInteger(), nullable=False, server_default=sa.text("3")),
    )
    op.add_column(
        "invitations",
        sa.Column("territories", sa.Text(), nullable=False, server_default=nothing),
    )
    for column in (
        sa.Column("territory", sa.String(length=40), nullable=False, server_default=nothing),
        sa.Column("owed_since", sa.BigInteger()),
        sa.Column("nudged_at", sa.BigInteger()),
        sa.Column("returned", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("promise", sa.SmallInteger(), nullable=False, server_default=zero),
    ):
        op.add_column("cases", column)
    op.create_index("ix_cases_place", "cases", ["bot_id", "status", "territory", "rank_at"])


def _remember_alerts() -> None:
    """Whoever was told of a case that still waits is remembered by what was sent to them."""
    op.execute(
        """
        INSERT INTO alerts (case_id, person_id, epoch, step, told_at, sent_id)
        SELECT outbox.case_id, outbox.recipient_id, cases.epoch, 0,
               max(outbox.created_at), max(outbox.sent_id)
        FROM outbox JOIN cases ON cases.id = outbox.case_id
        WHERE cases.status = 'waiting' AND outbox.kind = 'show' AND outbox.state != 'dead'
          AND outbox.epoch = cases.epoch AND outbox.recipient_id != cases.person_id
        GROUP BY outbox.case_id, outbox.recipient_id, cases.epoch
        """
    )


def _set_timers(now: int) -> None:
    """Every open case has the timer that its status calls for."""
    first_look = now + _FIRST_LOOK
    # What the person said last is owed an answer, from today on.
    op.execute(
        f"UPDATE cases SET owed_since = {now} WHERE status = 'taken'"  # noqa: S608  # a number
        " AND (speaker IS NULL OR speaker != 'worker')"
    )
    for status, kind, due in (("waiting", "alert", now), ("taken", "unanswered", first_look)):
        op.execute(
            "INSERT INTO timers (bot_id, kind, case_id, due_at, due_since, attempts)"  # noqa: S608
            f" SELECT bot_id, '{kind}', id, {due}, {now}, 0 FROM cases WHERE status = '{status}'"
        )

"""Questions to the team, answered later, and the answers that are kept."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"


def upgrade() -> None:
    """Add three tables."""
    op.create_table(
        "team_answers",
        _id(),
        sa.Column("bot_id", sa.BigInteger(), nullable=False),
        sa.Column("territory", sa.String(length=40), nullable=False),
        sa.Column("sealed_wording", sa.LargeBinary(), nullable=False),
        sa.Column("by_id", sa.BigInteger(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("until_at", sa.BigInteger(), nullable=False),
        sa.Column("editor_id", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_team_answers")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_team_answers_offered", "team_answers", ["bot_id", "territory", "until_at"])
    op.create_index("ix_team_answers_until", "team_answers", ["bot_id", "until_at"])
    op.create_table(
        "enquiries",
        _id(),
        sa.Column("bot_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("source_id", sa.BigInteger(), nullable=False),
        sa.Column("territory", sa.String(length=40), nullable=False),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("answer_id", sa.BigInteger(), nullable=True),
        sa.Column("answered_at", sa.BigInteger(), nullable=True),
        sa.Column("worker_id", sa.BigInteger(), nullable=True),
        sa.Column("worker_since", sa.BigInteger(), nullable=True),
        sa.Column("late", sa.Boolean(), nullable=False),
        _goes_with("enquiries", "person_id", "people.id"),
        _goes_with("enquiries", "answer_id", "team_answers.id", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_enquiries")),
        sa.UniqueConstraint(
            "person_id", "source_id", name=op.f("uq_enquiries_person_id_source_id")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_enquiries_asked", "enquiries", ["bot_id", "answered_at", "asked_at"])
    op.create_index("ix_enquiries_answer", "enquiries", ["answer_id"])
    op.create_index("ix_enquiries_worker", "enquiries", ["worker_id"])
    op.create_table(
        "enquiry_readers",
        sa.Column("enquiry_id", sa.BigInteger(), nullable=False),
        sa.Column("reader_id", sa.BigInteger(), nullable=False),
        _goes_with("enquiry_readers", "enquiry_id", "enquiries.id"),
        _goes_with("enquiry_readers", "reader_id", "people.id"),
        sa.PrimaryKeyConstraint("enquiry_id", "reader_id", name=op.f("pk_enquiry_readers")),
    )
    op.create_index("ix_enquiry_readers_reader", "enquiry_readers", ["reader_id"])
    in_slot = sa.text("slot IS NOT NULL")
    op.create_index(
        "ix_outbox_slot",
        "outbox",
        ["recipient_id", "slot"],
        sqlite_where=in_slot,
        postgresql_where=in_slot,
    )


def _id() -> sa.Column[int]:
    return sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False)


def _goes_with(
    table: str, column: str, whose: str, how: str = "CASCADE"
) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [whose], name=op.f(f"fk_{table}_{column}"), ondelete=how
    )

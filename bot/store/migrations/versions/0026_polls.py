"""Polls, that somebody answered one, and what was answered."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"


def upgrade() -> None:
    """Add three tables."""
    op.create_table(
        "polls",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("bot_id", sa.BigInteger(), nullable=False),
        sa.Column("territory", sa.String(length=40), nullable=False),
        sa.Column("sealed_words", sa.LargeBinary(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("by_id", sa.BigInteger(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("ends_at", sa.BigInteger(), nullable=False),
        sa.Column("ended_at", sa.BigInteger(), nullable=True),
        sa.Column("published", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_polls")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_polls_state", "polls", ["bot_id", "state", "ends_at"])
    op.create_table(
        "poll_tokens",
        sa.Column("poll_id", sa.BigInteger(), nullable=False),
        sa.Column("token", sa.LargeBinary(), nullable=False),
        _goes_with_poll("poll_tokens"),
        sa.PrimaryKeyConstraint("poll_id", "token", name=op.f("pk_poll_tokens")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "poll_counts",
        sa.Column("poll_id", sa.BigInteger(), nullable=False),
        sa.Column("choice", sa.SmallInteger(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        _goes_with_poll("poll_counts"),
        sa.PrimaryKeyConstraint("poll_id", "choice", name=op.f("pk_poll_counts")),
    )


def _goes_with_poll(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["poll_id"], ["polls.id"], name=op.f(f"fk_{table}_poll_id"), ondelete="CASCADE"
    )

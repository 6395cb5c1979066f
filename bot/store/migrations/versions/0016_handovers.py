"""What a shift leaves to the next one: which message, and who has read it."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Add two tables."""
    op.create_table(
        "handovers",
        sa.Column("id", _ID, nullable=False),
        sa.Column("bot_id", sa.BigInteger(), nullable=False),
        sa.Column("author_id", sa.BigInteger(), nullable=False),
        sa.Column("source_id", sa.BigInteger(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["author_id"], ["people.id"], name=op.f("fk_handovers_author_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handovers")),
        sa.UniqueConstraint("author_id", "source_id", name=op.f("uq_handovers_author_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_handovers_made"), "handovers", ["bot_id", "made_at"])
    op.create_table(
        "handover_readers",
        sa.Column("handover_id", sa.BigInteger(), nullable=False),
        sa.Column("reader_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["handover_id"],
            ["handovers.id"],
            name=op.f("fk_handover_readers_handover_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["reader_id"],
            ["people.id"],
            name=op.f("fk_handover_readers_reader_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("handover_id", "reader_id", name=op.f("pk_handover_readers")),
    )
    op.create_index(op.f("ix_handover_readers_reader"), "handover_readers", ["reader_id"])

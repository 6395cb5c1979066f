"""What was published of the counters is kept as it was published."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Add three tables, and the counters of one territory by measure and day."""
    op.create_table(
        "phases",
        sa.Column("bot_id", sa.BigInteger(), nullable=False),
        sa.Column("territory", sa.String(length=40), nullable=False),
        sa.Column("family", sa.String(length=40), nullable=False),
        sa.Column("year", sa.SmallInteger(), nullable=False),
        sa.Column("phase", sa.SmallInteger(), nullable=False),
        sa.PrimaryKeyConstraint("bot_id", "territory", "family", "year", name=op.f("pk_phases")),
    )
    op.create_table(
        "closings",
        sa.Column("bot_id", sa.BigInteger(), nullable=False),
        sa.Column("territory", sa.String(length=40), nullable=False),
        sa.Column("family", sa.String(length=40), nullable=False),
        sa.Column("day", sa.String(length=10), nullable=False),
        sa.Column("total", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("bot_id", "territory", "family", "day", name=op.f("pk_closings")),
    )
    op.create_table(
        "shares",
        sa.Column("bot_id", sa.BigInteger(), nullable=False),
        sa.Column("territory", sa.String(length=40), nullable=False),
        sa.Column("measure", sa.String(length=40), nullable=False),
        sa.Column("year", sa.SmallInteger(), nullable=False),
        sa.Column("quarter", sa.SmallInteger(), nullable=False),
        sa.Column("label", sa.String(length=80), nullable=False),
        sa.Column("packets", sa.Integer(), nullable=False),
        sa.Column("size", sa.SmallInteger(), nullable=False),
        sa.PrimaryKeyConstraint(
            "bot_id", "territory", "measure", "year", "quarter", "label", name=op.f("pk_shares")
        ),
    )
    op.create_index("ix_counters_territory", "counters", ["bot_id", "territory", "measure", "day"])

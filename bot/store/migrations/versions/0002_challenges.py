"""Challenges over days; labels of counters as long as the longest content id."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Create the table of challenges."""
    op.create_table(
        "challenges",
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("bot_id", sa.BigInteger(), nullable=False),
        sa.Column("challenge", sa.String(length=44), nullable=False),
        sa.Column("variant", sa.String(length=44), nullable=False),
        sa.Column("hour", sa.SmallInteger(), nullable=False),
        sa.Column("day", sa.SmallInteger(), nullable=False),
        sa.Column("next_at", sa.BigInteger(), nullable=False),
        sa.Column("answered", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people.id"],
            name=op.f("fk_challenges_person_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_challenges")),
    )
    op.create_index("ix_challenges_next", "challenges", ["bot_id", "next_at"], unique=False)
    if op.get_bind().dialect.name != "sqlite":
        # SQLite does not enforce lengths, and could change one only by copying the table.
        op.alter_column("counters", "label", type_=sa.String(length=80))

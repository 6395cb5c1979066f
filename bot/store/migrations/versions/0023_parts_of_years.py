"""Breakdowns may be told by month; closings are found by their day."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"


def upgrade() -> None:
    """Add a table and an index, and call quarters parts."""
    op.create_table(
        "cadences",
        sa.Column("bot_id", sa.BigInteger(), nullable=False),
        sa.Column("territory", sa.String(length=40), nullable=False),
        sa.Column("year", sa.SmallInteger(), nullable=False),
        sa.Column("monthly", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("bot_id", "territory", "year", name=op.f("pk_cadences")),
    )
    op.create_index("ix_closings_day", "closings", ["bot_id", "territory", "day"])
    op.execute(sa.text("ALTER TABLE shares RENAME COLUMN quarter TO part"))

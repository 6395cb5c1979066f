"""Several processes on one database: who they are, and which of them a row waits for."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Add a table and a column."""
    op.create_table(
        "replicas",
        sa.Column("bot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("number", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("address", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("bot_id", "number", name=op.f("pk_replicas")),
    )
    op.add_column("messages", sa.Column("origin", sa.BigInteger()))
    op.add_column("outbox", sa.Column("origin", sa.BigInteger()))

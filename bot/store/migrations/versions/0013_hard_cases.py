"""How many dangerous cases a worker had lately is found by an index of its own."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    """Add an index over dangerous cases only."""
    dangerous = sa.text("danger >= 2")
    op.create_index(
        "ix_cases_hard",
        "cases",
        ["worker_id", "taken_at"],
        sqlite_where=dangerous,
        postgresql_where=dangerous,
    )

"""A case may be offered to a colleague: to whom stands with it."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Add a column."""
    op.add_column("cases", sa.Column("offered_to", sa.BigInteger()))

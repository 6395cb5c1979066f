"""Which keys each process knows."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    """Add a column."""
    op.add_column(
        "replicas", sa.Column("keys", sa.Text(), nullable=False, server_default=sa.text("''"))
    )

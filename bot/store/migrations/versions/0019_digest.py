"""Who reads the week's figures on Mondays, and which week they were last sent."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    """Add two columns to the team."""
    op.add_column(
        "members", sa.Column("digest", sa.Boolean(), nullable=False, server_default=sa.true())
    )
    op.add_column("members", sa.Column("digest_sent", sa.String(length=10), nullable=True))

"""Parents and professionals are spoken to with *vous*: whose texts somebody reads is kept."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add the column; nobody chose yet."""
    op.add_column("people", sa.Column("audience", sa.String(length=20)))

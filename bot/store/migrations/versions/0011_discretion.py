"""Somebody may be in discreet mode: the keyed hash of the word that ends it."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Add a column."""
    op.add_column("people", sa.Column("word", sa.LargeBinary()))

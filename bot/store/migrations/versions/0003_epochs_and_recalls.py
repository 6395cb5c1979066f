"""Cases have an epoch; rows of the outbox can be recalled; indices for what grows."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_PENDING = "state IN ('queued', 'claimed', 'recalled')"
_COLUMNS: dict[str, tuple[sa.Column[Any], ...]] = {
    "people": (
        sa.Column("question_at", sa.BigInteger()),
        sa.Column("question_message", sa.BigInteger()),
        sa.Column("thread_id", sa.BigInteger()),
    ),
    "cases": (
        sa.Column("images_barred", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("epoch", sa.Integer(), nullable=False, server_default=sa.text("0")),
    ),
    "messages": (
        sa.Column("forwarded", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("tells", sa.Boolean(), nullable=False, server_default=sa.false()),
    ),
    "inbox": (
        sa.Column("forwarded", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("kind", sa.String(length=20)),
    ),
    "erasures": (sa.Column("receipt_at", sa.BigInteger()),),
    "outbox": (
        sa.Column("aside", sa.BigInteger()),
        sa.Column("due_since", sa.BigInteger()),
        sa.Column("lost", sa.SmallInteger(), nullable=False, server_default=sa.text("0")),
        sa.Column("epoch", sa.Integer()),
        sa.Column("slot", sa.String(length=40)),
        sa.Column("listing", sa.Boolean(), nullable=False, server_default=sa.false()),
    ),
}
_INDICES = (
    ("ix_outbox_pending", "outbox", ("bot_id", "lane", "id"), _PENDING),
    ("ix_outbox_case", "outbox", ("case_id", "recipient_id", "kind"), "case_id IS NOT NULL"),
    ("ix_outbox_message", "outbox", ("message_id",), "message_id IS NOT NULL"),
    ("ix_outbox_settled", "outbox", ("settled_at",), "settled_at IS NOT NULL"),
    ("ix_outbox_sent", "outbox", ("recipient_id", "sent_id"), "sent_id IS NOT NULL"),
    ("ix_outbox_erasing", "outbox", ("erasing",), "erasing IS NOT NULL"),
    ("ix_outbox_listing", "outbox", ("bot_id", "settled_at"), "listing IS true"),
    ("ix_cases_person", "cases", ("person_id",), ""),
    ("ix_counters_label", "counters", ("bot_id", "measure", "label"), ""),
)


def upgrade() -> None:
    """Add the columns and the indices."""
    for table, columns in _COLUMNS.items():
        for column in columns:
            op.add_column(table, column)
    # Written out: Alembic would copy SQLite's whole table, and lose that ids are never reused.
    op.execute(
        "ALTER TABLE outbox ADD COLUMN erasing BIGINT"
        " CONSTRAINT fk_outbox_erasing REFERENCES people (id) ON DELETE SET NULL"
    )
    op.drop_index("ix_outbox_pending", "outbox")
    op.drop_column("erasures", "remaining")
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    for name, table, indexed, where in _INDICES:
        condition = sa.text(where.replace("IS true", "IS 1") if on_sqlite else where)
        partial = condition if where else None
        op.create_index(name, table, list(indexed), sqlite_where=partial, postgresql_where=partial)

"""What an act costs does not grow: claims found by their state, sums since ever kept."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

_PENDING = sa.text("settled_at IS NULL")


def upgrade() -> None:
    """Change the indices, and add up what is shown since the beginning."""
    op.execute(
        "UPDATE outbox SET settled_at = created_at"
        " WHERE settled_at IS NULL AND state IN ('sent', 'dead')"
    )
    op.drop_index("ix_outbox_pending", "outbox")
    op.create_index(
        "ix_outbox_pending",
        "outbox",
        ["bot_id", "lane", "state", "id"],
        sqlite_where=_PENDING,
        postgresql_where=_PENDING,
    )
    closed = sa.text("closed_at IS NOT NULL")
    op.create_index(
        "ix_cases_closed",
        "cases",
        ["bot_id", "closed_at"],
        sqlite_where=closed,
        postgresql_where=closed,
    )
    op.create_index("ix_people_seen", "people", ["bot_id", "last_seen"])
    leased = sa.text("leased_by IS NOT NULL")
    op.create_index(
        "ix_timers_leased", "timers", ["bot_id"], sqlite_where=leased, postgresql_where=leased
    )
    op.execute(
        "INSERT INTO counters (bot_id, day, territory, measure, label, count)"
        " SELECT bot_id, '', territory, measure, label, SUM(count) FROM counters"
        " WHERE measure = 'challenge_moment' GROUP BY bot_id, territory, measure, label"
    )
    op.drop_index("ix_counters_label", "counters")

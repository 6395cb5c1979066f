"""What must happen later is a timer, the next message of a challenge first of all."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

_SUBJECTS = (
    ("uq_timers_case", ("case_id", "kind"), "case_id IS NOT NULL"),
    ("uq_timers_person", ("person_id", "kind"), "person_id IS NOT NULL"),
    ("uq_timers_bot", ("bot_id", "kind"), "case_id IS NULL AND person_id IS NULL"),
)


def upgrade() -> None:
    """Create the table of timers, and move the due moments of challenges there."""
    op.create_table(
        "timers",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            primary_key=True,
            autoincrement=True,
        ),
        sa.Column("bot_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("case_id", sa.BigInteger()),
        sa.Column("person_id", sa.BigInteger()),
        sa.Column("due_at", sa.BigInteger(), nullable=False),
        sa.Column("due_since", sa.BigInteger(), nullable=False),
        sa.Column("leased_until", sa.BigInteger()),
        sa.Column("leased_by", sa.BigInteger()),
        sa.Column("attempts", sa.Integer(), nullable=False, server_default=sa.text("0")),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name="fk_timers_case_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name="fk_timers_person_id", ondelete="CASCADE"
        ),
        sa.CheckConstraint("case_id IS NULL OR person_id IS NULL", name="ck_timers_one_subject"),
        sa.PrimaryKeyConstraint("id", name="pk_timers"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_timers_due", "timers", ["bot_id", "due_at"])
    op.create_index("ix_timers_since", "timers", ["bot_id", "due_since"])
    for name, columns, where in _SUBJECTS:
        condition = sa.text(where)
        op.create_index(
            name,
            "timers",
            list(columns),
            unique=True,
            sqlite_where=condition,
            postgresql_where=condition,
        )
    op.execute(
        "INSERT INTO timers (bot_id, kind, person_id, due_at, due_since)"
        " SELECT bot_id, 'challenge-day', person_id, next_at, 0 FROM challenges"
    )
    op.drop_index("ix_challenges_next", "challenges")
    op.drop_column("challenges", "next_at")

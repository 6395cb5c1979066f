"""Outings: who goes, what they noted, and whom their links brought, as tokens."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"


def upgrade() -> None:
    """Add four tables."""
    op.create_table(
        "outings",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("bot_id", sa.BigInteger(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("territory", sa.String(length=40), nullable=False),
        sa.Column("ground", sa.String(length=20), nullable=False),
        sa.Column("topic", sa.String(length=40), nullable=True),
        sa.Column("day", sa.String(length=10), nullable=False),
        sa.Column("valid_until", sa.BigInteger(), nullable=False),
        sa.Column("came", sa.Integer(), nullable=False),
        sa.Column("talked", sa.Integer(), nullable=False),
        sa.Column("referred", sa.Integer(), nullable=False),
        sa.Column("closed", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outings")),
        sa.UniqueConstraint("bot_id", "code", name=op.f("uq_outings_bot_id_code")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_outings_over", "outings", ["bot_id", "valid_until"])
    no = "0" if op.get_bind().dialect.name == "sqlite" else "false"
    is_open = sa.text(f"closed IS {no}")
    op.create_index(
        "ix_outings_open",
        "outings",
        ["bot_id", "day"],
        sqlite_where=is_open,
        postgresql_where=is_open,
    )
    op.create_table(
        "outing_members",
        _outing(),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        *_with("outing_members", "person_id"),
        sa.PrimaryKeyConstraint("outing_id", "person_id", name=op.f("pk_outing_members")),
    )
    op.create_index("ix_outing_members_person", "outing_members", ["person_id"])
    op.create_table(
        "outing_notes",
        sa.Column("author_id", sa.BigInteger(), nullable=False),
        sa.Column("source_id", sa.BigInteger(), autoincrement=False, nullable=False),
        _outing(),
        *_with("outing_notes", "author_id"),
        sa.PrimaryKeyConstraint("author_id", "source_id", name=op.f("pk_outing_notes")),
    )
    op.create_index("ix_outing_notes_outing", "outing_notes", ["outing_id"])
    op.create_table(
        "arrivals",
        _outing(),
        sa.Column("token", sa.LargeBinary(), nullable=False),
        *_with("arrivals"),
        sa.PrimaryKeyConstraint("outing_id", "token", name=op.f("pk_arrivals")),
    )


def _outing() -> sa.Column[int]:
    return sa.Column("outing_id", sa.BigInteger(), autoincrement=False, nullable=False)


def _with(table: str, person: str = "") -> list[sa.ForeignKeyConstraint]:
    """It goes with its outing, and with whoever it is of."""
    found = [("outing_id", "outings.id"), *([(person, "people.id")] if person else [])]
    return [
        sa.ForeignKeyConstraint(
            [column], [whose], name=op.f(f"fk_{table}_{column}"), ondelete="CASCADE"
        )
        for column, whose in found
    ]

"""Restricted sums: how much rests on restricted topics is held ready, apart by these topics.

Revision: 0019
Revises: 0018
Made: 2026-11-22
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

_STATES = ("direct", "unresolved", "apparent", "recheck", "proposed")


def upgrade() -> None:
    """Bring the schema up; `gainsay upgrade` fills it from the record."""
    op.create_table(
        "restricted_month",
        sa.Column("found", sa.SmallInteger(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("section", sa.SmallInteger(), nullable=False),
        sa.Column("month", sa.Integer(), nullable=False),
        sa.Column("topics", sa.Text(), nullable=False),
        *(sa.Column(state, sa.Integer(), nullable=False) for state in _STATES),
        sa.PrimaryKeyConstraint(
            "found", "number", "section", "month", "topics", name=op.f("pk_restricted_month")
        ),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "restricted_count",
        sa.Column("found", sa.SmallInteger(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "proposed",
                "logged",
                "withdrawn",
                name="statementstatus",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("topics", sa.Text(), nullable=False),
        sa.Column("statements", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint(
            "found", "number", "status", "topics", name=op.f("pk_restricted_count")
        ),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    """Take the schema back; all of it is made from the record."""
    op.drop_table("restricted_count")
    op.drop_table("restricted_month")

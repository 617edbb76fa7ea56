"""Contradictions as reports look them up, and how many there are a month.

Revision: 0013
Revises: 0012
Made: 2026-11-21
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema up."""
    op.create_table(
        "conflict_place",
        sa.Column("found", sa.SmallInteger(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("section", sa.SmallInteger(), nullable=False),
        sa.Column("confirmed", sa.Boolean(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("link_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.SmallInteger(), nullable=False),
        sa.PrimaryKeyConstraint(
            *("found", "number", "section", "confirmed", "day", "link_id"),
            name=op.f("pk_conflict_place"),
        ),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_conflict_place_link_id", "conflict_place", ["link_id"])
    op.create_table(
        "conflict_month",
        sa.Column("found", sa.SmallInteger(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("section", sa.SmallInteger(), nullable=False),
        sa.Column("month", sa.Integer(), nullable=False),
        sa.Column("direct", sa.Integer(), nullable=False),
        sa.Column("unresolved", sa.Integer(), nullable=False),
        sa.Column("apparent", sa.Integer(), nullable=False),
        sa.Column("recheck", sa.Integer(), nullable=False),
        sa.Column("proposed", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint(
            "found", "number", "section", "month", name=op.f("pk_conflict_month")
        ),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    """Take the schema back; all of it is made from the record."""
    op.drop_table("conflict_month")
    op.drop_table("conflict_place")

"""Counts: how many statements there are of whom is held ready.

Revision: 0016
Revises: 0015
Made: 2026-11-21
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema up; `gainsay upgrade` fills it from the record."""
    op.create_table(
        "statement_count",
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
        sa.Column("statements", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("found", "number", "status", name=op.f("pk_statement_count")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    """Take the schema back; all of it is made from the record."""
    op.drop_table("statement_count")

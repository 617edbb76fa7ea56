"""Basket: statements that an account collects to cite, and how it cited last.

Revision: 0009
Revises: 0008
Made: 2026-11-21
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema up."""
    op.create_table(
        "collected",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("statement_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_collected_account_id")
        ),
        sa.ForeignKeyConstraint(
            ["statement_id"], ["statement.id"], name=op.f("fk_collected_statement_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_collected")),
        sa.UniqueConstraint(
            "account_id", "statement_id", name=op.f("uq_collected_account_id_statement_id")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_collected_statement_id", "collected", ["statement_id"])
    op.create_table(
        "citing_choice",
        sa.Column("account_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("format", sa.Text(), nullable=False),
        sa.Column("style", sa.Text(), nullable=False),
        sa.Column("locale", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_citing_choice_account_id")
        ),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_citing_choice")),
    )


def downgrade() -> None:
    """Take the schema back; baskets and choices are personal, and gone with it."""
    op.drop_table("citing_choice")
    op.drop_table("collected")

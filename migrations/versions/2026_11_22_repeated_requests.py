"""What a client's request has made is kept, so that the same one sent again makes nothing.

Revision: 0018
Revises: 0017
Made: 2026-11-22
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema up."""
    op.create_table(
        "repeated_request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("made_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_repeated_request_account_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_repeated_request")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "uq_repeated_request_account_id_key", "repeated_request", ["account_id", "key"], unique=True
    )
    op.create_index("ix_repeated_request_created_at", "repeated_request", ["created_at"])


def downgrade() -> None:
    """Take the schema back."""
    op.drop_table("repeated_request")

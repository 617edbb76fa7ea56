"""Batches: a document that stops its worker is given up; bytes that were kept before are known again.

Revision: 0011
Revises: 0010
Made: 2026-11-21
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema up."""
    op.add_column(
        "batch_document", sa.Column("begun", sa.Integer(), server_default="0", nullable=False)
    )
    op.create_index("ix_capture_sha256", "capture", ["sha256"])


def downgrade() -> None:
    """Take the schema back."""
    op.drop_index("ix_capture_sha256", "capture")
    with op.batch_alter_table("batch_document") as batch_op:
        batch_op.drop_column("begun")

"""Pairs: all that became of a link between two statements is found by both ends.

Revision: 0015
Revises: 0014
Made: 2026-11-21
"""

from __future__ import annotations

from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema up."""
    op.create_index("ix_link_low_id_high_id", "link", ["low_id", "high_id"])


def downgrade() -> None:
    """Take the schema back."""
    op.drop_index("ix_link_low_id_high_id", "link")

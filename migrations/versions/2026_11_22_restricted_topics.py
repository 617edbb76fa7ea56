"""Restricted topics are found at once, however many topics there are.

Revision: 0017
Revises: 0016
Made: 2026-11-22
"""

from __future__ import annotations

from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema up."""
    op.create_index("ix_topic_restricted", "topic", ["restricted"])


def downgrade() -> None:
    """Take the schema back."""
    op.drop_index("ix_topic_restricted", "topic")

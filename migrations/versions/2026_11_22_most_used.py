"""Topics and sources are found by how many statements they have.

Revision: 0020
Revises: 0019
Made: 2026-11-22
"""

from __future__ import annotations

from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

INDEX, COUNTS = "ix_statement_count_most", "statement_count"


def upgrade() -> None:
    """Bring the schema up."""
    op.create_index(INDEX, COUNTS, ["found", "status", "statements", "number"])


def downgrade() -> None:
    """Take the schema back."""
    op.drop_index(INDEX, COUNTS)

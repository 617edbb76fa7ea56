"""Topics and sources are found by how many statements they have.

Revision: 0019
Revises: 0018
Made: 2026-11-22
"""

from __future__ import annotations

from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

INDEX, COUNTS = "ix_statement_count_most", "statement_count"


def upgrade() -> None:
    """Bring the schema up."""
    op.create_index(INDEX, COUNTS, ["found", "status", "statements", "number"])


def downgrade() -> None:
    """Take the schema back."""
    op.drop_index(INDEX, COUNTS)

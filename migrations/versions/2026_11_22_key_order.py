"""Keys stand in their index in the order in which files tell them: by their bytes.

Revision: 0021
Revises: 0020
Made: 2026-11-22
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

KEYED = ("link", "saved_report", "source", "speaker", "statement", "statement_set", "topic")


def upgrade() -> None:
    """Bring the schema up."""
    _sort_keys('"C"')


def downgrade() -> None:
    """Take the schema back."""
    _sort_keys('"default"')


def _sort_keys(by: str) -> None:
    """Have PostgreSQL build the indexes of keys anew; SQLite's never had another order."""
    if op.get_bind().dialect.name != "postgresql":
        return
    for table in KEYED:
        op.execute(sa.text(f"ALTER TABLE {table} ALTER COLUMN key TYPE text COLLATE {by}"))

"""Links and reports: what a reviewer found of a speaker against himself.

Revision: 0003
Revises: 0002
Made: 2026-11-21
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

RULES = {
    "ck_link_outcome": "outcome IN ('changed', 'explained')",
    "ck_link_outcome_has_why": "(outcome IS NULL) = (outcome_why IS NULL)",
    "ck_link_outcome_why_has_words": "trim(outcome_why) <> ''",
    "ck_link_outcome_fits_relation": "outcome IS NULL OR relation = 'contradicts'",
}
#: SQLite rebuilds the table, and would forget that numbers of links are never given twice.
KEPT = {"sqlite_autoincrement": True}


def upgrade() -> None:
    """Bring the schema up; no trigger hangs on the rebuilt table."""
    with op.batch_alter_table("link", table_kwargs=KEPT) as link:
        link.add_column(sa.Column("outcome", sa.String(32), nullable=True))
        link.add_column(sa.Column("outcome_why", sa.Text(), nullable=True))
        for name, rule in RULES.items():
            link.create_check_constraint(op.f(name), rule)


def downgrade() -> None:
    """Take the schema back."""
    with op.batch_alter_table("link", table_kwargs=KEPT) as link:
        for name in RULES:
            link.drop_constraint(op.f(name), type_="check")
        link.drop_column("outcome_why")
        link.drop_column("outcome")

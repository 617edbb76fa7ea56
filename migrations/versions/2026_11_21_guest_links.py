"""Guest links to frozen reports.

Revision: 0008
Revises: 0007
Made: 2026-11-21
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

REFERRED = {"token": "token", "report": "saved_report", "frozen": "frozen_report"}


def upgrade() -> None:
    """Bring the schema up."""
    op.create_table(
        "share",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token_id", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("frozen_id", sa.Integer(), nullable=True),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("trim(label) <> ''", name=op.f("ck_share_has_label")),
        *(
            sa.ForeignKeyConstraint([f"{one}_id"], [f"{table}.id"], name=op.f(f"fk_share_{one}_id"))
            for one, table in REFERRED.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_share")),
        sa.UniqueConstraint("token_id", name=op.f("uq_share_token_id")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_share_report_id", "share", ["report_id"])
    op.create_index("ix_share_frozen_id", "share", ["frozen_id"])
    op.create_table(
        "share_opening",
        sa.Column("share_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["share_id"], ["share.id"], name=op.f("fk_share_opening_share_id")),
        sa.PrimaryKeyConstraint("share_id", name=op.f("pk_share_opening")),
    )


def downgrade() -> None:
    """Take the schema back; the addresses open nothing any more."""
    op.execute(
        "UPDATE token SET revoked_at = coalesce(revoked_at, created_at) WHERE kind = 'share'"
    )
    op.drop_table("share_opening")
    op.drop_index("ix_share_frozen_id", "share")
    op.drop_index("ix_share_report_id", "share")
    op.drop_table("share")

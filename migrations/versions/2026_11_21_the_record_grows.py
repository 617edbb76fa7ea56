"""The record grows: settings, redactions, merged topics, where a capture came from.

Revision: 0002
Revises: 0001
Made: 2026-11-21
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def _json() -> sa.JSON:
    return sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), "postgresql")


def upgrade() -> None:
    """Bring the schema up."""
    make_settings()
    make_redactions()
    add_columns()
    op.execute("INSERT INTO setting (id, ratings, version) VALUES (1, '[]', 1)")


def make_settings() -> None:
    """Make the table of the desk's settings."""
    op.create_table(
        "setting",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("home", sa.Text(), nullable=True),
        sa.Column("base_url", sa.Text(), nullable=True),
        sa.Column("ratings", _json(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_setting_one_row")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_setting")),
    )


def make_redactions() -> None:
    """Make the table of tombstones."""
    op.create_table(
        "redaction",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("subject_type", sa.Text(), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("fields", _json(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_redaction_account_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_redaction")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_redaction_account_id", "redaction", ["account_id"])
    op.create_index(
        "ix_redaction_subject_type_subject_id", "redaction", ["subject_type", "subject_id"]
    )


def add_columns() -> None:
    """Add what the known tables learn; nothing is rebuilt but `topic`, which has no triggers."""
    op.add_column("capture", sa.Column("url", sa.Text(), nullable=True))
    op.add_column("capture", sa.Column("filename", sa.Text(), nullable=True))
    op.add_column("capture", sa.Column("redacted_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("job", sa.Column("content", sa.LargeBinary(), nullable=True))
    op.add_column("review", sa.Column("withdrawn_reason", sa.Text(), nullable=True))
    op.add_column("statement", sa.Column("redacted_at", sa.DateTime(timezone=True), nullable=True))
    with op.batch_alter_table("topic") as topic:
        topic.add_column(sa.Column("merged_into_id", sa.Integer(), nullable=True))
        topic.create_index("ix_topic_merged_into_id", ["merged_into_id"])
        topic.create_foreign_key(
            op.f("fk_topic_merged_into_id"), "topic", ["merged_into_id"], ["id"]
        )
        topic.create_check_constraint(
            op.f("ck_topic_not_merged_into_itself"), "merged_into_id <> id"
        )


def downgrade() -> None:
    """Take the schema back."""
    with op.batch_alter_table("topic") as topic:
        topic.drop_constraint(op.f("ck_topic_not_merged_into_itself"), type_="check")
        topic.drop_constraint(op.f("fk_topic_merged_into_id"), type_="foreignkey")
        topic.drop_index("ix_topic_merged_into_id")
        topic.drop_column("merged_into_id")
    op.drop_column("statement", "redacted_at")
    op.drop_column("review", "withdrawn_reason")
    op.drop_column("job", "content")
    for name in ("redacted_at", "filename", "url"):
        op.drop_column("capture", name)
    op.drop_table("redaction")
    op.drop_table("setting")

"""Sets of statements, and saved reports.

Revision: 0005
Revises: 0004
Made: 2026-11-21
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

NAMED = ("speaker", "topic", "source", "set")


def upgrade() -> None:
    """Bring the schema up."""
    make_sets()
    make_reports()


def make_sets() -> None:
    """Make the tables of sets and their members."""
    op.create_table(
        "statement_set",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("trim(name) <> ''", name=op.f("ck_statement_set_has_name")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statement_set")),
        sa.UniqueConstraint("key", name=op.f("uq_statement_set_key")),
        sa.UniqueConstraint("name_key", name=op.f("uq_statement_set_name_key")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "set_member",
        sa.Column("set_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("statement_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["set_id"], ["statement_set.id"], name=op.f("fk_set_member_set_id")
        ),
        sa.ForeignKeyConstraint(
            ["statement_id"], ["statement.id"], name=op.f("fk_set_member_statement_id")
        ),
        sa.PrimaryKeyConstraint("set_id", "statement_id", name=op.f("pk_set_member")),
    )
    op.create_index("ix_set_member_statement_id", "set_member", ["statement_id"])


def make_reports() -> None:
    """Make the table of saved reports."""
    tables = {"set": "statement_set"}
    op.create_table(
        "saved_report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("introduction", sa.Text(), nullable=True),
        sa.Column(
            "scope",
            sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), "postgresql"),
            nullable=False,
        ),
        *(sa.Column(f"{one}_id", sa.Integer(), nullable=True) for one in NAMED),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("trim(title) <> ''", name=op.f("ck_saved_report_has_title")),
        *(
            sa.ForeignKeyConstraint(
                [f"{one}_id"],
                [f"{tables.get(one, one)}.id"],
                name=op.f(f"fk_saved_report_{one}_id"),
            )
            for one in NAMED
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_report")),
        sa.UniqueConstraint("key", name=op.f("uq_saved_report_key")),
        sqlite_autoincrement=True,
    )
    for one in NAMED:
        op.create_index(f"ix_saved_report_{one}_id", "saved_report", [f"{one}_id"])


def downgrade() -> None:
    """Take the schema back; what was saved is gone with it."""
    for one in NAMED:
        op.drop_index(f"ix_saved_report_{one}_id", "saved_report")
    op.drop_table("saved_report")
    op.drop_index("ix_set_member_statement_id", "set_member")
    op.drop_table("set_member")
    op.drop_table("statement_set")

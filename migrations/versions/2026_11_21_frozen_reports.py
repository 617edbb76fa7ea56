"""Frozen reports: stored once, never changed but for redaction.

Revision: 0007
Revises: 0006
Made: 2026-11-21
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

# A redaction blanks values: it writes other bytes, their hash beside the first one, and its number.
_FROZEN = (
    "id",
    "report_id",
    "number",
    "account_id",
    "created_at",
    "pairs",
    "sha256",
    "head_seq",
    "head_hash",
)
_SAME = " AND ".join(f"NEW.{column} IS NOT DISTINCT FROM OLD.{column}" for column in _FROZEN)
_REDACTION = (
    "NEW.redacted_by IS NOT NULL AND NEW.redacted_sha256 IS NOT NULL"
    " AND (OLD.redacted_by IS NULL OR NEW.redacted_by > OLD.redacted_by) AND " + _SAME
)
SQLITE_TRIGGERS = (
    f"""
    CREATE TRIGGER frozen_report_is_not_changed BEFORE UPDATE ON frozen_report
    WHEN NOT ({_REDACTION})
    BEGIN SELECT RAISE(ABORT, 'frozen reports cannot be changed'); END
    """,
    """
    CREATE TRIGGER frozen_report_is_not_deleted BEFORE DELETE ON frozen_report
    BEGIN SELECT RAISE(ABORT, 'frozen reports cannot be deleted'); END
    """,
    """
    CREATE TRIGGER frozen_report_is_not_replaced BEFORE INSERT ON frozen_report
    WHEN EXISTS (SELECT 1 FROM frozen_report WHERE id = NEW.id
                 OR (report_id = NEW.report_id AND number = NEW.number))
    BEGIN SELECT RAISE(ABORT, 'frozen reports cannot be replaced'); END
    """,
    """
    CREATE TRIGGER frozen_report_is_not_born_redacted BEFORE INSERT ON frozen_report
    WHEN NEW.redacted_by IS NOT NULL
    BEGIN SELECT RAISE(ABORT, 'frozen reports are redacted after they are frozen'); END
    """,
)
POSTGRESQL_TRIGGERS = (
    """
    CREATE FUNCTION refuse_frozen_change() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'frozen reports cannot be changed, deleted or truncated'; END $$
    """,
    f"""
    CREATE TRIGGER frozen_report_is_not_changed BEFORE UPDATE ON frozen_report FOR EACH ROW
    WHEN (NOT ({_REDACTION})) EXECUTE FUNCTION refuse_frozen_change()
    """,
    """
    CREATE TRIGGER frozen_report_is_not_deleted BEFORE DELETE ON frozen_report FOR EACH ROW
    EXECUTE FUNCTION refuse_frozen_change()
    """,
    """
    CREATE TRIGGER frozen_report_is_not_truncated BEFORE TRUNCATE ON frozen_report
    EXECUTE FUNCTION refuse_frozen_change()
    """,
    """
    CREATE TRIGGER frozen_report_is_not_born_redacted BEFORE INSERT ON frozen_report FOR EACH ROW
    WHEN (NEW.redacted_by IS NOT NULL) EXECUTE FUNCTION refuse_frozen_change()
    """,
)
HELD = ("statement", "link", "redaction")


def upgrade() -> None:
    """Bring the schema up."""
    make_frozen_reports()
    for one in HELD:
        make_held(one)
    sqlite = op.get_bind().dialect.name == "sqlite"
    for trigger in SQLITE_TRIGGERS if sqlite else POSTGRESQL_TRIGGERS:
        op.execute(sa.text(trigger))


def make_frozen_reports() -> None:
    """Make the table of frozen reports."""
    referred = {"report": "saved_report", "account": "account"}
    op.create_table(
        "frozen_report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("pairs", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("head_seq", sa.Integer(), nullable=False),
        sa.Column("head_hash", sa.Text(), nullable=False),
        sa.Column("redacted_by", sa.Integer(), nullable=True),
        sa.Column("redacted_sha256", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        *(
            sa.ForeignKeyConstraint(
                [f"{one}_id"], [f"{table}.id"], name=op.f(f"fk_frozen_report_{one}_id")
            )
            for one, table in referred.items()
        ),
        sa.ForeignKeyConstraint(
            ["redacted_by"], ["redaction.id"], name=op.f("fk_frozen_report_redacted_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_frozen_report")),
        sa.UniqueConstraint("report_id", "number", name=op.f("uq_frozen_report_report_id_number")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_frozen_report_account_id", "frozen_report", ["account_id"])
    op.create_index("ix_frozen_report_redacted_by", "frozen_report", ["redacted_by"])


def make_held(one: str) -> None:
    """Make the table of what frozen reports hold, or of what blanked values of them."""
    table, column = f"frozen_{one}", f"{one}_id"
    op.create_table(
        table,
        sa.Column("frozen_id", sa.Integer(), nullable=False),
        sa.Column(column, sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["frozen_id"], ["frozen_report.id"], name=op.f(f"fk_{table}_frozen_id")
        ),
        sa.ForeignKeyConstraint([column], [f"{one}.id"], name=op.f(f"fk_{table}_{column}")),
        sa.PrimaryKeyConstraint("frozen_id", column, name=op.f(f"pk_{table}")),
    )
    op.create_index(f"ix_{table}_{column}", table, [column])


def downgrade() -> None:
    """Take the schema back; what was frozen is gone with it."""
    sqlite = op.get_bind().dialect.name == "sqlite"
    if sqlite:
        op.execute(sa.text("DROP TRIGGER frozen_report_is_not_deleted"))
    for one in HELD:
        op.drop_index(f"ix_frozen_{one}_{one}_id", f"frozen_{one}")
        op.drop_table(f"frozen_{one}")
    op.drop_index("ix_frozen_report_redacted_by", "frozen_report")
    op.drop_index("ix_frozen_report_account_id", "frozen_report")
    op.drop_table("frozen_report")
    if not sqlite:
        op.execute(sa.text("DROP FUNCTION refuse_frozen_change"))

"""The record grows: settings, redactions, merged topics, where a capture came from, found names.

Revision: 0002
Revises: 0001
Made: 2026-11-21
"""

from __future__ import annotations

import unicodedata

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

# What reading a table of SQLite back does not tell: a number is never given to a second row.
COUNTING = {"sqlite_autoincrement": True}


def _json() -> sa.JSON:
    return sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), "postgresql")


def upgrade() -> None:
    """Bring the schema up."""
    make_settings()
    make_redactions()
    make_job_rows()
    make_pending_captures()
    add_columns()
    name_checks(*CHECKS, "negation", "pieced_together")
    find_names()
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


def make_job_rows() -> None:
    """Make the table of what an import does, row by row."""
    verdicts = ("made", "matched", "updated", "refused", "left_out")
    imported = ("statement", "source", "speaker", "link", "file")
    op.create_table(
        "job_row",
        sa.Column("job_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("what", _term("imported", *imported), nullable=False),
        sa.Column("verdict", _term("verdict", *verdicts), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("column", sa.Integer(), nullable=True),
        sa.Column("why", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["job_id"], ["job.id"], name=op.f("fk_job_row_job_id")),
        sa.PrimaryKeyConstraint("job_id", "number", name=op.f("pk_job_row")),
    )
    op.create_index("ix_job_row_job_id_verdict_number", "job_row", ["job_id", "verdict", "number"])


def make_pending_captures() -> None:
    """Make the table of what was read and not yet kept."""
    op.create_table(
        "pending_capture",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("filename", sa.Text(), nullable=True),
        sa.Column("details", _json(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_pending_capture_account_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pending_capture")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_pending_capture_account_id", "pending_capture", ["account_id"])


def _term(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=32)


def add_columns() -> None:
    """Add what the known tables learn; only `source` and `topic` are rebuilt, which have no triggers."""
    op.add_column("capture", sa.Column("url", sa.Text(), nullable=True))
    op.add_column("capture", sa.Column("filename", sa.Text(), nullable=True))
    op.add_column("capture", sa.Column("seen_again_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("capture", sa.Column("redacted_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("job", sa.Column("content", sa.LargeBinary(), nullable=True))
    op.add_column("notice", sa.Column("version", sa.Integer(), nullable=False, server_default="1"))
    op.add_column("notice", sa.Column("revised_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("review", sa.Column("withdrawn_reason", sa.Text(), nullable=True))
    op.add_column("statement", sa.Column("redacted_at", sa.DateTime(timezone=True), nullable=True))
    for name in MERGED:
        with op.batch_alter_table(name, table_kwargs=COUNTING) as merged:
            merged.add_column(sa.Column("merged_into_id", sa.Integer(), nullable=True))
            merged.create_index(f"ix_{name}_merged_into_id", ["merged_into_id"])
            merged.create_foreign_key(
                op.f(f"fk_{name}_merged_into_id"), name, ["merged_into_id"], ["id"]
            )
            merged.create_check_constraint(
                op.f(f"ck_{name}_not_merged_into_itself"), "merged_into_id <> id"
            )
    op.create_index("ix_link_status_id", "link", ["status", "id"])
    op.create_index("ix_link_recheck_status_id", "link", ["recheck", "status", "id"])
    for name in MERGED:
        # Filled by the desk, once `gainsay upgrade` builds the search index anew.
        op.add_column(name, sa.Column("found_by", sa.Text(), server_default="", nullable=False))


CHECKS = (
    "found",
    "found_with_ellipsis",
    "differs",
    "changed_since_capture",
    "not_found",
    "not_checked",
)


def name_checks(*outcomes: str) -> None:
    """Say which outcomes a comparison of words with a captured text may have."""
    allowed = ", ".join(f"'{one}'" for one in outcomes)
    with op.batch_alter_table("appearance", table_kwargs=COUNTING) as appearance:
        appearance.drop_constraint(op.f("ck_appearance_quotecheck"), type_="check")
        appearance.create_check_constraint(
            op.f("ck_appearance_quotecheck"), f'"check" IN ({allowed})'
        )


MERGED = ("source", "topic")
NAMED = ("speaker", "speaker_name")


def find_names() -> None:
    """Let speakers be found by every spelling of their names."""
    for name in NAMED:
        column = sa.Column("found_by", sa.Text(), server_default="", nullable=False)
        op.add_column(name, column)
        op.create_index(f"ix_{name}_found_by", name, ["found_by"])
        _fold_names(sa.table(name, sa.column("id"), sa.column("name"), sa.column("found_by")))


def _fold_names(table: sa.TableClause) -> None:
    rows = op.get_bind().execute(sa.select(table.c.id, table.c.name)).all()
    for number, name in rows:
        told = sa.update(table).where(table.c.id == number)
        op.execute(told.values(found_by=finding_key(name)))


# Said here once more as it was when this revision was made, whatever becomes of the models.
MOST_MARKS = 30
TYPED_AS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"}
)
MODIFIERS = frozenset(map(chr, range(0x2B0, 0x300))) | {"\u0640"}


def finding_key(name: str) -> str:
    """Fold a name loosely: without case, accents, apostrophes, hyphens, dots and spaces."""
    if not name.isascii():
        name = _stream_safe(name)
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", name).casefold())
    letters = "".join(one for one in folded if not unicodedata.combining(one)).translate(TYPED_AS)
    kept = "".join(
        one
        for one in letters
        if unicodedata.category(one)[0] not in "PSZC" and one not in MODIFIERS
    )
    return kept or " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def _stream_safe(name: str) -> str:
    kept, marks = [], 0
    for letter in name:
        marks = marks + 1 if unicodedata.combining(letter) else 0
        if marks <= MOST_MARKS:
            kept.append(letter)
    return "".join(kept)


def downgrade() -> None:
    """Take the schema back."""
    op.execute("UPDATE appearance SET \"check\" = 'differs' WHERE \"check\" = 'negation'")
    op.execute(
        "UPDATE appearance SET \"check\" = 'found_with_ellipsis' WHERE \"check\" = 'pieced_together'"
    )
    name_checks(*CHECKS)
    op.drop_index("ix_link_recheck_status_id", "link")
    op.drop_index("ix_link_status_id", "link")
    for name in reversed(NAMED):
        op.drop_index(f"ix_{name}_found_by", name)
        op.drop_column(name, "found_by")
    for name in MERGED:
        op.drop_column(name, "found_by")
        with op.batch_alter_table(name, table_kwargs=COUNTING) as merged:
            merged.drop_constraint(op.f(f"ck_{name}_not_merged_into_itself"), type_="check")
            merged.drop_constraint(op.f(f"fk_{name}_merged_into_id"), type_="foreignkey")
            merged.drop_index(f"ix_{name}_merged_into_id")
            merged.drop_column("merged_into_id")
    op.drop_column("statement", "redacted_at")
    op.drop_column("review", "withdrawn_reason")
    op.drop_column("notice", "revised_at")
    op.drop_column("notice", "version")
    op.drop_column("job", "content")
    for name in ("redacted_at", "seen_again_at", "filename", "url"):
        op.drop_column("capture", name)
    op.drop_table("job_row")
    op.drop_table("pending_capture")
    op.drop_table("redaction")
    op.drop_table("setting")

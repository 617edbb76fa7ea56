"""Reading: articles read and what is proposed of them.

Revision: 0010
Revises: 0009
Made: 2026-11-21
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def _term(*values: str, name: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=32)


def upgrade() -> None:
    """Bring the schema up."""
    _make_readings()
    _make_proposals()
    _make_batches()


def _make_readings() -> None:
    op.create_table(
        "reading",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("capture_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("job_id", sa.Integer(), nullable=True),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("by_model", sa.Boolean(), nullable=False),
        sa.Column("notes", _JSON, nullable=False),
        sa.Column("published", sa.Text(), nullable=True),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("confirmed_by_id", sa.Integer(), nullable=True),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_reading_account_id")),
        sa.ForeignKeyConstraint(["capture_id"], ["capture.id"], name=op.f("fk_reading_capture_id")),
        sa.ForeignKeyConstraint(
            ["confirmed_by_id"], ["account.id"], name=op.f("fk_reading_confirmed_by_id")
        ),
        sa.ForeignKeyConstraint(["job_id"], ["job.id"], name=op.f("fk_reading_job_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reading")),
        sa.UniqueConstraint("capture_id", name=op.f("uq_reading_capture_id")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_reading_account_id", "reading", ["account_id"])
    op.create_index("ix_reading_job_id", "reading", ["job_id"])


def _make_proposals() -> None:
    op.create_table(
        "proposal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reading_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("passage", sa.Text(), nullable=False),
        sa.Column("parts", _JSON, nullable=False),
        sa.Column("form", _term("direct", "indirect", "mixed", name="form"), nullable=False),
        sa.Column("quote", sa.Text(), nullable=True),
        sa.Column("cue_start", sa.Integer(), nullable=True),
        sa.Column("cue_end", sa.Integer(), nullable=True),
        sa.Column("mention_start", sa.Integer(), nullable=True),
        sa.Column("mention_end", sa.Integer(), nullable=True),
        sa.Column("mention", sa.Text(), nullable=True),
        sa.Column("speaker", sa.Text(), nullable=True),
        sa.Column(
            "speaker_kind",
            _term("person", "organisation", "group", "unnamed", name="speakerkind"),
            nullable=False,
        ),
        sa.Column("plural", sa.Boolean(), nullable=False),
        sa.Column("role", sa.Text(), nullable=True),
        sa.Column("affiliation", sa.Text(), nullable=True),
        sa.Column("told", sa.Text(), nullable=True),
        sa.Column("heard", _term("direct", "via", "unstated", name="heard"), nullable=False),
        sa.Column("relays", _JSON, nullable=False),
        sa.Column("said", sa.Text(), nullable=True),
        sa.Column("said_text", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column(
            "state", _term("waiting", "accepted", "rejected", name="proposalstate"), nullable=False
        ),
        sa.Column("statement_id", sa.Integer(), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(form = 'indirect') = (quote IS NULL)", name=op.f("ck_proposal_quote_fits_form")
        ),
        sa.CheckConstraint(
            "(state = 'accepted') = (statement_id IS NOT NULL)",
            name=op.f("ck_proposal_accepted_is_logged"),
        ),
        sa.CheckConstraint(
            "(state = 'waiting') = (decided_at IS NULL)",
            name=op.f("ck_proposal_decided_has_moment"),
        ),
        sa.CheckConstraint('"start" >= 0 AND "start" < "end"', name=op.f("ck_proposal_span_order")),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["account.id"], name=op.f("fk_proposal_decided_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["reading_id"], ["reading.id"], name=op.f("fk_proposal_reading_id")
        ),
        sa.ForeignKeyConstraint(
            ["statement_id"], ["statement.id"], name=op.f("fk_proposal_statement_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposal")),
        sa.UniqueConstraint(
            "reading_id", "fingerprint", name=op.f("uq_proposal_reading_id_fingerprint")
        ),
        sa.UniqueConstraint("reading_id", "number", name=op.f("uq_proposal_reading_id_number")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_proposal_fingerprint", "proposal", ["fingerprint"])
    op.create_index(
        "ix_proposal_reading_id_state_start", "proposal", ["reading_id", "state", "start"]
    )
    op.create_index("ix_proposal_statement_id", "proposal", ["statement_id"])


def _make_batches() -> None:
    op.create_table(
        "batch_document",
        sa.Column("job_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=True),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.Column(
            "state", _term("waiting", "read", "refused", name="documentstate"), nullable=False
        ),
        sa.Column("error", sa.Text(), nullable=True),
        sa.Column("reading_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["job_id"], ["job.id"], name=op.f("fk_batch_document_job_id")),
        sa.ForeignKeyConstraint(
            ["reading_id"], ["reading.id"], name=op.f("fk_batch_document_reading_id")
        ),
        sa.PrimaryKeyConstraint("job_id", "number", name=op.f("pk_batch_document")),
    )
    op.create_index("ix_batch_document_reading_id", "batch_document", ["reading_id"])


def downgrade() -> None:
    """Take the schema back; what was accepted stays as statements."""
    op.drop_table("proposal")
    op.drop_table("batch_document")
    op.drop_table("reading")

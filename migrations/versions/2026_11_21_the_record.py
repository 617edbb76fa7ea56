"""The record.

Revision: 0001
Revises:
Made: 2026-11-21
"""

from __future__ import annotations

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


# Events are never changed but for one thing: redaction takes their values away and says which
# event did so. INSERT OR REPLACE passes SQLite's UPDATE and DELETE triggers, TRUNCATE passes
# PostgreSQL's row triggers; each has a trigger of its own.
_CHAINED = (
    "seq",
    "at",
    "actor_id",
    "face",
    "token_id",
    "tag",
    "subject_type",
    "subject_id",
    "subject_key",
    "before_digest",
    "after_digest",
    "prev_hash",
    "hash",
)
_SAME = " AND ".join(f"NEW.{column} IS NOT DISTINCT FROM OLD.{column}" for column in _CHAINED)
_REDACTION = (
    "OLD.redacted_by IS NULL AND NEW.redacted_by IS NOT NULL AND NEW.redacted_by > OLD.seq"
    " AND NEW.before IS NULL AND NEW.after IS NULL AND NEW.salt IS NULL AND " + _SAME
)
SQLITE_EVENT_TRIGGERS = (
    f"""
    CREATE TRIGGER event_is_not_changed BEFORE UPDATE ON event WHEN NOT ({_REDACTION})
    BEGIN SELECT RAISE(ABORT, 'events cannot be changed'); END
    """,
    """
    CREATE TRIGGER event_is_not_deleted BEFORE DELETE ON event
    BEGIN SELECT RAISE(ABORT, 'events cannot be deleted'); END
    """,
    """
    CREATE TRIGGER event_is_not_replaced BEFORE INSERT ON event
    WHEN EXISTS (SELECT 1 FROM event WHERE seq = NEW.seq)
    BEGIN SELECT RAISE(ABORT, 'events cannot be replaced'); END
    """,
    """
    CREATE TRIGGER event_is_not_born_redacted BEFORE INSERT ON event
    WHEN NEW.redacted_by IS NOT NULL
    BEGIN SELECT RAISE(ABORT, 'events cannot be changed before they are written'); END
    """,
    """
    CREATE TRIGGER event_head_is_not_deleted BEFORE DELETE ON event_head
    BEGIN SELECT RAISE(ABORT, 'the head of the events cannot be deleted'); END
    """,
)
POSTGRESQL_EVENT_TRIGGERS = (
    """
    CREATE FUNCTION refuse_event_change() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'events cannot be changed, deleted or truncated'; END $$
    """,
    f"""
    CREATE TRIGGER event_is_not_changed BEFORE UPDATE ON event FOR EACH ROW
    WHEN (NOT ({_REDACTION})) EXECUTE FUNCTION refuse_event_change()
    """,
    """
    CREATE TRIGGER event_is_not_deleted BEFORE DELETE ON event FOR EACH ROW
    EXECUTE FUNCTION refuse_event_change()
    """,
    """
    CREATE TRIGGER event_is_not_truncated BEFORE TRUNCATE ON event
    EXECUTE FUNCTION refuse_event_change()
    """,
    """
    CREATE TRIGGER event_is_not_born_redacted BEFORE INSERT ON event FOR EACH ROW
    WHEN (NEW.redacted_by IS NOT NULL) EXECUTE FUNCTION refuse_event_change()
    """,
    """
    CREATE TRIGGER event_head_is_not_deleted BEFORE DELETE ON event_head FOR EACH ROW
    EXECUTE FUNCTION refuse_event_change()
    """,
    """
    CREATE TRIGGER event_head_is_not_truncated BEFORE TRUNCATE ON event_head
    EXECUTE FUNCTION refuse_event_change()
    """,
)
# The index holds what statement_text holds; the desk writes folded words there.
SQLITE_SEARCH = (
    """
    CREATE VIRTUAL TABLE statement_words USING fts5(
        body, content='statement_text', content_rowid='statement_id', tokenize='unicode61'
    )
    """,
    """
    CREATE TRIGGER statement_text_added AFTER INSERT ON statement_text BEGIN
        INSERT INTO statement_words (rowid, body) VALUES (NEW.statement_id, NEW.body);
    END
    """,
    """
    CREATE TRIGGER statement_text_deleted AFTER DELETE ON statement_text BEGIN
        INSERT INTO statement_words (statement_words, rowid, body)
        VALUES ('delete', OLD.statement_id, OLD.body);
    END
    """,
    """
    CREATE TRIGGER statement_text_changed AFTER UPDATE ON statement_text BEGIN
        INSERT INTO statement_words (statement_words, rowid, body)
        VALUES ('delete', OLD.statement_id, OLD.body);
        INSERT INTO statement_words (rowid, body) VALUES (NEW.statement_id, NEW.body);
    END
    """,
)
POSTGRESQL_SEARCH = (
    """
    ALTER TABLE statement_text ADD COLUMN vector tsvector
    GENERATED ALWAYS AS (to_tsvector('simple', body)) STORED
    """,
    "CREATE INDEX ix_statement_text_vector ON statement_text USING gin (vector)",
)
COMMAND_LINE = """
    INSERT INTO account
        (email, email_key, name, role, active, machine, session_epoch, version, created_at)
    VALUES
        ('command line', 'command line', 'Command line', 'admin', :yes, :yes, 0, 1, :now)
"""


def upgrade() -> None:
    """Bring the schema up."""
    make_tables()
    sqlite = op.get_bind().dialect.name == "sqlite"
    for statement in (
        *(SQLITE_EVENT_TRIGGERS if sqlite else POSTGRESQL_EVENT_TRIGGERS),
        *(SQLITE_SEARCH if sqlite else POSTGRESQL_SEARCH),
    ):
        op.get_bind().exec_driver_sql(statement)
    op.execute(
        sa.text(COMMAND_LINE).bindparams(
            sa.bindparam("yes", value=True, type_=sa.Boolean),
            sa.bindparam("now", value=datetime.now(UTC), type_=sa.DateTime(timezone=True)),
        )
    )
    op.execute(
        sa.text("INSERT INTO event_head (id, seq, hash) VALUES (1, 0, :genesis)").bindparams(
            genesis="0" * 64
        )
    )


def make_tables() -> None:
    """Make every table of the record."""
    op.create_table(
        "account",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("email_key", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "reader",
                "checker",
                "reviewer",
                "admin",
                name="role",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("machine", sa.Boolean(), nullable=False),
        sa.Column("password_hash", sa.Text(), nullable=True),
        sa.Column("session_epoch", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("trim(email) <> ''", name=op.f("ck_account_has_email")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
        sa.UniqueConstraint("email_key", name=op.f("uq_account_email_key")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "event_head",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_event_head_one_row")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_head")),
    )
    op.create_table(
        "source",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("title_supplied", sa.Boolean(), nullable=False),
        sa.Column(
            "authors",
            sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), "postgresql"),
            nullable=False,
        ),
        sa.Column("container_title", sa.Text(), nullable=True),
        sa.Column("publisher", sa.Text(), nullable=True),
        sa.Column("genre", sa.Text(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("published", sa.Text(), nullable=True),
        sa.Column("published_from", sa.Date(), nullable=True),
        sa.Column("published_to", sa.Date(), nullable=True),
        sa.Column("accessed", sa.Text(), nullable=True),
        sa.Column("archived_url", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column(
            "csl",
            sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), "postgresql"),
            nullable=False,
        ),
        sa.Column("seen", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "archived_url IS NULL OR lower(archived_url) LIKE 'http://_%' OR lower(archived_url) LIKE 'https://_%'",
            name=op.f("ck_source_web_archived_url"),
        ),
        sa.CheckConstraint("trim(title) <> ''", name=op.f("ck_source_has_title")),
        sa.CheckConstraint(
            "url IS NULL OR lower(url) LIKE 'http://_%' OR lower(url) LIKE 'https://_%'",
            name=op.f("ck_source_web_url"),
        ),
        sa.CheckConstraint(
            "(published IS NULL) = (published_from IS NULL) AND (published IS NULL) = (published_to IS NULL)",
            name=op.f("ck_source_published_bound"),
        ),
        sa.CheckConstraint(
            "published_from <= published_to", name=op.f("ck_source_published_order")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source")),
        sa.UniqueConstraint("key", name=op.f("uq_source_key")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("source", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_source_published_from"), ["published_from"], unique=False
        )

    op.create_table(
        "topic",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("restricted", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("trim(name) <> ''", name=op.f("ck_topic_has_name")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_topic")),
        sa.UniqueConstraint("key", name=op.f("uq_topic_key")),
        sa.UniqueConstraint("name_key", name=op.f("uq_topic_name_key")),
        sa.UniqueConstraint("slug", name=op.f("uq_topic_slug")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "capture",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("retrieved_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_capture_source_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_capture")),
        sa.UniqueConstraint("id", "source_id", name=op.f("uq_capture_id_source_id")),
        sa.UniqueConstraint("source_id", "sha256", name=op.f("uq_capture_source_id_sha256")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "export",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column(
            "face",
            sa.Enum(
                "page",
                "command",
                "api",
                "job",
                name="face",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("format", sa.Text(), nullable=False),
        sa.Column("style", sa.Text(), nullable=True),
        sa.Column(
            "scope",
            sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), "postgresql"),
            nullable=False,
        ),
        sa.Column("to_whom", sa.Text(), nullable=True),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_export_account_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_export")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("export", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_export_account_id"), ["account_id"], unique=False)

    op.create_table(
        "job",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "queued",
                "running",
                "done",
                "failed",
                "cancelled",
                name="jobstate",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column(
            "arguments",
            sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), "postgresql"),
            nullable=False,
        ),
        sa.Column(
            "result",
            sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), "postgresql"),
            nullable=False,
        ),
        sa.Column("error", sa.Text(), nullable=True),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_job_account_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("job", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_job_account_id"), ["account_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_job_state"), ["state"], unique=False)

    op.create_table(
        "notice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "corrected",
                "retracted",
                name="noticekind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("date", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_notice_source_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("notice", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_notice_source_id"), ["source_id"], unique=False)

    op.create_table(
        "old_slug",
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("topic_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["topic_id"], ["topic.id"], name=op.f("fk_old_slug_topic_id")),
        sa.PrimaryKeyConstraint("slug", name=op.f("pk_old_slug")),
    )
    with op.batch_alter_table("old_slug", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_old_slug_topic_id"), ["topic_id"], unique=False)

    op.create_table(
        "speaker",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "person",
                "organisation",
                "group",
                "unnamed",
                name="speakerkind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("plural", sa.Boolean(), nullable=False),
        sa.Column("speaks_for", sa.Text(), nullable=True),
        sa.Column("wikidata", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("source_id", sa.Integer(), nullable=True),
        sa.Column("merged_into_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(kind = 'unnamed') = (source_id IS NOT NULL)",
            name=op.f("ck_speaker_unnamed_has_source"),
        ),
        sa.CheckConstraint("merged_into_id <> id", name=op.f("ck_speaker_not_merged_into_itself")),
        sa.ForeignKeyConstraint(
            ["merged_into_id"], ["speaker.id"], name=op.f("fk_speaker_merged_into_id")
        ),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_speaker_source_id")),
        sa.CheckConstraint("trim(name) <> ''", name=op.f("ck_speaker_has_name")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_speaker")),
        sa.UniqueConstraint("key", name=op.f("uq_speaker_key")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("speaker", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_speaker_merged_into_id"), ["merged_into_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_speaker_name_key"), ["name_key"], unique=False)
        batch_op.create_index(batch_op.f("ix_speaker_source_id"), ["source_id"], unique=False)

    op.create_table(
        "token",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column(
            "kind",
            sa.Enum(
                "first_admin",
                "invitation",
                "api",
                "share",
                name="tokenkind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column(
            "scopes",
            sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), "postgresql"),
            nullable=False,
        ),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "kind = 'first_admin' OR account_id IS NOT NULL", name=op.f("ck_token_has_account")
        ),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_token_account_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_token")),
        sa.UniqueConstraint("hash", name=op.f("uq_token_hash")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("token", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_token_account_id"), ["account_id"], unique=False)

    op.create_table(
        "topic_account",
        sa.Column("topic_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_topic_account_account_id")
        ),
        sa.ForeignKeyConstraint(["topic_id"], ["topic.id"], name=op.f("fk_topic_account_topic_id")),
        sa.PrimaryKeyConstraint("topic_id", "account_id", name=op.f("pk_topic_account")),
    )
    with op.batch_alter_table("topic_account", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_topic_account_account_id"), ["account_id"], unique=False
        )

    op.create_table(
        "event",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.Column(
            "face",
            sa.Enum(
                "page",
                "command",
                "api",
                "job",
                name="face",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("token_id", sa.Integer(), nullable=True),
        sa.Column("tag", sa.Text(), nullable=False),
        sa.Column("subject_type", sa.Text(), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=True),
        sa.Column("subject_key", sa.Text(), nullable=True),
        sa.Column("before", sa.Text(), nullable=True),
        sa.Column("after", sa.Text(), nullable=True),
        sa.Column("salt", sa.Text(), nullable=True),
        sa.Column("before_digest", sa.Text(), nullable=False),
        sa.Column("after_digest", sa.Text(), nullable=False),
        sa.Column("prev_hash", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.Column("redacted_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["actor_id"], ["account.id"], name=op.f("fk_event_actor_id")),
        sa.ForeignKeyConstraint(["redacted_by"], ["event.seq"], name=op.f("fk_event_redacted_by")),
        sa.ForeignKeyConstraint(["token_id"], ["token.id"], name=op.f("fk_event_token_id")),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_event")),
    )
    with op.batch_alter_table("event", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_event_actor_id"), ["actor_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_event_redacted_by"), ["redacted_by"], unique=False)
        batch_op.create_index(batch_op.f("ix_event_token_id"), ["token_id"], unique=False)
        batch_op.create_index(
            "ix_event_subject_type_subject_id_seq",
            ["subject_type", "subject_id", "seq"],
            unique=False,
        )

    op.create_table(
        "office",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("speaker_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("organisation", sa.Text(), nullable=True),
        sa.Column("since", sa.Text(), nullable=True),
        sa.Column("since_from", sa.Date(), nullable=True),
        sa.Column("since_to", sa.Date(), nullable=True),
        sa.Column("until", sa.Text(), nullable=True),
        sa.Column("until_from", sa.Date(), nullable=True),
        sa.Column("until_to", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["speaker_id"], ["speaker.id"], name=op.f("fk_office_speaker_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_office")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("office", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_office_speaker_id"), ["speaker_id"], unique=False)

    op.create_table(
        "speaker_name",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("speaker_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["speaker_id"], ["speaker.id"], name=op.f("fk_speaker_name_speaker_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_speaker_name")),
        sa.UniqueConstraint("speaker_id", "name", name=op.f("uq_speaker_name_speaker_id_name")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("speaker_name", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_speaker_name_name_key"), ["name_key"], unique=False)

    op.create_table(
        "statement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column(
            "form",
            sa.Enum(
                "direct",
                "indirect",
                "mixed",
                name="form",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("quote", sa.Text(), nullable=True),
        sa.Column("claim", sa.Text(), nullable=True),
        sa.Column("speaker_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.Text(), nullable=True),
        sa.Column("told", sa.Text(), nullable=True),
        sa.Column("in_answer_to", sa.Text(), nullable=True),
        sa.Column("where", sa.Text(), nullable=True),
        sa.Column("said", sa.Text(), nullable=True),
        sa.Column("said_from", sa.Date(), nullable=True),
        sa.Column("said_to", sa.Date(), nullable=True),
        sa.Column("said_text", sa.Text(), nullable=True),
        sa.Column("about", sa.Text(), nullable=True),
        sa.Column("about_from", sa.Date(), nullable=True),
        sa.Column("about_to", sa.Date(), nullable=True),
        sa.Column("about_text", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("context", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column(
            "status",
            sa.Enum(
                "proposed",
                "logged",
                "withdrawn",
                name="statementstatus",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("status_reason", sa.Text(), nullable=True),
        sa.Column("revised_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(form = 'indirect') = (quote IS NULL)", name=op.f("ck_statement_quote_fits_form")
        ),
        sa.CheckConstraint("quote <> ''", name=op.f("ck_statement_quote_has_words")),
        sa.CheckConstraint(
            "status <> 'withdrawn' OR status_reason IS NOT NULL",
            name=op.f("ck_statement_withdrawn_has_reason"),
        ),
        sa.CheckConstraint(
            "(about IS NULL) = (about_from IS NULL) AND (about IS NULL) = (about_to IS NULL)",
            name=op.f("ck_statement_about_bound"),
        ),
        sa.CheckConstraint(
            "(said IS NULL) = (said_from IS NULL) AND (said IS NULL) = (said_to IS NULL)",
            name=op.f("ck_statement_said_bound"),
        ),
        sa.CheckConstraint("about_from <= about_to", name=op.f("ck_statement_about_order")),
        sa.CheckConstraint("said_from <= said_to", name=op.f("ck_statement_said_order")),
        sa.ForeignKeyConstraint(
            ["speaker_id"], ["speaker.id"], name=op.f("fk_statement_speaker_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statement")),
        sa.UniqueConstraint("key", name=op.f("uq_statement_key")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("statement", schema=None) as batch_op:
        batch_op.create_index("ix_statement_said_to_id", ["said_to", "id"], unique=False)
        batch_op.create_index(
            "ix_statement_speaker_id_said_to_id", ["speaker_id", "said_to", "id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_statement_status"), ["status"], unique=False)

    op.create_table(
        "appearance",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("statement_id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("capture_id", sa.Integer(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("exact", sa.Text(), nullable=True),
        sa.Column("prefix", sa.Text(), nullable=True),
        sa.Column("suffix", sa.Text(), nullable=True),
        sa.Column("start", sa.Integer(), nullable=True),
        sa.Column("end", sa.Integer(), nullable=True),
        sa.Column("page", sa.Text(), nullable=True),
        sa.Column("time", sa.Text(), nullable=True),
        sa.Column(
            "heard",
            sa.Enum(
                "direct",
                "via",
                "unstated",
                name="heard",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column(
            "check",
            sa.Enum(
                "found",
                "found_with_ellipsis",
                "differs",
                "changed_since_capture",
                "not_found",
                "not_checked",
                name="quotecheck",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            '"start" >= 0 AND "start" < "end"', name=op.f("ck_appearance_span_order")
        ),
        sa.CheckConstraint(
            '("start" IS NULL) = ("end" IS NULL)', name=op.f("ck_appearance_span_is_whole")
        ),
        sa.ForeignKeyConstraint(
            ["capture_id", "source_id"],
            ["capture.id", "capture.source_id"],
            name=op.f("fk_appearance_capture_id_source_id"),
        ),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_appearance_source_id")),
        sa.ForeignKeyConstraint(
            ["statement_id"], ["statement.id"], name=op.f("fk_appearance_statement_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appearance")),
        sa.UniqueConstraint(
            "statement_id", "position", name=op.f("uq_appearance_statement_id_position")
        ),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("appearance", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_appearance_capture_id"), ["capture_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_appearance_source_id"), ["source_id"], unique=False)

    op.create_table(
        "exported_statement",
        sa.Column("export_id", sa.Integer(), nullable=False),
        sa.Column("statement_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["export_id"], ["export.id"], name=op.f("fk_exported_statement_export_id")
        ),
        sa.ForeignKeyConstraint(
            ["statement_id"], ["statement.id"], name=op.f("fk_exported_statement_statement_id")
        ),
        sa.PrimaryKeyConstraint("export_id", "statement_id", name=op.f("pk_exported_statement")),
    )
    with op.batch_alter_table("exported_statement", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_exported_statement_statement_id"), ["statement_id"], unique=False
        )

    op.create_table(
        "link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("from_id", sa.Integer(), nullable=False),
        sa.Column("to_id", sa.Integer(), nullable=False),
        sa.Column("low_id", sa.Integer(), nullable=False),
        sa.Column("high_id", sa.Integer(), nullable=False),
        sa.Column(
            "relation",
            sa.Enum(
                "supports",
                "contradicts",
                "repeats",
                "corrects",
                name="relation",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("rationale", sa.Text(), nullable=True),
        sa.Column("words", sa.Text(), nullable=True),
        sa.Column("to_words", sa.Text(), nullable=True),
        sa.Column(
            "same_time",
            sa.Enum(
                "yes",
                "no",
                "unknown",
                name="same_time",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column(
            "same_place",
            sa.Enum(
                "yes",
                "no",
                "unknown",
                name="same_place",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column(
            "same_meaning",
            sa.Enum(
                "yes",
                "no",
                "unknown",
                name="same_meaning",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column(
            "status",
            sa.Enum(
                "proposed",
                "confirmed",
                "rejected",
                "withdrawn",
                name="linkstatus",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("proposer_id", sa.Integer(), nullable=True),
        sa.Column("editor_id", sa.Integer(), nullable=True),
        sa.Column("decider_id", sa.Integer(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("override_reason", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("recheck", sa.Boolean(), nullable=False),
        sa.Column("recheck_why", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(relation = 'contradicts' AND same_time IS NOT NULL AND same_place IS NOT NULL AND same_meaning IS NOT NULL) OR (relation <> 'contradicts' AND same_time IS NULL AND same_place IS NULL AND same_meaning IS NULL)",
            name=op.f("ck_link_questions_fit_relation"),
        ),
        sa.CheckConstraint("trim(rationale) <> ''", name=op.f("ck_link_rationale_has_words")),
        sa.CheckConstraint(
            "status <> 'confirmed' OR (rationale IS NOT NULL AND decider_id IS NOT NULL)",
            name=op.f("ck_link_confirmed_has_rationale_and_decider"),
        ),
        sa.CheckConstraint(
            "(low_id = from_id AND high_id = to_id) OR (low_id = to_id AND high_id = from_id)",
            name=op.f("ck_link_low_high_are_the_sides"),
        ),
        sa.CheckConstraint("from_id <> to_id", name=op.f("ck_link_not_to_itself")),
        sa.CheckConstraint("low_id < high_id", name=op.f("ck_link_low_below_high")),
        sa.CheckConstraint(
            "recheck = (recheck_why IS NOT NULL)", name=op.f("ck_link_recheck_has_why")
        ),
        sa.ForeignKeyConstraint(["decider_id"], ["account.id"], name=op.f("fk_link_decider_id")),
        sa.ForeignKeyConstraint(["editor_id"], ["account.id"], name=op.f("fk_link_editor_id")),
        sa.ForeignKeyConstraint(["from_id"], ["statement.id"], name=op.f("fk_link_from_id")),
        sa.ForeignKeyConstraint(["high_id"], ["statement.id"], name=op.f("fk_link_high_id")),
        sa.ForeignKeyConstraint(["low_id"], ["statement.id"], name=op.f("fk_link_low_id")),
        sa.ForeignKeyConstraint(["proposer_id"], ["account.id"], name=op.f("fk_link_proposer_id")),
        sa.ForeignKeyConstraint(["to_id"], ["statement.id"], name=op.f("fk_link_to_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_link")),
        sa.UniqueConstraint("key", name=op.f("uq_link_key")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("link", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_link_decider_id"), ["decider_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_link_editor_id"), ["editor_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_link_from_id"), ["from_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_link_high_id"), ["high_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_link_proposer_id"), ["proposer_id"], unique=False)
        batch_op.create_index(
            "ix_link_relation_status_id", ["relation", "status", "id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_link_to_id"), ["to_id"], unique=False)
        batch_op.create_index(
            "uq_link_live",
            ["low_id", "high_id", "relation"],
            unique=True,
            sqlite_where=sa.text("status IN ('proposed', 'confirmed')"),
            postgresql_where=sa.text("status IN ('proposed', 'confirmed')"),
        )
        batch_op.create_index(
            "uq_link_supports_or_contradicts",
            ["low_id", "high_id"],
            unique=True,
            sqlite_where=sa.text(
                "relation IN ('supports', 'contradicts') AND status IN ('proposed', 'confirmed')"
            ),
            postgresql_where=sa.text(
                "relation IN ('supports', 'contradicts') AND status IN ('proposed', 'confirmed')"
            ),
        )

    op.create_table(
        "review",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("statement_id", sa.Integer(), nullable=False),
        sa.Column("word", sa.Text(), nullable=False),
        sa.Column("value", sa.Integer(), nullable=True),
        sa.Column("best", sa.Integer(), nullable=True),
        sa.Column("worst", sa.Integer(), nullable=True),
        sa.Column("summary", sa.Text(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("date", sa.Text(), nullable=True),
        sa.Column("organisation", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("word <> ''", name=op.f("ck_review_has_word")),
        sa.ForeignKeyConstraint(
            ["statement_id"], ["statement.id"], name=op.f("fk_review_statement_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("review", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_review_statement_id"), ["statement_id"], unique=False)

    op.create_table(
        "statement_text",
        sa.Column("statement_id", sa.Integer(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["statement_id"], ["statement.id"], name=op.f("fk_statement_text_statement_id")
        ),
        sa.PrimaryKeyConstraint("statement_id", name=op.f("pk_statement_text")),
    )
    op.create_table(
        "statement_topic",
        sa.Column("statement_id", sa.Integer(), nullable=False),
        sa.Column("topic_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["statement_id"], ["statement.id"], name=op.f("fk_statement_topic_statement_id")
        ),
        sa.ForeignKeyConstraint(
            ["topic_id"], ["topic.id"], name=op.f("fk_statement_topic_topic_id")
        ),
        sa.PrimaryKeyConstraint("statement_id", "topic_id", name=op.f("pk_statement_topic")),
    )
    with op.batch_alter_table("statement_topic", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_statement_topic_topic_id"), ["topic_id"], unique=False)

    op.create_table(
        "translation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("statement_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=True),
        sa.Column("date", sa.Text(), nullable=True),
        sa.Column(
            "kind",
            sa.Enum(
                "published",
                "ours",
                name="translationkind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["statement_id"], ["statement.id"], name=op.f("fk_translation_statement_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_translation")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("translation", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_translation_statement_id"), ["statement_id"], unique=False
        )

    op.create_table(
        "notice_appearance",
        sa.Column("notice_id", sa.Integer(), nullable=False),
        sa.Column("appearance_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["appearance_id"], ["appearance.id"], name=op.f("fk_notice_appearance_appearance_id")
        ),
        sa.ForeignKeyConstraint(
            ["notice_id"], ["notice.id"], name=op.f("fk_notice_appearance_notice_id")
        ),
        sa.PrimaryKeyConstraint("notice_id", "appearance_id", name=op.f("pk_notice_appearance")),
    )
    with op.batch_alter_table("notice_appearance", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_notice_appearance_appearance_id"), ["appearance_id"], unique=False
        )

    op.create_table(
        "relay",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("appearance_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("verb", sa.Text(), nullable=True),
        sa.Column("source_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["appearance_id"], ["appearance.id"], name=op.f("fk_relay_appearance_id")
        ),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_relay_source_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_relay")),
        sa.UniqueConstraint(
            "appearance_id", "position", name=op.f("uq_relay_appearance_id_position")
        ),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("relay", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_relay_source_id"), ["source_id"], unique=False)

    op.create_table(
        "reply_request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("statement_id", sa.Integer(), nullable=True),
        sa.Column("link_id", sa.Integer(), nullable=True),
        sa.Column("whom", sa.Text(), nullable=True),
        sa.Column("asked", sa.Text(), nullable=True),
        sa.Column("route", sa.Text(), nullable=True),
        sa.Column("deadline", sa.Text(), nullable=True),
        sa.Column("answer_id", sa.Integer(), nullable=True),
        sa.Column("not_sought_because", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(statement_id IS NULL) <> (link_id IS NULL)", name=op.f("ck_reply_request_one_subject")
        ),
        sa.CheckConstraint(
            "(whom IS NULL) <> (not_sought_because IS NULL)",
            name=op.f("ck_reply_request_asked_or_why_not"),
        ),
        sa.ForeignKeyConstraint(
            ["answer_id"], ["statement.id"], name=op.f("fk_reply_request_answer_id")
        ),
        sa.ForeignKeyConstraint(["link_id"], ["link.id"], name=op.f("fk_reply_request_link_id")),
        sa.ForeignKeyConstraint(
            ["statement_id"], ["statement.id"], name=op.f("fk_reply_request_statement_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reply_request")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("reply_request", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_reply_request_answer_id"), ["answer_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_reply_request_link_id"), ["link_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_reply_request_statement_id"), ["statement_id"], unique=False
        )


def downgrade() -> None:
    """Take the schema back."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute(sa.text("DROP TABLE statement_words"))
        op.execute(sa.text("DROP TRIGGER event_is_not_deleted"))
        op.execute(sa.text("DROP TRIGGER event_head_is_not_deleted"))
    drop_tables()
    if op.get_bind().dialect.name == "postgresql":
        op.execute(sa.text("DROP FUNCTION refuse_event_change"))


def drop_tables() -> None:
    """Drop every table of the record, children first."""
    with op.batch_alter_table("reply_request", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_reply_request_statement_id"))
        batch_op.drop_index(batch_op.f("ix_reply_request_link_id"))
        batch_op.drop_index(batch_op.f("ix_reply_request_answer_id"))

    op.drop_table("reply_request")
    with op.batch_alter_table("relay", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_relay_source_id"))

    op.drop_table("relay")
    with op.batch_alter_table("notice_appearance", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_notice_appearance_appearance_id"))

    op.drop_table("notice_appearance")
    with op.batch_alter_table("translation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_translation_statement_id"))

    op.drop_table("translation")
    with op.batch_alter_table("statement_topic", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_statement_topic_topic_id"))

    op.drop_table("statement_topic")
    op.drop_table("statement_text")
    with op.batch_alter_table("review", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_review_statement_id"))

    op.drop_table("review")
    with op.batch_alter_table("link", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_link_supports_or_contradicts",
            sqlite_where=sa.text(
                "relation IN ('supports', 'contradicts') AND status IN ('proposed', 'confirmed')"
            ),
            postgresql_where=sa.text(
                "relation IN ('supports', 'contradicts') AND status IN ('proposed', 'confirmed')"
            ),
        )
        batch_op.drop_index(
            "uq_link_live",
            sqlite_where=sa.text("status IN ('proposed', 'confirmed')"),
            postgresql_where=sa.text("status IN ('proposed', 'confirmed')"),
        )
        batch_op.drop_index(batch_op.f("ix_link_to_id"))
        batch_op.drop_index("ix_link_relation_status_id")
        batch_op.drop_index(batch_op.f("ix_link_proposer_id"))
        batch_op.drop_index(batch_op.f("ix_link_high_id"))
        batch_op.drop_index(batch_op.f("ix_link_from_id"))
        batch_op.drop_index(batch_op.f("ix_link_editor_id"))
        batch_op.drop_index(batch_op.f("ix_link_decider_id"))

    op.drop_table("link")
    with op.batch_alter_table("exported_statement", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_exported_statement_statement_id"))

    op.drop_table("exported_statement")
    with op.batch_alter_table("appearance", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_appearance_source_id"))
        batch_op.drop_index(batch_op.f("ix_appearance_capture_id"))

    op.drop_table("appearance")
    with op.batch_alter_table("statement", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_statement_status"))
        batch_op.drop_index("ix_statement_speaker_id_said_to_id")
        batch_op.drop_index("ix_statement_said_to_id")

    op.drop_table("statement")
    with op.batch_alter_table("speaker_name", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_speaker_name_name_key"))

    op.drop_table("speaker_name")
    with op.batch_alter_table("office", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_office_speaker_id"))

    op.drop_table("office")
    with op.batch_alter_table("event", schema=None) as batch_op:
        batch_op.drop_index("ix_event_subject_type_subject_id_seq")
        batch_op.drop_index(batch_op.f("ix_event_token_id"))
        batch_op.drop_index(batch_op.f("ix_event_redacted_by"))
        batch_op.drop_index(batch_op.f("ix_event_actor_id"))

    op.drop_table("event")
    with op.batch_alter_table("topic_account", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_topic_account_account_id"))

    op.drop_table("topic_account")
    with op.batch_alter_table("token", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_token_account_id"))

    op.drop_table("token")
    with op.batch_alter_table("speaker", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_speaker_source_id"))
        batch_op.drop_index(batch_op.f("ix_speaker_name_key"))
        batch_op.drop_index(batch_op.f("ix_speaker_merged_into_id"))

    op.drop_table("speaker")
    with op.batch_alter_table("old_slug", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_old_slug_topic_id"))

    op.drop_table("old_slug")
    with op.batch_alter_table("notice", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_notice_source_id"))

    op.drop_table("notice")
    with op.batch_alter_table("job", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_job_state"))
        batch_op.drop_index(batch_op.f("ix_job_account_id"))

    op.drop_table("job")
    with op.batch_alter_table("export", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_export_account_id"))

    op.drop_table("export")
    op.drop_table("capture")
    op.drop_table("topic")
    with op.batch_alter_table("source", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_source_published_from"))

    op.drop_table("source")
    op.drop_table("event_head")
    op.drop_table("account")

"""Places in time: the search finds what was said last first, and narrows without looking further.

The facets of a statement are filled by `gainsay upgrade`, which builds the index anew.

Revision: 0014
Revises: 0013
Made: 2026-11-21
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

EVERY = "ßall"
DAYS = {
    "sqlite": "CAST(julianday(said_to) - 1721424.5 AS INTEGER)",
    "postgresql": "(said_to - DATE '0001-01-01' + 1)",
}
SEARCHED = {
    "sqlite": (
        """
        CREATE VIRTUAL TABLE statement_words USING fts5(
            body, facets, content='statement_text', content_rowid='place', tokenize='unicode61'
        )
        """,
        """
        CREATE TRIGGER statement_text_added AFTER INSERT ON statement_text BEGIN
            INSERT INTO statement_words (rowid, body, facets)
            VALUES (NEW.place, NEW.body, NEW.facets);
        END
        """,
        """
        CREATE TRIGGER statement_text_deleted AFTER DELETE ON statement_text BEGIN
            INSERT INTO statement_words (statement_words, rowid, body, facets)
            VALUES ('delete', OLD.place, OLD.body, OLD.facets);
        END
        """,
        """
        CREATE TRIGGER statement_text_changed AFTER UPDATE ON statement_text BEGIN
            INSERT INTO statement_words (statement_words, rowid, body, facets)
            VALUES ('delete', OLD.place, OLD.body, OLD.facets);
            INSERT INTO statement_words (rowid, body, facets)
            VALUES (NEW.place, NEW.body, NEW.facets);
        END
        """,
        "INSERT INTO statement_words (statement_words) VALUES ('rebuild')",
    ),
    "postgresql": (
        """
        ALTER TABLE statement_text ADD COLUMN vector tsvector
        GENERATED ALWAYS AS (to_tsvector('simple', facets || ' ' || body)) STORED
        """,
        "CREATE INDEX ix_statement_text_vector ON statement_text USING gin (vector)",
    ),
}
SEARCHED_BEFORE = {
    "sqlite": (
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
        "INSERT INTO statement_words (statement_words) VALUES ('rebuild')",
    ),
    "postgresql": (
        """
        ALTER TABLE statement_text ADD COLUMN vector tsvector
        GENERATED ALWAYS AS (to_tsvector('simple', body)) STORED
        """,
        "CREATE INDEX ix_statement_text_vector ON statement_text USING gin (vector)",
    ),
}
UNSEARCHED = {
    "sqlite": (
        "DROP TRIGGER statement_text_added",
        "DROP TRIGGER statement_text_deleted",
        "DROP TRIGGER statement_text_changed",
        "DROP TABLE statement_words",
    ),
    "postgresql": ("ALTER TABLE statement_text DROP COLUMN vector",),
}


def upgrade() -> None:
    """Bring the schema up."""
    _run(UNSEARCHED)
    with op.batch_alter_table("statement_text") as batch_op:
        batch_op.add_column(sa.Column("place", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("facets", sa.Text(), nullable=False, server_default=EVERY))
    _place()
    with op.batch_alter_table("statement_text") as batch_op:
        batch_op.alter_column("place", existing_type=sa.BigInteger(), nullable=False)
        batch_op.create_unique_constraint("uq_statement_text_place", ["place"])
    _run(SEARCHED)
    # The last logged of a speaker, and of a topic, without sorting.
    op.create_index("ix_statement_speaker_id_id", "statement", ["speaker_id", "id"])
    op.create_index(
        "ix_statement_topic_topic_id_statement_id", "statement_topic", ["topic_id", "statement_id"]
    )
    op.drop_index("ix_statement_topic_topic_id", "statement_topic")


def downgrade() -> None:
    """Take the schema back."""
    op.create_index("ix_statement_topic_topic_id", "statement_topic", ["topic_id"])
    op.drop_index("ix_statement_topic_topic_id_statement_id", "statement_topic")
    op.drop_index("ix_statement_speaker_id_id", "statement")
    _run(UNSEARCHED)
    with op.batch_alter_table("statement_text") as batch_op:
        batch_op.drop_constraint("uq_statement_text_place", type_="unique")
        batch_op.drop_column("facets")
        batch_op.drop_column("place")
    _run(SEARCHED_BEFORE)


def _run(steps: dict[str, tuple[str, ...]]) -> None:
    for step in steps[op.get_bind().dialect.name]:
        op.execute(sa.text(step))


def _place() -> None:
    day = DAYS[op.get_bind().dialect.name]
    op.execute(
        sa.text(
            "UPDATE statement_text SET place = statement_id + 4294967296 * (SELECT"  # noqa: S608
            f" CAST(coalesce({day}, 0) AS BIGINT)"
            " FROM statement WHERE statement.id = statement_text.statement_id)"
        )
    )

"""Filed events: a record finds the imports and mergers that tell of it without a walk through all.

Revision: 0012
Revises: 0011
Made: 2026-11-21
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

SQLITE_TRIGGERS = (
    """
    CREATE TRIGGER event_record_is_not_changed BEFORE UPDATE ON event_record
    BEGIN SELECT RAISE(ABORT, 'events cannot be changed'); END
    """,
    """
    CREATE TRIGGER event_record_is_not_deleted BEFORE DELETE ON event_record
    BEGIN SELECT RAISE(ABORT, 'events cannot be deleted'); END
    """,
)
POSTGRESQL_TRIGGERS = (
    """
    CREATE TRIGGER event_record_is_not_changed BEFORE UPDATE ON event_record FOR EACH ROW
    EXECUTE FUNCTION refuse_event_change()
    """,
    """
    CREATE TRIGGER event_record_is_not_deleted BEFORE DELETE ON event_record FOR EACH ROW
    EXECUTE FUNCTION refuse_event_change()
    """,
    """
    CREATE TRIGGER event_record_is_not_truncated BEFORE TRUNCATE ON event_record
    EXECUTE FUNCTION refuse_event_change()
    """,
)
LISTS = {
    "statements": ("statement",),
    "links": ("link",),
    "speakers_and_sources": ("speaker", "source"),
    "updated": ("statement", "link", "speaker", "source"),
}
MERGEABLE = ("speaker", "source", "topic")
DEEDS = ("merge", "unmerge", "name")
KEYS = {
    "sqlite": "json_each(e.after, '$.{name}') AS k",
    "postgresql": "json_array_elements_text(CAST(e.after AS json) -> '{name}') AS k",
}
ROWS = {
    "sqlite": "json_each(e.{side}, '$.{table}') AS r",
    "postgresql": "json_each(CAST(e.{side} AS json) -> '{table}') AS r",
}
INTO = {
    "sqlite": "json_extract(r.value, '$.merged_into_id')",
    "postgresql": "CAST(r.value ->> 'merged_into_id' AS integer)",
}


def upgrade() -> None:
    """Bring the schema up, and file what has happened so far."""
    op.create_table(
        "event_record",
        sa.Column("subject_type", sa.String(32), nullable=False),
        sa.Column("subject_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("subject_type", "subject_id", "seq", name=op.f("pk_event_record")),
        sqlite_with_rowid=False,
    )
    engine = op.get_bind().dialect.name
    found = " UNION ".join([*_imports(engine), *_mergers(engine)])
    op.execute(sa.text(f"INSERT INTO event_record (subject_type, subject_id, seq) {found}"))
    for trigger in SQLITE_TRIGGERS if engine == "sqlite" else POSTGRESQL_TRIGGERS:
        op.execute(sa.text(trigger))


def downgrade() -> None:
    """Take the schema back; its triggers go with the table."""
    op.drop_table("event_record")


def _imports(engine: str) -> list[str]:
    return [
        f"SELECT '{table}', t.id, e.seq FROM event AS e, {KEYS[engine].format(name=name)}, {table} AS t"  # noqa: S608
        " WHERE e.subject_type = 'import' AND e.after IS NOT NULL AND t.key = k.value"
        for name, tables in LISTS.items()
        for table in tables
    ]


def _mergers(engine: str) -> list[str]:
    return [
        f"SELECT '{table}', {INTO[engine]}, e.seq"  # noqa: S608
        f" FROM event AS e, {ROWS[engine].format(side=side, table=table)}"
        f" WHERE e.tag IN ({', '.join(_tags(table))}) AND e.{side} IS NOT NULL"
        f" AND {INTO[engine]} IS NOT NULL"
        for table in MERGEABLE
        for side in ("before", "after")
    ]


def _tags(table: str) -> list[str]:
    return [f"'{table}:{deed}'" for deed in DEEDS]

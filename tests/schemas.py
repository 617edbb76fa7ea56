"""The schema of a database as the database itself tells it, for comparing word by word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import create_engine

if TYPE_CHECKING:
    from sqlalchemy import Connection

Schema = set[tuple[str, ...]]
"""One row a thing: its kind, its name, and what the database says of it."""

_SQLITE = """
    SELECT type, name, sql FROM sqlite_master
    WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'
"""
_POSTGRESQL = """
    SELECT 'column', table_name, column_name,
        data_type || coalesce(' ' || collation_name, ''), is_nullable, column_default,
        generation_expression,
        rank() OVER (PARTITION BY table_name ORDER BY ordinal_position)::text
    FROM information_schema.columns WHERE table_schema = 'public'
    UNION ALL
    SELECT 'constraint', conrelid::regclass::text, conname, pg_get_constraintdef(oid), '', '', '', ''
    FROM pg_constraint WHERE connamespace = 'public'::regnamespace
    UNION ALL
    SELECT 'index', tablename, indexname, indexdef, '', '', '', ''
    FROM pg_indexes WHERE schemaname = 'public'
    UNION ALL
    SELECT 'trigger', tgrelid::regclass::text, tgname, pg_get_triggerdef(oid), '', '', '', ''
    FROM pg_trigger WHERE NOT tgisinternal
    UNION ALL
    SELECT 'function', '', proname, pg_get_functiondef(oid), '', '', '', ''
    FROM pg_proc WHERE pronamespace = 'public'::regnamespace
    UNION ALL
    SELECT 'sequence', '', sequencename, data_type::text, '', '', '', ''
    FROM pg_sequences WHERE schemaname = 'public'
"""


def schema_at(url: str) -> Schema:
    """Read everything that makes up the schema: tables, constraints, indexes, triggers."""
    engine = create_engine(url)
    with engine.connect() as connection:
        found = _read(connection)
    engine.dispose()
    return {row for row in found if not _alembic_own(row)}


def _read(connection: Connection) -> Schema:
    query = _SQLITE if connection.dialect.name == "sqlite" else _POSTGRESQL
    return {
        tuple(_in_order(str(part)) for part in row) for row in connection.exec_driver_sql(query)
    }


def _in_order(definition: str) -> str:
    """Bring the constraints of SQLite's tables into one order: rebuilding a table shuffles them."""
    if not definition.startswith("CREATE TABLE"):
        return definition
    lines = [line.strip().rstrip(",") for line in definition.splitlines()]
    columns = [line for line in lines if not line.startswith("CONSTRAINT")]
    return "\n".join([*columns, *sorted(line for line in lines if line.startswith("CONSTRAINT"))])


def _alembic_own(row: tuple[str, ...]) -> bool:
    return any("alembic_version" in part for part in row)

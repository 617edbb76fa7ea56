"""Runs the migrations on whatever database the caller names in `sqlalchemy.url`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from alembic import context
from sqlalchemy import Connection, create_engine, event, make_url

from models import Base

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Literal

    Kind = Literal[
        "schema",
        "table",
        "column",
        "index",
        "unique_constraint",
        "foreign_key_constraint",
        "check_constraint",
    ]

FTS_TABLE = "statement_words"
UNMODELLED_COLUMNS = {("statement_text", "vector")}


def ours(name: str | None, kind: Kind, parents: Mapping[Any, str | None]) -> bool:
    """Leave out the full-text tables and column, which migrations make by hand."""
    if kind == "table":
        return name is None or not name.startswith(FTS_TABLE)
    if kind == "column":
        return (parents.get("table_name"), name) not in UNMODELLED_COLUMNS
    return name != "ix_statement_text_vector"


def begin_immediately(connection: Connection) -> None:
    """Take SQLite's write lock at once, so that schema changes roll back whole."""
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def prepare_sqlite(connection: Any, _record: object) -> None:  # noqa: ANN401 -- DBAPI connection
    """Keep foreign keys off: a table that batch mode rebuilds would take its children along."""
    connection.isolation_level = None
    connection.execute("PRAGMA foreign_keys=OFF")
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA busy_timeout=5000")


def migrate(connection: Connection) -> None:
    """Run the migrations in one transaction and prove that no foreign key was broken.

    Which were done is told to the caller, who has to say at which it failed, and who may have more
    to do in the same transaction.
    """
    done: list[str | None] = context.config.attributes.setdefault("done", [])
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        include_name=ours,
        render_as_batch=True,
        compare_type=True,
        # SQLite's too are: alembic takes that for granted of other engines alone, and would commit
        # each revision by itself.
        transactional_ddl=True,
        on_version_apply=lambda step, **_told: done.append(step.up_revision_id),
    )
    with context.begin_transaction():
        context.run_migrations()
        context.config.attributes.get("then", _nothing)(connection)
        if connection.dialect.name == "sqlite":
            broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
            if broken:
                message = f"the migration broke foreign keys: {broken[:5]}"
                raise RuntimeError(message)


def _nothing(_connection: Connection) -> None:
    """Be all there is to do once the schema stands."""


def run() -> None:
    """Migrate in the transaction of the connection that is given, else on an engine of our own."""
    given = context.config.attributes.get("connection")
    if given is not None:
        migrate(given)
        return
    url = make_url(context.config.get_main_option("sqlalchemy.url") or "")
    # Behind pgbouncer the next transaction may meet what was prepared in another's connection.
    told = {"prepare_threshold": None} if url.get_backend_name() == "postgresql" else {}
    engine = create_engine(url, connect_args=told)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", prepare_sqlite)
        event.listen(engine, "begin", begin_immediately)
    try:
        with engine.connect() as connection:
            migrate(connection)
    finally:
        engine.dispose()


run()

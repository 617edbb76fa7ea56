from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from alembic import command
from sqlalchemy import text

from tests.migrating import migrations
from tests.schemas import schema_at
from tests.views.stored import rows

if TYPE_CHECKING:
    from flask.testing import FlaskCliRunner
    from sqlalchemy import Engine

#: In the middle of a later revision a table of this name is made.
IN_THE_WAY = "conflict_month"


def _run(engine: Engine, statement: str) -> None:
    with engine.begin() as connection:
        connection.execute(text(statement))


@pytest.mark.usefixtures("desk_with_case")
def test_a_migration_that_fails_leaves_the_desk_as_it_was_and_says_which_it_is(
    run: FlaskCliRunner, engine: Engine, database_url: str
) -> None:
    before = rows(engine, "statement")
    engine.dispose()
    command.downgrade(migrations(database_url), "0011")
    _run(engine, f"CREATE TABLE {IN_THE_WAY} (id INTEGER)")
    old = schema_at(database_url)
    failed = run.invoke(args=["upgrade"])
    assert (failed.exit_code, failed.stdout) == (1, "")
    assert failed.stderr.startswith("gainsay: revision 0013 failed: ")
    assert IN_THE_WAY in failed.stderr
    assert "The database is as it was, at revision 0011," in failed.stderr
    assert failed.stderr.count("\n") == 1
    assert schema_at(database_url) == old
    _run(engine, f"DROP TABLE {IN_THE_WAY}")
    assert run.invoke(args=["upgrade"]).exit_code == 0
    assert rows(engine, "statement") == before
    verified = run.invoke(args=["verify"])
    assert verified.exit_code == 0, verified.output


@pytest.mark.usefixtures("desk_with_case")
def test_an_upgrade_cut_short_while_it_indexes_is_done_whole_by_the_next(
    run: FlaskCliRunner, engine: Engine, database_url: str
) -> None:
    indexed = rows(engine, "statement_text")
    engine.dispose()
    command.downgrade(migrations(database_url), "0011")
    _run(engine, "ALTER TABLE event_head RENAME TO lost")
    old = schema_at(database_url)
    failed = run.invoke(args=["upgrade"])
    assert failed.stderr.startswith("gainsay: building the search index anew failed: ")
    assert schema_at(database_url) == old
    _run(engine, "ALTER TABLE lost RENAME TO event_head")
    assert run.invoke(args=["upgrade"]).exit_code == 0
    assert rows(engine, "statement_text") == indexed
    verified = run.invoke(args=["verify", "--models"])
    assert verified.exit_code == 0, verified.output

"""What an import asks of the database: little for each line, however many sources they name."""

from __future__ import annotations

import gc
from contextlib import suppress
from typing import TYPE_CHECKING

from desk.importing.bulk.collecting import seldom_collected
from desk.importing.imports import import_file
from tests.counting import counted
from tests.desk.importing import SOURCE, a_file, a_line

if TYPE_CHECKING:
    from sqlalchemy import Engine
    from sqlalchemy.orm import Session

    from desk.actors import Actor

LINES = 200
#: What an import asks whatever its length; of each line its appearance is written alone on SQLite.
ONCE = 80


def test_lines_are_written_many_at_a_time(
    session: Session, engine: Engine, command_line: Actor
) -> None:
    lines = [
        a_line(
            f"s{number}",
            speaker={"key": f"ann{number}", "name": f"Ann {number}", "kind": "person"},
            appearances=[{"source": {**SOURCE, "key": f"page{number}"}}],
            reviews=[{"word": "false", "date": "2020"}],
        )
        for number in range(LINES)
    ]
    with counted(engine) as sent:
        import_file(session, a_file(*lines), command_line)
        session.commit()
    own = [one for one in sent if one.startswith(("INSERT INTO appearance", "INSERT INTO review"))]
    assert len(own) <= 2 * LINES
    assert len(sent) - len(own) <= ONCE


def test_garbage_is_looked_for_as_before_once_an_import_ends() -> None:
    usual = gc.get_threshold()
    with seldom_collected():
        assert gc.get_threshold()[0] > usual[0]
    assert gc.get_threshold() == usual
    with suppress(LookupError), seldom_collected():
        raise LookupError
    assert gc.get_threshold() == usual

"""What leaves the desk comes back whole: out, into an empty desk, out again, the same bytes."""

from __future__ import annotations

import json
from contextlib import contextmanager
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings

from desk import chain
from desk.actors import named_actor
from desk.audit import writing_session
from desk.imports import ImportResult, import_file
from models import for_writing, open_engine
from models.terms import Face
from tests.desk.importing import a_file, export
from tests.desk.random_files import Line, files

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.orm import Session

    from tests.databases import Databases

EXAMPLES = 12


@contextmanager
def _empty_desk(store: Databases) -> Iterator[Session]:
    url = store.migrated()
    engine = open_engine(url)
    with writing_session(for_writing(engine)) as session:
        yield session
    engine.dispose()
    store.drop(url)


def _take(session: Session, content: bytes) -> ImportResult:
    result = import_file(session, content, named_actor(session, None, Face.COMMAND))
    session.commit()
    return result


@settings(
    max_examples=EXAMPLES, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(lines=files())
def test_whatever_is_imported_goes_out_and_comes_back_the_same(
    store: Databases, lines: list[Line]
) -> None:
    with _empty_desk(store) as first, _empty_desk(store) as second:
        content = a_file(*lines)
        assert _take(first, content).changed
        assert not _take(first, content).changed
        written = export(first)
        assert [json.loads(line)["key"] for line in written.split("\n") if line] == sorted(
            line["key"] for line in lines
        )
        _take(second, written.encode())
        assert export(second) == written
        assert not _take(second, written.encode()).changed
        assert list(chain.faults(first)) == []

"""What leaves the desk comes back whole: out, into an empty desk, out again, the same bytes."""

from __future__ import annotations

import json
from contextlib import contextmanager
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from sqlalchemy import select

from desk.actors import named_actor
from desk.appearances import remove_appearance
from desk.history import chain
from desk.history.audit import writing_session
from desk.importing.imports import ImportResult, import_file
from desk.source_drafts import HOPS
from models import Statement, for_writing, open_engine
from models.terms import Face
from tests.desk.importing import a_file, export
from tests.desk.random_files import Line, files

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.orm import Session

    from tests.databases import Databases

EXAMPLES = 12


@contextmanager
def empty_desk(store: Databases) -> Iterator[Session]:
    """Yield a session for deeds on a desk of its own that holds nothing yet."""
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
    with empty_desk(store) as first, empty_desk(store) as second:
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


def test_several_appearances_with_long_chains_come_back_the_same(store: Databases) -> None:
    """Three sources, one of them without a chain, one with as many hops as there may be."""
    stub = {
        "key": "wire",
        "type": "article",
        "title": "Wire",
        "title_supplied": True,
        "seen": False,
    }
    hops = [{"name": f"Agency {n}", "verb": "quoted by"} for n in range(HOPS - 1)]
    works = [{"key": f"s{n}", "type": "webpage", "title": f"Work {n}"} for n in range(3)]
    line = {
        "key": "o1",
        "form": "indirect",
        "claim": "Nothing was ceded.",
        "speaker": {"key": "m", "name": "Mattis", "kind": "person"},
        "appearances": [
            {"source": works[0], "heard": "via", "relays": [{"name": "Wire", "source": stub}]},
            {"source": works[1] | {"published": "2017-09-18"}, "locator": {"page": "A4"}},
            {"source": works[2], "heard": "via", "relays": [{"name": "W", "source": stub}, *hops]},
        ],
    }
    with empty_desk(store) as first, empty_desk(store) as second:
        assert _take(first, a_file(line)).changed
        written = export(first)
        assert json.loads(written)["appearances"][2]["relays"][1:] == hops
        _take(second, written.encode())
        assert export(second) == written


def test_what_was_taken_off_leaves_a_record_that_still_comes_back(store: Databases) -> None:
    """The places of the appearances close ranks, so that a later import writes past none."""
    works = [{"key": f"s{n}", "type": "webpage", "title": f"Work {n}"} for n in range(3)]
    line = {
        "key": "o1",
        "form": "indirect",
        "claim": "Nothing was ceded.",
        "speaker": {"key": "m", "name": "Mattis", "kind": "person"},
        "appearances": [{"source": work} for work in works],
    }
    with empty_desk(store) as desk:
        _take(desk, a_file(line))
        statement = desk.scalars(select(Statement)).one()
        by = named_actor(desk, None, Face.COMMAND)
        middle = statement.appearances[1]
        remove_appearance(desk, middle.id, statement.version, "Not in there.", by)
        desk.commit()
        again = import_file(desk, a_file(line), by, update=True)
        desk.commit()
        assert again.updated == ["o1"]
        assert json.loads(export(desk))["appearances"] == json.loads(a_file(line))["appearances"]

"""A file imported in great strokes and line by line, and what each way leaves behind."""

from __future__ import annotations

import json
import re
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from desk.actors import named_actor
from desk.history import chain
from desk.history.audit import writing_session
from desk.importing.files import import_opened, open_file
from desk.importing.imports import ImportOptions, NamedFile, import_read
from desk.read_models.checking import differences
from desk.readers.formats import read_file
from models import Base, for_writing, open_engine
from models.terms import Face

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.orm import Session

    from desk.importing.imports import ImportResult
    from tests.databases import Databases

#: What is another each time, and what is given in another order.
_CHANCE = frozenset({"id", "at", "salt", "created_at", "decided_at", "recheck_at"})
_DIGESTS = ("_digest", "hash")
_MADE_UP = re.compile("01[0-9a-z]{24}")
_NAMED = ("account", "speaker", "source", "topic", "statement", "link")
Told = dict[str, list[str]]


def by_line(session: Session, content: bytes, name: str, *, update: bool = False) -> ImportResult:
    """Import a file line by line, and commit."""
    read, options = read_file(content, name), ImportOptions(update=update)
    file = NamedFile("0" * 64, name)
    result = import_read(session, read, _by(session), options, file)
    session.commit()
    return result


def in_bulk(session: Session, content: bytes, name: str, *, update: bool = False) -> ImportResult:
    """Import a file in great strokes, and commit; raises ByLineError where it cannot be."""
    options = ImportOptions(update=update)
    opened = open_file(BytesIO(content), name, options=options)
    assert opened.bulk is not None
    result = import_opened(session, opened, _by(session), options)
    session.commit()
    return result


def told(result: ImportResult) -> dict[str, Any]:
    """Return what an import tells of itself, but for keys that were made up."""
    names = ("made", "matched", "updated", "links", "faults", "rows", "dropped")
    found = {name: list(getattr(result, name)) for name in names}
    found["links"] = [_MADE_UP.sub("made up", key) for key in result.links]
    return found | {"counts": result.counts}


def record(session: Session) -> Told:
    """Return every row of the desk, with names in place of numbers and of keys that were made up."""
    rows = {
        table.name: [row._asdict() for row in session.execute(select(table)).all()]
        for table in Base.metadata.sorted_tables
    }
    names = {table: {row["id"]: _name(table, row) for row in rows[table]} for table in _NAMED}
    found = {row["id"]: (row["statement_id"], row["position"]) for row in rows["appearance"]}
    names["appearance"] = {number: str(place) for number, place in found.items()}
    return {
        table.name: sorted(
            json.dumps(_row(table.name, row, names), sort_keys=True, default=str)
            for row in rows[table.name]
        )
        for table in Base.metadata.sorted_tables
        if table.name not in {"event_head", "event"}
    } | {"event": [_event(row) for row in rows["event"]]}


def _name(table: str, row: dict[str, Any]) -> str:
    named = row.get("name") or row.get("email") or row.get("title")
    return _MADE_UP.sub("made up", f"{table} {named or row['key']}")


def _row(table: str, row: dict[str, Any], names: dict[str, dict[int, str]]) -> dict[str, Any]:
    kept = {
        name: value
        for name, value in row.items()
        if name not in _CHANCE and not name.endswith(_DIGESTS)
    }
    if table == "event_record":
        kept["subject_id"] = names[row["subject_type"]][row["subject_id"]]
    if table == "conflict_place":
        # Numbers are taken from a sequence a thousand at a time.
        kept["link_id"] = names["link"][kept["link_id"]]
    for column in Base.metadata.tables[table].columns:
        for key in column.foreign_keys:
            if kept.get(column.name) is not None and key.column.table.name in names:
                kept[column.name] = names[key.column.table.name][kept[column.name]]
    if table in {"topic", "speaker", "source", "link"}:
        kept.pop("key")
    if table == "topic" and row["slug"] == row["key"]:
        kept.pop("slug")
    return kept


def _event(row: dict[str, Any]) -> str:
    after = json.loads(row["after"]) if row["after"] else {}
    parties = len(after.pop("speakers_and_sources", []))
    after.pop("sha256", None)
    told = json.dumps([row["seq"], row["tag"], row["face"], after, parties], sort_keys=True)
    return _MADE_UP.sub("made up", told)


def _by(session: Session) -> Any:  # noqa: ANN401 -- an actor
    return named_actor(session, None, Face.COMMAND)


@contextmanager
def two_desks(store: Databases) -> Iterator[tuple[Session, Session]]:
    """Yield sessions for deeds on two desks that hold nothing yet."""
    urls = [store.migrated(), store.migrated()]
    engines = [for_writing(open_engine(url)) for url in urls]
    with writing_session(engines[0]) as one, writing_session(engines[1]) as other:
        yield one, other
    for engine, url in zip(engines, urls, strict=True):
        engine.dispose()
        store.drop(url)


def same_both_ways(
    store: Databases, *contents: bytes, name: str = "case.jsonl", update: bool = False
) -> None:
    """Import files one after the other, the last of them both ways, and compare the outcome."""
    *before, content = contents
    with two_desks(store) as (one, other):
        for earlier in before:
            by_line(one, earlier, "before.jsonl")
            by_line(other, earlier, "before.jsonl")
        first = by_line(one, content, name, update=update)
        second = in_bulk(other, content, name, update=update)
        assert told(second) == told(first)
        assert record(other) == record(one)
        assert list(chain.faults(other)) == []
        assert not any(differences(other).values())

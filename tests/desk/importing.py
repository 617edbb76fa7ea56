"""Files in our exchange format for tests, and what leaves the desk again."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from desk.exports import chosen
from desk.importing.imports import ImportResult, import_file
from desk.readers.faults import ImportRefusedError
from models import Statement
from tests.citations.writing import text_of

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from desk.actors import Actor

SOURCE: dict[str, Any] = {"key": "cnn-report", "type": "article-newspaper", "title": "The outpost"}


def a_line(key: str | None = "s1", **parts: object) -> dict[str, Any]:
    """Return a line with a verbatim statement, or as the parts have it; None leaves a key out."""
    known: dict[str, object] = {
        "key": key,
        "quote": "We have not ceded any of the ground.",
        "form": "direct",
        "speaker": {"key": "mattis", "name": "James Mattis", "kind": "person"},
        "appearances": [{"source": SOURCE}],
    }
    return {name: value for name, value in (known | parts).items() if value is not None}


def a_link(to: str, relation: str = "contradicts", **parts: object) -> dict[str, object]:
    """Return a confirmed link to another statement, or as the parts have it."""
    known = {"key": f"to-{to}", "to": to, "relation": relation, "rationale": "Both of one outpost."}
    return known | {"status": "confirmed"} | parts


def a_file(*lines: object) -> bytes:
    """Return the lines as a file."""
    return b"".join(json.dumps(line, ensure_ascii=False).encode() + b"\n" for line in lines)


def bring(
    session: Session, by: Actor, *lines: object, update: bool = False, keep_good: bool = False
) -> ImportResult:
    """Import the lines and commit."""
    result = import_file(session, a_file(*lines), by, update=update, keep_good=keep_good)
    session.commit()
    return result


def export(session: Session) -> str:
    """Return everything as it leaves the desk in our exchange format."""
    ids = session.scalars(select(Statement.id)).all()
    written = text_of("jsonl", chosen(session, ids))
    session.rollback()
    return written


def refused(
    session: Session, content: bytes, by: Actor, *, update: bool = False
) -> list[tuple[int, str, str]]:
    """Return line, field and reason of each fault of a refused file, of which nothing was stored."""
    before = export(session)
    try:
        import_file(session, content, by, update=update)
    except ImportRefusedError as error:
        session.rollback()
        assert export(session) == before
        return [(fault.line, fault.field, fault.reason) for fault in error.faults]
    raise AssertionError(content)

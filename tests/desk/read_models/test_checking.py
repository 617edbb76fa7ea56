"""Each row that differs from the record is found, in whatever is held ready beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, func, select, update

from desk.history import filing
from desk.read_models import search_index
from desk.read_models.checking import differences
from models import Event, StatementText, event_record
from models.indexing import is_whole
from tests.desk.drafting import log
from tests.desk.speaking import GENERAL, MATTIS, merge

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Engine
    from sqlalchemy.orm import Session

    from desk.actors import Actor

FOUND, FILED = "what statements are found by", "which records an event tells of"
_UNGUARDED = {
    "sqlite": ("DROP TRIGGER event_record_is_not_deleted",),
    "postgresql": ("ALTER TABLE event_record DISABLE TRIGGER USER",),
}
_ASTRAY = {
    "sqlite": (
        """
        INSERT INTO statement_words (statement_words, rowid, body, facets)
        SELECT 'delete', place, body, facets FROM statement_text WHERE statement_id = 1
        """,
    ),
    "postgresql": (
        "ALTER TABLE statement_text ALTER COLUMN vector DROP EXPRESSION",
        "UPDATE statement_text SET vector = to_tsvector('simple', 'else') WHERE statement_id = 1",
    ),
}


def _done(session: Session, steps: Mapping[str, tuple[str, ...]]) -> None:
    for step in steps[session.get_bind().dialect.name]:
        session.connection().exec_driver_sql(step)


def _wrong(session: Session) -> dict[str, int]:
    return {name: rows for name, rows in differences(session).items() if rows}


def test_each_part_of_what_a_statement_is_found_by_is_compared(at_tanf: Session) -> None:
    assert _wrong(at_tanf) == {}
    first, other, third, last = at_tanf.scalars(select(StatementText.statement_id).limit(4)).all()
    for number, changed in (
        (first, {"body": "else"}),
        (other, {"facets": "ßall"}),
        (third, {"place": StatementText.place + 1}),
    ):
        told = update(StatementText).where(StatementText.statement_id == number)
        at_tanf.execute(told.values(changed))
    assert _wrong(at_tanf) == {FOUND: 3}
    at_tanf.execute(delete(StatementText).where(StatementText.statement_id == last))
    assert _wrong(at_tanf) == {FOUND: 4}
    count = at_tanf.scalar(select(func.count()).select_from(StatementText))
    assert search_index.rebuild(at_tanf) == (count or 0) + 1
    assert _wrong(at_tanf) == {}


def test_an_index_over_other_words_is_found(at_tanf: Session, engine: Engine) -> None:
    at_tanf.commit()
    assert is_whole(engine)
    _done(at_tanf, _ASTRAY)
    if engine.dialect.name == "postgresql":
        assert _wrong(at_tanf) == {FOUND: 1}
        return
    at_tanf.commit()
    # The rows are as they ought to be: it is the index that is not.
    assert _wrong(at_tanf) == {}
    at_tanf.rollback()
    assert not is_whole(engine)
    search_index.rebuild(at_tanf)
    at_tanf.commit()
    assert is_whole(engine)


def test_what_is_indexed_after_a_rebuild_is_found(writing: Session, checker: Actor) -> None:
    log(writing, checker)
    search_index.rebuild(writing)
    log(writing, checker, quote="We gave up the outpost.")
    assert _wrong(writing) == {}
    writing.commit()
    engine = writing.get_bind()
    assert is_whole(engine.engine)


def test_an_import_filed_under_too_much_or_too_little_is_found(at_tanf: Session) -> None:
    (seq,) = at_tanf.scalars(select(Event.seq))
    nowhere = {"subject_type": "statement", "subject_id": 4_000_000, "seq": seq}
    at_tanf.execute(event_record.insert(), [nowhere, {**nowhere, "seq": seq + 1}])
    assert _wrong(at_tanf) == {FILED: 2}
    _done(at_tanf, _UNGUARDED)
    at_tanf.execute(delete(event_record).where(event_record.c.subject_type == "link"))
    assert _wrong(at_tanf)[FILED] > 2
    filing.file_rest(at_tanf)
    assert _wrong(at_tanf) == {FILED: 2}


def test_a_merger_that_is_not_filed_is_found(writing: Session, checker: Actor) -> None:
    kept = log(writing, checker, speaker=MATTIS)
    other = log(writing, checker, speaker=GENERAL, quote="We gave up the outpost.")
    merge(writing, kept.speaker, other.speaker, checker)
    assert _wrong(writing) == {}
    _done(writing, _UNGUARDED)
    writing.execute(delete(event_record).where(event_record.c.subject_type == "speaker"))
    assert _wrong(writing) == {FILED: 1}
    filing.file_rest(writing)
    assert _wrong(writing) == {}

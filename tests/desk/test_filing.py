"""Events are filed under the records that they tell of, now as by the revision that began it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic import command
from sqlalchemy import func, select

from desk.history.filing import file_under
from desk.history.histories import events_of
from desk.history.subjects import Subject
from models import Event, Link, Source, Speaker, Statement, event_record
from tests.desk.drafting import log
from tests.desk.speaking import GENERAL, MATTIS, merge
from tests.migrating import migrations

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from desk.actors import Actor


def _filed(session: Session) -> set[tuple[str, int, int]]:
    return {(row[0], row[1], row[2]) for row in session.execute(select(event_record))}


def test_an_import_is_filed_under_all_that_it_brought(at_tanf: Session) -> None:
    (seq,) = at_tanf.scalars(select(Event.seq))
    kinds: list[type[Statement | Link | Speaker | Source]] = [Statement, Link, Speaker, Source]
    brought = {
        (kind.__tablename__, number, seq)
        for kind in kinds
        for number in at_tanf.scalars(select(kind.id))
    }
    assert _filed(at_tanf) == brought


def test_older_events_are_filed_by_the_revision(
    at_tanf: Session, checker: Actor, database_url: str
) -> None:
    kept = log(at_tanf, checker, speaker=MATTIS)
    other = log(at_tanf, checker, speaker=GENERAL, quote="We gave up the outpost.")
    merge(at_tanf, kept.speaker, other.speaker, checker)
    at_tanf.commit()
    filed, into = _filed(at_tanf), kept.speaker.id
    seq = at_tanf.scalar(select(func.max(Event.seq)))
    assert ("speaker", into, seq) in filed
    at_tanf.rollback()
    command.downgrade(migrations(database_url), "0011")
    command.upgrade(migrations(database_url), "head")
    assert _filed(at_tanf) == filed


def test_what_is_filed_is_told_in_the_history(writing: Session, checker: Actor) -> None:
    first = log(writing, checker)
    other = log(writing, checker, quote="We gave up the outpost.")
    brought = writing.scalars(select(Event).order_by(Event.seq.desc())).first()
    assert brought is not None
    file_under(writing, brought.seq, {"statement": [first.id]})
    subject = Subject("statement", first.id, first.key)
    # It changed no row of the first, and is no import: it is found and passed over.
    assert [line.seq for line in events_of(writing, subject).events.rows] == [1]
    assert _filed(writing) == {("statement", first.id, brought.seq)}
    assert other.id != first.id

"""How many statements there are, as it is kept ready, against the record and for whoever looks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, select, update

from desk.read_models import counters, restricted
from desk.sight import NOBODY, look_as
from models import Source, Speaker, Statement, StatementCount, Topic
from models.conflict import Found
from models.terms import StatementStatus
from tests.desk.drafting import log, withdraw
from tests.desk.speaking import GENERAL, MATTIS, merge

if TYPE_CHECKING:
    import pytest
    from sqlalchemy.orm import Session

    from desk.actors import Actor

LOGGED = (StatementStatus.LOGGED,)


def _of(session: Session, found: Found, number: int) -> int:
    return counters.counts(session, found, [number])[number]


def test_an_import_is_counted_and_what_differs_is_counted_anew(at_tanf: Session) -> None:
    ids = at_tanf.scalars(select(Statement.id)).all()
    assert _of(at_tanf, Found.ALL, 0) == len(ids)
    assert counters.differences(at_tanf) == 0
    at_tanf.execute(update(StatementCount).values(statements=StatementCount.statements + 1))
    at_tanf.execute(delete(StatementCount).where(StatementCount.found == Found.TOPIC))
    assert counters.differences(at_tanf) > 0
    counters.rebuild(at_tanf)
    assert counters.differences(at_tanf) == 0


def test_what_is_gathered_is_counted_once_and_written_before_it_grows(
    at_tanf: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(counters, "_GATHERED", 2)
    before = _of(at_tanf, Found.ALL, 0)
    counting = counters.Counting(at_tanf.connection())
    everything, source = (int(Found.ALL), 0, "logged"), (int(Found.SOURCE), 1, "logged")
    counting.add([[everything, source]])
    assert _of(at_tanf, Found.ALL, 0) == before
    counting.add([[everything, (int(Found.SPEAKER), 1, "logged")], [everything]])
    assert _of(at_tanf, Found.ALL, 0) == before + 3
    counting.add([[everything]])
    counting.write()
    counting.write()
    assert _of(at_tanf, Found.ALL, 0) == before + 4


def test_what_is_withdrawn_or_merged_counts_elsewhere(writing: Session, checker: Actor) -> None:
    first = log(writing, checker, speaker=MATTIS, topics=("At Tanf",))
    other = log(writing, checker, speaker=GENERAL, quote="We gave up the outpost.")
    topic, source = first.topics[0].id, first.appearances[0].source_id
    assert [_of(writing, Found.TOPIC, topic), _of(writing, Found.SOURCE, source)] == [1, 2]
    kept, gone = first.speaker, other.speaker
    merge(writing, kept, gone, checker)
    counted = counters.counts(writing, Found.SPEAKER, [kept.id, gone.id], LOGGED)
    assert counted == {kept.id: 2, gone.id: 0}
    withdraw(writing, first, checker)
    assert counters.counts(writing, Found.SPEAKER, [kept.id], LOGGED) == {kept.id: 1}
    assert _of(writing, Found.SPEAKER, kept.id) == 2
    assert counters.differences(writing) == 0


def test_what_is_hidden_from_who_looks_is_not_counted(at_tanf: Session) -> None:
    secret = at_tanf.scalars(select(Topic).order_by(Topic.id)).first()
    assert secret is not None
    secret.restricted = True
    restricted.rebuild(at_tanf)
    numbers = {
        found: at_tanf.scalars(select(kind.id)).all()
        for found, kind in (
            (Found.SPEAKER, Speaker),
            (Found.SOURCE, Source),
            (Found.TOPIC, Topic),
        )
    }
    look_as(at_tanf, NOBODY)
    left = at_tanf.scalars(select(Statement)).all()
    assert _of(at_tanf, Found.ALL, 0) == len(left)
    counted = counters.counts(at_tanf, Found.SPEAKER, numbers[Found.SPEAKER])
    for number, n in counted.items():
        assert n == sum(one.speaker_id == number for one in left)
    assert counters.counts(at_tanf, Found.TOPIC, [secret.id]) == {secret.id: 0}
    of_topics = counters.counts(at_tanf, Found.TOPIC, numbers[Found.TOPIC])
    for number, n in of_topics.items():
        assert n == sum(number in {topic.id for topic in one.topics} for one in left)

"""What leaves the desk: the selection, nothing that points outside it, and a line in the ledger."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import TYPE_CHECKING

import pytest
from pydantic import ValidationError
from sqlalchemy import select

from desk import exports
from desk.exports import Selection
from desk.references import id_of
from desk.refusals import MissingError
from models import Export, Link, Source, Speaker, Statement, Topic, exported_statement
from models.terms import Face
from tests.desk.drafting import withdraw
from tests.desk.importing import SOURCE, a_line, a_link, bring

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from desk.actors import Actor
    from models.records import StatementRecord

TODAY = date(2026, 9, 1)


def _keys(session: Session, **selection: object) -> list[str]:
    ids = exports.chosen_ids(session, Selection.model_validate(selection), TODAY)
    return [statement.key for statement in exports.chosen(session, ids)]


def _only(session: Session, key: str) -> StatementRecord:
    [statement] = exports.chosen(session, [id_of(session, Statement, key)])
    return statement


def test_nothing_chosen_means_every_logged_statement(at_tanf: Session, checker: Actor) -> None:
    assert len(_keys(at_tanf)) == 28
    at_tanf.rollback()
    withdraw(at_tanf, at_tanf.get_one(Statement, id_of(at_tanf, Statement, "o2")), checker)
    keys = _keys(at_tanf)
    assert len(keys) == 27
    assert keys == sorted(keys)


def test_chosen_statements_stand_once_each(at_tanf: Session) -> None:
    ids = [id_of(at_tanf, Statement, key) for key in ("o2", "o1", "o2")]
    assert exports.chosen_ids(at_tanf, Selection(statement=tuple(ids)), TODAY) == ids[:2]
    assert _keys(at_tanf, statement=ids) == ["o1", "o2"]


@pytest.mark.parametrize(
    ("kind", "reference", "keys"),
    [
        (Link, "o3-contradicts-o2", ["o2", "o3"]),
        (Speaker, "muallem", ["b7"]),
        (Source, "breach", ["b1", "b2", "b3", "b4", "b5", "b6", "b7", "b8", "b9"]),
    ],
)
def test_a_link_speaker_or_source_chooses_its_statements(
    at_tanf: Session, kind: type[Link | Speaker | Source], reference: str, keys: list[str]
) -> None:
    chosen = {kind.__tablename__: id_of(at_tanf, kind, reference)}
    assert _keys(at_tanf, **chosen) == keys


def test_a_topic_and_a_report_choose_their_statements(at_tanf: Session) -> None:
    topic = at_tanf.scalars(select(Topic.id)).one()
    assert len(_keys(at_tanf, topic=topic)) == 28
    assert _keys(at_tanf, report={}) == ["b5", "b7", "o1", "o15", "o2", "o3", "o4", "o7"]


@pytest.mark.parametrize("selection", [{"statement": (4711,)}, {"link": 4711}])
def test_what_is_not_there_cannot_leave(at_tanf: Session, selection: dict[str, object]) -> None:
    with pytest.raises(MissingError):
        exports.chosen_ids(at_tanf, Selection.model_validate(selection), TODAY)


def test_a_selection_has_known_parts() -> None:
    with pytest.raises(ValidationError):
        Selection.model_validate({"colour": "blue"})


def test_a_source_is_cited_alone_unless_it_is_named_beside_more() -> None:
    assert Selection(source=5).work == Selection(source=5, speaker=1).work == 5
    assert Selection().work is None
    more: list[dict[str, object]] = [{"statement": (1,)}, {"link": 1}, {"set": 1}, {"report": {}}]
    assert not any(Selection.model_validate({"source": 5} | one).work for one in more)


def test_links_that_point_outside_the_selection_are_left_out(at_tanf: Session) -> None:
    ids = [id_of(at_tanf, Statement, key) for key in ("o1", "o2")]
    for statement in exports.chosen(at_tanf, ids):
        assert [link.key for link in statement.links] == ["o1-contradicts-o2"]


def test_a_part_of_the_desk_can_be_brought_to_an_empty_one(writing: Session, admin: Actor) -> None:
    notice = {"kind": "corrected", "note": "The date.", "touches": ["s1", "s2"]}
    found = [{"source": SOURCE | {"notices": [notice]}}]
    hop = {"name": "Reuters", "source": SOURCE | {"notices": [notice]}}
    other = {"key": "other", "type": "webpage", "title": "Other"}
    through = [{"source": other, "relays": [hop]}]
    asked = [{"whom": "M", "answer": "s2"}]
    bring(
        writing,
        admin,
        a_line("s1", appearances=found, reply_requests=asked, links=[a_link("s2")]),
        a_line("s2", appearances=found),
        a_line("s3", appearances=through),
    )
    alone = _only(writing, "s1")
    assert (alone.links, alone.reply_requests[0].whom) == ((), "M")
    assert alone.reply_requests[0].answer is None
    assert alone.appearances[0].source.notices[0].touches == ("s1",)
    hop_source = _only(writing, "s3").appearances[0].relays[0].source
    assert hop_source
    assert (hop_source.notices[0].note, hop_source.notices[0].touches) == ("The date.", ())


def test_what_left_stands_in_the_ledger(at_tanf: Session, checker: Actor) -> None:
    ids = list(exports.chosen_ids(at_tanf, Selection(), TODAY))[:3]
    export = Export(format="ris", scope={"statement": ids}, to_whom="the print desk")
    exports.record_export(at_tanf, ids, export, exports.digest_of(b"TY  - NEWS"), checker)
    at_tanf.commit()
    [row] = at_tanf.scalars(select(Export))
    assert (row.account_id, row.face, row.format) == (checker.account_id, Face.PAGE, "ris")
    assert row.sha256 == hashlib.sha256(b"TY  - NEWS").hexdigest()
    left = at_tanf.scalars(select(exported_statement.c.statement_id))
    assert sorted(left) == sorted(ids)


def test_a_selection_may_be_greater_than_one_question_can_hold(at_tanf: Session) -> None:
    ids = range(1, 70_001)
    assert len(list(exports.chosen(at_tanf, ids))) == 28
    with pytest.raises(MissingError):
        exports.chosen_ids(at_tanf, Selection(statement=tuple(ids)), TODAY)


def test_an_empty_export_is_in_the_ledger_too(writing: Session, checker: Actor) -> None:
    nothing = exports.digest_of(b"")
    exports.record_export(writing, [], Export(format="csv", scope={}), nothing, checker)
    writing.commit()
    assert len(list(writing.scalars(select(Export)))) == 1

"""A part of an export, and lines that lean on lines that are refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select

from desk.exports import chosen
from desk.importing.imports import import_file
from models import Notice, ReplyRequest, Statement
from models.terms import Imported, Verdict
from tests.citations.writing import text_of
from tests.desk.drafting import history
from tests.desk.importing import SOURCE, a_file, a_line, a_link, bring, export

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from desk.actors import Actor
    from desk.importing.rows import ImportRow


def _part(session: Session, *keys: str) -> bytes:
    ids = session.scalars(select(Statement.id).where(Statement.key.in_(keys))).all()
    written = text_of("jsonl", chosen(session, ids)).encode()
    session.rollback()
    return written


def _rows(rows: Sequence[ImportRow]) -> list[tuple[int, Imported, Verdict]]:
    return [(row.line, row.what, row.verdict) for row in rows]


def test_a_part_of_an_export_comes_back_without_a_change(writing: Session, admin: Actor) -> None:
    noticed = SOURCE | {"notices": [{"kind": "corrected", "touches": ["s1", "s2"]}]}
    asked = [{"whom": "The Pentagon", "answer": "s2"}, {"whom": "CNN"}]
    bring(
        writing,
        admin,
        a_line("s1", appearances=[{"source": noticed}], reply_requests=asked),
        a_line("s2", appearances=[{"source": noticed}]),
    )
    before, events = export(writing), len(history(writing))
    part = _part(writing, "s1")
    assert b"s2" not in part
    for update in (False, True):
        result = import_file(writing, part, admin, update=update)
        writing.commit()
        assert (result.changed, result.matched) == (False, ["s1"])
    changed = part.replace(b"not ceded", b"never ceded")
    assert import_file(writing, changed, admin, update=True).updated[0] == "s1"
    writing.commit()
    assert export(writing) == before.replace("not ceded", "never ceded", 1)
    assert writing.scalar(select(func.count()).select_from(Notice)) == 1
    answers = list(writing.scalars(select(ReplyRequest.answer_id).order_by(ReplyRequest.id)))
    assert [answer is not None for answer in answers] == [True, False]
    assert len(history(writing)) == events + 1


def test_a_line_that_leans_on_a_refused_one_is_left_out_and_so_is_what_leans_on_it(
    writing: Session, admin: Actor
) -> None:
    lines = (
        a_line("s1", links=[a_link("nowhere")]),
        a_line("s2", links=[a_link("s1", key="l1")]),
        a_line("s3", reply_requests=[{"whom": "M", "answer": "s2"}]),
        a_line("s4"),
    )
    result = bring(writing, admin, *lines, keep_good=True)
    assert result.made == ["s4"]
    assert [(fault.line, fault.left_out) for fault in result.faults] == [
        (1, False),
        (2, True),
        (3, True),
    ]
    assert "which line 2 does not bring" in result.faults[2].reason
    assert result.counts["statement"] == {"made": 1, "refused": 1, "left_out": 2}


def test_a_long_chain_of_lines_is_gone_through_once(writing: Session, admin: Actor) -> None:
    lines = [a_line(f"s{n}", links=[a_link(f"s{n - 1}", key=f"l{n}")]) for n in range(60)]
    result = bring(writing, admin, *lines, keep_good=True)
    assert result.made == []
    assert len(result.faults) == 60


def test_rows_stand_in_the_order_of_the_file_and_name_each_party_once(
    writing: Session, admin: Actor
) -> None:
    bring(writing, admin, a_line("s2"))
    lines = a_line("s1", links=[a_link("s2")]), a_line("s2"), a_line("bad", colour="red")
    result = import_file(writing, a_file(*lines), admin, keep_good=True)
    assert _rows(result.rows) == [
        (1, Imported.STATEMENT, Verdict.MADE),
        (1, Imported.SOURCE, Verdict.MATCHED),
        (1, Imported.SPEAKER, Verdict.MATCHED),
        (1, Imported.LINK, Verdict.MADE),
        (2, Imported.STATEMENT, Verdict.MATCHED),
        (3, Imported.STATEMENT, Verdict.REFUSED),
    ]
    assert result.rows[0].text == "James Mattis: We have not ceded any of the ground."
    assert (result.rows[-1].field, result.rows[-1].why[:16]) == ("colour", "this key is unkn")


def test_an_update_says_what_is_new(writing: Session, admin: Actor) -> None:
    bring(writing, admin, a_line(links=[a_link("s2")]), a_line("s2"))
    speaker = {"key": "mattis", "name": "Jim Mattis", "kind": "person"}
    changed = a_line(
        quote="None.",
        links=[a_link("s2", rationale="Another.")],
        speaker=speaker,
        appearances=[{"source": SOURCE | {"title": "The base"}}],
    )
    rows = bring(writing, admin, changed, a_line("s2") | {"speaker": speaker}, update=True).rows
    assert [(str(row.what), row.why) for row in rows if row.verdict is Verdict.UPDATED][:4] == [
        ("statement", "quote is new"),
        ("source", "title is new"),
        ("speaker", "name is new"),
        ("link", "rationale is new"),
    ]


def test_what_a_file_makes_is_counted_by_kind(writing: Session, admin: Actor) -> None:
    result = bring(writing, admin, *(a_line(f"s{n}") for n in range(3)))
    assert result.counts == {
        "statement": {"made": 3},
        "source": {"made": 1},
        "speaker": {"made": 1},
    }

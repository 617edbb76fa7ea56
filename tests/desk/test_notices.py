"""A source's corrections reach what rests on it, and ask for another look at its links."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from desk import contradictions, notices
from desk.board import board
from desk.decisions import settle_recheck
from desk.link_drafts import DecisionDraft
from desk.notices import PlacedNotice
from desk.refusals import MissingError, RefusedError, StaleError
from desk.scopes import ReportScope
from models import Appearance, Link, Notice, Source, Statement
from tests.desk.drafting import confirm, found, history, log, one_event, propose, told
from tests.desk.importing import SOURCE, a_line, a_link, bring

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from desk.actors import Actor

CNN = {"type": "article-newspaper", "title": "The outpost", "container_title": "CNN"}
WIRE = {"type": "article-newspaper", "title": "Wire", "publisher": "Reuters", "seen": False}
PLACED = {"kind": "corrected", "date": "2017-09-19", "note": "the outpost was not closed"}
WHY = "CNN corrected its report on 19 September 2017: the outpost was not closed"


def _draft(**parts: object) -> PlacedNotice:
    return PlacedNotice.model_validate(PLACED | parts)


@pytest.fixture
def pair(writing: Session, checker: Actor, reviewer: Actor) -> Link:
    """A confirmed contradiction: one side in CNN, the other one in a paper, citing Reuters."""
    relays = [{"name": "Reuters", "source": WIRE}]
    one = log(writing, checker, appearance=found(source=CNN))
    other = {"type": "webpage", "title": "Another", "url": "https://example.org/another"}
    said = log(writing, checker, quote="We left.", appearance=found(source=other, relays=relays))
    return confirm(writing, propose(writing, one, said, checker), reviewer)


def _source(session: Session, title: str = "The outpost") -> Source:
    return session.scalars(select(Source).where(Source.title == title)).one()


def _place(session: Session, by: Actor, title: str = "The outpost", **parts: object) -> Notice:
    notice = notices.place_notice(session, _source(session, title).id, _draft(**parts), by)
    session.commit()
    return notice


def test_a_notice_asks_for_another_look_at_what_rests_on_it(
    writing: Session, pair: Link, reviewer: Actor
) -> None:
    assert contradictions.counts(writing, ReportScope()).unresolved == 1
    with one_event(writing, "notice:place") as left:
        notices.place_notice(writing, _source(writing).id, _draft(), reviewer)
    assert (left[0].subject_type, left[0].subject_id) == ("source", _source(writing).id)
    assert (pair.recheck, pair.recheck_why) == (True, WHY)
    counts = contradictions.counts(writing, ReportScope())
    assert (counts.unresolved, counts.recheck) == (0, 1)
    [waiting] = board(writing).rechecks.pairs
    assert (waiting.id, waiting.corrected) == (pair.id, True)
    assert waiting.first.notices or waiting.second.notices


def test_a_looked_at_link_counts_again_and_the_pair_stays_marked(
    writing: Session, pair: Link, reviewer: Actor
) -> None:
    _place(writing, reviewer)
    settle_recheck(writing, pair.id, pair.version, DecisionDraft(), reviewer)
    writing.commit()
    assert board(writing).rechecks.pairs == ()
    assert board(writing).newest[0].corrected


def test_a_notice_on_a_stub_reaches_what_came_through_it(
    writing: Session, pair: Link, reviewer: Actor
) -> None:
    notice = _place(writing, reviewer, "Wire", kind="retracted", note=None, date="2017")
    assert [one.appearance.statement_id for one in notice.touched] == [pair.to_id]
    assert pair.recheck_why == "Reuters retracted its report in 2017"


def test_only_chosen_appearances_are_touched(
    writing: Session, pair: Link, checker: Actor, reviewer: Actor
) -> None:
    more = log(writing, checker, quote="Nothing.", appearance={"source_id": _source(writing).id})
    chosen = [more.appearances[0].id]
    notice = _place(writing, reviewer, which="chosen", appearances=chosen)
    assert [one.appearance_id for one in notice.touched] == chosen
    assert not pair.recheck


@pytest.mark.parametrize("which", ["none", "strange", "unknown"])
def test_a_notice_touches_what_rests_on_its_source_alone(
    writing: Session, pair: Link, reviewer: Actor, which: str
) -> None:
    elsewhere = pair.to_statement.appearances[0].id
    chosen = {"none": [], "strange": [elsewhere], "unknown": [4711]}[which]
    with pytest.raises(RefusedError) as refused:
        _place(writing, reviewer, which="chosen", appearances=chosen)
    assert refused.value.field == "appearances"


def test_there_is_no_notice_on_what_is_not_there(writing: Session, reviewer: Actor) -> None:
    with pytest.raises(MissingError):
        notices.place_notice(writing, 4711, _draft(), reviewer)
    with pytest.raises(MissingError):
        notices.remove_notice(writing, 4711, 1, reviewer)


def _settled(session: Session, pair: Link, by: Actor) -> None:
    settle_recheck(session, pair.id, pair.version, DecisionDraft(), by)
    session.commit()


@pytest.mark.parametrize(
    ("change", "again"),
    [({"note": "it was the date"}, True), ({}, False), ({"which": "chosen"}, False)],
)
def test_a_revised_notice_asks_again_if_it_says_something_else(
    writing: Session, pair: Link, checker: Actor, reviewer: Actor, change: object, *, again: bool
) -> None:
    more = log(writing, checker, quote="Nothing.", appearance={"source_id": _source(writing).id})
    notice = _place(writing, reviewer)
    _settled(writing, pair, reviewer)
    parts = {"appearances": [more.appearances[0].id]} | dict(change)  # type: ignore[call-overload]
    with one_event(writing, "notice:revise"):
        notices.revise_notice(writing, notice.id, notice.version, _draft(**parts), reviewer)
    assert pair.recheck is again


def test_an_appearance_more_is_asked_about(
    writing: Session, pair: Link, checker: Actor, reviewer: Actor
) -> None:
    more = log(writing, checker, quote="Nothing.", appearance={"source_id": _source(writing).id})
    notice = _place(writing, reviewer, which="chosen", appearances=[more.appearances[0].id])
    notices.revise_notice(writing, notice.id, notice.version, _draft(), reviewer)
    assert pair.recheck_why == WHY


def test_removing_a_notice_is_recorded_and_settles_nothing(
    writing: Session, pair: Link, reviewer: Actor
) -> None:
    notice = _place(writing, reviewer)
    with one_event(writing, "notice:remove") as left:
        notices.remove_notice(writing, notice.id, notice.version, reviewer)
    before, _after = told(left[0])
    assert next(iter(before["notice"].values()))["note"] == PLACED["note"]
    assert pair.recheck
    assert writing.scalars(select(Notice)).all() == []


def test_two_cannot_change_one_notice(writing: Session, pair: Link, reviewer: Actor) -> None:
    notice = _place(writing, reviewer)
    known = notice.version
    notices.revise_notice(writing, notice.id, known, _draft(note="other"), reviewer)
    writing.commit()
    with pytest.raises(StaleError):
        notices.revise_notice(writing, notice.id, known, _draft(), reviewer)
    with pytest.raises(StaleError):
        notices.remove_notice(writing, notice.id, known, reviewer)
    assert pair.recheck_why == f"{WHY}\n{WHY.replace(PLACED['note'], 'other')}"


def test_a_title_stands_for_an_outlet_nobody_knows(writing: Session, reviewer: Actor) -> None:
    source = Source(type="webpage", title="A leaflet")
    notice = Notice(source=source, kind="retracted", date="2017-09~")
    assert notices.why(notice) == "“A leaflet” was retracted (2017-09~)"
    writing.rollback()
    del reviewer


@pytest.mark.parametrize("touches", [{"touches": ["s1"]}, {}])
def test_an_imported_notice_does_the_same(
    writing: Session, admin: Actor, touches: dict[str, object]
) -> None:
    bring(writing, admin, a_line(links=[a_link("s2")]), a_line("s2"))
    link = writing.scalars(select(Link)).one()
    noticed = SOURCE | {"container_title": None, "notices": [PLACED | touches]}
    lines = [a_line(appearances=[{"source": noticed}]), a_line("s2", links=[a_link("s1")])]
    bring(writing, admin, lines[0], update=True)
    assert link.recheck
    touched = {
        one.appearance.statement.key for one in writing.scalars(select(Notice)).one().touched
    }
    assert touched == ({"s1"} if touches else {"s1", "s2"})
    assert not bring(writing, admin, lines[0]).changed
    assert not bring(writing, admin, lines[0], update=True).changed


def test_a_notice_that_comes_with_a_link_asks_about_it(writing: Session, admin: Actor) -> None:
    noticed = [{"source": SOURCE | {"notices": [PLACED]}}]
    bring(writing, admin, a_line(appearances=noticed), a_line("s2", links=[a_link("s1")]))
    assert writing.scalars(select(Link)).one().recheck


def test_a_confirmed_correction_asks_about_what_rests_on_the_corrected(
    writing: Session, pair: Link, checker: Actor, reviewer: Actor
) -> None:
    better = log(writing, checker, quote="We left one post.", said="2017-09-20")
    link = propose(writing, better, pair.from_statement, checker, relation="corrects")
    assert not pair.recheck
    confirm(writing, link, reviewer)
    assert pair.recheck_why
    assert pair.recheck_why.startswith(
        f"statement {pair.from_id} was corrected by James Mattis on 20 September 2017"
    )
    assert not link.recheck
    [waiting] = board(writing).rechecks.pairs
    side = next(one for one in waiting.sides if one.id == pair.from_id)
    [correction] = side.corrections
    assert (correction.statement_id, correction.own, waiting.corrected) == (better.id, True, True)


def test_an_imported_correction_does_the_same(writing: Session, admin: Actor) -> None:
    bring(writing, admin, a_line(links=[a_link("s2")]), a_line("s2"))
    correction = a_link("s1", "corrects", key="takes-back")
    bring(writing, admin, a_line("s3", links=[correction]))
    waiting = writing.scalars(select(Link).where(Link.recheck.is_(True))).one()
    assert waiting.key == "to-s2"
    assert "was corrected by James Mattis (statement" in (waiting.recheck_why or "")


def test_what_a_link_waits_for_is_said_once(writing: Session, pair: Link, reviewer: Actor) -> None:
    _place(writing, reviewer)
    _place(writing, reviewer)
    assert pair.recheck_why == WHY
    assert len(history(writing)) == 6
    assert writing.scalars(select(Appearance).where(Appearance.id == 1)).one()
    assert writing.scalars(select(Statement)).first()

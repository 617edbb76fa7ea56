"""Whoever decides on a proposal, or looks at the details of an article, is told of by the history."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from desk.history.chain import faults
from desk.history.histories import events_of
from desk.history.subjects import Subject
from desk.proposals.deciding import accept, reject, reopen
from desk.proposals.drafting import draft_of
from desk.proposals.proposed import proposals_of
from desk.proposals.readings import confirm_details
from desk.statements import withdraw_statement
from models.terms import Face
from tests.desk.drafting import history, keep, one_event, told
from tests.desk.proposing import BRIDGE, ROAD, TEXT, read, read_article

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from desk.actors import Actor
    from models import Event


def _row(event: Event) -> tuple[Any, Any]:
    before, after = (side[event.subject_type][str(event.subject_id)] for side in told(event))
    return before, after


def _ids(session: Session, reading_id: int) -> list[int]:
    return [one.id for one in proposals_of(session, reading_id)]


def test_a_rejection_says_who_decided_and_a_way_back_who_had(
    writing: Session, checker: Actor, reviewer: Actor
) -> None:
    proposed = read_article(writing, checker)[0]
    by = replace(checker, face=Face.API)
    with one_event(writing, "proposal:reject") as rejected:
        reject(writing, proposed.id, 1, by)
    with one_event(writing, "proposal:reopen") as back:
        reopen(writing, proposed.id, 2, reviewer)
    waits = {"state": "waiting", "decided_by_id": None}
    gone = {"state": "rejected", "decided_by_id": checker.account_id}
    assert (_row(rejected[0]), _row(back[0])) == ((waits, gone), (gone, waits))
    assert (rejected[0].actor_id, rejected[0].face) == (checker.account_id, Face.API)
    assert (back[0].actor_id, back[0].subject_id) == (reviewer.account_id, proposed.id)
    assert list(faults(writing)) == []


def test_an_accepted_one_that_waits_again_is_told_too(writing: Session, checker: Actor) -> None:
    proposed = read_article(writing, checker)[0]
    made = accept(writing, proposed.id, 1, draft_of(writing, proposed), checker)
    withdraw_statement(writing, made.id, made.version, "Misread.", checker)
    writing.commit()
    with one_event(writing, "proposal:reopen") as back:
        reopen(writing, proposed.id, 2, checker)
    assert _row(back[0])[0] == {"state": "accepted", "decided_by_id": checker.account_id}


def test_who_looked_at_the_details_is_told(
    writing: Session, checker: Actor, reviewer: Actor
) -> None:
    kept = read(writing, keep(writing, checker, TEXT), checker, confirmed=False)
    with one_event(writing, "reading:confirm") as first:
        confirm_details(writing, kept.reading.id, checker)
    with one_event(writing, "reading:confirm") as second:
        confirm_details(writing, kept.reading.id, reviewer)
    who = [{"confirmed_by_id": one} for one in (None, checker.account_id, reviewer.account_id)]
    assert [_row(first[0]), _row(second[0])] == [(who[0], who[1]), (who[1], who[2])]


def test_none_of_it_holds_words_of_the_article(writing: Session, checker: Actor) -> None:
    """What a redaction of the capture blanks is not left behind in the history."""
    kept = read(writing, keep(writing, checker, TEXT), checker, confirmed=False)
    known = len(history(writing))
    confirm_details(writing, kept.reading.id, checker)
    for proposed in _ids(writing, kept.reading.id):
        reject(writing, proposed, 1, checker)
    texts = [f"{event.before}{event.after}" for event in history(writing)[known:]]
    assert len(texts) == 3
    assert not [one for one in texts if BRIDGE in one or ROAD in one or "Bell" in one]


def test_the_history_of_the_source_tells_what_was_decided_there(
    writing: Session, checker: Actor
) -> None:
    capture = keep(writing, checker, TEXT)
    kept = read(writing, capture, checker, confirmed=False)
    other = keep(writing, checker, TEXT, url="https://example.org/other", title="Other")
    elsewhere = read(writing, other, checker, confirmed=False)
    confirm_details(writing, kept.reading.id, checker)
    confirm_details(writing, elsewhere.reading.id, checker)
    first, second = _ids(writing, kept.reading.id)
    reject(writing, first, 1, checker)
    reopen(writing, first, 2, checker)
    reject(writing, second, 1, checker)
    writing.commit()
    lines = events_of(writing, Subject("source", capture.source_id, capture.source.key)).events
    here = [(one.tag, one.subject_id) for one in lines.rows if "source" not in one.tag]
    assert here[:4] == [
        ("proposal:reject", second),
        ("proposal:reopen", first),
        ("proposal:reject", first),
        ("reading:confirm", kept.reading.id),
    ]
    [change] = lines.rows[0].records
    assert ("state", "waiting", "rejected") in [(f.name, f.before, f.after) for f in change.fields]
    assert elsewhere.reading.id not in {one for tag, one in here if tag == "reading:confirm"}

"""An import that is asked to update brings what is known up to date, and no more."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from desk.importing.imports import import_file
from desk.lists import statements as listed
from desk.statement_scopes import StatementScope
from models import Appearance, Link, Speaker, Statement
from models.terms import LinkStatus, QuoteCheck, SpeakerKind
from tests.desk.drafting import history, keep, log
from tests.desk.importing import SOURCE, a_file, a_line, a_link, bring, export, refused

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from desk.actors import Actor

TRANSCRIPT = {"key": "transcript", "type": "webpage", "title": "Transcript"}
CORRECTED = {"kind": "corrected", "date": "2017-09-20", "touches": ["s1"]}


def _statement(session: Session) -> Statement:
    return session.scalars(select(Statement).where(Statement.key == "s1")).one()


@pytest.mark.parametrize(
    "change",
    [
        {"quote": "We have ceded nothing."},
        {"form": "indirect", "quote": None, "claim": "Nothing was ceded."},
        {"topics": ["Euphrates"]},
        {"note": "New."},
        {"status": "withdrawn", "status_reason": "Logged twice."},
        {"translations": [{"language": "fr", "text": "Rien.", "kind": "ours"}]},
        {"speaker": {"key": "rex", "name": "Rex Tillerson", "kind": "person"}},
        {"speaker": {"key": "mattis", "name": "Jim Mattis", "kind": "person"}},
        {"speaker": {"key": "mattis", "name": "a US official", "kind": "unnamed"}},
        {"speaker": {"key": "mattis", "name": "M", "kind": "person", "aliases": ["A", "J"]}},
        {"appearances": [{"source": SOURCE | {"title": "Corrected title"}}]},
        {"appearances": [{"source": SOURCE, "heard": "via", "relays": [{"name": "AP"}]}]},
        {"appearances": [{"source": TRANSCRIPT}]},
        {"appearances": [{"source": TRANSCRIPT}, {"source": SOURCE}]},
        {"appearances": [{"source": SOURCE | {"notices": [CORRECTED]}}]},
        {"reviews": [{"word": "False", "value": 1}]},
        {"reply_requests": [{"whom": "M"}, {"not_sought_because": "He is dead."}]},
    ],
)
@pytest.mark.parametrize("back", [False, True])
def test_an_update_makes_the_record_what_the_file_says(
    writing: Session, admin: Actor, change: dict[str, object], *, back: bool
) -> None:
    plain = a_line("s1", speaker=_with_alias())
    changed = {name: value for name, value in (plain | change).items() if value is not None}
    before, after = (changed, plain) if back else (plain, changed)
    bring(writing, admin, before)
    result = bring(writing, admin, after, update=True)
    assert result.changed
    assert not bring(writing, admin, after).changed
    assert len(history(writing)) == 2
    assert not bring(writing, admin, after, update=True).changed


def _with_alias() -> dict[str, object]:
    aliases = ["Jim", "A"]
    return {"key": "mattis", "name": "James Mattis", "kind": "person", "aliases": aliases}


def test_a_speaker_who_turns_out_unnamed_belongs_to_the_source(
    writing: Session, admin: Actor
) -> None:
    bring(writing, admin, a_line())
    unnamed = {"key": "mattis", "name": "a US official", "kind": "unnamed"}
    bring(writing, admin, a_line(speaker=unnamed), update=True)
    speaker = writing.scalars(select(Speaker)).one()
    assert (speaker.kind, speaker.source_id) == (SpeakerKind.UNNAMED, 1)


def test_an_updated_statement_is_found_by_its_new_words(writing: Session, admin: Actor) -> None:
    bring(writing, admin, a_line())
    bring(writing, admin, a_line(quote="Nothing was surrendered."), update=True)
    for words, found in (("surrendered", 1), ("ceded", 0)):
        assert len(listed(writing, StatementScope(q=words)).rows) == found


def test_an_update_keeps_what_was_captured_and_checks_again(
    writing: Session, checker: Actor, admin: Actor
) -> None:
    statement = log(writing, checker, appearance={"capture_id": keep(writing, checker).id})
    found = writing.scalars(select(Appearance)).one()
    capture, number = found.capture_id, found.id
    content = export(writing).replace("not ceded any", "ceded all").encode()
    assert refused(writing, content, admin)[0][1] == "quote"
    import_file(writing, content, admin, update=True)
    writing.commit()
    assert statement.quote
    assert "ceded all" in statement.quote
    assert (found.id, found.capture_id, found.check) == (number, capture, QuoteCheck.DIFFERS)


def test_an_appearance_that_a_notice_touches_may_go(writing: Session, admin: Actor) -> None:
    noticed = SOURCE | {"notices": [CORRECTED]}
    both = [{"source": TRANSCRIPT}, {"source": noticed}]
    bring(writing, admin, a_line(appearances=both), a_line("s2", appearances=[both[0]]))
    bring(writing, admin, a_line(appearances=[both[0]]), update=True)
    assert len(_statement(writing).appearances) == 1


@pytest.mark.parametrize(
    ("change", "recheck"), [({"quote": "None."}, True), ({"note": "Seen on video."}, False)]
)
def test_a_weighty_update_asks_for_another_look(
    writing: Session, admin: Actor, change: dict[str, object], *, recheck: bool
) -> None:
    bring(writing, admin, a_line(links=[a_link("s2")]), a_line("s2"))
    bring(writing, admin, a_line(links=[a_link("s2")]) | change, update=True)
    assert writing.scalars(select(Link)).one().recheck is recheck


@pytest.mark.parametrize(
    "change",
    [
        {"rationale": "Another."},
        {"relation": "repeats"},
        {"status": "rejected", "reason": "Two outposts."},
        {"status": "proposed"},
        {"same_time": "no", "words": "a", "to_words": "b"},
    ],
)
def test_an_update_makes_a_link_what_the_file_says(
    writing: Session, admin: Actor, change: dict[str, object]
) -> None:
    bring(writing, admin, a_line(links=[a_link("s2")]), a_line("s2"))
    again = a_line(links=[a_link("s2") | change]), a_line("s2")
    assert bring(writing, admin, *again, update=True).updated == ["to-s2"]
    assert not bring(writing, admin, *again, update=True).changed
    assert writing.scalars(select(Link)).one().editor_id == admin.account_id


def test_an_update_by_who_may_not_decide_is_a_proposal(
    writing: Session, admin: Actor, checker: Actor
) -> None:
    bring(writing, admin, a_line(links=[a_link("s2")]), a_line("s2"))
    again = a_line(links=[a_link("s2", rationale="Another.")]), a_line("s2")
    bring(writing, checker, *again, update=True)
    link = writing.scalars(select(Link)).one()
    assert (link.status, link.decider_id, link.rationale) == (
        LinkStatus.PROPOSED,
        None,
        "Another.",
    )


@pytest.mark.parametrize("decided", [LinkStatus.REJECTED, LinkStatus.WITHDRAWN])
def test_an_update_by_who_may_not_decide_brings_no_link_back(
    writing: Session, admin: Actor, checker: Actor, decided: LinkStatus
) -> None:
    gone = a_link("s2") | {"status": decided, "reason": "No."}
    bring(writing, admin, a_line(links=[gone]), a_line("s2"))
    again = a_line(links=[a_link("s2", rationale="Another.")]), a_line("s2")
    [(_, field, reason)] = refused(writing, a_file(*again), checker, update=True)
    assert (field, f"is {decided}; ask a reviewer" in reason) == ("links.status", True)
    link = writing.scalars(select(Link)).one()
    assert (link.status, link.reason) == (decided, "No.")
    assert not bring(writing, checker, a_line(links=[gone]), a_line("s2"), update=True).changed


def test_words_that_are_marked_anew_leave_a_decision_as_it_is(
    writing: Session, admin: Actor, checker: Actor
) -> None:
    bring(writing, admin, a_line(links=[a_link("s2")]), a_line("s2"))
    link = writing.scalars(select(Link)).one()
    link.recheck, link.recheck_why = True, "A video."
    marked = a_line(links=[a_link("s2") | {"words": "ground"}])
    assert bring(writing, checker, marked, a_line("s2"), update=True).changed
    told = (link.status, link.words, link.recheck_why, link.decider_id)
    assert told == (LinkStatus.CONFIRMED, "ground", "A video.", admin.account_id)


def test_an_update_does_not_join_other_statements(writing: Session, admin: Actor) -> None:
    others = a_line("s2"), a_line("s3")
    bring(writing, admin, a_line(links=[a_link("s2")]), *others)
    again = a_line(links=[a_link("s2") | {"to": "s3"}])
    [(_, field, reason)] = refused(writing, a_file(again, *others), admin, update=True)
    assert field == "links.to"
    assert "joins other statements" in reason


def test_an_updated_link_does_not_take_a_pair_that_is_held(writing: Session, admin: Actor) -> None:
    links = [a_link("s2"), a_link("s2", "repeats", key="again")]
    bring(writing, admin, a_line(links=links), a_line("s2"))
    again = a_line(links=[links[0], links[1] | {"relation": "supports"}])
    [(_, field, _)] = refused(writing, a_file(again, a_line("s2")), admin, update=True)
    assert field == "links.relation"

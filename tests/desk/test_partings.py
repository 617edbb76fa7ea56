"""A merger is taken back as far as it can be, and what cannot be taken back is said."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from desk.actors import named_actor
from desk.decisions import settle_recheck
from desk.history import chain
from desk.history.audit import writing_session
from desk.importing.imports import import_file
from desk.link_drafts import DecisionDraft
from desk.lists import statement_ids
from desk.merging.partings import unmerge_speaker
from desk.refusals import RefusedError, StaleError
from desk.statement_scopes import StatementScope
from desk.statements import revise_statement
from models import Speaker, for_writing, open_engine
from models.terms import Face, SpeakerKind
from tests.desk.drafting import a_draft, confirm, history, log, propose, revise
from tests.desk.importing import a_file, export
from tests.desk.random_files import Line, files
from tests.desk.speaking import (
    GENERAL,
    MATTIS,
    OFFICIAL,
    describe,
    identify,
    make,
    merge,
    part,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.orm import Session

    from desk.actors import Actor
    from models import Link
    from tests.databases import Databases


def _a_link(session: Session, checker: Actor, reviewer: Actor) -> Link:
    start = log(session, checker, speaker=MATTIS)
    end = log(session, checker, speaker=GENERAL, quote="We gave up the outpost.")
    return confirm(session, propose(session, start, end, checker), reviewer)


def test_a_parting_leaves_all_as_it_was(writing: Session, checker: Actor, reviewer: Actor) -> None:
    link = _a_link(writing, checker, reviewer)
    kept, other = link.from_statement.speaker, link.to_statement.speaker
    before = export(writing)
    merge(writing, kept, other, checker, reason="One man.")
    assert export(writing) != before
    parting = part(writing, other, checker)
    assert (parting.statements, parting.left) == (1, ())
    assert export(writing) == before
    assert not link.recheck
    assert (other.merged_into_id, other.note) == (None, None)
    assert [event.tag for event in history(writing)][-2:] == ["speaker:merge", "speaker:unmerge"]
    assert list(chain.faults(writing)) == []
    assert list(statement_ids(writing, StatementScope(q="mad dog"))) == [link.to_id]
    assert list(statement_ids(writing, StatementScope(q="jim"))) == [link.from_id]


def test_what_was_logged_or_moved_since_stays_and_is_told(writing: Session, checker: Actor) -> None:
    kept = log(writing, checker, speaker=MATTIS).speaker
    statement = log(writing, checker, speaker=GENERAL, quote="Never.")
    moved = log(writing, checker, speaker_id=statement.speaker_id, speaker=None, quote="Ever.")
    other = statement.speaker
    merge(writing, kept, other, checker)
    later = log(writing, checker, speaker={"name": "Mad Dog"}, quote="Later.")
    somebody = a_draft(quote="Ever.", speaker={"name": "Ryan Dillon"})
    revise_statement(writing, moved.id, moved.version, somebody, checker)
    writing.commit()
    parting = part(writing, other, checker)
    assert statement.speaker is other
    assert (later.speaker, moved.speaker.name) == (kept, "Ryan Dillon")
    assert parting.statements == 1
    assert parting.left == (
        "1 of the statements were given to somebody else since.",
        "1 logged since stay with James Mattis: see whose they are.",
    )


def test_what_was_changed_since_is_not_overwritten(writing: Session, checker: Actor) -> None:
    kept = log(writing, checker, speaker=MATTIS).speaker
    other = log(writing, checker, speaker=GENERAL, quote="Never.").speaker
    merge(writing, kept, other, checker)
    offices = [{"title": "Commander", "organisation": "CENTCOM", "from": "2010", "until": "2013"}]
    describe(
        writing,
        kept,
        checker,
        aliases=["Warrior Monk", "Mad Dog"],
        offices=offices,
        wikidata="Q1",
        speaks_for="the Pentagon",
    )
    parting = part(writing, other, checker)
    assert [name.name for name in kept.names] == ["Warrior Monk"]
    assert (kept.offices, kept.wikidata, kept.speaks_for) == ([], "Q1", None)
    assert (
        parting.left == ("“wikidata” of James Mattis was changed; it stays.",)
        or len(parting.left) == 2
    )


def test_a_link_that_was_settled_since_asks_again(
    writing: Session, checker: Actor, reviewer: Actor
) -> None:
    link = _a_link(writing, checker, reviewer)
    kept, other = link.from_statement.speaker, link.to_statement.speaker
    merge(writing, kept, other, checker)
    settle_recheck(writing, link.id, link.version, DecisionDraft(), reviewer)
    writing.commit()
    part(writing, other, checker)
    assert link.recheck
    assert "parted again" in (link.recheck_why or "")


def test_a_link_that_asked_before_asks_for_the_same_reason(
    writing: Session, checker: Actor, reviewer: Actor
) -> None:
    link = _a_link(writing, checker, reviewer)
    revise(writing, link.from_statement, checker, claim="No ground was given up.")
    asked = link.recheck_why
    assert asked
    merge(writing, link.from_statement.speaker, link.to_statement.speaker, checker)
    assert (link.recheck_why or "").startswith(f"{asked}; ")
    part(writing, writing.get_one(Speaker, 2), checker)
    assert link.recheck_why == asked


def test_that_it_was_somebody_is_taken_back_with_the_words(
    writing: Session, checker: Actor, reviewer: Actor
) -> None:
    start = log(writing, checker, speaker=OFFICIAL, role="a colonel")
    other = log(writing, checker, speaker_id=start.speaker_id, speaker=None, quote="Yes.")
    end = log(writing, checker, speaker={"name": "Ryan Dillon"}, quote="No.")
    link = confirm(writing, propose(writing, start, end, checker), reviewer)
    unnamed, before = start.speaker, export(writing)
    identify(writing, unnamed, checker, name="Ryan Dillon")
    other.role = "as he said"
    writing.flush()
    parting = part(writing, unnamed, checker)
    assert (start.role, start.speaker, other.role) == ("a colonel", unnamed, "as he said")
    assert parting.left == (f"The role of statement {other.id} was changed since; it stays.",)
    assert link.recheck_why is None
    other.role = None
    writing.flush()
    assert export(writing) == before


def test_mergers_are_taken_back_in_turn(writing: Session, checker: Actor) -> None:
    one, two, three = (
        log(writing, checker, speaker={"name": name}, quote=f"{name}.").speaker for name in "ABC"
    )
    before = export(writing)
    merge(writing, two, three, checker)
    merge(writing, one, two, checker)
    with pytest.raises(RefusedError, match="undo that first"):
        part(writing, three, checker)
    writing.rollback()
    assert part(writing, two, checker).statements == 2
    assert part(writing, three, checker).statements == 1
    assert export(writing) == before


def test_a_name_that_two_brought_along_stays_while_one_is_there(
    writing: Session, checker: Actor
) -> None:
    kept = make(writing, checker, name="A")
    one = make(writing, checker, name="B", aliases=["Both"])
    two = make(writing, checker, name="C", aliases=["Both"], confirmed=True)
    merge(writing, kept, one, checker)
    merge(writing, kept, two, checker)
    part(writing, one, checker)
    assert [name.name for name in kept.names] == ["Both", "C"]
    part(writing, two, checker)
    assert [name.name for name in kept.names] in ([], ["Both"])


def test_who_is_not_merged_is_not_parted(writing: Session, checker: Actor) -> None:
    kept, other = make(writing, checker, name="A"), make(writing, checker, name="B")
    with pytest.raises(RefusedError, match="not merged"):
        part(writing, other, checker)
    merge(writing, kept, other, checker)
    with pytest.raises(StaleError):
        unmerge_speaker(writing, other.id, other.version - 1, checker)


def test_a_merger_that_the_history_does_not_tell_cannot_be_taken_back(
    writing: Session, checker: Actor
) -> None:
    kept, other = make(writing, checker, name="A"), make(writing, checker, name="B")
    other.merged_into_id = kept.id
    writing.flush()
    with pytest.raises(RefusedError, match="does not tell"):
        part(writing, other, checker)


@contextmanager
def _a_desk(store: Databases, lines: list[Line]) -> Iterator[tuple[Session, Actor]]:
    url = store.migrated()
    engine = open_engine(url)
    try:
        with writing_session(for_writing(engine)) as session:
            by = named_actor(session, None, Face.COMMAND)
            import_file(session, a_file(*lines), by)
            session.commit()
            yield session, by
    finally:
        engine.dispose()
        store.drop(url)


@settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(lines=files(), data=st.data())
def test_a_merger_and_its_parting_leave_every_byte_as_it_was(
    store: Databases, lines: list[Line], data: st.DataObject
) -> None:
    with _a_desk(store, lines) as (session, by):
        speakers = session.scalars(select(Speaker)).all()
        unnamed = SpeakerKind.UNNAMED
        fit = [
            (one, other)
            for one in speakers
            for other in speakers
            if one is not other and (one.kind is unnamed) <= (other.kind is unnamed)
            if one.kind is not unnamed or one.source_id == other.source_id
        ]
        assume(fit)
        kept, other = data.draw(st.sampled_from(fit))
        before = export(session)
        if other.kind is unnamed and kept.kind is not unnamed:
            identify(session, other, by, speaker_id=kept.id)
        else:
            merge(session, kept, other, by, same=True, reason="One.")
        assert part(session, other, by).left == ()
        assert export(session) == before
        assert list(chain.faults(session)) == []

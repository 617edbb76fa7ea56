"""Two speakers who are one, and an unnamed one whose name is known now."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from pydantic import ValidationError

from desk.contradictions import counts
from desk.history import chain
from desk.lists import statement_ids
from desk.merging.drafts import IdentityDraft
from desk.refusals import AmbiguousSpeakerError, RefusedError, StaleError
from desk.scopes import ReportScope
from desk.statement_scopes import StatementScope
from tests.desk.drafting import REPORT, confirm, history, log, propose, told
from tests.desk.importing import export
from tests.desk.speaking import GENERAL, MATTIS, OFFICIAL, identify, make, merge

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from desk.actors import Actor
    from models import Link, Speaker

OTHER_SOURCE = {"source": REPORT | {"url": "https://example.org/other"}}


def _two(session: Session, by: Actor) -> tuple[Speaker, Speaker]:
    one = log(session, by, speaker=MATTIS)
    other = log(session, by, speaker=GENERAL, quote="We gave up the outpost.")
    return one.speaker, other.speaker


def _confirmed(session: Session, checker: Actor, reviewer: Actor, **of: object) -> Link:
    start = log(session, checker, speaker=of.get("first", MATTIS))
    end = log(session, checker, speaker=of.get("second", GENERAL), quote="We gave it up.")
    return confirm(session, propose(session, start, end, checker), reviewer)


def test_statements_names_and_offices_go_to_the_kept_one(writing: Session, checker: Actor) -> None:
    kept, other = _two(writing, checker)
    merge(writing, kept, other, checker)
    assert other.merged_into_id == kept.id
    assert [name.name for name in kept.names] == ["Jim Mattis", "Gen. Mattis", "Mad Dog"]
    assert [office.title for office in kept.offices] == ["Secretary of Defense", "Commander"]
    assert (kept.speaks_for, kept.wikidata) == ("the Pentagon", "Q310188")
    lines = [json.loads(line) for line in export(writing).splitlines()]
    assert {line["speaker"]["key"] for line in lines} == {kept.key}
    event = history(writing)[-1]
    assert (event.tag, event.subject_id) == ("speaker:merge", other.id)
    assert set(told(event)[0]["statement"]) == {"2"}
    assert list(chain.faults(writing)) == []


def test_what_was_said_is_found_by_either_name(writing: Session, checker: Actor) -> None:
    kept, other = _two(writing, checker)
    merge(writing, kept, other, checker)
    for words in ("jim", "gen mattis", "mad dog"):
        assert len(statement_ids(writing, StatementScope(q=words))) == 2
    third = log(writing, checker, speaker={"name": "Mad Dog"}, quote="Never.")
    assert third.speaker is kept


def test_withdrawn_and_proposed_statements_move_too(writing: Session, checker: Actor) -> None:
    kept, other = _two(writing, checker)
    second = log(writing, checker, speaker_id=other.id, speaker=None, quote="Again.")
    second.status_reason, second.status = "Misheard.", "withdrawn"  # type: ignore[assignment]
    merge(writing, kept, other, checker)
    assert second.speaker is kept


def test_a_confirmed_link_between_the_two_asks_for_another_look(
    writing: Session, checker: Actor, reviewer: Actor
) -> None:
    link = _confirmed(writing, checker, reviewer)
    kept, other = link.from_statement.speaker, link.to_statement.speaker
    before = counts(writing, ReportScope())
    writing.rollback()
    merge(writing, kept, other, checker)
    assert link.recheck
    assert "both sides are of one speaker now" in (link.recheck_why or "")
    after = counts(writing, ReportScope())
    assert (before.self_, after.recheck) == (0, 1)


def test_a_link_with_somebody_else_stands(
    writing: Session, checker: Actor, reviewer: Actor
) -> None:
    link = _confirmed(writing, checker, reviewer, second={"name": "Ryan Dillon"})
    other = make(writing, checker, name="Gen. Mattis")
    merge(writing, other, link.from_statement.speaker, checker)
    assert not link.recheck


@pytest.mark.parametrize("which", ["version", "other_version"])
def test_who_was_changed_meanwhile_is_not_merged(
    writing: Session, checker: Actor, which: str
) -> None:
    kept, other = _two(writing, checker)
    with pytest.raises(StaleError):
        merge(writing, kept, other, checker, **{which: 99})


def test_nobody_is_merged_twice_or_into_themselves(writing: Session, checker: Actor) -> None:
    kept, other = _two(writing, checker)
    with pytest.raises(RefusedError, match="one speaker already"):
        merge(writing, kept, kept, checker)
    merge(writing, kept, other, checker)
    with pytest.raises(RefusedError, match=f"was merged into speaker {kept.id}"):
        merge(writing, kept, other, checker)
    with pytest.raises(RefusedError, match=f"was merged into speaker {kept.id}"):
        merge(writing, other, kept, checker)


def test_unnamed_speakers_of_one_source_are_merged_by_a_tick_alone(
    writing: Session, checker: Actor
) -> None:
    one = log(writing, checker, speaker=OFFICIAL).speaker
    other = log(writing, checker, speaker=OFFICIAL, new_speaker=True, quote="Yes.").speaker
    with pytest.raises(RefusedError, match="Tick") as raised:
        merge(writing, one, other, checker)
    assert raised.value.field == "same"
    writing.rollback()
    merge(writing, one, other, checker, same=True)
    assert (one.names, one.source_id) == ([], other.source_id)


def test_unnamed_speakers_of_two_sources_are_never_merged(writing: Session, checker: Actor) -> None:
    one = log(writing, checker, speaker=OFFICIAL).speaker
    other = log(writing, checker, speaker=OFFICIAL, appearance=OTHER_SOURCE).speaker
    with pytest.raises(RefusedError, match="not known"):
        merge(writing, one, other, checker, same=True)


def test_a_name_and_a_description_are_not_merged(writing: Session, checker: Actor) -> None:
    unnamed = log(writing, checker, speaker=OFFICIAL).speaker
    named = make(writing, checker, **MATTIS)
    with pytest.raises(RefusedError, match="say who it was"):
        merge(writing, named, unnamed, checker, same=True)
    with pytest.raises(RefusedError, match="Keep “James Mattis”"):
        merge(writing, unnamed, named, checker, same=True)


def test_who_it_was_keeps_the_published_words(
    writing: Session, checker: Actor, reviewer: Actor
) -> None:
    link = _confirmed(writing, checker, reviewer, first=OFFICIAL)
    statement = link.from_statement
    unnamed, dillon = statement.speaker, make(writing, checker, name="Ryan Dillon")
    named = identify(writing, unnamed, checker, name="ryan dillon")
    assert statement.speaker is named is dillon
    assert statement.role == "published as “a US military official”"
    assert (named.names, unnamed.merged_into_id) == ([], named.id)
    assert unnamed.note == "He said so himself."
    assert link.recheck
    assert "was named: Ryan Dillon" in (link.recheck_why or "")
    event = history(writing)[-1]
    assert (event.tag, event.subject_id) == ("speaker:name", unnamed.id)
    assert len(statement_ids(writing, StatementScope(q="us military official dillon"))) == 1


def test_who_it_was_brings_the_office_of_that_day(writing: Session, checker: Actor) -> None:
    statement = log(writing, checker, speaker=OFFICIAL, said="2017-09-18")
    kept = log(writing, checker, speaker_id=statement.speaker_id, speaker=None, role="Colonel")
    known = make(writing, checker, **MATTIS)
    identify(writing, statement.speaker, checker, speaker_id=known.id)
    assert statement.role == "Secretary of Defense, US; published as “a US military official”"
    assert kept.role == "Colonel; published as “a US military official”"


def test_who_it_was_may_be_somebody_new_or_has_to_be_chosen(
    writing: Session, checker: Actor
) -> None:
    make(writing, checker, name="John Allen")
    unnamed = log(writing, checker, speaker=OFFICIAL).speaker
    make(writing, checker, confirmed=True, name="John Allen")
    with pytest.raises(AmbiguousSpeakerError):
        identify(writing, unnamed, checker, name="John Allen")
    writing.rollback()
    new = identify(writing, unnamed, checker, name="John Allen", new_speaker=True)
    assert new.id > unnamed.id


def test_who_it_was_is_a_name_with_a_reason(writing: Session, checker: Actor) -> None:
    unnamed = log(writing, checker, speaker=OFFICIAL).speaker
    with pytest.raises(RefusedError, match="Name who it was"):
        identify(writing, unnamed, checker)
    with pytest.raises(RefusedError, match="is not a name"):
        identify(writing, unnamed, checker, speaker_id=unnamed.id)
    with pytest.raises(RefusedError, match="has a name"):
        identify(writing, make(writing, checker, name="A"), checker, name="B")
    with pytest.raises(ValidationError):
        IdentityDraft.model_validate({"version": 1, "name": "B", "reason": " "})


def test_a_role_is_not_made_too_long(writing: Session, checker: Actor) -> None:
    statement = log(writing, checker, speaker=OFFICIAL, role="x" * 3990)
    with pytest.raises(RefusedError, match="too long"):
        identify(writing, statement.speaker, checker, name="Ryan Dillon")

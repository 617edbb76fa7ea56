"""Speakers described by people: made, revised, and found by what they are called now."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pydantic import ValidationError

from desk.describing import add_speaker, revise_speaker
from desk.lists import statement_ids
from desk.refusals import MissingError, RefusedError, StaleError, UnconfirmedError
from desk.speakers import role_at
from desk.statement_drafts import SpeakerDraft
from desk.statement_scopes import StatementScope
from models import Speaker
from models.terms import SpeakerKind
from tests.desk.drafting import log, one_event, told
from tests.desk.speaking import GENERAL, MATTIS, OFFICIAL, describe, make

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from desk.actors import Actor


def _draft(**parts: object) -> SpeakerDraft:
    return SpeakerDraft.model_validate({"name": "James Mattis"} | parts)


def test_a_speaker_is_made_before_anything_is_said(writing: Session, checker: Actor) -> None:
    with one_event(writing, "speaker:make") as left:
        speaker = add_speaker(writing, _draft(**GENERAL), checker)
    assert (left[0].subject_type, left[0].subject_id) == ("speaker", speaker.id)
    assert [name.name for name in speaker.names] == ["Mad Dog"]
    assert [office.title for office in speaker.offices] == ["Commander"]


def test_an_unnamed_speaker_is_not_made_without_a_source(writing: Session, checker: Actor) -> None:
    with pytest.raises(RefusedError, match="belongs to one source") as raised:
        add_speaker(writing, _draft(**OFFICIAL), checker)
    assert raised.value.field == "kind"


@pytest.mark.parametrize("name", ["James Mattis", "JIM MATTIS", "Jim-Mattis"])
def test_a_homonym_is_made_once_a_person_says_so(
    writing: Session, checker: Actor, name: str
) -> None:
    known = make(writing, checker, **MATTIS)
    with pytest.raises(UnconfirmedError, match="is known"):
        add_speaker(writing, _draft(name=name), checker)
    writing.rollback()
    assert make(writing, checker, confirmed=True, name=name).id != known.id


def test_a_speaker_is_revised_and_what_stays_is_left_alone(
    writing: Session, checker: Actor
) -> None:
    speaker = make(writing, checker, **MATTIS)
    kept = speaker.names[0].id, speaker.offices[0].id
    draft = _draft(
        aliases=["Mad Dog", "Jim Mattis"],
        offices=[{"title": "Commander", "from": "2010"}, *MATTIS["offices"]],
        wikidata="Q310188",
        plural=False,
        note="Marine.",
    )
    with one_event(writing, "speaker:revise") as left:
        revise_speaker(writing, speaker.id, speaker.version, draft, checker)
    before, after = told(left[0])
    assert [name.name for name in speaker.names] == ["Mad Dog", "Jim Mattis"]
    assert [office.title for office in speaker.offices] == ["Commander", "Secretary of Defense"]
    assert (speaker.names[1].id, speaker.offices[1].id) == kept
    assert before["speaker"][str(speaker.id)]["note"] is None
    assert len(after["speaker_name"]) == 2
    assert after["speaker_name"][str(kept[0])] == {"position": 1}


def test_each_edit_moves_the_version_whatever_it_changes(writing: Session, checker: Actor) -> None:
    speaker = make(writing, checker, **MATTIS)
    seen = speaker.version
    describe(writing, speaker, checker, aliases=["Jim"], offices=MATTIS["offices"])
    with pytest.raises(StaleError):
        revise_speaker(writing, speaker.id, seen, _draft(), checker)


def test_what_was_said_is_found_by_the_new_names_and_by_no_old_one(
    writing: Session, checker: Actor
) -> None:
    statement = log(writing, checker, speaker=MATTIS)

    def found(words: str) -> list[int]:
        return list(statement_ids(writing, StatementScope(q=words)))

    assert found("Jim") == [statement.id]
    describe(writing, statement.speaker, checker, name="James N. Mattis", aliases=["Mad Dog"])
    assert (found("Jim"), found("mad dog")) == ([], [statement.id])


def test_a_role_that_a_statement_keeps_stays_when_the_office_changes(
    writing: Session, checker: Actor
) -> None:
    statement = log(writing, checker, speaker=MATTIS, said="2017-09-18")
    offices = [{"title": "Defense Secretary", "from": "2017-01-20"}]
    describe(writing, statement.speaker, checker, offices=offices)
    assert statement.role == "Secretary of Defense, US"
    now_known = role_at(statement.speaker, statement.said_from, statement.said_to)
    assert now_known == "Defense Secretary"


@pytest.mark.parametrize(
    ("kind", "other", "words"),
    [("person", "unnamed", "is not made unnamed"), ("unnamed", "person", "We know who it was")],
)
def test_a_name_is_neither_given_nor_taken_by_an_edit(
    writing: Session, checker: Actor, kind: str, other: str, words: str
) -> None:
    speaker = log(writing, checker, speaker={"name": "An official", "kind": kind}).speaker
    with pytest.raises(RefusedError, match=words):
        revise_speaker(writing, speaker.id, speaker.version, _draft(kind=other), checker)


def test_a_kind_may_be_mended(writing: Session, checker: Actor) -> None:
    speaker = make(writing, checker, name="CNN")
    assert describe(writing, speaker, checker, kind="organisation").kind is SpeakerKind.ORGANISATION


def test_an_office_does_not_end_before_it_begins(writing: Session, checker: Actor) -> None:
    offices = [{"title": "Pope"}, {"title": "Pope", "from": "2013-03-13", "until": "2012"}]
    with pytest.raises(RefusedError, match="end before it begins") as raised:
        add_speaker(writing, _draft(offices=offices), checker)
    assert raised.value.field == "offices.1.until"
    overlapping = [{"title": "Pope", "from": "2013-03-13", "until": "2013"}]
    assert make(writing, checker, name="Francis", offices=overlapping).id


@pytest.mark.parametrize(
    "parts",
    [
        {"wikidata": "310188"},
        {"wikidata": "Q0"},
        {"wikidata": "Q1\n"},
        {"name": " "},
        {"name": "a\0b"},
        {"aliases": ["Jim", "Jim"]},
        {"offices": [{"organisation": "US"}]},
        {"offices": [{"title": "Secretary", "from": "next year"}]},
    ],
)
def test_what_cannot_be_kept_is_refused_by_the_draft(parts: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        _draft(**parts)


def test_nobody_and_the_merged_are_not_revised(writing: Session, checker: Actor) -> None:
    with pytest.raises(MissingError):
        revise_speaker(writing, 99, 1, _draft(), checker)
    kept, gone = make(writing, checker, name="A"), make(writing, checker, name="B")
    gone.merged_into_id = kept.id
    writing.flush()
    with pytest.raises(RefusedError, match=f"merged into speaker {kept.id}"):
        revise_speaker(writing, gone.id, gone.version, _draft(), checker)
    assert writing.get_one(Speaker, gone.id).name == "B"

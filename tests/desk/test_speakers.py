"""Who spoke: found by name where that is sure, asked where it is not; and in which role."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from desk.refusals import AmbiguousSpeakerError, UnconfirmedError
from desk.statements import log_statement
from models.terms import SpeakerKind
from tests.desk.drafting import REPORT, a_draft, log

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from desk.actors import Actor

MATTIS = {
    "name": "James Mattis",
    "aliases": ["Jim Mattis"],
    "offices": [{"title": "Secretary of Defense", "organisation": "United States"}],
}
OFFICIAL = {"name": "a US military official", "kind": "unnamed"}
OTHER_SOURCE = {"source": REPORT | {"url": "https://example.org/other"}}


def _office(since: str | None, until: str | None, title: str = "Secretary") -> dict[str, object]:
    return {"title": title, "organisation": "US", "from": since, "until": until}


@pytest.mark.parametrize("name", ["James Mattis", "JAMES  mattis", "Jim Mattis", "jim mattis"])
def test_a_name_or_alias_that_fits_one_finds_him(
    writing: Session, checker: Actor, name: str
) -> None:
    known = log(writing, checker, speaker=MATTIS).speaker
    assert log(writing, checker, speaker={"name": name}).speaker is known


def test_homonyms_are_for_a_person_to_tell_apart(writing: Session, checker: Actor) -> None:
    one = log(writing, checker, speaker={"name": "John Allen"}).speaker
    other = log(
        writing, checker, speaker={"name": "John Allen", "note": "the actor"}, new_speaker=True
    ).speaker
    assert one is not other
    with pytest.raises(AmbiguousSpeakerError) as raised:
        log_statement(writing, a_draft(speaker={"name": "john allen"}), checker)
    assert raised.value.field == "speaker_id"
    assert {candidate.id for candidate in raised.value.candidates} == {one.id, other.id}
    writing.rollback()
    chosen = log(writing, checker, speaker_id=other.id)
    assert chosen.speaker is other


def test_an_alias_that_is_another_ones_name_is_ambiguous(writing: Session, checker: Actor) -> None:
    log(writing, checker, speaker=MATTIS)
    log(writing, checker, speaker={"name": "Jim Mattis"}, new_speaker=True)
    with pytest.raises(AmbiguousSpeakerError):
        log_statement(writing, a_draft(speaker={"name": "Jim Mattis"}), checker)


def test_a_new_speaker_is_made_though_the_name_is_known(writing: Session, checker: Actor) -> None:
    first = log(writing, checker).speaker
    second = log(writing, checker, new_speaker=True).speaker
    assert (first.name_key, first.id) != (second.name_key, second.id)
    assert first.name_key == second.name_key


def test_an_unnamed_speaker_belongs_to_his_source(writing: Session, checker: Actor) -> None:
    statement = log(writing, checker, speaker=OFFICIAL)
    assert statement.speaker.kind is SpeakerKind.UNNAMED
    assert statement.speaker.source is statement.appearances[0].source


def test_an_unnamed_speaker_of_another_source_is_another_one(
    writing: Session, checker: Actor
) -> None:
    first = log(writing, checker, speaker=OFFICIAL).speaker
    second = log(writing, checker, speaker=OFFICIAL, appearance=OTHER_SOURCE).speaker
    assert first is not second


def test_a_second_unnamed_speaker_in_one_source_has_to_be_told_apart(
    writing: Session, checker: Actor
) -> None:
    first = log(writing, checker, speaker=OFFICIAL).speaker
    with pytest.raises(AmbiguousSpeakerError) as raised:
        log_statement(writing, a_draft(speaker=OFFICIAL), checker)
    assert [candidate.id for candidate in raised.value.candidates] == [first.id]
    writing.rollback()
    assert log(writing, checker, speaker=OFFICIAL, new_speaker=True).speaker is not first
    assert log(writing, checker, speaker_id=first.id).speaker is first


def test_a_named_speaker_is_not_found_among_the_unnamed(writing: Session, checker: Actor) -> None:
    log(writing, checker, speaker=OFFICIAL)
    named = {"name": OFFICIAL["name"]}
    with pytest.raises(AmbiguousSpeakerError):
        log_statement(writing, a_draft(speaker=named), checker)
    writing.rollback()
    elsewhere = log(writing, checker, speaker=named, appearance=OTHER_SOURCE, confirmed=True)
    assert elsewhere.speaker.kind is SpeakerKind.PERSON


def test_an_unnamed_speaker_called_like_a_known_one_has_to_be_told_apart(
    writing: Session, checker: Actor
) -> None:
    known = log(writing, checker, speaker=MATTIS).speaker
    unnamed = {"name": MATTIS["name"], "kind": "unnamed"}
    with pytest.raises(AmbiguousSpeakerError) as raised:
        log_statement(writing, a_draft(speaker=unnamed), checker)
    assert [candidate.id for candidate in raised.value.candidates] == [known.id]


def test_a_description_taken_for_a_name_has_to_be_confirmed(
    writing: Session, checker: Actor
) -> None:
    draft = a_draft(speaker={"name": "a US official"})
    with pytest.raises(UnconfirmedError, match="reads like a description"):
        log_statement(writing, draft, checker)
    writing.rollback()
    assert log(writing, checker, speaker={"name": "bell hooks"}, confirmed=True).speaker.id


def test_a_merged_speaker_stands_for_the_one_he_was_merged_into(
    writing: Session, checker: Actor
) -> None:
    kept = log(writing, checker).speaker
    gone = log(writing, checker, speaker={"name": "Gen. Mattis"})
    gone.speaker.merged_into_id = kept.id
    draft = a_draft(speaker_id=gone.speaker.id)
    assert log_statement(writing, draft, checker).speaker is kept


@pytest.mark.parametrize(
    ("said", "offices", "role"),
    [
        ("2017-09-18", [_office("2017-01-20", "2019-01-01")], "Secretary, US"),
        ("2017-09", [_office("2017-01-20", None)], "Secretary, US"),
        ("2017-09", [_office("2017-01", "2017-09-18")], None),
        ("2017-09-18", [_office(None, "2019-01-01")], None),
        ("2017-09-18", [_office("2017-01", None), _office("2017-02", None, "Chair")], None),
        ("2017-09-18", [_office("2017-01", "2017-02"), _office("2017-03", None)], "Secretary, US"),
        ("2017-01", [_office("2017", None)], None),
        (None, [_office("2017-01-20", None)], None),
        ("2017-09-18", [], None),
    ],
)
def test_the_role_is_filled_in_from_the_one_office_surely_held(
    writing: Session, checker: Actor, said: str | None, offices: list[object], role: str | None
) -> None:
    speaker = {"name": "James Mattis", "offices": offices}
    assert log(writing, checker, speaker=speaker, said=said).role == role


def test_a_role_that_is_told_stands(writing: Session, checker: Actor) -> None:
    speaker = {"name": "James Mattis", "offices": [_office("2017-01-20", None)]}
    statement = log(writing, checker, speaker=speaker, said="2017-09-18", role="General")
    assert statement.role == "General"


def test_an_office_without_organisation_is_a_role(writing: Session, checker: Actor) -> None:
    speaker = {"name": "Francis", "offices": [{"title": "Pope", "from": "2013-03-13"}]}
    assert log(writing, checker, speaker=speaker, said="2017-09-18").role == "Pope"

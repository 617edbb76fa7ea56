"""Imports: what a file makes, matches and updates."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, select

from desk.importing.imports import import_file
from models import Appearance, Link, Source, Speaker, Statement, Topic
from models.terms import LinkStatus, SpeakerKind
from tests.desk.conftest import AT_TANF
from tests.desk.drafting import confirm, history
from tests.desk.importing import SOURCE, a_file, a_line, a_link, bring, export, refused

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from desk.actors import Actor

UNNAMED = {"name": "a US official", "kind": "unnamed"}


def _link(session: Session) -> Link:
    return session.scalars(select(Link)).one()


def _count(session: Session, kind: type[Statement | Source | Speaker | Topic | Appearance]) -> int:
    return session.scalar(select(func.count()).select_from(kind)) or 0


def test_the_case_goes_out_as_it_came_in(at_tanf: Session) -> None:
    assert export(at_tanf).encode() == AT_TANF.read_bytes()


def test_a_second_import_changes_nothing_and_leaves_no_event(
    at_tanf: Session, command_line: Actor
) -> None:
    result = import_file(at_tanf, AT_TANF.read_bytes(), command_line)
    at_tanf.commit()
    assert (result.changed, len(result.matched)) == (False, 28)
    assert len(history(at_tanf)) == 1


def test_what_is_not_committed_is_not_stored(writing: Session, admin: Actor) -> None:
    result = import_file(writing, AT_TANF.read_bytes(), admin)
    writing.rollback()
    assert (len(result.made), len(result.links)) == (28, 11)
    assert export(writing) == ""
    assert history(writing) == []


def test_the_event_names_the_file_and_what_it_made(writing: Session, admin: Actor) -> None:
    import_file(writing, a_file(a_line()), admin, name="case.jsonl")
    writing.commit()
    [event] = history(writing)
    for words in ('"file":"case.jsonl"', '"statements":["s1"]', '"sha256":"', '["cnn-report"'):
        assert words in (event.after or "")


def test_blank_lines_and_a_byte_order_mark_are_passed_over(writing: Session, admin: Actor) -> None:
    content = b"\xef\xbb\xbf\r\n" + a_file(a_line()).replace(b"\n", b"\r\n") + b"\n\n"
    assert import_file(writing, content, admin).made == ["s1"]


def test_an_empty_file_changes_nothing(writing: Session, admin: Actor) -> None:
    assert not bring(writing, admin).changed


def test_without_a_key_a_statement_gets_one(writing: Session, admin: Actor) -> None:
    [key] = bring(writing, admin, a_line(None)).made
    assert len(key) == 26


def test_a_speaker_without_key_is_matched_by_name_and_kind(writing: Session, admin: Actor) -> None:
    known = {"key": "sdf", "name": "SDF", "kind": "organisation", "aliases": ["QSD"]}
    lines = [
        a_line("s1", speaker=known),
        a_line("s2", speaker={"name": "sdf", "kind": "organisation"}),
        a_line("s3", speaker={"name": "SDF", "kind": "group"}),
    ]
    bring(writing, admin, *lines)
    assert _count(writing, Speaker) == 2
    assert not bring(writing, admin, *lines).changed


def test_an_unnamed_speaker_without_key_is_matched_in_his_source(
    writing: Session, admin: Actor
) -> None:
    elsewhere = [{"source": SOURCE | {"key": "reuters-report"}}]
    bring(
        writing,
        admin,
        a_line("s1", speaker=UNNAMED),
        a_line("s2", speaker=UNNAMED),
        a_line("s3", speaker=UNNAMED, appearances=elsewhere),
    )
    speakers = list(writing.scalars(select(Speaker)))
    assert {speaker.source_id for speaker in speakers} == {1, 2}
    assert len(speakers) == 2


@pytest.mark.parametrize("speaker", [UNNAMED, {"name": "John Allen", "kind": "person"}])
def test_a_name_that_fits_several_needs_a_key(
    writing: Session, admin: Actor, speaker: dict[str, str]
) -> None:
    bring(writing, admin, *(a_line(key, speaker=speaker | {"key": f"of-{key}"}) for key in "ab"))
    [(line, field, reason)] = refused(writing, a_file(a_line("c", speaker=speaker)), admin)
    assert (line, field) == (1, "speaker.key")
    assert "several speakers" in reason


def test_a_source_without_key_is_matched_by_all_it_says(writing: Session, admin: Actor) -> None:
    plain = {"type": "webpage", "title": "Outpost"}
    signed = plain | {"authors": [{"family": "Browne", "given": "Ryan"}]}
    lines = [
        a_line(f"s{number}", appearances=[{"source": source}])
        for number, source in enumerate([plain, plain, signed, signed])
    ]
    bring(writing, admin, *lines)
    assert _count(writing, Source) == 2
    assert not bring(writing, admin, *lines).changed


def test_topics_are_matched_whatever_their_case(writing: Session, admin: Actor) -> None:
    lines = [a_line("s1", topics=["At Tanf"]), a_line("s2", topics=["AT TANF", "At tanf"])]
    bring(writing, admin, *lines)
    assert _count(writing, Topic) == 1
    assert not bring(writing, admin, *lines).changed


def test_a_name_is_kept_byte_for_byte(writing: Session, admin: Actor) -> None:
    line = a_line(speaker={"key": "m", "name": " James\u00a0Mattis ", "kind": "person"})
    bring(writing, admin, line)
    assert not bring(writing, admin, line).changed
    assert " James\u00a0Mattis " in export(writing)


def test_a_link_may_point_forward_and_stands_on_the_smaller_key(
    writing: Session, admin: Actor
) -> None:
    bring(writing, admin, a_line("s1"), a_line("s2", links=[a_link("s1", words="of s2")]))
    written = export(writing).splitlines()
    assert '"to": "s2"' in written[0]
    assert '"to_words": "of s2"' in written[0]
    assert "links" not in written[1]
    turned = a_link("s2", key="to-s1", to_words="of s2")
    assert not bring(writing, admin, a_line("s1", links=[turned]), a_line("s2")).changed


@pytest.mark.parametrize("status", ["confirmed", "rejected", "withdrawn", "proposed"])
def test_decisions_are_kept_for_those_who_may_keep_them(
    writing: Session, admin: Actor, status: str
) -> None:
    lines = a_line("s1", links=[a_link("s2", status=status, reason="Because.")]), a_line("s2")
    bring(writing, admin, *lines)
    link = _link(writing)
    assert link.status == status
    decided = status in {"confirmed", "rejected"}
    assert (link.decider_id == admin.account_id) == decided
    assert not bring(writing, admin, *lines).changed


@pytest.mark.parametrize("status", ["confirmed", "rejected", "withdrawn"])
def test_decisions_of_others_arrive_as_proposals(
    writing: Session, checker: Actor, status: str
) -> None:
    lines = a_line("s1", links=[a_link("s2", status=status)]), a_line("s2")
    bring(writing, checker, *lines)
    link = _link(writing)
    assert (link.status, link.proposer_id, link.decider_id) == (
        LinkStatus.PROPOSED,
        checker.account_id,
        None,
    )
    assert not bring(writing, checker, *lines).changed


def test_an_imported_decision_is_that_of_one_checker(at_tanf: Session) -> None:
    assert {link.override_reason for link in at_tanf.scalars(select(Link))} == {None}
    assert '"decided_by_two": true' not in export(at_tanf)


def test_a_decision_made_here_is_not_undone_by_who_may_not_decide(
    writing: Session, checker: Actor, reviewer: Actor
) -> None:
    lines = a_line("s1", links=[a_link("s2", status="proposed")]), a_line("s2")
    bring(writing, checker, *lines)
    confirm(writing, _link(writing), reviewer)
    assert not bring(writing, checker, *lines).changed
    assert _link(writing).status is LinkStatus.CONFIRMED


def test_a_withdrawn_statement_arrives_withdrawn(writing: Session, admin: Actor) -> None:
    bring(writing, admin, a_line(status="withdrawn", status_reason="Logged twice."))
    statement = writing.scalars(select(Statement)).one()
    assert (statement.status, statement.status_reason) == ("withdrawn", "Logged twice.")


def test_an_unnamed_speaker_with_a_key_belongs_to_the_first_source(
    writing: Session, admin: Actor
) -> None:
    bring(writing, admin, a_line(speaker=UNNAMED | {"key": "official"}))
    speaker = writing.scalars(select(Speaker)).one()
    assert (speaker.kind, speaker.source_id) == (SpeakerKind.UNNAMED, 1)

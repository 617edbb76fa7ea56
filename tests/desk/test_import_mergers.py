"""A file from before a merger comes in as if it had been written after."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from desk.merging.drafts import BothSeenDraft
from desk.topic_deeds import merge_topics
from models import Speaker, Statement, Topic
from tests.desk.importing import a_file, a_line, bring, export, refused
from tests.desk.speaking import identify, make, merge, part

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from desk.actors import Actor

GENERAL = {"key": "general", "name": "Gen. Mattis", "kind": "person"}
OFFICIAL = {"key": "official", "name": "a US official", "kind": "unnamed"}


def _speaker(session: Session, key: str) -> Speaker:
    return session.scalars(select(Speaker).where(Speaker.key == key)).one()


def test_a_merged_speaker_leads_to_the_one_who_is_kept(writing: Session, checker: Actor) -> None:
    lines = a_line("s1"), a_line("s2", speaker=GENERAL, quote="Never.")
    bring(writing, checker, *lines)
    before = export(writing)
    kept, other = _speaker(writing, "mattis"), _speaker(writing, "general")
    merge(writing, kept, other, checker)
    assert not bring(writing, checker, *lines).changed
    assert not bring(writing, checker, *lines, update=True).changed
    bring(writing, checker, a_line("s3", speaker=GENERAL, quote="Later."))
    unkeyed = {"name": "gen. mattis"}
    bring(writing, checker, a_line("s4", speaker=unkeyed, quote="Latest."))
    assert {said.speaker_id for said in writing.scalars(select(Statement))} == {kept.id}
    for key in ("s3", "s4"):
        writing.scalars(select(Statement).where(Statement.key == key)).one()
    writing.rollback()
    assert part(writing, other, checker).statements == 1
    assert before.splitlines()[1] in export(writing)


def test_a_name_that_somebody_has_leads_to_them(writing: Session, checker: Actor) -> None:
    kept, gone = make(writing, checker, name="A"), make(writing, checker, name="B")
    merge(writing, kept, gone, checker)
    living = make(writing, checker, name="B", confirmed=True)
    bring(writing, checker, a_line("s1", speaker={"name": "B"}))
    assert writing.scalars(select(Statement)).one().speaker is living


def test_a_name_given_to_an_unnamed_speaker_keeps_the_published_words(
    writing: Session, checker: Actor
) -> None:
    line = a_line("s1", speaker=OFFICIAL, role="a colonel")
    bring(writing, checker, line)
    identify(writing, _speaker(writing, "official"), checker, name="Ryan Dillon")
    after = export(writing)
    assert not bring(writing, checker, line, update=True).changed
    assert export(writing) == after
    bring(writing, checker, a_line("s2", speaker=OFFICIAL, quote="Yes."))
    said = writing.scalars(select(Statement).where(Statement.key == "s2")).one()
    assert (said.speaker.name, said.role) == ("Ryan Dillon", "published as “a US official”")


def test_a_line_that_says_otherwise_is_refused_as_ever(writing: Session, checker: Actor) -> None:
    bring(writing, checker, a_line("s1"), a_line("s2", speaker=GENERAL, quote="Never."))
    merge(writing, _speaker(writing, "mattis"), _speaker(writing, "general"), checker)
    [(line, field, _)] = refused(
        writing, a_file(a_line("s2", speaker=GENERAL, quote="Ever.")), checker
    )
    assert (line, field) == (1, "quote")


def test_a_merged_topic_leads_to_the_one_that_is_kept(writing: Session, checker: Actor) -> None:
    line = a_line("s1", topics=["Garrison", "At Tanf"])
    bring(writing, checker, line, a_line("s2", topics=["Garrison"], quote="Never."))
    ids = {topic.name: topic.id for topic in writing.scalars(select(Topic))}
    draft = BothSeenDraft(version=1, other_version=1)
    merge_topics(writing, ids["At Tanf"], ids["Garrison"], draft, checker)
    writing.commit()
    assert not bring(writing, checker, line).changed
    bring(writing, checker, a_line("s3", topics=["GARRISON"], quote="Later."))
    for said in writing.scalars(select(Statement)):
        assert [topic.name for topic in said.topics] == ["At Tanf"]

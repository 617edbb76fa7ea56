"""Topics renamed and merged: every name and address leads on, and the search follows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from desk import lists
from desk.history import chain
from desk.lists import statement_ids
from desk.merging.drafts import BothSeenDraft
from desk.references import id_of
from desk.refusals import MissingError, RefusedError, StaleError
from desk.statement_scopes import StatementScope
from desk.topic_deeds import RenamingDraft, merge_topics, rename_topic
from desk.topics import merged_names, topic_at
from models import Topic
from tests.desk.drafting import log, one_event, told

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from desk.actors import Actor


def _topic(session: Session, name: str) -> Topic:
    return session.scalars(select(Topic).where(Topic.name == name)).one()


def _rename(session: Session, topic: Topic, name: str, by: Actor) -> Topic:
    rename_topic(session, topic.id, RenamingDraft(name=name, version=topic.version), by)
    session.commit()
    return topic


def _merge(session: Session, kept: Topic, other: Topic, by: Actor) -> Topic:
    draft = BothSeenDraft(version=kept.version, other_version=other.version)
    merge_topics(session, kept.id, other.id, draft, by)
    session.commit()
    return kept


def _found(session: Session, words: str) -> list[int]:
    return sorted(statement_ids(session, StatementScope(q=words)))


def test_every_address_a_topic_had_leads_to_it(writing: Session, checker: Actor) -> None:
    log(writing, checker, topics=["At Tanf"])
    topic = _topic(writing, "At Tanf")
    for name, slug in [("Al-Tanf", "al-tanf"), ("Tanf", "tanf"), ("At Tanf", "at-tanf")]:
        assert _rename(writing, topic, name, checker).slug == slug
    for old in ("at-tanf", "al-tanf", "tanf", str(topic.id)):
        assert topic_at(writing, old) is topic
    assert sorted(old.slug for old in topic.old_slugs) == ["al-tanf", "tanf"]
    assert topic_at(writing, "nowhere") is None
    assert topic_at(writing, "9" * 400) is None


def test_a_renamed_topic_is_found_by_its_new_name_alone(writing: Session, checker: Actor) -> None:
    statement = log(writing, checker, topics=["Euphrates"])
    with one_event(writing, "topic:rename") as left:
        topic = _topic(writing, "Euphrates")
        rename_topic(writing, topic.id, RenamingDraft(name=" Tigris ", version=1), checker)
    assert told(left[0])[1]["topic"][str(topic.id)]["name"] == "Tigris"
    assert (_found(writing, "euphrates"), _found(writing, "tigris")) == ([], [statement.id])


def test_a_slug_is_taken_over_only_where_it_is_free(writing: Session, checker: Actor) -> None:
    log(writing, checker, topics=["C", "D"])
    c, d = _topic(writing, "C"), _topic(writing, "D")
    _rename(writing, c, "E", checker)
    assert _rename(writing, d, "C", checker).slug.startswith("c-")
    assert (topic_at(writing, "c"), topic_at(writing, "d")) == (c, d)
    log(writing, checker, topics=["D"], quote="New.")
    assert topic_at(writing, "d") is d


@pytest.mark.parametrize(("name", "slug"), [("التنف", None), ("🙂", None), ("Ærø/2017!", "r-2017")])
def test_a_name_without_letters_of_an_address_has_one_all_the_same(
    writing: Session, checker: Actor, name: str, slug: str | None
) -> None:
    log(writing, checker, topics=["At Tanf"])
    topic = _rename(writing, _topic(writing, "At Tanf"), name, checker)
    assert topic.slug == (slug or topic.key)
    assert topic_at(writing, "at-tanf") is topic


def test_the_name_of_another_topic_is_not_taken(writing: Session, checker: Actor) -> None:
    log(writing, checker, topics=["At Tanf", "Syria"])
    with pytest.raises(RefusedError, match="Merge the two") as raised:
        _rename(writing, _topic(writing, "At Tanf"), "SYRIA", checker)
    assert raised.value.field == "name"
    writing.rollback()
    assert _rename(writing, _topic(writing, "At Tanf"), "AT TANF", checker).name == "AT TANF"


def test_a_merged_topic_leads_to_the_one_that_is_kept(writing: Session, checker: Actor) -> None:
    one = log(writing, checker, topics=["At Tanf"])
    both = log(writing, checker, topics=["At Tanf", "Garrison"], quote="Two.")
    other = log(writing, checker, topics=["Garrison", "Syria"], quote="Three.")
    kept, gone = _topic(writing, "At Tanf"), _topic(writing, "Garrison")
    with one_event(writing, "topic:merge") as left:
        merge_topics(writing, kept.id, gone.id, BothSeenDraft(version=1, other_version=1), checker)
    before, after = told(left[0])
    assert before["statement"][str(other.id)] == {"topics": sorted([gone.key, _key(writing)])}
    assert after["statement"][str(other.id)] == {"topics": sorted([kept.key, _key(writing)])}
    assert [[topic.name for topic in said.topics] for said in (one, both)] == [["At Tanf"]] * 2
    for words in ("garrison", "at tanf"):
        assert _found(writing, words) == [one.id, both.id, other.id]
    for address in ("garrison", str(gone.id), "at-tanf"):
        assert topic_at(writing, address) is kept
    for called in ("garrison", "Garrison", gone.key, str(gone.id)):
        assert id_of(writing, Topic, called) == kept.id
    later = log(writing, checker, topics=["garrison", "At Tanf"], quote="Four.")
    assert later.topics == [kept]
    assert merged_names(writing) == {"garrison": "At Tanf"}
    assert [line.name for line in lists.topics(writing, None).rows] == ["Syria", "At Tanf"]
    assert list(chain.faults(writing)) == []


def _key(session: Session) -> str:
    return _topic(session, "Syria").key


def test_topics_merged_in_turn_lead_to_the_last(writing: Session, checker: Actor) -> None:
    statement = log(writing, checker, topics=["A"])
    log(writing, checker, topics=["B", "C"], quote="Two.")
    a, b, c = (_topic(writing, name) for name in "ABC")
    _merge(writing, b, a, checker)
    _merge(writing, c, b, checker)
    assert statement.topics == [c]
    assert (topic_at(writing, "a"), id_of(writing, Topic, "A")) == (c, c.id)
    assert merged_names(writing) == {"a": "C", "b": "C"}
    assert _found(writing, "a") == _found(writing, "b") == _found(writing, "c") == [1, 2]


def test_a_topic_may_take_the_name_it_took_over(writing: Session, checker: Actor) -> None:
    log(writing, checker, topics=["At Tanf", "Garrison"])
    kept, gone = _topic(writing, "At Tanf"), _topic(writing, "Garrison")
    _merge(writing, kept, gone, checker)
    _rename(writing, kept, "Garrison", checker)
    assert (kept.name, gone.name) == ("Garrison", "At Tanf")
    for called in ("Garrison", "at tanf", "at-tanf", "garrison"):
        assert id_of(writing, Topic, called) == kept.id


def test_old_names_are_looked_up_by_their_address(writing: Session, checker: Actor) -> None:
    log(writing, checker, topics=["At Tanf"])
    topic = _rename(writing, _topic(writing, "At Tanf"), "Garrison", checker)
    assert id_of(writing, Topic, "at-tanf") == topic.id


@pytest.mark.parametrize(("version", "other"), [(99, 1), (1, 99)])
def test_a_topic_that_was_changed_meanwhile_is_not_merged(
    writing: Session, checker: Actor, version: int, other: int
) -> None:
    log(writing, checker, topics=["A", "B"])
    draft = BothSeenDraft(version=version, other_version=other)
    with pytest.raises(StaleError):
        merge_topics(writing, 1, 2, draft, checker)
    with pytest.raises(StaleError):
        rename_topic(writing, 1, RenamingDraft(name="C", version=99), checker)


def test_what_cannot_be_merged_is_refused(writing: Session, checker: Actor) -> None:
    log(writing, checker, topics=["A", "B"])
    a, b = _topic(writing, "A"), _topic(writing, "B")
    with pytest.raises(RefusedError, match="one topic already"):
        _merge(writing, a, a, checker)
    draft = BothSeenDraft(version=1, other_version=1)
    with pytest.raises(MissingError):
        merge_topics(writing, a.id, 99, draft, checker)
    _merge(writing, a, b, checker)
    with pytest.raises(RefusedError, match="was merged into topic"):
        _merge(writing, a, b, checker)


@pytest.mark.parametrize("which", ["A", "B"])
def test_a_restricted_topic_is_not_merged(writing: Session, checker: Actor, which: str) -> None:
    log(writing, checker, topics=["A", "B"])
    _topic(writing, which).restricted = True
    with pytest.raises(RefusedError, match="restricted"):
        _merge(writing, _topic(writing, "A"), _topic(writing, "B"), checker)

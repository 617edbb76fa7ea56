"""Lists a page at a time, and whole records at a constant cost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from desk import lists, records
from desk.pages import SIZE
from desk.read_models.search_index import reindex
from desk.references import id_of
from desk.refusals import MissingError, RefusedError
from desk.statement_scopes import StatementScope
from desk.topics import topic_at
from models import Link, OldSlug, Relay, Source, Speaker, Statement, Topic
from models.terms import Heard, StatementStatus
from tests.desk.drafting import log, propose, withdraw
from tests.factories import a_link, a_source, a_speaker, a_statement, a_topic, an_appearance

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from sqlalchemy import Engine

    from desk.actors import Actor
    from desk.pages import Page

MANY = 2 * SIZE + 3


def _ids(session: Session, **scope: object) -> list[int]:
    page = lists.statements(session, StatementScope.model_validate(scope))
    return [statement.id for statement in page.rows]


def _three(session: Session) -> None:
    for _ in range(3):
        statement = a_statement(
            session, topics=[a_topic(session, f"Topic {MANY}{_count(session)}")]
        )
        found = an_appearance(session, statement, a_source(session), heard=Heard.VIA)
        assert found.id
        a_link(session, statement, a_statement(session))
    session.commit()


def _count(session: Session) -> int:
    return len(session.scalars(select(Statement.id)).all())


def test_paging_visits_each_statement_once_the_newest_first(session: Session) -> None:
    made = [a_statement(session).id for _ in range(MANY)]
    seen: list[int] = []
    sizes: list[int] = []
    before: int | None = None
    while True:
        page = lists.statements(session, StatementScope(before=before))
        seen += [statement.id for statement in page.rows]
        sizes.append(len(page.rows))
        assert page.previous_exists is (before is not None)
        if page.next is None:
            break
        before = page.next
    assert seen == made[::-1]
    assert sizes == [SIZE, SIZE, 3]


def test_a_full_last_page_is_the_last(session: Session) -> None:
    for _ in range(SIZE):
        a_statement(session)
    assert lists.statements(session, StatementScope()).next is None


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("maneuver", True),
        ("MANEUVER", True),
        ("tanf mattis", True),
        ("Deir ez-Zor", True),
        ("élan", True),
        ("elan", True),
        ("surren", True),
        ("surren ground", False),
        ("ground surren", True),
        ("garrison", False),
        ('" OR *', True),
        ("", True),
        (" ", True),
        ("...", False),
    ],
)
def test_words_are_found_whatever_case_and_accents(
    writing: Session, checker: Actor, words: str, *, found: bool
) -> None:
    log(
        writing,
        checker,
        quote="No maneuver surrendered ground, said with élan.",
        claim="Nothing at Deir ez-Zor OR elsewhere.",
        topics=["At Tanf"],
    )
    assert bool(_ids(writing, q=words)) is found


def test_statuses_are_shown_apart(writing: Session, checker: Actor) -> None:
    kept = log(writing, checker).id
    gone = withdraw(writing, log(writing, checker), checker).id
    assert _ids(writing) == [kept]
    assert _ids(writing, status=StatementStatus.WITHDRAWN) == [gone]
    assert _ids(writing, status=None) == [gone, kept]


def test_a_list_is_narrowed_by_speaker_topic_and_source(writing: Session, checker: Actor) -> None:
    first = log(writing, checker, topics=["At Tanf"])
    other = {"source": {"type": "webpage", "title": "Transcript"}}
    second = log(writing, checker, speaker={"name": "Rex"}, appearance=other)
    assert _ids(writing, speaker_id=second.speaker_id) == [second.id]
    assert _ids(writing, topic_id=first.topics[0].id) == [first.id]
    assert _ids(writing, source_id=second.appearances[0].source_id) == [second.id]
    scope = StatementScope(speaker_id=first.speaker_id)
    assert list(lists.statement_ids(writing, scope)) == [first.id]


@pytest.mark.parametrize(
    ("scope", "found"),
    [
        ({"since": "2017-09-30"}, True),
        ({"since": "2017-10"}, False),
        ({"until": "2017-09-01"}, True),
        ({"until": "2017-08"}, False),
        ({"since": "2017", "until": "2017"}, True),
    ],
)
def test_a_list_is_narrowed_by_what_the_date_may_be(
    session: Session, scope: dict[str, str], *, found: bool
) -> None:
    reindex(session, [a_statement(session, said="2017-09").id, a_statement(session).id])
    assert len(_ids(session, **scope)) == found


def test_an_empty_desk_is_empty(session: Session) -> None:
    assert lists.is_empty(session)
    a_statement(session)
    assert not lists.is_empty(session)


def test_speakers_are_found_by_name_and_alias_with_what_they_said(at_tanf: Session) -> None:
    [line] = lists.speakers(at_tanf, "MAGHAWIR", None).rows
    assert (line.name, line.statements) == ("Maghawir al-Thawra", 2)
    assert lists.speakers(at_tanf, "sdf", None).rows[0].name == "Syrian Democratic Forces"
    assert lists.speakers(at_tanf, "100%_", None).rows == ()
    assert len(lists.speakers(at_tanf, None, None).rows) == 20


def test_sources_are_listed_with_the_statements_found_in_and_through_them(session: Session) -> None:
    paper, wire, unused = (a_source(session) for _ in range(3))
    for relayed in (True, True, False):
        found = an_appearance(session, a_statement(session), paper)
        if relayed:
            found.relays.append(Relay(position=0, name="wire", source=wire))
    an_appearance(session, found.statement, wire)
    both = an_appearance(session, found.statement, paper)
    both.relays.append(Relay(position=0, name="wire", source=wire))
    session.flush()
    counts = {line.id: line.statements for line in lists.sources(session, None, None).rows}
    assert counts == {paper.id: 3, wire.id: 3, unused.id: 0}


def test_sources_are_found_by_title_and_outlet(at_tanf: Session) -> None:
    assert [line.outlet for line in lists.sources(at_tanf, "reuters", None).rows] == ["Reuters"]
    assert [line.seen for line in lists.sources(at_tanf, "RAZES", None).rows] == [True]
    assert lists.sources(at_tanf, "%", None).rows == ()


@pytest.mark.parametrize("read", [lists.speakers, lists.sources])
def test_paging_visits_each_party_once(
    session: Session,
    read: Callable[
        [Session, str | None, int | None], Page[lists.SpeakerLine] | Page[lists.SourceLine]
    ],
) -> None:
    for number in range(SIZE + 2):
        a_speaker(session, f"Speaker {number}")
        a_source(session, f"Source {number}")
    first = read(session, None, None)
    second = read(session, None, first.next)
    assert (len(first.rows), len(second.rows), second.next) == (SIZE, 2, None)


def test_speakers_stand_by_name_and_homonyms_each_once(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lists, "SIZE", 2)
    for name in ("Cy", "ann", "Bo", "Ann", "Bo"):
        a_speaker(session, name)
    walked, before = list[str](), None
    for _page in range(3):
        page = lists.speakers(session, None, before)
        walked += [line.name for line in page.rows]
        before = page.next
    assert (walked, before) == (["ann", "Ann", "Bo", "Bo", "Cy"], None)
    newest = lists.speakers(session, None, None, newest=True)
    assert [line.name for line in newest.rows] == ["Bo", "Ann"]


def test_topics_are_listed_with_their_statements(at_tanf: Session) -> None:
    [line] = lists.topics(at_tanf, None).rows
    assert (line.slug, line.statements) == ("coalition-garrison-at-at-tanf-syria", 28)
    assert lists.topics(at_tanf, line.id).rows == ()


def test_a_topic_is_found_by_its_slug_and_the_slugs_it_had(session: Session) -> None:
    topic = a_topic(session, "tanf")
    topic.old_slugs.append(OldSlug(slug="al-tanf"))
    session.flush()
    assert (topic_at(session, "tanf"), topic_at(session, "al-tanf")) == (topic, topic)
    assert topic_at(session, "nowhere") is None


@pytest.mark.parametrize(
    ("kind", "reference", "key"),
    [
        (Statement, "o2", "o2"),
        (Link, "o3-contradicts-o2", "o3-contradicts-o2"),
        (Source, "outpost", "outpost"),
        (Speaker, "RYAN DILLON", "dillon"),
        (Speaker, "SDF", "sdf"),
        (Speaker, "dillon", "dillon"),
    ],
)
def test_a_record_is_called_by_key_or_name(
    at_tanf: Session, kind: type[Statement | Link | Source | Speaker], reference: str, key: str
) -> None:
    found = id_of(at_tanf, kind, reference)
    assert at_tanf.scalars(select(kind.key).where(kind.id == found)).one() == key
    assert id_of(at_tanf, kind, str(found)) == found


def test_a_reference_that_fits_none_or_several_is_refused(at_tanf: Session) -> None:
    for reference in ("nobody", "4711", "9" * 30, "١"):
        with pytest.raises(MissingError):
            id_of(at_tanf, Speaker, reference)
    with pytest.raises(RefusedError, match="Several"):
        id_of(at_tanf, Speaker, "a US military official")
    assert id_of(at_tanf, Topic, "coalition-garrison-at-at-tanf-syria")


def test_cards_come_in_the_order_of_the_ids(session: Session) -> None:
    one, two, three = (a_statement(session).id for _ in range(3))
    asked = [three, 4711, one, two]
    assert [card.id for card in records.cards(session, asked)] == [three, one, two]
    assert [card.id for card in records.whole(session, asked)] == [three, one, two]
    assert records.cards(session, []) == ()


def test_a_whole_statement_has_its_links_and_a_card_has_not(
    writing: Session, checker: Actor
) -> None:
    start, end = log(writing, checker), log(writing, checker, quote="We gave it up.")
    link = propose(writing, start, end, checker)
    [whole] = records.whole(writing, [start.id])
    assert [one.id for one in whole.links] == [link.id]
    assert records.cards(writing, [start.id])[0].links == ()


def test_reading_costs_the_same_whatever_the_number(
    engine: Engine,
    session: Session,
    count_queries: Callable[[Engine], AbstractContextManager[list[str]]],
) -> None:
    costs: dict[str, set[int]] = {"cards": set(), "whole": set(), "list": set()}
    for _ in range(3):
        _three(session)
        ids = session.scalars(select(Statement.id)).all()
        session.rollback()
        with Session(engine) as reading, count_queries(engine) as asked:
            records.cards(reading, ids)
            costs["cards"].add(len(asked))
            list(records.whole(reading, ids))
            costs["whole"].add(len(asked) - max(costs["cards"]))
            marked = len(asked)
            lists.statements(reading, StatementScope())
            costs["list"].add(len(asked) - marked)
    assert {name: len(each) for name, each in costs.items()} == dict.fromkeys(costs, 1)
    assert max(map(max, costs.values())) <= 14

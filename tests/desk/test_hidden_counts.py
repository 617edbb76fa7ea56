"""What is hidden shows in no count, in no limit and in no choice of what is looked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from desk import (
    conflict_walks,
    finding,
    likely_repeats,
    lists,
    partners,
    statement_pages,
    tallies,
)
from desk.importing import known_words
from desk.read_models.search_index import reindex
from desk.readers.reading import NumberedLine
from desk.scopes import ReportScope
from desk.sight import NOBODY, look_as
from desk.statement_drafts import StatementLine
from desk.statement_scopes import Linked, Order, StatementScope
from models.conflict import Found
from models.terms import StatementStatus
from tests.desk.importing import a_line
from tests.factories import a_confirmed_contradiction, a_link, a_speaker, a_statement, a_topic

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from models import Speaker, Statement, Topic


@pytest.fixture
def secret(session: Session) -> Topic:
    """A restricted topic into which nobody is let."""
    topic = a_topic(session, "Secret")
    topic.restricted = True
    session.flush()
    return topic


def _store(session: Session, *statements: Statement) -> None:
    session.flush()
    reindex(session, [one.id for one in statements])
    session.commit()


def _pair(session: Session, one: Speaker, *topics: Topic) -> None:
    made = a_confirmed_contradiction(session).from_statement
    made.speaker, made.topics = one, list(topics)
    session.flush()


def test_a_hidden_link_is_none_to_whom_it_is_hidden(session: Session, secret: Topic) -> None:
    linked, alone, hidden = (a_statement(session) for _ in range(3))
    hidden.topics = [secret]
    a_link(session, linked, hidden)
    _store(session, linked, alone, hidden)
    scope = StatementScope(relation=Linked.NONE)
    look_as(session, NOBODY)
    assert set(statement_pages.page(session, scope).rows) == {linked.id, alone.id}
    assert set(lists.statement_ids(session, scope)) == {linked.id, alone.id}
    assert statement_pages.counts(session, scope).total == 2
    # The one that has no link at all is enough where no more are counted.
    assert finding.Finding(session, scope).count(1) == 1
    look_as(session, None)
    assert statement_pages.page(session, scope).rows == (alone.id,)


def test_of_few_it_is_asked_for_a_count_whether_their_links_are_hidden(
    session: Session, secret: Topic, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = [a_statement(session, status=StatementStatus.LOGGED) for _ in range(4)]
    made[3].topics = [secret]
    a_link(session, made[0], made[3])
    a_link(session, made[1], made[2])
    _store(session, *made)
    none, supports = (StatementScope(relation=how) for how in (Linked.NONE, Linked.SUPPORTS))
    told = {None: (0, 4), NOBODY: (1, 2)}
    for viewer, expected in told.items():
        look_as(session, viewer)
        counted = [statement_pages.counts(session, one) for one in (none, supports)]
        assert [one.total for one in counted if one.told] == list(expected)
        for scope, number in zip((none, supports), expected, strict=True):
            logged = scope.model_copy(update={"order": Order.LOGGED})
            assert len(statement_pages.page(session, scope).rows) == number
            assert len(statement_pages.page(session, logged).rows) == number
    monkeypatch.setattr(finding, "LOOKED", 1)
    assert not statement_pages.counts(session, none).told
    assert not statement_pages.counts(session, supports).told
    look_as(session, None)
    assert statement_pages.counts(session, supports).told


def test_a_word_is_common_by_what_is_there_for_who_looks(
    session: Session, secret: Topic, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "COMMON", 1)
    one, longer = (a_statement(session, quote=quote) for quote in ("ceded", "cededly"))
    hidden = a_statement(session, quote="ceded", topics=[secret])
    _store(session, one, longer, hidden)
    scope = StatementScope(q="ceded")
    for viewer, found in ((None, {one.id, hidden.id}), (NOBODY, {one.id, longer.id})):
        look_as(session, viewer)
        assert set(statement_pages.page(session, scope).rows) == found
        assert set(lists.statement_ids(session, scope)) == found


def test_what_is_hidden_takes_no_place_among_likely_repeats(
    session: Session, secret: Topic, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(likely_repeats, "CANDIDATES", 1)
    words = "They never ceded an inch of it"
    first, one, last = (
        a_statement(session, quote=words, topics=topics) for topics in ([secret], [], [secret])
    )
    _store(session, first, one, last)
    look_as(session, NOBODY)
    found = likely_repeats.likely_repeats(session, likely_repeats.Typed(words=words))
    assert [alike.statement.id for alike in found] == [one.id]


def test_what_is_hidden_takes_no_place_among_what_a_reviewer_may_mean(
    session: Session, secret: Topic, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(known_words, "CANDIDATES", 1)
    words, speaker = "They never ceded an inch of it", a_speaker(session, "Ann Doe")
    one, last = (
        a_statement(session, quote=words, speaker=speaker, topics=topics)
        for topics in ([], [secret])
    )
    _store(session, one, last)
    told = a_line(None, quote=words, speaker={"name": "Ann Doe", "kind": "person"})
    draft = StatementLine.model_validate(told)
    look_as(session, NOBODY)
    [line] = known_words.known_by_words(session, [NumberedLine(1, draft, reviewed=True)])
    assert line.draft.key == one.key


def test_what_is_hidden_takes_no_place_among_partners(
    session: Session, secret: Topic, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(partners, "WALKED", 1)
    shared = a_topic(session, "Open")
    mine, other = (a_statement(session, said="2017-09-18", topics=[shared]) for _ in range(2))
    other.said = "2017-09-10"
    nearer = a_statement(session, said="2017-09-12", topics=[shared, secret])
    _store(session, mine, other, nearer)
    look_as(session, NOBODY)
    _mine, found = partners.with_partners(session, mine.id)
    assert [one.statement.id for one in found] == [other.id]


def test_of_two_parties_hidden_pairs_are_not_gone_through(
    session: Session, secret: Topic, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tallies, "MOST_WALKED", 2)
    speaker, topic = a_speaker(session), a_topic(session, "Open")
    _pair(session, speaker, topic)
    for _ in range(2):
        _pair(session, speaker, topic, secret)
    session.commit()
    scope = ReportScope(speaker_id=speaker.id, topic_id=topic.id)
    for viewer, most, least in ((NOBODY, 1, False), (None, 2, True)):
        look_as(session, viewer)
        told = tallies.counts_of(tallies.tallies(session, scope), scope)
        assert (told.pairs, told.least) == (most, least)


def test_the_party_with_the_fewest_pairs_in_sight_leads(session: Session, secret: Topic) -> None:
    speaker, other, topic = a_speaker(session), a_speaker(session), a_topic(session, "Open")
    for _ in range(2):
        _pair(session, speaker)
        _pair(session, other, topic, secret)
    _pair(session, other, topic)
    session.commit()
    scope = ReportScope(speaker_id=speaker.id, topic_id=topic.id)
    for viewer, leading in ((NOBODY, Found.TOPIC), (None, Found.SPEAKER)):
        look_as(session, viewer)
        assert conflict_walks.walk(session, scope).party[0] is leading

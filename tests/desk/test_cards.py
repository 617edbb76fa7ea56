"""Statements and links whose parts are read as they hang on them tell no more, and no less."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from desk import cards, link_records, pictures, records
from desk.scopes import ReportScope
from desk.sight import NOBODY, as_it_hangs, look_as
from models import Notice, NoticeAppearance, Relay, Source
from models.terms import NoticeKind
from tests.factories import (
    a_confirmed_contradiction,
    a_source,
    a_speaker,
    a_statement,
    a_topic,
    an_appearance,
)

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from models import Statement

TODAY = date(2026, 11, 21)


@pytest.fixture
def hidden(session: Session) -> Statement:
    """A statement into whose topic nobody is let, by a speaker of its own."""
    topic = a_topic(session, "Secret")
    topic.restricted = True
    return a_statement(session, topics=[topic], speaker=a_speaker(session, "Zulu"))


def test_what_a_notice_touches_out_of_sight_is_not_told(
    session: Session, hidden: Statement
) -> None:
    source = a_source(session, "Both")
    known = a_statement(session, topics=[a_topic(session, "Open")])
    found = [an_appearance(session, one, source) for one in (known, hidden)]
    found[0].relays = [Relay(position=1, name="A wire", source=source)]
    touched = [NoticeAppearance(appearance=one) for one in found]
    source.notices = [Notice(kind=NoticeKind.CORRECTED, touched=touched)]
    session.commit()
    ids = [known.id, hidden.id]
    for viewer, keys in ((None, {known.key, hidden.key}), (NOBODY, {known.key})):
        look_as(session, viewer)
        told = cards.cards_of(session, ids)
        assert told == records.cards(session, ids)
        assert {one.key for one in told} == keys
        assert set(told[0].appearances[0].source.notices[0].touches) == keys
        assert told[0].topics == ("Open",)


def test_a_link_to_what_is_hidden_is_not_told(session: Session, hidden: Statement) -> None:
    known, secret = (a_confirmed_contradiction(session) for _ in range(2))
    secret.to_statement.topics = list(hidden.topics)
    session.commit()
    ids = [known.id, secret.id]
    for viewer, expected in ((None, ids), (NOBODY, [known.id])):
        look_as(session, viewer)
        told = cards.links_of(session, ids)
        assert told == link_records.by_ids(session, ids)
        assert [one.id for one in told] == expected


def test_a_kind_is_asked_about_again_afterwards(session: Session, hidden: Statement) -> None:
    source = an_appearance(session, hidden, a_source(session, "Zulu’s")).source_id
    session.commit()
    look_as(session, NOBODY)
    with as_it_hangs(session, Source):
        pass
    assert session.get(Source, source) is None


def test_fewer_links_are_drawn_for_who_is_kept_out(
    session: Session, hidden: Statement, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(3):
        a_confirmed_contradiction(session)
    session.commit()
    monkeypatch.setattr(pictures, "LINKS_IN_SIGHT", 2)
    for viewer, links, whole in ((None, 3, True), (NOBODY, 2, False)):
        look_as(session, viewer)
        seen = pictures.shown(session, ReportScope(), TODAY)
        assert (len(seen.links), seen.whole) == (links, whole)
    assert seen.most_links == 2
    assert hidden.id not in {one.id for one in seen.statements}

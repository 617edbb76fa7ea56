"""Whom following lets hear of what: mergers, partings, restricted topics, the last look."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from desk import watching
from desk.history import changes
from desk.merging.drafts import MergerDraft
from desk.merging.mergers import merge_speakers
from desk.merging.partings import unmerge_speaker
from desk.news import What, news
from desk.refusals import MissingError
from desk.sight import look_as
from models import Role, Speaker, Watch
from models.terms import Watched
from tests.factories import (
    a_confirmed_contradiction,
    a_speaker,
    a_statement,
    a_topic,
    an_account,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from sqlalchemy import Engine
    from sqlalchemy.orm import Session

    from desk.actors import Actor

DAY = datetime(2020, 1, 1, tzinfo=UTC)


def test_following_twice_is_following_once(session: Session) -> None:
    me, speaker = an_account(session).id, a_speaker(session).id
    for _twice in range(2):
        watching.follow(session, me, Watched.SPEAKER, speaker)
    assert len(session.scalars(select(Watch)).all()) == 1
    for _twice in range(2):
        watching.unfollow(session, me, Watched.SPEAKER, speaker)
    assert session.scalars(select(Watch)).all() == []


@pytest.mark.parametrize("kind", list(Watched))
def test_what_is_not_there_cannot_be_followed(session: Session, kind: Watched) -> None:
    with pytest.raises(MissingError):
        watching.follow(session, an_account(session).id, kind, 99)


def test_who_follows_the_merged_follows_the_kept_and_after_a_parting_the_parted(
    writing: Session, checker: Actor
) -> None:
    kept, other = a_speaker(writing, "James Mattis"), a_speaker(writing, "Jim Mattis")
    link = a_confirmed_contradiction(writing)
    link.from_statement.speaker = kept
    last = a_speaker(writing, "General Mattis")
    me, ids = checker.account_id, (kept.id, other.id, last.id)
    watching.follow(writing, me, Watched.SPEAKER, other.id)
    assert news(writing, me).rows == ()
    _merge(writing, kept.id, other.id, checker)
    assert watching.is_followed(writing, me, Watched.SPEAKER, kept.id)
    assert [(one.what, one.number) for one in news(writing, me).rows] == [(What.CONFLICT, link.id)]
    _merge(writing, last.id, kept.id, checker)
    assert watching.is_followed(writing, me, Watched.SPEAKER, ids[2])
    assert len(news(writing, me).rows) == 1
    unmerge_speaker(writing, kept.id, writing.get_one(Speaker, kept.id).version, checker)
    unmerge_speaker(writing, other.id, writing.get_one(Speaker, other.id).version, checker)
    assert [watching.is_followed(writing, me, Watched.SPEAKER, one) for one in ids] == [
        False,
        True,
        False,
    ]
    assert news(writing, me).rows == ()


def _merge(session: Session, kept_id: int, other_id: int, by: Actor) -> None:
    session.flush()
    # What tests store without a deed is no part of the merger.
    changes.forget(session)
    kept, other = (session.get_one(Speaker, one).version for one in (kept_id, other_id))
    merge_speakers(session, kept_id, other_id, MergerDraft(version=kept, other_version=other), by)


def test_unfollowing_the_kept_ends_what_was_followed_of_the_merged(
    writing: Session, checker: Actor
) -> None:
    kept, other = a_speaker(writing, "James Mattis"), a_speaker(writing, "Jim Mattis")
    me = checker.account_id
    watching.follow(writing, me, Watched.SPEAKER, other.id)
    _merge(writing, kept.id, other.id, checker)
    watching.unfollow(writing, me, Watched.SPEAKER, kept.id)
    assert not watching.is_followed(writing, me, Watched.SPEAKER, kept.id)
    assert watching.following(writing, me, None).rows == ()


def test_a_restricted_topic_shows_nothing_to_those_outside(session: Session) -> None:
    topic = a_topic(session, "Secret")
    link = a_confirmed_contradiction(session)
    link.from_statement.topics = [topic]
    me = an_account(session, Role.REVIEWER).id
    watching.follow(session, me, Watched.TOPIC, topic.id)
    watching.follow(session, me, Watched.STATEMENT, link.to_id)
    session.flush()
    look_as(session, me)
    assert len(news(session, me).rows) == 1
    assert len(watching.following(session, me, None).rows) == 2
    topic.restricted = True
    session.flush()
    assert news(session, me).rows == ()
    assert [one.kind for one in watching.following(session, me, None).rows] == [Watched.STATEMENT]
    with pytest.raises(MissingError):
        watching.follow(session, me, Watched.TOPIC, topic.id)


def test_things_are_new_since_the_last_look_or_the_first_watch(session: Session) -> None:
    me = an_account(session).id
    assert watching.last_look(session, me) is None
    watching.look(session, me, DAY)
    assert watching.last_look(session, me) is None
    watching.follow(session, me, Watched.SPEAKER, a_speaker(session).id)
    begun = watching.last_look(session, me)
    assert begun is not None
    assert begun > DAY
    watching.look(session, me, begun + timedelta(days=1))
    watching.look(session, me, begun)
    assert watching.last_look(session, me) == begun + timedelta(days=1)


def test_a_re_check_is_timed_when_it_is_asked_for(session: Session) -> None:
    link = a_confirmed_contradiction(session)
    moments = []
    for why in (None, "The quote was changed.", "The quote was changed.\nThe date too.", None):
        link.recheck, link.recheck_why = why is not None, why
        moments.append(link.recheck_at)
    unasked, first, second, settled = moments
    assert (unasked, settled) == (None, None)
    assert first is not None
    assert second is not None
    assert second >= first


def test_the_list_of_what_is_followed_goes_on(
    session: Session,
    engine: Engine,
    count_queries: Callable[[Engine], AbstractContextManager[list[str]]],
) -> None:
    me = an_account(session).id
    for _each in range(60):
        watching.follow(session, me, Watched.STATEMENT, a_statement(session).id)
    session.commit()
    with count_queries(engine) as queries:
        page = watching.following(session, me, None)
    assert len(queries) == 4
    rest = watching.following(session, me, page.next)
    assert len(page.rows) + len(rest.rows) == 60
    assert rest.next is None
    with count_queries(engine) as queries:
        news(session, me)
    assert len(queries) == 1

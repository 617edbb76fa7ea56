"""Columns that are read past the session are hidden as entities are, and tell what waits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select

from desk import sight
from models import Statement
from tests.factories import a_statement, a_topic, an_account

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def test_rows_are_hidden_as_entities_are(session: Session) -> None:
    topic, insider, outsider = a_topic(session), an_account(session), an_account(session)
    topic.restricted = True
    topic.accounts.append(insider)
    secret, known = a_statement(session, topics=[topic]), a_statement(session)
    session.flush()
    both, open_to_all = {secret.id, known.id}, {known.id}
    chosen = select(Statement.id)
    seen = {None: both, insider.id: both, outsider.id: open_to_all, sight.NOBODY: open_to_all}
    for viewer, expected in seen.items():
        sight.look_as(session, viewer)
        assert {row.id for row in sight.rows_for(session, chosen)} == expected


def test_rows_tell_what_waits_to_be_written(session: Session) -> None:
    statement = a_statement(session)
    session.flush()
    statement.note = "Waits."
    chosen = select(Statement.note).where(Statement.id == bindparam("id"))
    assert sight.rows_for(session, chosen, {"id": statement.id}) == [("Waits.",)]


def test_rows_of_a_topic_that_is_about_to_be_restricted_are_hidden(session: Session) -> None:
    topic, outsider = a_topic(session), an_account(session)
    a_statement(session, topics=[topic])
    session.flush()
    sight.look_as(session, outsider.id)
    assert len(sight.rows_for(session, select(Statement.id))) == 1
    topic.restricted = True
    assert not sight.rows_for(session, select(Statement.id))

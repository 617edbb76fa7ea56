"""The links of a statement a page at a time, for who sees all of them and who does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk import sight
from desk.link_records import SHOWN, newest_of
from tests.factories import a_link, a_statement, a_topic, an_account

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def test_a_page_of_links_is_full_of_those_that_may_be_seen(session: Session) -> None:
    hub, topic = a_statement(session), a_topic(session)
    topic.restricted = True
    seen = [a_link(session, a_statement(session), hub).id for _each in range(SHOWN)]
    a_link(session, hub, a_statement(session, topics=[topic]))
    a_link(session, a_statement(session, topics=[topic]), hub)
    viewer = an_account(session).id
    session.flush()
    assert newest_of(session, hub.id).next is not None
    sight.look_as(session, viewer)
    page = newest_of(session, hub.id)
    assert ([link.id for link in page.rows], page.next) == (seen[::-1], None)

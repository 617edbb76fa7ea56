"""What is hidden from an account, as queries: by restricted topics, and what rests on them alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import exists, literal_column, not_, or_, select, true, union

from models import Appearance, Link, Relay, Source, Statement, Topic, statement_topic, topic_account

if TYPE_CHECKING:
    from sqlalchemy import Select

    Ids = Select[Any]

# Tables, since the criteria of mapped classes would be hidden from themselves.
_TOPIC, _SOURCE = Topic.__table__.c, Source.__table__.c
_HELD, _MEMBERS = statement_topic.c, topic_account.c


def secret_topics(viewer: int) -> Ids:
    """Select the restricted topics into which an account is not let."""
    # Written into the SQL: a value bound in a condition that is made anew for each alias could be
    # the one of whoever had the query compiled.
    let_in = select(_MEMBERS.topic_id)
    let_in = let_in.where(_MEMBERS.account_id == literal_column(str(int(viewer))))
    others = _TOPIC.id.not_in(let_in)
    return select(_TOPIC.id).where(_TOPIC.restricted.is_(true()), others)


def hidden_statements(viewer: int) -> Ids:
    """Select the statements that rest on such a topic."""
    return select(_HELD.statement_id).where(_HELD.topic_id.in_(secret_topics(viewer)))


def hidden_links(viewer: int) -> Ids:
    """Select the links from and to hidden statements."""
    link, hidden = Link.__table__.c, hidden_statements(viewer)
    return select(link.id).where(or_(link.from_id.in_(hidden), link.to_id.in_(hidden)))


def hidden_speakers(viewer: int) -> Ids:
    """Select the speakers of hidden statements who are not known for any other one."""
    hidden = hidden_statements(viewer)
    one, other = (Statement.__table__.alias().c for _ in range(2))
    known = exists().where(other.speaker_id == one.speaker_id, other.id.not_in(hidden))
    return select(one.speaker_id).where(one.id.in_(hidden), not_(known))


def hidden_sources(viewer: int) -> Ids:
    """Select the sources of hidden statements in which, and through which, no other one is found."""
    hidden = hidden_statements(viewer)
    here, hop, there = Appearance.__table__, Relay.__table__, Appearance.__table__.alias()
    relayed = hop.join(there, there.c.id == hop.c.appearance_id)
    used = union(
        select(here.c.source_id).where(here.c.statement_id.in_(hidden)),
        select(hop.c.source_id)
        .select_from(relayed)
        .where(there.c.statement_id.in_(hidden), hop.c.source_id.is_not(None)),
    )
    seen = exists().where(here.c.source_id == _SOURCE.id, here.c.statement_id.not_in(hidden))
    passed_on = (
        select(hop.c.id)
        .select_from(relayed)
        .where(hop.c.source_id == _SOURCE.id, there.c.statement_id.not_in(hidden))
        .exists()
    )
    return select(_SOURCE.id).where(_SOURCE.id.in_(used), not_(seen), not_(passed_on))

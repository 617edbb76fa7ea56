"""What the search index is made from, as queries that are put together once: a deed asks ten of them.

Each takes numbers as `some_of` gives them.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import Text, and_, case, exists, or_, select, type_coerce

from models import (
    Appearance,
    Capture,
    Link,
    Relay,
    Source,
    Speaker,
    SpeakerName,
    Statement,
    Topic,
    Translation,
    statement_topic,
)
from models.among import some_of, within_some

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from sqlalchemy import Connection, Row

    from desk.rows import AnySelect

# Tables: the whole record is read, whoever looks, and rows of tables cost less than those of models.
_SAID, _WHO, _ALIAS = Statement.__table__.c, Speaker.__table__.c, SpeakerName.__table__.c
_HELD, _TOPIC, _WORDS = statement_topic.c, Topic.__table__.c, Translation.__table__.c
_HERE, _WORK, _KEPT = Appearance.__table__.c, Source.__table__.c, Capture.__table__.c
_HOP, _LINK = Relay.__table__.c, Link.__table__.c


def asked(
    connection: Connection, query: Callable[[bool], AnySelect], ids: Iterable[int]
) -> Sequence[Row[*tuple[Any, ...]]]:
    """Return what a query here tells of some numbers."""
    some = some_of(ids)
    return connection.execute(query(some.in_a_row), some.told).all()


@cache
def statements(in_a_row: bool) -> AnySelect:  # noqa: FBT001 -- which of two
    """Select what statements say themselves, in the order in which an entry takes it."""
    chosen = select(
        *(
            _SAID.id,
            _SAID.speaker_id,
            _SAID.said_from,
            _SAID.said_to,
            _word(_SAID.status),
            _word(_SAID.form),
        ),
        *(_SAID.language, _SAID.role, _SAID.told, _SAID.where, _SAID.in_answer_to, _SAID.claim),
        *(_SAID.quote, _SAID.context, _SAID.note, _WHO.name),
    )
    chosen = chosen.join(Speaker.__table__, _WHO.id == _SAID.speaker_id)
    return chosen.where(within_some(_SAID.id, in_a_row))


def _word(column: Any) -> Any:  # noqa: ANN401 -- a column of a vocabulary, as text
    return type_coerce(column, Text).label(column.name)


@cache
def aliases(in_a_row: bool) -> AnySelect:  # noqa: FBT001 -- which of two
    """Select the other names of some speakers."""
    chosen = select(_ALIAS.speaker_id, _ALIAS.name).where(within_some(_ALIAS.speaker_id, in_a_row))
    return chosen.order_by(_ALIAS.position)


@cache
def topics(in_a_row: bool) -> AnySelect:  # noqa: FBT001 -- which of two
    """Select the topics of some statements."""
    chosen = select(_HELD.statement_id, _HELD.topic_id, _TOPIC.name)
    # An outer join, so that the statements lead: else SQLite would walk through all topics there are.
    chosen = chosen.outerjoin(Topic.__table__, _TOPIC.id == _HELD.topic_id)
    return chosen.where(within_some(_HELD.statement_id, in_a_row)).order_by(_TOPIC.name)


@cache
def merged_topics(in_a_row: bool) -> AnySelect:  # noqa: FBT001 -- which of two
    """Select the topics that were merged into some."""
    into = within_some(_TOPIC.merged_into_id, in_a_row)
    return select(_TOPIC.merged_into_id, _TOPIC.name).where(into).order_by(_TOPIC.name)


def leading() -> Any:  # noqa: ANN401 -- a condition on sources
    """Tell that a source says where it can be read."""
    return or_(
        _WORK.url.is_not(None),
        _WORK.archived_url.is_not(None),
        _WORK.csl["DOI"].as_string().is_not(None),
    )


@cache
def appearances(in_a_row: bool) -> AnySelect:  # noqa: FBT001 -- which of two
    """Select where some statements were found, with what is told of it."""
    captured = exists().where(_KEPT.id == _HERE.capture_id, _KEPT.redacted_at.is_(None))
    leads = or_(_HERE.capture_id.is_not(None), leading())
    chosen = select(
        *(_HERE.statement_id, _HERE.source_id, _HERE.exact, _word(_HERE.check)),
        *(_WORK.title, _WORK.container_title, _WORK.publisher),
        and_(_HERE.capture_id.is_not(None), captured).label("captured"),
        case((and_(_WORK.seen.is_(True), leads), True), else_=False).label("open"),
    )
    chosen = chosen.join(Source.__table__, _WORK.id == _HERE.source_id)
    return chosen.where(within_some(_HERE.statement_id, in_a_row)).order_by(_HERE.position)


@cache
def relays(in_a_row: bool) -> AnySelect:  # noqa: FBT001 -- which of two
    """Select through whom some statements came."""
    chosen = (
        select(_HERE.statement_id, _HOP.name, _HOP.source_id, _WORK.title, _WORK.container_title)
        # The appearances lead: else SQLite would walk through all relays there are.
        .outerjoin(Relay.__table__, _HOP.appearance_id == _HERE.id)
        .outerjoin(Source.__table__, _WORK.id == _HOP.source_id)
    )
    return chosen.where(within_some(_HERE.statement_id, in_a_row)).order_by(_HOP.id)


@cache
def translations(in_a_row: bool) -> AnySelect:  # noqa: FBT001 -- which of two
    """Select the translations of some statements."""
    chosen = select(_WORDS.statement_id, _WORDS.text)
    return chosen.where(within_some(_WORDS.statement_id, in_a_row)).order_by(_WORDS.position)


SECRETS = select(_TOPIC.id).where(_TOPIC.restricted.is_(True)).limit(1)
"""Whether anything is kept from anybody."""
ENDS = {"from": (_LINK.from_id, _LINK.to_id), "to": (_LINK.to_id, _LINK.from_id)}
"""The ends of a link, each with the other one."""


@cache
def links(end: str, in_a_row: bool, *, kept: bool) -> AnySelect:  # noqa: FBT001 -- as above
    """Select the links of some statements by one of their ends, without what is kept from some."""
    here, other = ENDS[end]
    rationale = (
        case((_kept_from(other, here), None), else_=_LINK.rationale) if kept else _LINK.rationale
    )
    # By the status SQLite would read all links of the desk for every few statements.
    chosen = select(here, _LINK.status, _word(_LINK.relation), rationale)
    return chosen.where(within_some(here, in_a_row)).order_by(_LINK.id)


def _kept_from(other: Any, here: Any) -> Any:  # noqa: ANN401 -- columns, and a condition on them
    """Tell whether the other side is of a restricted topic that this side is not of.

    Some may see this side alone: what is said of both is not to lead them to it.
    """
    also = statement_topic.alias()
    here_too = exists().where(also.c.statement_id == here, also.c.topic_id == _HELD.topic_id)
    apart = exists().where(
        _HELD.statement_id == other,
        _TOPIC.id == _HELD.topic_id,
        _TOPIC.restricted.is_(True),
        ~here_too.correlate(Link.__table__, statement_topic),
    )
    return apart.correlate(Link.__table__)

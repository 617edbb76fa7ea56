"""What is hidden from an account, as conditions: by restricted topics, and what rests on them alone.

Each is asked of one record at a time, by the index that leads from it to its topics: however much
is hidden, a page costs what it shows.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, exists, literal_column, not_, or_, select, true

from models import (
    Appearance,
    Link,
    Relay,
    Statement,
    Topic,
    exported_statement,
    statement_topic,
    topic_account,
)

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, FromClause, Select

    Ids = Select[Any]
    Condition = ColumnElement[bool]

# Tables, since the criteria of mapped classes would be hidden from themselves; by names of their
# own, since a query may ask for the same ones.
_TOPIC, _MEMBERS = Topic.__table__.c, topic_account.c
_HELD = statement_topic.alias("kept_topic")
_LINK, _SAID = Link.__table__.alias("kept_link"), Statement.__table__.alias("kept_statement")
_HERE, _HOP = Appearance.__table__.alias("kept_place"), Relay.__table__.alias("kept_hop")
_SENT = exported_statement.alias("kept_export")
_THROUGH = Appearance.__table__.alias("kept_way")


@lru_cache(maxsize=256)
def secret_topics(viewer: int) -> Ids:
    """Select the restricted topics into which an account is not let: the same query each time."""
    # Written into the SQL: a value bound in a condition that is made anew for each alias could be
    # the one of whoever had the query compiled.
    let_in = select(_MEMBERS.topic_id)
    let_in = let_in.where(_MEMBERS.account_id == literal_column(str(int(viewer))))
    others = _TOPIC.id.not_in(let_in)
    return select(_TOPIC.id).where(_TOPIC.restricted.is_(true()), others)


def hides_statement(statement_id: Any, secret: Ids) -> Condition:  # noqa: ANN401 -- a column
    """Tell that a statement rests on one of the secret topics."""
    held = _HELD.c.statement_id == statement_id
    return there(_HELD, held, _HELD.c.topic_id.in_(secret))


def hides_link(link_id: Any, secret: Ids) -> Condition:  # noqa: ANN401 -- a column
    """Tell that a link is from or to a hidden statement."""
    sides = (hides_statement(side, secret) for side in (_LINK.c.from_id, _LINK.c.to_id))
    return there(_LINK, _LINK.c.id == link_id, or_(*sides))


def hides_speaker(speaker_id: Any, secret: Ids) -> Condition:  # noqa: ANN401 -- a column
    """Tell that a speaker is known for statements, and for none that is not hidden."""
    said = _SAID.c.speaker_id == speaker_id
    known = there(_SAID, said, not_(hides_statement(_SAID.c.id, secret)))
    # Most are known: of them no more is asked.
    return and_(not_(known), there(_SAID, said))


def hides_source(source_id: Any, secret: Ids) -> Condition:  # noqa: ANN401 -- a column
    """Tell that statements are found in or through a source, and none that is not hidden."""
    here = _HERE.c.source_id == source_id
    way = _THROUGH.c.id == _HOP.c.appearance_id
    hop = _HOP.c.source_id == source_id
    seen = there(_HERE, here, not_(hides_statement(_HERE.c.statement_id, secret)))
    shown = there(_THROUGH, way, not_(hides_statement(_THROUGH.c.statement_id, secret)))
    used = or_(there(_HERE, here), there(_HOP, hop))
    return and_(not_(seen), not_(there(_HOP, hop, shown)), used)


def hides_export(export_id: Any, secret: Ids) -> Condition:  # noqa: ANN401 -- a column
    """Tell that an export held statements, and none that is not hidden."""
    held = _SENT.c.export_id == export_id
    seen = there(_SENT, held, not_(hides_statement(_SENT.c.statement_id, secret)))
    return and_(not_(seen), there(_SENT, held))


def there(table: FromClause, *where: Condition) -> Condition:
    """Tell that a table has such a row; whatever else is named is of the query around."""
    return exists().where(*where).correlate_except(table)

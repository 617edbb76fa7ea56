"""Which links were not, or may not have been, at the end of a day where reports find them today."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select, union

from desk.read_models.conflicts import DECISIVE, LINKED
from models import Appearance, Link, Relay, Speaker, Statement
from models.among import keyed, within
from models.terms import LIVE

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import Session

    from desk.asof.undoing import Undone
    from desk.rows import AnySelect
    from models import Base
    from models.terms import Relation

_LINK = Link.__table__.alias().c
_ORDERED = frozenset({"said_from"})
"""What else of a statement tells which side of a pair is the disputed one."""


@dataclass(frozen=True)
class Changed:
    """Links that today's record does not answer for; none that is hidden from who looks."""

    all: frozenset[int]
    #: Those of them that were there on that day.
    then: frozenset[int]


def changed_since(session: Session, undone: Undone, relations: Collection[Relation]) -> Changed:
    """Return the links of these relations that changed since, or of which a statement did.

    One query, which costs what happened since.
    """
    dialect = session.get_bind().dialect.name
    found = session.execute(_chosen(undone, relations, dialect)).all()
    then = (
        row.id
        for row in found
        if str(row.id) not in undone.made["link"]
        and row.key not in undone.imported
        and row.created_at < undone.end
    )
    return Changed(frozenset(row.id for row in found), frozenset(then))


def _chosen(undone: Undone, relations: Collection[Relation], dialect: str) -> AnySelect:
    columns = (Link.id, Link.key, Link.created_at)
    parts = [select(*columns).where(one) for one in _later(undone)]
    if numbers := _numbers(undone, Link):
        parts.append(select(*columns).where(within(Link.id, numbers)))
    if keys := undone.imported | undone.overwritten:
        parts.append(select(*columns).where(Link.key.in_(keyed(keys, dialect))))
    if statements := list(_statements(undone, dialect)):
        live = Link.relation.in_(relations), Link.status.in_(LIVE)
        touched = select(union(*statements).subquery().c[0])
        ends = (Link.from_id, Link.to_id)
        parts += (select(*columns).where(end.in_(touched), *live) for end in ends)
    return select(union(*parts).subquery())


def _later(undone: Undone) -> Iterator[ColumnElement[bool]]:
    """Yield which links tell themselves that something of them came later."""
    # By their indexes alone: where nearly all were decided at once, an engine expects no less since.
    for moment in (_LINK.recheck_at, _LINK.decided_at):
        yield Link.id.in_(select(_LINK.id).where(moment >= undone.end))
    # Looked for from the end, as the last deed before it is.
    earlier = select(Link.id).where(Link.created_at < undone.end).order_by(Link.id.desc()).limit(1)
    yield Link.id > func.coalesce(earlier.scalar_subquery(), 0)


def _statements(undone: Undone, dialect: str) -> Iterator[AnySelect]:
    """Yield selections of the statements of which something changed that decides on their links."""
    if numbers := _numbers(undone, Statement) | undone.told("appearance", "statement_id"):
        yield select(Statement.id).where(within(Statement.id, numbers))
    if undone.overwritten:
        keys = keyed(undone.overwritten, dialect)
        yield select(Statement.id).where(Statement.key.in_(keys))
    if numbers := _numbers(undone, Speaker):
        yield select(Statement.id).where(within(Statement.speaker_id, numbers))
    found = select(Appearance.statement_id)
    if numbers := _numbers(undone, Appearance) | undone.told("relay", "appearance_id"):
        yield found.where(within(Appearance.id, numbers))
    if numbers := _numbers(undone, Relay):
        through = select(Relay.appearance_id).where(within(Relay.id, numbers))
        yield found.where(Appearance.id.in_(through))


def _numbers(undone: Undone, model: type[Base]) -> set[int]:
    """Return the numbers of rows of which what decides was changed since, or may have been."""
    table = model.__tablename__
    fields = DECISIVE[model] | (_ORDERED if model is Statement else frozenset())
    replaced = {int(one) for one, told in undone.replaced[table].items() if fields & told.keys()}
    made = map(int, undone.made[table]) if model in LINKED else ()
    return {*replaced, *made, *undone.blanked[table]}

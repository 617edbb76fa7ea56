"""Reads links as values, with the keys of their sides and whether two people agreed."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, and_, false, func, or_, select
from sqlalchemy.orm import aliased

from desk.pages import page_of
from models import Account, Link, Statement
from models.records import LinkRecord
from models.terms import LinkStatus, Relation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from desk.pages import Page
    from desk.rows import AnySelect

SHOWN = 25
"""How many links of one statement are shown at a time."""
_start, _end = aliased(Statement), aliased(Statement)
_proposer, _decider = aliased(Account), aliased(Account)
_BY_TWO = and_(
    Link.status == LinkStatus.CONFIRMED,
    Link.decider_id != Link.proposer_id,
    or_(Link.editor_id.is_(None), Link.decider_id != Link.editor_id),
    _proposer.machine == false(),
    _decider.machine == false(),
    Link.override_reason.is_(None),
)
_COLUMNS = (
    Link.id,
    Link.key,
    Link.version,
    Link.from_id,
    _start.key.label("from_key"),
    Link.to_id,
    _end.key.label("to_key"),
    Link.relation,
    Link.status,
    Link.rationale,
    Link.words,
    Link.to_words,
    Link.same_time,
    Link.same_place,
    Link.same_meaning,
    Link.reason,
    Link.override_reason,
    Link.recheck,
    Link.recheck_why,
    Link.outcome,
    Link.outcome_why,
    Link.proposer_id,
    Link.editor_id,
    Link.decider_id,
    Link.decided_at,
    func.coalesce(_BY_TWO, false()).label("decided_by_two"),
)


def by_ids(session: Session, ids: Sequence[int]) -> tuple[LinkRecord, ...]:
    """Return the links with these ids, in this order; unknown ids are left out."""
    found = {link.id: link for link in _read(session, Link.id.in_(ids))}
    return tuple(found[one] for one in ids if one in found)


def of_statements(session: Session, ids: Sequence[int]) -> dict[int, tuple[LinkRecord, ...]]:
    """Return every link that touches one of the statements, by statement, in order of keys."""
    wanted, links = set(ids), defaultdict(list)
    for link in _read(session, or_(Link.from_id.in_(ids), Link.to_id.in_(ids))):
        for side in {link.from_id, link.to_id} & wanted:
            links[side].append(link)
    return {side: tuple(sorted(these, key=_key)) for side, these in links.items()}


def between(
    session: Session, statement_id: int, others: Sequence[int]
) -> dict[int, tuple[LinkRecord, ...]]:
    """Return every link of a statement with one of the others, by the other, the oldest first."""
    forth = and_(Link.from_id == statement_id, Link.to_id.in_(others))
    back = and_(Link.to_id == statement_id, Link.from_id.in_(others))
    links = defaultdict(list)
    for link in sorted(_read(session, or_(forth, back)), key=lambda link: link.id):
        links[link.other_than(statement_id)].append(link)
    return {other: tuple(these) for other, these in links.items()}


def newest_of(session: Session, statement_id: int, before: int | None = None) -> Page[LinkRecord]:
    """Return a page of the links that touch a statement, the last proposed first."""
    chosen = _select().where(or_(Link.from_id == statement_id, Link.to_id == statement_id))
    if before is not None:
        chosen = chosen.where(Link.id < before)
    rows = session.execute(chosen.order_by(Link.id.desc()).limit(SHOWN + 1)).all()
    found = [LinkRecord(**row._asdict()) for row in rows]
    page = page_of([link.id for link in found], before, SHOWN)
    return page.of(lambda _ids: found[:SHOWN])


def tells_of_correction(page: Page[LinkRecord], statement_id: int) -> bool:
    """Tell whether something may correct a statement, by the page of its links."""
    is_all = page.next is None and not page.previous_exists
    corrects = (
        one.relation is Relation.CORRECTS and one.to_id == statement_id for one in page.rows
    )
    return not is_all or any(corrects)


def _key(link: LinkRecord) -> str:
    return link.key


def _read(session: Session, condition: ColumnElement[bool]) -> list[LinkRecord]:
    return [LinkRecord(**row._asdict()) for row in session.execute(_select().where(condition))]


def _select() -> AnySelect:
    return (
        select(*_COLUMNS)
        .select_from(Link)
        .join(_start, _start.id == Link.from_id)
        .join(_end, _end.id == Link.to_id)
        .outerjoin(_proposer, _proposer.id == Link.proposer_id)
        .outerjoin(_decider, _decider.id == Link.decider_id)
    )

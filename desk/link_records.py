"""Reads links as values, with the keys of their sides and whether two people agreed."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, and_, bindparam, false, func, or_, select, union_all
from sqlalchemy.orm import aliased

from desk import kept
from desk.pages import page_of
from desk.rows import fields_of
from desk.sight import rows_for
from models import Account, Link, Statement
from models.among import within
from models.records import LinkRecord
from models.terms import LinkStatus, Relation

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import Select
    from sqlalchemy.orm import Session

    from desk.pages import Page
    from desk.rows import AnyRow, AnySelect

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
_LEAVING = (
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
)
_COLUMNS = (
    *_LEAVING,
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

    def read(missing: list[int]) -> dict[int, LinkRecord]:
        return {row[0]: _record(row) for row in session.execute(_BY_IDS, {"ids": missing})}

    return tuple(kept.each(session, "link", ids, read, attrgetter("weight")).values())


def chosen_by(session: Session, ids: Select[int]) -> tuple[LinkRecord, ...]:
    """Return the links whose ids are selected, in no order."""
    return tuple(_read(session, Link.id.in_(ids)))


def of_statements(session: Session, ids: Sequence[int]) -> dict[int, tuple[LinkRecord, ...]]:
    """Return every link that touches one of the statements, by statement, in order of keys."""
    return _by_side(ids, _read(session, or_(within(Link.from_id, ids), within(Link.to_id, ids))))


def leaving_with(session: Session, ids: Sequence[int]) -> dict[int, tuple[LinkRecord, ...]]:
    """Return those links as they leave the desk: what people at the desk did about them stays."""
    touching = or_(within(Link.from_id, ids), within(Link.to_id, ids))
    chosen = _with_sides(select(*_LEAVING)).where(touching)
    return _by_side(ids, (LinkRecord(**row) for row in fields_of(session, chosen)))


def _by_side(ids: Sequence[int], found: Iterable[LinkRecord]) -> dict[int, tuple[LinkRecord, ...]]:
    wanted, links = set(ids), defaultdict(list)
    for link in found:
        for side in (link.from_id, link.to_id):
            if side in wanted:
                links[side].append(link)
    return {side: tuple(sorted(these, key=_key)) for side, these in links.items()}


def between(
    session: Session, statement_id: int, others: Sequence[int]
) -> dict[int, tuple[LinkRecord, ...]]:
    """Return every link of a statement with one of the others, by the other, the oldest first."""
    forth = and_(Link.from_id == statement_id, within(Link.to_id, others))
    back = and_(Link.to_id == statement_id, within(Link.from_id, others))
    links = defaultdict(list)
    for link in sorted(_read(session, or_(forth, back)), key=lambda link: link.id):
        links[link.other_than(statement_id)].append(link)
    return {other: tuple(these) for other, these in links.items()}


def newest_of(session: Session, statement_id: int, before: int | None = None) -> Page[LinkRecord]:
    """Return a page of the links that touch a statement, the last proposed first."""
    chosen = _newest(older=before is not None)
    rows = rows_for(session, chosen, {"statement_id": statement_id, "before": before})
    found = [LinkRecord(**row._asdict()) for row in rows]
    page = page_of([link.id for link in found], before, SHOWN)
    return page.of(lambda _ids: found[:SHOWN])


@cache
def _newest(*, older: bool) -> AnySelect:
    """Select the newest links of a statement, or the newest of those before one."""
    # Which they are is told by the indexes of the ends alone; then no more are read than are shown.
    behind = [Link.id < bindparam("before")] if older else []
    ends = (
        select(Link.id).where(end == bindparam("statement_id"), *behind)
        for end in (Link.from_id, Link.to_id)
    )
    newest = union_all(*ends).subquery()
    shown = select(newest.c.id).order_by(newest.c.id.desc()).limit(SHOWN + 1)
    chosen = _select().where(Link.id.in_(select(shown.subquery().c.id)))
    return chosen.order_by(Link.id.desc())


def tells_of_correction(page: Page[LinkRecord], statement_id: int) -> bool:
    """Tell whether something may correct a statement, by the page of its links."""
    corrects = (
        one.relation is Relation.CORRECTS and one.to_id == statement_id for one in page.rows
    )
    return not _is_all(page) or any(corrects)


def tells_of_repeats(page: Page[LinkRecord]) -> bool:
    """Tell whether a statement may be repeated, or repeat another, by the page of its links."""
    return not _is_all(page) or any(one.relation is Relation.REPEATS for one in page.rows)


def _is_all(page: Page[LinkRecord]) -> bool:
    return page.next is None and not page.previous_exists


def _key(link: LinkRecord) -> str:
    return link.key


def _read(session: Session, condition: ColumnElement[bool]) -> list[LinkRecord]:
    return [LinkRecord(**row) for row in fields_of(session, _select().where(condition))]


def _select() -> AnySelect:
    return (
        _with_sides(select(*_COLUMNS))
        .outerjoin(_proposer, _proposer.id == Link.proposer_id)
        .outerjoin(_decider, _decider.id == Link.decider_id)
    )


def _with_sides(chosen: AnySelect) -> AnySelect:
    joined = chosen.select_from(Link).join(_start, _start.id == Link.from_id)
    return joined.join(_end, _end.id == Link.to_id)


def _record(row: AnyRow) -> LinkRecord:
    return LinkRecord(**dict(zip(_NAMES, row, strict=True)))


_NAMES = tuple(column.key for column in _COLUMNS)
# Built once: to put a query together takes longer than to ask it.
_BY_IDS = _select().where(Link.id.in_(bindparam("ids", expanding=True)))

"""The figures of balance and coverage, counted one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk.coverage import Tally
from desk.records import whole
from models.terms import LinkStatus, Relation, StatementStatus

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy.orm import Session

    from models import Link, Statement
    from models.records import AppearanceRecord


def is_logged(statement: Statement) -> bool:
    return statement.status is StatementStatus.LOGGED


def _unsourced(found: Iterable[AppearanceRecord]) -> bool:
    sources = [one.source for one in found]
    return not any(one.seen and (one.url or one.csl.get("DOI")) for one in sources)


def tallied_slowly(
    session: Session, linked: list[Link], asked_on: set[tuple[str, int]], chosen: list[Statement]
) -> Tally:
    """Count what coverage tells of these statements; `asked_on`: of what comment was asked."""
    ids = {one.id for one in chosen}
    links = [
        link for link in linked if is_logged(link.from_statement) and is_logged(link.to_statement)
    ]
    clashes = [
        link
        for link in links
        if link.relation is Relation.CONTRADICTS and link.status is LinkStatus.CONFIRMED
    ]
    disputed = {side for link in clashes for side in (link.from_id, link.to_id)} & ids
    on_clash = {
        side
        for link in clashes
        if ("link", link.id) in asked_on
        for side in (link.from_id, link.to_id)
    }
    asked = {one for one in disputed if one in on_clash or ("statement", one) in asked_on}
    here = [link.status for link in links if ids & {link.from_id, link.to_id}]
    records = list(whole(session, sorted(ids)))
    return Tally(
        statements=len(ids),
        unsourced=sum(_unsourced(one.appearances) for one in records),
        single_origin=sum(len(_origins(one.said, one.appearances)) == 1 for one in records),
        disputed=len(disputed),
        asked=len(asked),
        confirmed=here.count(LinkStatus.CONFIRMED),
        rejected=here.count(LinkStatus.REJECTED),
        withdrawn=here.count(LinkStatus.WITHDRAWN),
        proposed=here.count(LinkStatus.PROPOSED),
    )


def _origins(said: str | None, found: Iterable[AppearanceRecord]) -> set[tuple[str, ...]]:
    return {one.origin(said) for one in found}

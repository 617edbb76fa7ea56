"""Baskets: statements that an account collects across pages to cite them, and how it cited last.

This is no part of the record: it leaves no event, and nobody else at the desk sees it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from desk.refusals import MissingError, RefusedError
from models import CitingChoice, Collected, Statement
from models.terms import StatementStatus

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy.orm import Session

MOST = 1_000
"""How many statements a basket holds."""


@dataclass(frozen=True)
class Basket:
    """The ids in a basket, the last collected first, and how many are not there for its owner.

    `withdrawn` are those among them that are cited no more.
    """

    ids: tuple[int, ...] = ()
    withdrawn: frozenset[int] = frozenset()
    gone: int = 0

    @property
    def cited(self) -> tuple[int, ...]:
        """Those that can be cited."""
        return tuple(one for one in self.ids if one not in self.withdrawn)


@dataclass(frozen=True)
class Choice:
    """A format, a style and a locale by their names."""

    format: str
    style: str
    locale: str


def collect(session: Session, account_id: int, ids: Sequence[int]) -> int:
    """Put statements into a basket and return how many were not in it.

    Raises MissingError, and RefusedError when the basket would hold too many.
    """
    held = collected(session, account_id)
    new = [one for one in dict.fromkeys(ids) if one not in held]
    if len(held) + len(new) > MOST:
        field = "statement"
        there = "1 statement is" if len(held) == 1 else f"{len(held)} statements are"
        told = f"{there} in your basket and {len(new)} would be added"
        reason = f"A basket holds {MOST:,} statements: {told}. Cite those, or take some out."
        raise RefusedError(field, reason)
    _refuse_missing(session, new)
    session.add_all(Collected(account_id=account_id, statement_id=one) for one in new)
    session.flush()
    return len(new)


def take_out(session: Session, account_id: int, ids: Iterable[int]) -> int:
    """Take statements out of a basket and return how many were in it."""
    wanted = set(ids)
    return _take(session, (one for one in _rows(session, account_id) if one.statement_id in wanted))


def take_out_gone(session: Session, account_id: int) -> int:
    """Take out what is not there any more for the account that looks; return how many."""
    there = set(contents(session, account_id).ids)
    rows = _rows(session, account_id)
    return _take(session, (one for one in rows if one.statement_id not in there))


def empty(session: Session, account_id: int) -> int:
    """Take everything out of a basket and return how much that was."""
    return _take(session, _rows(session, account_id))


def collected(session: Session, account_id: int) -> frozenset[int]:
    """Return the ids of all that was put into a basket; one query."""
    return frozenset(row.statement_id for row in _rows(session, account_id))


def contents(session: Session, account_id: int) -> Basket:
    """Return what is in a basket, as far as it is there for who looks; two queries."""
    mine = Collected.account_id == account_id
    rows = session.execute(
        select(Statement.id, Statement.status)
        .join(Collected, Collected.statement_id == Statement.id)
        .where(mine)
        .order_by(Collected.id.desc())
    ).all()
    ids = tuple(row.id for row in rows)
    withdrawn = frozenset(row.id for row in rows if row.status is StatementStatus.WITHDRAWN)
    held = session.scalar(select(func.count()).select_from(Collected).where(mine)) or 0
    return Basket(ids, withdrawn, held - len(ids))


def last_choice(session: Session, account_id: int) -> Choice | None:
    """Return how an account cited last, None before the first time."""
    kept = session.get(CitingChoice, account_id)
    return Choice(kept.format, kept.style, kept.locale) if kept else None


def remember(session: Session, account_id: int, choice: Choice) -> None:
    """Keep how an account cited last."""
    kept = session.get(CitingChoice, account_id)
    if kept is None:
        kept = CitingChoice(account_id=account_id)
        session.add(kept)
    kept.format, kept.style, kept.locale = choice.format, choice.style, choice.locale
    session.flush()


def _rows(session: Session, account_id: int) -> Sequence[Collected]:
    return session.scalars(select(Collected).where(Collected.account_id == account_id)).all()


def _take(session: Session, rows: Iterable[Collected]) -> int:
    gone = list(rows)
    for row in gone:
        session.delete(row)
    session.flush()
    return len(gone)


def _refuse_missing(session: Session, ids: Sequence[int]) -> None:
    there = set(session.scalars(select(Statement.id).where(Statement.id.in_(ids))))
    for one in ids:
        if one not in there:
            noun = "statement"
            raise MissingError(noun, one)

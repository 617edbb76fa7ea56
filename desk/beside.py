"""What the desk keeps beside a statement: the sets it is in, how often it left, who follows it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import BindParameter, bindparam, func, literal, null, select, union_all

from desk.ledger import Departures
from desk.sight import rows_for
from models import (
    Appearance,
    Capture,
    Export,
    ReplyRequest,
    Review,
    SetMember,
    StatementSet,
    Watch,
    exported_statement,
)
from models.terms import Watched

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_LEFT, _SET, _FOLLOWED = "left", "set", "followed"
_RATED, _ASKED, _CAPTURED = "rated", "asked", "captured"


class Beside(NamedTuple):
    """How often a statement left the desk, number and name of its sets, whether it is followed."""

    departures: Departures
    sets: tuple[tuple[int, str], ...]
    followed: bool
    #: Whether somebody rated it, was asked for comment on it, or captured a source of it.
    rated: bool
    asked: bool
    captured: bool


_STATEMENT: BindParameter[int] = bindparam("statement_id")
_ACCOUNT: BindParameter[int] = bindparam("account_id")
# Tables: whoever may see a statement may see these of it. Of the record itself it is asked whether
# there is anything that who looks may see.
_HELD, _EXPORT = exported_statement.c, Export.__table__.c
_MEMBER, _KEPT, _WATCH = SetMember.__table__.c, StatementSet.__table__.c, Watch.__table__.c
_LAST = (
    select(
        literal(_LEFT).label("what"),
        func.count().over().label("number"),
        _EXPORT.created_at.label("at"),
        _EXPORT.to_whom.label("name"),
    )
    .select_from(Export.__table__.join(exported_statement, _HELD.export_id == _EXPORT.id))
    .where(_HELD.statement_id == _STATEMENT)
    .order_by(_EXPORT.id.desc())
    .limit(1)
    .subquery()
)
_BESIDE = union_all(
    select(_LAST),
    select(literal(_SET), _KEPT.id, null(), _KEPT.name)
    .select_from(StatementSet.__table__.join(SetMember.__table__, _MEMBER.set_id == _KEPT.id))
    .where(_MEMBER.statement_id == _STATEMENT),
    select(literal(_FOLLOWED), _WATCH.id, null(), null()).where(
        _WATCH.account_id == _ACCOUNT,
        _WATCH.subject_type == Watched.STATEMENT,
        _WATCH.subject_id == _STATEMENT,
    ),
    *(
        select(literal(what), literal(0), null(), null()).where(held.exists())
        for what, held in (
            (_RATED, select(Review.id).where(Review.statement_id == _STATEMENT)),
            (_ASKED, select(ReplyRequest.id).where(ReplyRequest.statement_id == _STATEMENT)),
            (
                _CAPTURED,
                select(Capture.id)
                .join(Appearance, Appearance.source_id == Capture.source_id)
                .where(Appearance.statement_id == _STATEMENT),
            ),
        )
    ),
)


def beside(session: Session, statement_id: int, account_id: int) -> Beside:
    """Return what is kept beside a statement that an account may see, in one query."""
    values = {"statement_id": statement_id, "account_id": account_id}
    told = rows_for(session, _BESIDE, values)
    left = next((Departures(*row[1:]) for row in told if row.what == _LEFT), Departures(0))
    sets = sorted((row.number, row.name) for row in told if row.what == _SET)
    known = {row.what for row in told}
    held = (one in known for one in (_FOLLOWED, _RATED, _ASKED, _CAPTURED))
    return Beside(left, tuple(sets), *held)

"""Walks from the last logged statement to earlier ones, so far and no further at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, select, true

from desk.narrowing import tests
from desk.pages import SIZE, Page, page_of
from desk.sight import topics_kept_from
from models import Statement, statement_topic

if TYPE_CHECKING:
    from sqlalchemy import Select
    from sqlalchemy.orm import Session

    from desk.rows import AnySelect
    from desk.statement_scopes import StatementScope

WALKED = 1_000
"""How many statements are looked at for a page; then it says so and leads on."""
_AT_ONCE = 100


def last_logged(session: Session, scope: StatementScope) -> Page[int]:
    """Return a page of ids, the last logged first.

    Where filters leave few, the page ends with the thousandth that was looked at and is `cut`;
    the next one begins behind it.
    """
    if not scope.narrowed:
        return page_of(session.scalars(_plain(scope).limit(SIZE + 1)).all(), scope.before)
    found: list[int] = []
    looked = last = 0
    tested = _tested(scope, topics_kept_from(session))
    rows = session.execute(tested, execution_options={"yield_per": _AT_ONCE})
    for last, fits in rows:
        looked += 1
        found += [last] if fits else []
        if len(found) > SIZE:
            break
    rows.close()
    if len(found) > SIZE or looked < WALKED:
        return page_of(found, scope.before)
    return Page(tuple(found), last, scope.before is not None, cut=True)


def _plain(scope: StatementScope) -> Select[int]:
    return (
        select(Statement.id)
        .where(*tests(scope, None), *_behind(scope))
        .order_by(Statement.id.desc())
    )


def _tested(scope: StatementScope, secret: AnySelect | None) -> AnySelect:
    # The party that leads the way is not asked about again.
    rest = scope.model_copy(update={"topic_id": None})
    fits = and_(true(), *tests(rest, secret)).label("fits")
    chosen = select(Statement.id, fits).where(*_behind(scope)).limit(WALKED)
    if scope.topic_id is None:
        if scope.speaker_id is not None:
            chosen = chosen.where(Statement.speaker_id == scope.speaker_id)
        return chosen.order_by(Statement.id.desc())
    held = statement_topic.c
    chosen = chosen.join(statement_topic, held.statement_id == Statement.id)
    return chosen.where(held.topic_id == scope.topic_id).order_by(held.statement_id.desc())


def _behind(scope: StatementScope) -> Any:  # noqa: ANN401 -- conditions
    if scope.before is None:
        return ()
    if scope.topic_id is None:
        return (Statement.id < scope.before,)
    return (Statement.id < scope.before, statement_topic.c.statement_id < scope.before)

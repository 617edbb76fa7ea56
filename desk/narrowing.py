"""Which statements a list shows: one condition a filter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, exists, func, not_, or_, select

from desk.hidden import hides_statement
from desk.scopes import found_in
from models import Appearance, Capture, Link, Relay, Source, Statement, statement_topic
from models.dates import read_edtf
from models.terms import LIVE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import ColumnElement

    from desk.rows import AnySelect
    from desk.statement_scopes import Linked, StatementScope

_HERE = Appearance.statement_id == Statement.id
_KEPT = Capture.redacted_at.is_(None)
#: A source that somebody here has read, and that a reader can be led back to.
OPEN = and_(
    Source.seen.is_(True),
    or_(
        Source.url.is_not(None),
        Source.archived_url.is_not(None),
        Source.csl["DOI"].as_string().is_not(None),
        Appearance.capture_id.is_not(None),
    ),
)


def conditions(scope: StatementScope) -> Iterator[ColumnElement[bool]]:
    """Yield what holds of each statement in scope, but for the words that are searched.

    All of them are found that way; a party leads to its own.
    """
    yield from _by_itself(scope)
    yield from _by_party(scope)
    yield from _by_date(scope)
    yield from _by_proof(scope)


def tests(scope: StatementScope, secret: AnySelect | None) -> Iterator[ColumnElement[bool]]:
    """Yield the same as questions that each statement answers by itself, one after the other.

    Topics that are `secret` from who looks are told where some are.
    """
    yield from _by_itself(scope, secret)
    if scope.speaker_id is not None:
        yield Statement.speaker_id == scope.speaker_id
    if scope.topic_id is not None:
        held = statement_topic.alias().c
        yield exists().where(held.statement_id == Statement.id, held.topic_id == scope.topic_id)
    if scope.source_id is not None:
        yield _is_found_in(scope.source_id)
    yield from _by_date(scope)
    yield from _by_proof(scope)


def _is_found_in(source_id: int) -> ColumnElement[bool]:
    hop = exists().where(Relay.appearance_id == Appearance.id, Relay.source_id == source_id)
    return exists().where(_HERE, or_(Appearance.source_id == source_id, hop))


def _by_itself(
    scope: StatementScope, secret: AnySelect | None = None
) -> Iterator[ColumnElement[bool]]:
    if scope.key is not None:
        yield Statement.key == scope.key
    if scope.status is not None:
        yield Statement.status == scope.status
    if scope.form is not None:
        yield Statement.form == scope.form
    if scope.language is not None:
        tag, written = scope.language.lower(), func.lower(Statement.language)
        yield or_(written == tag, written.startswith(f"{tag}-", autoescape=True))
    if scope.relation is not None:
        yield linked(scope.relation, secret=secret)


def _by_party(scope: StatementScope) -> Iterator[ColumnElement[bool]]:
    if scope.speaker_id is not None:
        yield Statement.speaker_id == scope.speaker_id
    if scope.topic_id is not None:
        held = statement_topic.c
        yield Statement.id.in_(select(held.statement_id).where(held.topic_id == scope.topic_id))
    if scope.source_id is not None:
        yield Statement.id.in_(found_in(scope.source_id))


def _by_date(scope: StatementScope) -> Iterator[ColumnElement[bool]]:
    if scope.since:
        yield Statement.said_to >= read_edtf(scope.since).earliest
    if scope.until:
        yield Statement.said_from <= read_edtf(scope.until).latest


def _by_proof(scope: StatementScope) -> Iterator[ColumnElement[bool]]:
    if scope.captured is not None:
        captured = exists().where(_HERE, Appearance.capture_id == Capture.id, _KEPT)
        yield captured if scope.captured else not_(captured)
    if scope.unsourced is not None:
        yield unsourced() if scope.unsourced else not_(unsourced())
    if scope.check is not None:
        yield exists().where(_HERE, Appearance.check == scope.check)


def unsourced() -> ColumnElement[bool]:
    """Tell of a statement that no appearance of it leads back to a source."""
    return not_(exists().where(_HERE, Appearance.source_id == Source.id, OPEN))


def linked(
    how: Linked,
    statement_id: Any = Statement.id,  # noqa: ANN401 -- a column
    secret: AnySelect | None = None,
) -> ColumnElement[bool]:
    """Tell of a statement that a live link joins it to another, or that none does.

    With topics that are secret from who looks, links to statements of these are left out, and no
    session asks of them what is hidden: of one that is there, the other side alone is asked.
    """
    # A table, of which no session hides anything by itself.
    link = Link if secret is None else Link.__table__.c
    joined = or_(
        *(
            exists().where(near == statement_id, *_live(how, link), *_in_sight(far, secret))
            for near, far in ((link.from_id, link.to_id), (link.to_id, link.from_id))
        )
    )
    return joined if how.relation else not_(joined)


def _live(how: Linked, link: Any) -> Iterator[ColumnElement[bool]]:  # noqa: ANN401 -- columns
    yield link.status.in_(LIVE)
    if how.relation is not None:
        yield link.relation == how.relation


def _in_sight(far: Any, secret: AnySelect | None) -> Iterator[ColumnElement[bool]]:  # noqa: ANN401
    if secret is not None:
        yield not_(hides_statement(far, secret))

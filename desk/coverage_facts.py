"""What coverage reads of statements and links: of some hundreds at once, each kind in one query."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from sqlalchemy import case, not_, or_, select, union_all

from desk.hidden import hides_statement
from desk.narrowing import OPEN
from desk.rows import grouped
from desk.scopes import in_set
from desk.sight import as_it_hangs, topics_kept_from
from models import (
    Appearance,
    Link,
    Office,
    Relay,
    ReplyRequest,
    Source,
    Speaker,
    Statement,
    Topic,
    statement_topic,
)
from models.among import unindexed
from models.dates import read_edtf
from models.speaker import name_key
from models.terms import LinkStatus, Relation, SpeakerKind, StatementStatus

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from datetime import date

    from sqlalchemy import Select, Table
    from sqlalchemy.orm import Session

    from desk.coverage_scopes import CoverageScope
    from desk.rows import AnyRow, AnySelect, Parts

_LINK = cast("Table", Link.__table__)
_FAR = Statement.__table__.alias("far")
_HELD = statement_topic.c


class Said(NamedTuple):
    """A logged statement, with what is true of where it was found."""

    id: int
    speaker_id: int
    said_from: date | None
    said_to: date | None
    unsourced: bool
    #: Found with one independent origin and no more.
    single_origin: bool


@dataclass(frozen=True)
class Who:
    """A speaker, with the organisations of offices and when these were surely held."""

    name: str
    kind: SpeakerKind
    speaks_for: str | None
    offices: tuple[tuple[str | None, date | None, date | None], ...]

    def organisation(self, said: Said) -> str:
        """Return for whom it was said, by the one office that was surely held: see `role_at`."""
        held = [one for one, since, until in self.offices if _surely(said, since, until)]
        own = self.name if self.kind in {SpeakerKind.ORGANISATION, SpeakerKind.GROUP} else None
        told = (held[0] if len(held) == 1 else None, self.speaks_for, own)
        return next((one for one in told if one is not None), "")


class Tie(NamedTuple):
    """A link between logged statements, as one of its sides, the near one, leads to it."""

    id: int
    near: int
    far: int
    #: Whether it leads from the near side to the far one.
    forth: bool
    relation: Relation
    status: LinkStatus

    @property
    def conflict(self) -> bool:
        """Whether it is a confirmed contradiction."""
        return (self.relation, self.status) == (Relation.CONTRADICTS, LinkStatus.CONFIRMED)


def in_scope(scope: CoverageScope) -> Select[int]:
    """Select the logged statements in scope."""
    chosen = _dated(select(Statement.id), scope)
    if scope.topic_id is not None:
        held = select(_HELD.statement_id).where(_HELD.topic_id == scope.topic_id)
        chosen = chosen.where(Statement.id.in_(held))
    if scope.set_id is not None:
        chosen = chosen.where(Statement.id.in_(in_set(scope.set_id)))
    return chosen


def said(session: Session, scope: CoverageScope, ids: Sequence[int]) -> Iterator[Said]:
    """Yield those of these statements that are logged, said within the dates of the scope."""
    chosen = (
        select(
            Statement.id,
            Statement.speaker_id,
            Statement.said_from,
            Statement.said_to,
            Appearance.id.label("found"),
            Appearance.source_id,
            case((OPEN, 1), else_=0).label("open"),
            Relay.position,
            Relay.source_id.label("through"),
            Relay.name,
        )
        .outerjoin(Appearance, Appearance.statement_id == Statement.id)
        .outerjoin(Source, Source.id == Appearance.source_id)
        .outerjoin(Relay, Relay.appearance_id == Appearance.id)
    )
    # Where a statement is there for who looks, all that is found of it is.
    with as_it_hangs(session, Appearance, Source, Relay):
        rows = session.execute(_dated(chosen, scope).where(Statement.id.in_(ids)))
    each = defaultdict[int, list["AnyRow"]](list)
    for row in rows:
        each[row.id].append(row)
    return map(_said, each.values())


def topics_of(session: Session, ids: Collection[int]) -> Parts:
    """Return the topics of statements that are there, by statement."""
    chosen = select(_HELD.statement_id, _HELD.topic_id).where(_HELD.statement_id.in_(ids))
    return grouped((row[0], row[1]) for row in session.execute(chosen))


def speakers(session: Session, ids: Collection[int]) -> dict[int, Who]:
    """Return who said statements that are there, by number."""
    chosen = (
        select(
            Speaker.id,
            Speaker.name,
            Speaker.kind,
            Speaker.speaks_for,
            Office.id.label("office"),
            Office.organisation,
            Office.since_to,
            Office.until_from,
        )
        .outerjoin(Office, Office.speaker_id == Speaker.id)
        .where(Speaker.id.in_(ids))
    )
    with as_it_hangs(session, Speaker):
        rows = session.execute(chosen).all()
    offices = grouped((row.id, tuple(row[5:])) for row in rows if row.office is not None)
    return {row.id: Who(*row[1:4], offices.get(row.id, ())) for row in rows}


def topics(session: Session, ids: Collection[int]) -> dict[int, tuple[str, str]]:
    """Return name and slug of topics, by number."""
    rows = session.execute(select(Topic.id, Topic.name, Topic.slug).where(Topic.id.in_(ids)))
    return {row.id: (row.name, row.slug) for row in rows}


def ties(session: Session, ids: Collection[int]) -> Iterator[Tie]:
    """Yield the links of statements that are there with others that are logged and there, too.

    Once from each side that is among these statements.
    """
    forth = _ties(session, _LINK.c.from_id, _LINK.c.to_id, ids)
    back = _ties(session, _LINK.c.to_id, _LINK.c.from_id, ids)
    for number, near, far, start, relation, status in session.execute(union_all(forth, back)):
        yield Tie(number, near, far, near == start, relation, status)


def _ties(session: Session, near: Any, far: Any, ids: Collection[int]) -> AnySelect:  # noqa: ANN401
    columns = _LINK.c.id, near, far, _LINK.c.from_id, _LINK.c.relation, _LINK.c.status
    chosen = select(*columns).join(_FAR, _FAR.c.id == far).where(near.in_(ids))
    # The links lead: most statements are logged.
    chosen = chosen.where(unindexed(_FAR.c.status) == StatementStatus.LOGGED)
    secret = topics_kept_from(session)
    return chosen if secret is None else chosen.where(not_(hides_statement(far, secret)))


def asked_on(
    session: Session, statements: Collection[int], links: Collection[int]
) -> tuple[set[int], set[int]]:
    """Return on which of these statements and of these links comment was asked."""
    sought = select(ReplyRequest.statement_id, ReplyRequest.link_id).where(
        ReplyRequest.whom.is_not(None),
        or_(ReplyRequest.statement_id.in_(statements), ReplyRequest.link_id.in_(links)),
    )
    rows = session.execute(sought).all() if statements else []
    return {row[0] for row in rows if row[0]}, {row[1] for row in rows if row[1]}


def _dated(chosen: AnySelect, scope: CoverageScope) -> AnySelect:
    chosen = chosen.where(Statement.status == StatementStatus.LOGGED)
    if scope.since:
        chosen = chosen.where(Statement.said_to >= read_edtf(scope.since).earliest)
    if scope.until:
        chosen = chosen.where(Statement.said_to <= read_edtf(scope.until).latest)
    return chosen


def _said(rows: Sequence[AnyRow]) -> Said:
    found = [row for row in rows if row.found is not None]
    first: dict[int, AnyRow] = {}
    for row in sorted(found, key=lambda row: row.position or 0, reverse=True):
        first[row.found] = row
    origins = {_origin(row) for row in first.values()}
    one, unsourced = rows[0], not any(row.open for row in found)
    dates = one.said_from, one.said_to
    return Said(one.id, one.speaker_id, *dates, unsourced, len(origins) == 1)


def _origin(row: AnyRow) -> tuple[int | None, str]:
    """Return what identifies an origin: a report, or the name of who relayed it."""
    if row.position is None:
        return row.source_id, ""
    return (row.through, "") if row.through else (None, name_key(row.name))


def _surely(said: Said, since: date | None, until: date | None) -> bool:
    begun = said.said_from is not None and since is not None and since <= said.said_from
    return begun and (until is None or (said.said_to is not None and said.said_to <= until))

"""Balance and coverage: what the desk has of each speaker, organisation and topic, out of how much.

Everything counts logged statements and links between them. A speaker's organisation is that of the
one office they surely held when they said it, else whom they speak for, else, for an organisation or
a group, its own name: never the outlet, which reported and did not speak.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, case, func, literal, or_, select, union_all

from desk.coverage_facts import STATEMENT_FACTS, Within, link_sides, said_in
from desk.finding import Finding
from desk.statement_scopes import Order, StatementScope
from models import Office, Speaker, Statement, Topic, statement_topic
from models.terms import LinkStatus, SpeakerKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import ColumnElement, Subquery
    from sqlalchemy.orm import Session

    from desk.coverage_scopes import CoverageScope
    from desk.rows import AnyRow, AnySelect

PAGE = 25
NEWEST = 1_000
"""Of how many statements, those said last, a page tells; the command line tells of all."""
Place = tuple[int, str]
"""Where a page of a table ends: how many statements its last line has, and the key of that line."""
_NO_SLUG = literal("").label("slug")


class By(StrEnum):
    """By what the statements are told apart."""

    SPEAKER = "speaker"
    ORGANISATION = "organisation"
    TOPIC = "topic"


@dataclass(frozen=True)
class Tally:
    """What is known of some logged statements, and of the links that have a side among them."""

    statements: int = 0
    unsourced: int = 0
    #: Found with one independent origin and no more.
    single_origin: int = 0
    #: A side of a confirmed contradiction.
    disputed: int = 0
    #: Of the disputed ones: comment was asked on it, or on a conflict that it is a side of.
    asked: int = 0
    confirmed: int = 0
    rejected: int = 0
    withdrawn: int = 0
    proposed: int = 0

    @property
    def links(self) -> int:
        """All links, decided or not."""
        return self.confirmed + self.rejected + self.withdrawn + self.proposed

    @property
    def decided(self) -> int:
        """The links of which somebody said what becomes of them."""
        return self.links - self.proposed


@dataclass(frozen=True)
class Line:
    """A speaker, an organisation or a topic; without a name where none is known."""

    key: str
    name: str
    tally: Tally
    #: Where the page of a topic is found.
    slug: str = ""

    @property
    def id(self) -> int | None:
        """The number of the speaker or topic, if the line is one's."""
        return int(self.key) if self.name and self.key.isdecimal() else None

    @property
    def place(self) -> Place:
        """Where the page after this line begins."""
        return self.tally.statements, self.key


@dataclass(frozen=True)
class Table:
    """Lines with the most statements first, and where the next ones begin."""

    by: By
    lines: tuple[Line, ...]
    next: Place | None


@dataclass(frozen=True)
class Coverage:
    """The tally of all in scope, and one table for each way to tell them apart."""

    scope: CoverageScope
    total: Tally
    tables: tuple[Table, ...]
    #: Of how many statements, those said last, it tells; None where it tells of all in scope.
    newest: int | None = None


def coverage(
    session: Session,
    scope: CoverageScope,
    by: Sequence[By] = tuple(By),
    after: Place | None = None,
    size: int | None = PAGE,
    newest: int | None = None,
) -> Coverage:
    """Return what the desk has in scope, two queries a table and two for all of it.

    `after` is where the page before ended; without a size each table is whole. Of more statements
    than `newest`, where that is given, those said last are told of alone.
    """
    last = _last_said(session, scope, newest) if newest else None
    told = Within(scope, last)
    tables = tuple(_table(session, told, one, after, size) for one in by)
    return Coverage(scope, _total(session, told), tables, newest if last else None)


def _last_said(session: Session, scope: CoverageScope, most: int) -> tuple[int, ...] | None:
    """Return the statements in scope that were said last; None where there are no more of them."""
    if scope.set_id is None:
        asked = StatementScope(
            topic_id=scope.topic_id, since=scope.since, until=scope.until, order=Order.SAID
        )
        ids = Finding(session, asked).ids(most + 1)
    else:
        chosen = said_in(select(Statement.id), Within(scope))
        order = (Statement.said_to.desc().nulls_last(), Statement.id.desc())
        ids = list(session.scalars(chosen.order_by(*order).limit(most + 1)))
    return tuple(ids[:most]) if len(ids) > most else None


def nothing(scope: CoverageScope) -> Coverage:
    """Return the coverage of a scope that cannot be read: nothing, rather than everything."""
    return Coverage(scope, Tally(), ())


def _total(session: Session, told: Within) -> Tally:
    nameless = select(literal("").label("key"), literal("").label("name"), _NO_SLUG)
    whole = said_in(nameless.select_from(Statement), told)
    rows = session.execute(_statements(whole)).all()
    links = _links(session, whole, None, told.last)
    return _tally(rows[0], links.get("")) if rows else Tally()


def _table(session: Session, told: Within, by: By, after: Place | None, size: int | None) -> Table:
    chosen = said_in(_PARTIES[by](), told)
    rows = session.execute(_page(chosen, after, size)).all()
    shown = rows[:size]
    links = _links(session, chosen, [row.key for row in shown], told.last)
    lines = tuple(_line(row, links.get(row.key)) for row in shown)
    return Table(by, lines, lines[-1].place if len(rows) > len(shown) else None)


def _line(row: AnyRow, links: AnyRow | None) -> Line:
    return Line(str(row.key), row.name or "", _tally(row, links), row.slug)


def _tally(row: AnyRow, links: AnyRow | None) -> Tally:
    told: dict[str, Any] = {**row._asdict(), **(links._asdict() if links else {})}
    return Tally(**{one.name: int(told.get(one.name) or 0) for one in fields(Tally)})


def _page(chosen: AnySelect, after: Place | None, size: int | None) -> AnySelect:
    counted = _statements(chosen)
    each = counted.selected_columns
    if after is not None:
        number, key = after[0], _key_like(each.key, after[1])
        further = and_(func.count() == number, each.key > key)
        counted = counted.having(or_(func.count() < number, further))
    counted = counted.order_by(func.count().desc(), each.key)
    return counted.limit(None if size is None else size + 1)


def _key_like(column: ColumnElement[Any], key: str) -> Any:  # noqa: ANN401 -- a number or a name
    if column.type.python_type is int:
        return int(key) if key.isdecimal() else 0
    return key


def _statements(chosen: AnySelect) -> AnySelect:
    facts = chosen.add_columns(
        *(case((fact(), 1), else_=0).label(name) for name, fact in STATEMENT_FACTS.items())
    ).subquery()
    sums = (func.sum(facts.c[name]).label(name) for name in STATEMENT_FACTS)
    told = (facts.c.key, *(func.max(facts.c[one]).label(one) for one in ("name", "slug")))
    return select(*told, func.count().label("statements"), *sums).group_by(facts.c.key)


def _links(
    session: Session,
    chosen: AnySelect,
    keys: Sequence[Any] | None,
    said: Sequence[int] | None,
) -> dict[Any, AnyRow]:
    """Return how many links of each status have a side in a group, by its key."""
    if keys is not None and not keys:
        return {}
    sides = union_all(*link_sides(said)).subquery()
    held = chosen.add_columns(sides.c.id, sides.c.status)
    held = held.join(sides, sides.c.statement_id == Statement.id)
    rows = _within(held.subquery(), keys)
    return {row.key: row for row in session.execute(rows)}


def _within(held: Subquery, keys: Sequence[Any] | None) -> AnySelect:
    each = (
        func.count(case((held.c.status == status, held.c.id)).distinct()).label(str(status))
        for status in LinkStatus
    )
    counted = select(held.c.key, *each).group_by(held.c.key)
    return counted if keys is None else counted.where(held.c.key.in_(keys))


def _by_speaker() -> AnySelect:
    chosen = select(Speaker.id.label("key"), Speaker.name.label("name"), _NO_SLUG)
    chosen = chosen.select_from(Statement)
    return chosen.join(Speaker, Speaker.id == Statement.speaker_id)


def _by_organisation() -> AnySelect:
    itself = case((Speaker.kind.in_((SpeakerKind.ORGANISATION, SpeakerKind.GROUP)), Speaker.name))
    spoken_for = func.coalesce(_office(), Speaker.speaks_for, itself, "")
    chosen = select(spoken_for.label("key"), spoken_for.label("name"), _NO_SLUG)
    chosen = chosen.select_from(Statement)
    return chosen.join(Speaker, Speaker.id == Statement.speaker_id)


def _office() -> ColumnElement[str | None]:
    """Name the organisation of the one office that was surely held: see `desk.speakers.role_at`."""
    surely = (
        Office.speaker_id == Statement.speaker_id,
        Office.since_to <= Statement.said_from,
        or_(Office.until_from.is_(None), Statement.said_to <= Office.until_from),
    )
    alone = case((func.count() == 1, func.max(Office.organisation)))
    return select(alone).where(*surely).correlate(Statement).scalar_subquery()


def _by_topic() -> AnySelect:
    held = statement_topic.c
    chosen = select(
        func.coalesce(Topic.id, 0).label("key"),
        func.coalesce(Topic.name, "").label("name"),
        func.coalesce(Topic.slug, "").label("slug"),
    )
    return (
        chosen.select_from(Statement)
        .outerjoin(statement_topic, held.statement_id == Statement.id)
        .outerjoin(Topic, Topic.id == held.topic_id)
    )


_PARTIES = {By.SPEAKER: _by_speaker, By.ORGANISATION: _by_organisation, By.TOPIC: _by_topic}

"""What forms offer to choose from: filters the most used topics and sources, others the newest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import Integer, Text, cast, false, func, literal, null, select

from desk.called import NAMES, called, one_each, together
from desk.kept import once
from desk.pages import SIZE
from models import Source, StatementCount, StatementSet, Topic
from models.conflict import Found
from models.terms import StatementStatus

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from sqlalchemy import CompoundSelect
    from sqlalchemy.orm import Session

    from desk.called import Called
    from desk.rows import AnyRow, AnySelect


class OfferedTopic(NamedTuple):
    """A topic that may be chosen."""

    id: int
    name: str


class OfferedSource(NamedTuple):
    """A work that may be chosen; `published` is EDTF."""

    id: int
    title: str
    title_supplied: bool
    outlet: str
    published: str | None


class Offered(NamedTuple):
    """What a form of filters offers, sets by number and name; and what its filters name."""

    topics: list[OfferedTopic]
    sources: list[OfferedSource]
    sets: list[tuple[int, str]]
    named: dict[str, Called]


_TOPIC, _SOURCE, _SET = "topic", "source", "set"
_OFFERED_AS = "offered "
_USED = StatementCount.statements.label("used")


def _most_used(kind: type[Topic | Source], found: Found, *columns: Any) -> AnySelect:  # noqa: ANN401
    """Select those records of a kind of which most statements are logged, so many as are offered."""
    counted = (StatementCount.found == int(found), StatementCount.status == StatementStatus.LOGGED)
    chosen = select(*columns, _USED).join(StatementCount, StatementCount.number == kind.id)
    return (
        chosen.where(*counted, kind.merged_into_id.is_(None))
        .order_by(StatementCount.statements.desc(), StatementCount.number.desc())
        .limit(SIZE)
    )


def _labelled(kind: str, *columns: Any) -> Iterator[Any]:  # noqa: ANN401 -- of several tables
    """Yield columns under the names that records have which filters name; these are offered."""
    told = (literal(f"{_OFFERED_AS}{kind}"), *columns)
    yield from (one.label(name) for name, one in zip(NAMES, told, strict=True))


_NO_MORE = (false(), literal(""), cast(null(), Text))
_OFFERED = (cast(null(), Integer), false())
_WORK = (
    Source.title_supplied,
    func.coalesce(Source.container_title, Source.publisher, ""),
    Source.published,
)
_SOURCES = _most_used(
    Source, Found.SOURCE, *_labelled(_SOURCE, Source.id, Source.title, *_WORK, *_OFFERED)
)
_TOPICS = _most_used(
    Topic, Found.TOPIC, *_labelled(_TOPIC, Topic.id, Topic.name, *_NO_MORE, *_OFFERED)
)
_SETS = (
    select(
        *_labelled(_SET, StatementSet.id, StatementSet.name, *_NO_MORE, *_OFFERED),
        literal(0).label("used"),
    )
    .order_by(StatementSet.id.desc())
    .limit(SIZE)
)
_ALL = (_SOURCES, _TOPICS, _SETS)
_WITHOUT_SETS = (_SOURCES, _TOPICS)
_UNNAMED = {True: together(_ALL), False: together(_WITHOUT_SETS)}
"""With sets and without: what is asked for where no filter names anything."""
_MOST_USED_TOPICS = _most_used(Topic, Found.TOPIC, Topic.id, Topic.name)


def topics(session: Session) -> list[OfferedTopic]:
    """Return the newest topics, in one query."""
    chosen = select(Topic.id, Topic.name).where(Topic.merged_into_id.is_(None))
    rows = session.execute(chosen.order_by(Topic.id.desc()).limit(SIZE))
    return [OfferedTopic(*row) for row in rows]


def topics_with(session: Session, ids: Collection[int]) -> list[OfferedTopic]:
    """Return the topics with these ids, in one query."""
    rows = session.execute(select(Topic.id, Topic.name).where(Topic.id.in_(ids)))
    return [OfferedTopic(*row) for row in rows]


def sources(session: Session) -> list[OfferedSource]:
    """Return the newest sources, in one query."""
    chosen = _sources().where(Source.merged_into_id.is_(None))
    rows = session.execute(chosen.order_by(Source.id.desc()).limit(SIZE))
    return [OfferedSource(*row) for row in rows]


def used_topics(session: Session) -> list[OfferedTopic]:
    """Return the most used topics, in one query."""
    return [OfferedTopic(*row[:2]) for row in session.execute(_MOST_USED_TOPICS)]


def parties(session: Session, references: Mapping[str, str], *, sets: bool) -> Offered:
    """Return the most used topics and sources, sets if they are asked for, and what is named.

    `references` are what filters call speaker, topic, source and set. All of it in one query.
    """
    asked = (tuple(sorted(references.items())), sets)
    return once(session, "offered", asked, lambda: _parties(session, references, sets=sets))


def _parties(session: Session, references: Mapping[str, str], *, sets: bool) -> Offered:
    rows = session.execute(_asked(references, sets=sets)).all()
    of: dict[str, list[AnyRow]] = {kind: [] for kind in (_TOPIC, _SOURCE, _SET)}
    offered = [row for row in rows if row.called.startswith(_OFFERED_AS)]
    for row in sorted(offered, key=lambda row: (row.used, row.id), reverse=True):
        of[row.called.removeprefix(_OFFERED_AS)].append(row)
    return Offered(
        [OfferedTopic(row.id, row.title) for row in of[_TOPIC]],
        [OfferedSource(*row[1:6]) for row in of[_SOURCE]],
        [(row.id, row.title) for row in of[_SET]],
        one_each(row for row in rows if not row.called.startswith(_OFFERED_AS)),
    )


def _asked(references: Mapping[str, str], *, sets: bool) -> CompoundSelect[*tuple[Any, ...]]:
    named = [one.add_columns(literal(0).label("used")) for one in called(references)]
    if not named:
        return _UNNAMED[sets]
    return together([*(_ALL if sets else _WITHOUT_SETS), *named])


def sources_with(session: Session, ids: Collection[int]) -> list[OfferedSource]:
    """Return the sources with these ids, the newest first, in one query at most."""
    if not ids:
        return []
    rows = session.execute(_sources().where(Source.id.in_(ids)).order_by(Source.id.desc()))
    return [OfferedSource(*row) for row in rows]


def _sources() -> AnySelect:
    return select(Source.id, Source.title, *_WORK)

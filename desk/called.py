"""What filters name: speakers, topics, sources and sets, by what people call them, in one query."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import Integer, Text, cast, false, func, literal, null, select, union_all

from desk.references import ALONE, LONGEST_REFERENCE, MOST, is_number, means
from models import Source, Speaker, StatementSet, Topic

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sqlalchemy import CompoundSelect
    from sqlalchemy.orm import Session

    from desk.rows import AnyRow, AnySelect

    Party = type[Speaker | Topic | Source | StatementSet]

PARTIES: dict[str, Party] = {
    "speaker": Speaker,
    "topic": Topic,
    "source": Source,
    "set": StatementSet,
}


class Called(NamedTuple):
    """A record that a filter names; of a source its title, outlet and date (EDTF) too."""

    id: int
    name: str
    title_supplied: bool
    outlet: str
    published: str | None
    #: Whether a speaker is found alone by its name.
    alone: bool


_PLAIN = (false(), literal(""), cast(null(), Text))
_WORK = (
    Source.title_supplied,
    func.coalesce(Source.container_title, Source.publisher, ""),
    Source.published,
)
_TOLD: dict[str, tuple[Any, ...]] = {
    "speaker": (Speaker.id, Speaker.name, *_PLAIN, Speaker.merged_into_id, ALONE),
    "topic": (Topic.id, Topic.name, *_PLAIN, Topic.merged_into_id, false()),
    "source": (Source.id, Source.title, *_WORK, Source.merged_into_id, false()),
    "set": (StatementSet.id, StatementSet.name, *_PLAIN, cast(null(), Integer), false()),
}
NAMES = (
    "called",
    "id",
    "title",
    "title_supplied",
    "outlet",
    "published",
    "merged_into_id",
    "alone",
)
"""The names of what is selected of each."""


def called(references: Mapping[str, str]) -> Iterator[AnySelect]:
    """Yield what selects the records that these references name, by the names of `PARTIES`.

    A reference is an id, a key, a slug or a name as it is written.
    """
    for name, reference in references.items():
        if len(reference) <= LONGEST_REFERENCE:
            columns = zip(NAMES, (literal(name), *_TOLD[name]), strict=True)
            told = select(*(column.label(named) for named, column in columns))
            yield told.where(means(PARTIES[name], reference)).limit(MOST)


def one_each(rows: Iterable[AnyRow]) -> dict[str, Called]:
    """Return by name what exactly one record is called, which has not been merged into another."""
    found: defaultdict[str, list[AnyRow]] = defaultdict(list)
    for row in rows:
        found[row.called].append(row)
    alone = {name: some[0] for name, some in found.items() if len(some) == 1}
    return {name: _called(row) for name, row in alone.items() if row.merged_into_id is None}


def named(session: Session, references: Mapping[str, str]) -> dict[str, Called]:
    """Return by name what exactly one record is called, in one query at most."""
    asked = list(called(references))
    return one_each(session.execute(together(asked))) if asked else {}


def together(kinds: Sequence[AnySelect]) -> CompoundSelect[*tuple[Any, ...]]:
    """Return a query of all that some queries of the same columns yield."""
    return union_all(*(select(kind.subquery()) for kind in kinds))


def _called(row: AnyRow) -> Called:
    told = (row.id, row.title, row.title_supplied, row.outlet, row.published)
    return Called(*told, alone=bool(row.alone) and not is_number(row.title))

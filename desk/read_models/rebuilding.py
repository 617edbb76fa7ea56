"""Builds anew what can be read from the record: the search index, and where conflicts are found."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import bindparam, select, update

from desk.history.audit import record
from desk.history.filing import file_rest
from desk.read_models import conflicts, counters, restricted, search_index
from desk.read_models.search_index import BATCH
from models import Source, Topic
from models.search import searchable

if TYPE_CHECKING:
    from sqlalchemy import Table
    from sqlalchemy.orm import Session

    from desk.actors import Actor


def rebuild_index(session: Session, by: Actor) -> int:
    """Build the search index anew, as after words came to be folded otherwise, and all read models.

    Returns how many statements there are. One event tells of it.
    """
    count = search_index.rebuild(session)
    _find(session, Source, Source.title, Source.container_title, Source.publisher)
    _find(session, Topic, Topic.name)
    file_rest(session)
    conflicts.rebuild(session)
    counters.rebuild(session)
    restricted.rebuild(session)
    record(session, by, "search:rebuild", instead={"statements": count})
    return count


def _find(session: Session, kind: type[Source | Topic], *names: Any) -> None:  # noqa: ANN401
    """Fold the names of a kind of record; past the session, since it changes nothing people said."""
    kept = cast("Table", kind.__table__)
    told = update(kept).where(kept.c.id == bindparam("number"))
    told = told.values(found_by=bindparam("words"))
    last = 0
    while rows := _after(session, kind, names, last):
        last = rows[-1][0]
        session.execute(
            told, [{"number": number, "words": searchable(words)} for number, *words in rows]
        )


def _after(session: Session, kind: type[Source | Topic], names: Any, last: int) -> list[Any]:  # noqa: ANN401
    chosen = select(kind.id, *names).where(kind.id > last).order_by(kind.id).limit(BATCH)
    return list(session.execute(chosen))

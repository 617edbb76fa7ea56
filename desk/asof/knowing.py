"""The record as the desk knew it on a day, to be asked like the record of today."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from desk.asof.changing import changed_since
from desk.asof.gathering import Gathering
from desk.asof.losing import Lost, Why, lost_of
from desk.asof.scratch import holding
from desk.asof.undoing import undone_since
from desk.read_models import conflicts
from desk.refusals import RefusedError
from desk.report_order import Aside, spot_of
from desk.scopes import ReportScope
from models.terms import Relation

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
    from datetime import date

    from sqlalchemy.orm import Session

    from desk.asof.changing import Changed
    from desk.report_order import Spot

    Choose = Callable[[Aside], Sequence[int]]

__all__ = ["Known", "Lost", "Past", "Why", "as_known", "known_page", "scoped"]


@dataclass(frozen=True)
class Past:
    """What a report says of itself where it is not of today."""

    day: date
    #: The day of the first deed of all; None where there was none by then.
    began: date | None = None
    lost: tuple[Lost, ...] = ()


@dataclass(frozen=True)
class Known:
    """A session that finds the links asked for, and what they rest on, as they stood then."""

    session: Session
    #: None where it is today's record.
    past: Past | None = None
    #: Other records that answer for the rest, each without the links that are set aside.
    rest: Mapping[Session, Collection[int]] = field(default_factory=dict)

    @property
    def records(self) -> Mapping[Session, Collection[int]]:
        """All records that answer, each without the links that are set aside."""
        return {self.session: (), **self.rest}


@contextmanager
def as_known(
    session: Session,
    day: date,
    relations: Collection[Relation] = (Relation.CONTRADICTS,),
    scope: ReportScope | None = None,
) -> Iterator[Known]:
    """Give what the desk knew at the end of a day (UTC) of the links of these relations.

    With them come all other links of their statements. Where a scope is told, what lies outside
    of it may be missing. What is hidden today from whoever looks is not there either. A constant
    number of queries; their cost grows with what is linked in scope and with what was done since.
    """
    undone = undone_since(session, day)
    found = Gathering(session, undone)
    if undone.knows_anything:
        found.gather(relations, scope or ReportScope())
    lost = lost_of(found)
    with _held(found) as then:
        yield Known(then, Past(day, undone.began, lost))


@contextmanager
def known_page(
    session: Session,
    scope: ReportScope,
    relations: Collection[Relation],
    today: date,
    choose: Choose,
) -> Iterator[Known]:
    """Give what a page shows of a scope: today's record, or what is needed of an earlier day's.

    `choose` tells the links of a page from today's record, without those set aside. These are the
    links that changed since, or that rest on what did: they are taken as they stood, and so are the
    chosen ones. For all the others today's record tells what it would have told then. Eight queries
    at most; they cost what was done since and what is chosen, whatever the archive holds.

    Raises RefusedError for a day to come.
    """
    refuse_day_to_come(scope.as_of, today)
    if scope.as_of is None or scope.as_of == today:
        yield Known(session)
        return
    undone = undone_since(session, scope.as_of)
    found = Gathering(session, undone)
    rest: dict[Session, Collection[int]] = {}
    if undone.knows_anything:
        rest[session] = _take_up(found, scope, changed_since(session, undone, relations), choose)
    lost = lost_of(found)
    with _held(found) as then:
        yield Known(then, Past(scope.as_of, undone.began, lost), rest)


def _take_up(
    found: Gathering, scope: ReportScope, changed: Changed, choose: Choose
) -> Collection[int]:
    """Gather what changed, and what a page shows beside; return the links of which that tells."""
    kept = set() if scope.before is None else {scope.before}
    spot = _spot(found, scope.before) if kept & changed.then else None
    chosen = choose(Aside(changed.all, spot))
    found.gather_some({*changed.then, *chosen, *(kept - changed.all)})
    return {*changed.all, *(row["id"] for row in found.rows["link"].values())}


def _spot(found: Gathering, link_id: int | None) -> Spot | None:
    """Return where a link that changed since stood then."""
    alone = Gathering(found.session, found.undone)
    alone.gather_some([] if link_id is None else [link_id])
    with holding(alone.tables()) as then:
        return spot_of(then, link_id)


@contextmanager
def _held(found: Gathering) -> Iterator[Session]:
    with holding(found.tables()) as then:
        conflicts.rebuild(then)
        yield then


@contextmanager
def scoped(
    session: Session, scope: ReportScope, relations: Collection[Relation], today: date
) -> Iterator[tuple[Session, ReportScope, Past | None]]:
    """Give what to ask for a scope, and how: today's record, or that of the scope's earlier day.

    Raises RefusedError for a day to come.
    """
    refuse_day_to_come(scope.as_of, today)
    now = scope.model_copy(update={"as_of": None})
    if scope.as_of is None or scope.as_of == today:
        yield session, now, None
        return
    # The counts tell every kind, and are the same on every page.
    all_of_it = now.model_copy(update={"kind": None, "before": None})
    with as_known(session, scope.as_of, relations, all_of_it) as known:
        yield known.session, now, known.past


def refuse_day_to_come(day: date | None, today: date) -> None:
    """Raise RefusedError for a day to come: of it nobody knows anything yet."""
    if day is not None and day > today:
        field = "as_of"
        raise RefusedError(field, "That day has not come yet.")

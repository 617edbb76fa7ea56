"""The record as the desk knew it on a day, to be asked like the record of today."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from desk.asof.gathering import Gathering
from desk.asof.scratch import holding
from desk.asof.undoing import undone_since
from desk.read_models import conflicts
from desk.refusals import RefusedError
from desk.scopes import ReportScope
from models.terms import LinkStatus, Relation

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import date

    from sqlalchemy.orm import Session

    from desk.asof.undoing import Undone

    Rows = dict[str, dict[str, Any]]

_DECIDED = frozenset({LinkStatus.CONFIRMED, LinkStatus.REJECTED})
_TOLD = ("statement", "link", "speaker", "source", "topic")


class Why(StrEnum):
    """Why the history does not give something back."""

    #: A deed told a value that was redacted since; what else it changed went with it.
    REDACTED = "redacted"
    #: An import replaced the values, and its event keeps only its file's name.
    IMPORTED = "imported"
    #: An import replaced what decides whether it counts, such as who decided a link and when.
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Lost:
    """Records of a kind that the history no longer gives back as they stood, and why.

    They are shown as far as it does; those of which it is not known how they stood are left out.
    """

    why: Why
    #: A table's name, such as `statement`.
    noun: str
    ids: tuple[int, ...]


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
    past: Past


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
    found.gather(relations, scope or ReportScope())
    lost = (*_left_out(found), *_unknown(found.rows, undone), *_gaps(found.rows, undone))
    with holding(found.tables()) as then:
        conflicts.rebuild(then)
        yield Known(then, Past(day, undone.began, lost))


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


def _left_out(found: Gathering) -> Iterator[Lost]:
    if found.left_out:
        yield Lost(Why.UNKNOWN, "statement", tuple(sorted(found.left_out)))


def _unknown(rows: Rows, undone: Undone) -> Iterator[Lost]:
    """Settle what links waited for, and leave those out of which it is not known how they stood."""
    unsettled = {row["id"]: _settle(row, undone) for row in rows["link"].values()}
    later = [number for number, row in rows["link"].items() if _decided_later(row, undone)]
    gone = tuple(sorted(rows["link"].pop(number)["id"] for number in later))
    if gone:
        yield Lost(Why.UNKNOWN, "link", gone)
    for why in (Why.REDACTED, Why.IMPORTED):
        if kept := tuple(sorted(one for one in unsettled.keys() - gone if unsettled[one] is why)):
            yield Lost(why, "link", kept)


def _decided_later(row: dict[str, Any], undone: Undone) -> bool:
    decided = row["decided_at"]
    return row["status"] in _DECIDED and decided is not None and decided >= undone.end


def _settle(row: dict[str, Any], undone: Undone) -> Why | None:
    """Take back what a link waits for since then where no event tells it; else return why not.

    A redaction says what it asks for; a deed whose values were redacted and an import do not.
    """
    if not row["recheck"] or row["recheck_at"] is None or row["recheck_at"] < undone.end:
        return None
    asked = row["recheck_why"].split("\n")
    left = [one for one in asked if one not in undone.reasons]
    if len(left) > 1 or (left and left != asked):
        row["recheck_why"] = "\n".join(left)
        return Why.IMPORTED if left == asked else Why.REDACTED
    row["recheck"], row["recheck_why"] = False, None
    return None


def _gaps(rows: Rows, undone: Undone) -> Iterator[Lost]:
    for noun in _TOLD:
        ids = {row["id"] for row in rows[noun].values()}
        if blanked := ids & undone.blanked[noun]:
            yield Lost(Why.REDACTED, noun, tuple(sorted(blanked)))
        written = (row["id"] for row in rows[noun].values() if row["key"] in undone.overwritten)
        if overwritten := tuple(sorted(written)):
            yield Lost(Why.IMPORTED, noun, overwritten)

"""What the history no longer gives back of a day, and why."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from models.terms import LinkStatus

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desk.asof.gathering import Gathering
    from desk.asof.undoing import Undone

    RowsById = dict[str, dict[str, Any]]

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


def lost_of(found: Gathering) -> tuple[Lost, ...]:
    """Return what the history does not tell of rows, and leave out of them what it must.

    Settles what links waited for.
    """
    rows, undone = found.rows, found.undone
    return (*_left_out(found), *_unknown(rows, undone), *_gaps(rows, undone))


def _left_out(found: Gathering) -> Iterator[Lost]:
    if found.left_out:
        yield Lost(Why.UNKNOWN, "statement", tuple(sorted(found.left_out)))


def _unknown(rows: RowsById, undone: Undone) -> Iterator[Lost]:
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


def _gaps(rows: RowsById, undone: Undone) -> Iterator[Lost]:
    for noun in _TOLD:
        ids = {row["id"] for row in rows[noun].values()}
        if blanked := ids & undone.blanked[noun]:
            yield Lost(Why.REDACTED, noun, tuple(sorted(blanked)))
        written = (row["id"] for row in rows[noun].values() if row["key"] in undone.overwritten)
        if overwritten := tuple(sorted(written)):
            yield Lost(Why.IMPORTED, noun, overwritten)

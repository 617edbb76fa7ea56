"""How fast long work goes on, and for how long yet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

#: So many seconds are to have passed before anything is foretold.
_ENOUGH = 1.0


@dataclass(frozen=True)
class Pace:
    """How much is done in a second, and how many seconds the rest takes at that."""

    rate: int
    left: int


def pace_of(told: Mapping[str, Any]) -> Pace | None:
    """Return the pace of a job by what its worker tells; None before there is one."""
    done, seconds = told.get("done", 0), told.get("seconds", 0)
    if not done or seconds < _ENOUGH:
        return None
    return Pace(round(done / seconds), round((told["total"] - done) * seconds / done))

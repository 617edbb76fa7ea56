"""What is said after a deed on statements that have left the desk: whom to follow up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask_babel import ngettext

from desk import ledger
from views.context import reading

if TYPE_CHECKING:
    from collections.abc import Sequence


def followed_up(done: str, statement_ids: Sequence[int]) -> str:
    """Return what was done, and how many exports that held the statements have to hear of it."""
    left = ledger.count_with(reading(), statement_ids)
    if not left:
        return done
    more = ngettext(
        "%(num)d export left the desk with what it touches: follow it up in the ledger.",
        "%(num)d exports left the desk with what it touches: follow them up in the ledger.",
        left,
    )
    return f"{done} {more}"

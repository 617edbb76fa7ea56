"""Dates that may be right but look odd, put into a question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.dates import read_edtf

if TYPE_CHECKING:
    from desk.statement_drafts import StatementWords
    from models import Source


def dates_look_odd(draft: StatementWords, source: Source) -> list[str]:
    """Return a sentence for each date that a person should confirm."""
    if draft.said and source.published and _after(draft.said, source.published):
        return [
            f"Said {draft.said}, but the source was published {source.published}: "
            "a statement is seldom reported before it is made."
        ]
    return []


def _after(said: str, published: str) -> bool:
    return read_edtf(published).before(read_edtf(said))

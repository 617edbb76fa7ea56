"""Dates as biber takes them: EDTF of levels 0 and 1 (ISO 8601-2)."""

from __future__ import annotations


def biber_date(text: str | None) -> str:
    """Return a date of the record for biber: an unknown month or day is left out, not written XX."""
    return (text or "").replace("-XX", "")

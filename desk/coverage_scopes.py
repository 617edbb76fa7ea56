"""Which statements balance and coverage are about."""

from __future__ import annotations

from desk.drafts import Draft, EdtfText, RecordId, UntilText


class CoverageScope(Draft):
    """Which statements are looked at; since and until hold of the last day they can be of."""

    topic_id: RecordId | None = None
    set_id: RecordId | None = None
    since: EdtfText | None = None
    until: UntilText | None = None

"""Remarks as the API tells them."""

from __future__ import annotations

from datetime import datetime

from views.api.answers.base import Answer


class RemarkJSON(Answer):
    """What somebody said of a link; a withdrawn remark has no text any more."""

    id: int
    version: int
    link_id: int
    author_id: int
    author: str
    at: datetime
    text: str | None
    revised_at: datetime | None
    withdrawn_at: datetime | None

"""Who brings in reviews: who may rate statements at the desk, and through the token in use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk.importing.allowed import refuse_who_may_not_rate
from desk.importing.differences import part_difference

if TYPE_CHECKING:
    from desk.actors import Actor
    from desk.statement_drafts import StatementLine
    from models.records import StatementRecord


def refuse_new_reviews(by: Actor, draft: StatementLine, known: StatementRecord | None) -> None:
    """Refuse a line that brings or takes away reviews from who may not rate.

    Raises RefusedError. Reviews that are known just so are nobody's deed.
    """
    if known is None:
        path = "reviews" if draft.reviews else None
    else:
        path = part_difference("reviews", draft, known)
    if path is not None:
        refuse_who_may_not_rate(by, path)

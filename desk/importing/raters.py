"""Who brings in reviews: who may rate statements at the desk, and through the token in use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk.importing.differences import part_difference
from desk.refusals import RefusedError
from models.roles import PERMISSIONS, Permission, Scope, roles_that_may

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


def refuse_who_may_not_rate(by: Actor, field: str) -> None:
    """Refuse a new or changed review from whose role or token may not rate: raises RefusedError."""
    if by.may(Permission.REVIEW):
        return
    deed = "bring, change or take away reviews"
    if Permission.REVIEW in PERMISSIONS[by.role]:
        raise RefusedError(field, f"to {deed} a token needs the scope “{Scope.REVIEW}”")
    who = " or ".join(roles_that_may(Permission.REVIEW))
    raise RefusedError(field, f"only a {who} may {deed}; have one import it")

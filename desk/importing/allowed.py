"""What of an import not everybody may write: reviews and notices, by the role and through the token."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk.refusals import RefusedError
from models.roles import PERMISSIONS, Permission, Scope, roles_that_may

if TYPE_CHECKING:
    from desk.actors import Actor


def refuse_who_may_not_rate(by: Actor, field: str) -> None:
    """Refuse a new or changed review from whose role or token may not rate: raises RefusedError."""
    _refuse(by, Permission.REVIEW, field, "reviews")


def refuse_who_may_not_notice(by: Actor, field: str) -> None:
    """Refuse a new or changed notice from whose role or token may not place any.

    Raises RefusedError.
    """
    _refuse(by, Permission.NOTICE, field, "notices")


def _refuse(by: Actor, permission: Permission, field: str, what: str) -> None:
    if by.may(permission):
        return
    deed = f"bring, change or take away {what}"
    if permission in PERMISSIONS[by.role]:
        raise RefusedError(field, f"to {deed} a token needs the scope “{Scope.REVIEW}”")
    who = " or ".join(roles_that_may(permission))
    raise RefusedError(field, f"only a {who} may {deed}; have one import it")

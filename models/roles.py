"""Who may do what: one table from role to permissions."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """A place at the desk; each may do all that the one before it may."""

    READER = "reader"
    CHECKER = "checker"
    REVIEWER = "reviewer"
    ADMIN = "admin"


class Permission(StrEnum):
    """A kind of deed that a page, command or API operation declares."""

    SEE = "see"
    EXPORT = "export"
    LOG = "log"
    REVISE = "revise"
    CAPTURE = "capture"
    READ = "read"
    IMPORT = "import"
    PROPOSE = "propose"
    ASK_FOR_COMMENT = "ask_for_comment"
    DECIDE = "decide"
    REVIEW = "review"
    NOTICE = "notice"
    SHARE = "share"
    KEEP_DECISIONS = "keep_decisions"
    RESTRICT = "restrict"
    REDACT = "redact"
    ADMINISTER = "administer"


_OWN: dict[Role, frozenset[Permission]] = {
    Role.READER: frozenset({Permission.SEE, Permission.EXPORT}),
    Role.CHECKER: frozenset(
        {
            Permission.LOG,
            Permission.REVISE,
            Permission.CAPTURE,
            Permission.READ,
            Permission.IMPORT,
            Permission.PROPOSE,
            Permission.ASK_FOR_COMMENT,
        }
    ),
    Role.REVIEWER: frozenset(
        {Permission.DECIDE, Permission.REVIEW, Permission.NOTICE, Permission.SHARE}
    ),
    Role.ADMIN: frozenset(
        {
            Permission.KEEP_DECISIONS,
            Permission.RESTRICT,
            Permission.REDACT,
            Permission.ADMINISTER,
        }
    ),
}

PERMISSIONS: dict[Role, frozenset[Permission]] = {
    role: frozenset().union(*(_OWN[lesser] for lesser in list(Role)[: place + 1]))
    for place, role in enumerate(Role)
}


class Scope(StrEnum):
    """What a token may do of all that its account may."""

    READ = "read"
    LOG = "log"
    REVIEW = "review"
    ADMIN = "admin"


SCOPES: dict[Scope, frozenset[Permission]] = {
    scope: _OWN[role] for scope, role in zip(Scope, Role, strict=True)
}
"""What each scope grants: what the role of the same place may beyond the one before it."""


def scope_of(permission: Permission) -> Scope:
    """Return the scope that a token needs for what a permission covers."""
    return next(scope for scope, granted in SCOPES.items() if permission in granted)


def roles_that_may(permission: Permission) -> list[Role]:
    """Return the roles that hold a permission, least first."""
    return [role for role in Role if permission in PERMISSIONS[role]]

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from models import COMMAND_LINE, PERMISSIONS, Permission, Role, Token
from models.roles import roles_that_may
from models.terms import TokenKind
from tests.factories import an_account
from tests.rules import refused_by

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@pytest.mark.parametrize("twice", [("a@x.org", "A@X.org"), ("ärger@x.org", "ÄRGER@x.org")])
def test_an_address_belongs_to_one_account_however_it_is_written(
    session: Session, twice: tuple[str, str]
) -> None:
    an_account(session, email=twice[0])
    with refused_by("uq_account_email_key", r"account\.email_key"):
        an_account(session, email=twice[1])


def test_nobody_else_is_the_command_line(session: Session) -> None:
    with refused_by("uq_account_email_key", r"account\.email_key"):
        an_account(session, email=COMMAND_LINE.title())


def test_each_role_may_what_the_one_before_it_may() -> None:
    held = [PERMISSIONS[role] for role in Role]
    assert all(lesser < greater for lesser, greater in pairwise(held))
    assert PERMISSIONS[Role.ADMIN] == frozenset(Permission)


@pytest.mark.parametrize(
    ("permission", "roles"),
    [
        (Permission.SEE, list(Role)),
        (Permission.LOG, [Role.CHECKER, Role.REVIEWER, Role.ADMIN]),
        (Permission.DECIDE, [Role.REVIEWER, Role.ADMIN]),
        (Permission.REDACT, [Role.ADMIN]),
    ],
)
def test_a_permission_knows_its_roles(permission: Permission, roles: list[Role]) -> None:
    assert roles_that_may(permission) == roles


def test_an_account_that_is_not_active_may_nothing(session: Session) -> None:
    account = an_account(session, Role.ADMIN)
    assert account.may(Permission.REDACT)
    account.active = False
    assert not any(account.may(permission) for permission in Permission)


@pytest.mark.parametrize("kind", sorted(set(TokenKind) - {TokenKind.FIRST_ADMIN}))
def test_a_token_belongs_to_an_account(session: Session, kind: TokenKind) -> None:
    session.add(Token(kind=kind, hash="5" * 64))
    with refused_by("ck_token_has_account"):
        session.flush()


def test_the_first_admin_s_token_belongs_to_nobody_yet(session: Session) -> None:
    session.add(Token(kind=TokenKind.FIRST_ADMIN, hash="5" * 64))
    session.flush()


def test_the_hash_of_a_token_is_kept_once(session: Session) -> None:
    session.add_all(Token(kind=TokenKind.FIRST_ADMIN, hash="5" * 64) for _ in range(2))
    with refused_by("uq_token_hash", r"token\.hash"):
        session.flush()

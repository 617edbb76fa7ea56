"""One-time links that open nothing any more, because of what happened to their account."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from desk import accounts
from desk.accounts import InvitationDraft
from desk.history.audit import record
from desk.refusals import ClosedLinkError
from desk.tokens import issue_token
from models import Account, Role
from models.terms import TokenKind
from tests.desk.drafting import a_joining_draft

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from desk.actors import Actor


def _invite(writing: Session, by: Actor) -> str:
    draft = InvitationDraft(email="a@example.org", name="A", role=Role.CHECKER)
    secret = accounts.invite(writing, draft, by)
    writing.commit()
    return secret


def _join(writing: Session, secret: str) -> Account:
    account = accounts.join(writing, secret, a_joining_draft(), "argon2-of-it")
    writing.commit()
    return account


def test_no_link_opens_a_disabled_account(writing: Session, admin: Actor) -> None:
    first = _invite(writing, admin)
    account = accounts.account_named(writing, "a@example.org")
    assert account
    account.active = False
    record(writing, admin, "account:disable", account)
    writing.commit()
    with pytest.raises(ClosedLinkError):
        accounts.open_invitation(writing, first)


@pytest.mark.parametrize("active", [True, False])
def test_disabling_and_enabling_void_open_links(
    writing: Session, admin: Actor, *, active: bool
) -> None:
    secret = _invite(writing, admin)
    account = accounts.account_named(writing, "a@example.org")
    assert account
    accounts.set_active(writing, account, admin, active=active)
    account.active = True
    with pytest.raises(ClosedLinkError):
        accounts.open_invitation(writing, secret)


def test_signing_out_everywhere_voids_open_links(writing: Session, admin: Actor) -> None:
    account = _join(writing, _invite(writing, admin))
    secret = accounts.invite_again(writing, account, admin)
    accounts.sign_out_everywhere(writing, account, admin)
    with pytest.raises(ClosedLinkError):
        accounts.open_invitation(writing, secret)


def test_joining_voids_the_other_links_of_the_account(writing: Session, admin: Actor) -> None:
    account = _join(writing, _invite(writing, admin))
    one, other = (issue_token(writing, TokenKind.INVITATION, account) for _ in range(2))
    _join(writing, one)
    with pytest.raises(ClosedLinkError):
        accounts.open_invitation(writing, other)

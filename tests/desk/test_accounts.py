"""Accounts: one-time links, passwords, roles, and an admin that always remains."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from desk import accounts
from desk.accounts import InvitationDraft
from desk.actors import actor_of, named_actor
from desk.history.audit import record
from desk.refusals import ClosedLinkError, MissingError, NotAllowedError, RefusedError
from desk.tokens import issue_token
from models import COMMAND_LINE, Account, Permission, Role, Token, now
from models.terms import Face, TokenKind
from tests.desk.drafting import a_joining_draft
from tests.factories import an_account

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session

    from desk.actors import Actor

HASHED = "argon2-of-it"


def _invite(writing: Session, by: Actor, email: str = "a@example.org") -> str:
    draft = InvitationDraft(email=email, name="A", role=Role.CHECKER)
    secret = accounts.invite(writing, draft, by)
    writing.commit()
    return secret


def _join(writing: Session, secret: str, **parts: object) -> Account:
    account = accounts.join(writing, secret, a_joining_draft(**parts), HASHED)
    writing.commit()
    return account


def _first_admin(writing: Session) -> Account:
    secret = accounts.offer_first_admin(writing)
    assert secret
    writing.commit()
    return _join(writing, secret, email="first@example.org")


def _expire(writing: Session, by: Actor) -> None:
    for token in writing.scalars(select(Token)):
        token.expires_at = now() - timedelta(seconds=1)
    record(writing, by, "token:expire")
    writing.commit()


def _command_line(writing: Session) -> Account:
    account = accounts.account_named(writing, COMMAND_LINE)
    assert account
    return account


def test_the_first_admin_joins_by_a_link(writing: Session) -> None:
    account = _first_admin(writing)
    assert (account.role, account.active, account.machine) == (Role.ADMIN, True, False)
    assert account.password_hash == HASHED
    assert accounts.admin_exists(writing)


def test_no_link_is_offered_once_an_admin_exists(writing: Session) -> None:
    _first_admin(writing)
    assert accounts.offer_first_admin(writing) is None


def test_a_link_for_the_first_admin_is_void_once_there_is_one(writing: Session) -> None:
    late = accounts.offer_first_admin(writing)
    assert late
    writing.commit()
    _first_admin(writing)
    with pytest.raises(ClosedLinkError):
        accounts.join(writing, late, a_joining_draft(), HASHED)


def test_a_link_for_the_first_admin_lives_fifteen_minutes(
    writing: Session, command_line: Actor
) -> None:
    secret = accounts.offer_first_admin(writing)
    assert secret
    writing.commit()
    [token] = writing.scalars(select(Token))
    assert token.expires_at
    assert timedelta(minutes=14) < token.expires_at - now() <= timedelta(minutes=15)
    assert secret not in token.hash
    _expire(writing, command_line)
    with pytest.raises(ClosedLinkError):
        accounts.open_invitation(writing, secret)


def test_a_link_is_used_once(writing: Session, admin: Actor) -> None:
    secret = _invite(writing, admin)
    assert _join(writing, secret).role is Role.CHECKER
    with pytest.raises(ClosedLinkError):
        accounts.join(writing, secret, a_joining_draft(), HASHED)


def test_an_unknown_link_opens_nothing(writing: Session) -> None:
    with pytest.raises(ClosedLinkError):
        accounts.open_invitation(writing, "no such secret")


def test_a_revoked_link_opens_nothing(writing: Session, admin: Actor) -> None:
    secret = _invite(writing, admin)
    for token in writing.scalars(select(Token)):
        token.revoked_at = now()
    with pytest.raises(ClosedLinkError):
        accounts.open_invitation(writing, secret)


@pytest.mark.parametrize("kind", [TokenKind.API, TokenKind.SHARE])
def test_other_tokens_are_no_doors(writing: Session, admin: Actor, kind: TokenKind) -> None:
    account = accounts.account_with(writing, admin.account_id)
    secret = issue_token(writing, TokenKind.INVITATION, account)
    for token in writing.scalars(select(Token)):
        token.kind = kind
    with pytest.raises(ClosedLinkError):
        accounts.open_invitation(writing, secret)


def test_a_new_link_voids_the_older_ones(writing: Session, admin: Actor) -> None:
    first = _invite(writing, admin)
    account = accounts.account_named(writing, "a@example.org")
    assert account
    second = accounts.invite_again(writing, account, admin)
    third = accounts.invite_again(writing, account, admin)
    writing.commit()
    _join(writing, third)
    for secret in (first, second):
        with pytest.raises(ClosedLinkError):
            accounts.open_invitation(writing, secret)


def test_joining_and_a_new_password_end_the_sessions(writing: Session, admin: Actor) -> None:
    account = _join(writing, _invite(writing, admin))
    assert account.session_epoch == 1
    accounts.change_password(writing, account, "another", admin)
    accounts.sign_out_everywhere(writing, account, admin)
    assert (account.session_epoch, account.password_hash) == (3, "another")


def test_a_new_password_voids_an_open_link(writing: Session, admin: Actor) -> None:
    account = _join(writing, _invite(writing, admin))
    secret = accounts.invite_again(writing, account, admin)
    accounts.change_password(writing, account, HASHED, admin)
    with pytest.raises(ClosedLinkError):
        accounts.open_invitation(writing, secret)


@pytest.mark.parametrize("email", ["a@example.org", "A@Example.ORG"])
def test_an_email_is_taken_whatever_its_case(writing: Session, admin: Actor, email: str) -> None:
    _invite(writing, admin)
    with pytest.raises(RefusedError) as raised:
        _invite(writing, admin, email)
    assert raised.value.field == "email"
    assert accounts.account_named(writing, email)


def test_an_account_that_is_not_there_is_missing(writing: Session) -> None:
    with pytest.raises(MissingError):
        accounts.account_with(writing, 4711)
    assert accounts.account_named(writing, "nobody@example.org") is None


def test_the_last_admin_stays(writing: Session) -> None:
    last = _first_admin(writing)
    by = actor_of(last, Face.PAGE)
    with pytest.raises(RefusedError) as raised:
        accounts.give_role(writing, last, Role.REVIEWER, by)
    assert raised.value.field == "role"
    with pytest.raises(RefusedError):
        accounts.set_active(writing, last, by, active=False)
    accounts.give_role(writing, last, Role.ADMIN, by)
    assert (last.role, last.active) == (Role.ADMIN, True)


def test_an_admin_beside_another_may_go(writing: Session) -> None:
    first = _first_admin(writing)
    by = actor_of(first, Face.PAGE)
    second = _join(writing, _invite(writing, by))
    accounts.give_role(writing, second, Role.ADMIN, by)
    accounts.set_active(writing, first, by, active=False)
    writing.commit()
    with pytest.raises(RefusedError):
        accounts.set_active(writing, second, by, active=False)
    accounts.set_active(writing, first, by, active=True)
    accounts.give_role(writing, second, Role.READER, by)


@pytest.mark.parametrize("disabled", [True, False])
def test_an_admin_who_never_joined_may_go(writing: Session, *, disabled: bool) -> None:
    by = actor_of(_first_admin(writing), Face.PAGE)
    invited = an_account(writing, Role.ADMIN)
    if disabled:
        accounts.set_active(writing, invited, by, active=False)
    else:
        accounts.give_role(writing, invited, Role.READER, by)
    writing.commit()
    assert not (invited.active and invited.role is Role.ADMIN)


def _role(writing: Session, account: Account, by: Actor) -> object:
    return accounts.give_role(writing, account, Role.READER, by)  # type: ignore[func-returns-value]


def _off(writing: Session, account: Account, by: Actor) -> object:
    return accounts.set_active(writing, account, by, active=False)  # type: ignore[func-returns-value]


def _password(writing: Session, account: Account, by: Actor) -> object:
    return accounts.change_password(writing, account, HASHED, by)  # type: ignore[func-returns-value]


@pytest.mark.parametrize("deed", [_role, _off, _password, accounts.invite_again])
def test_the_command_line_stays_as_it_is(
    writing: Session, admin: Actor, deed: Callable[[Session, Account, Actor], object]
) -> None:
    with pytest.raises(RefusedError):
        deed(writing, _command_line(writing), admin)
    writing.rollback()
    account = _command_line(writing)
    assert (account.role, account.active, account.password_hash) == (Role.ADMIN, True, None)


def test_nobody_joins_as_the_command_line(writing: Session) -> None:
    secret = accounts.offer_first_admin(writing)
    assert secret
    with pytest.raises(RefusedError) as raised:
        accounts.join(writing, secret, _as_the_command_line(), HASHED)
    assert raised.value.field == "email"


def _as_the_command_line() -> accounts.JoiningDraft:
    # Its name is no e-mail address, so that no form lets it through in the first place.
    return a_joining_draft().model_copy(update={"email": COMMAND_LINE.upper()})


def test_an_invited_account_may_become_the_first_admin(
    writing: Session, command_line: Actor
) -> None:
    _invite(writing, command_line)
    secret = accounts.offer_first_admin(writing)
    assert secret
    account = _join(writing, secret, email="A@example.org")
    people = [one for one in accounts.accounts(writing) if not one.machine]
    assert people == [account]
    assert account.role is Role.ADMIN


def test_an_actor_is_an_account_at_work(writing: Session, checker: Actor) -> None:
    email = accounts.account_with(writing, checker.account_id).email
    named = named_actor(writing, email.upper(), Face.COMMAND)
    assert (named.account_id, named.face, named.machine) == (
        checker.account_id,
        Face.COMMAND,
        False,
    )
    assert named.may(Permission.LOG)
    assert not named.may(Permission.DECIDE)
    assert named_actor(writing, None, Face.COMMAND).machine


def test_a_disabled_or_unknown_account_does_nothing(
    writing: Session, checker: Actor, admin: Actor
) -> None:
    account = accounts.account_with(writing, checker.account_id)
    accounts.set_active(writing, account, admin, active=False)
    with pytest.raises(NotAllowedError):
        named_actor(writing, account.email, Face.COMMAND)
    with pytest.raises(MissingError):
        named_actor(writing, "nobody@example.org", Face.COMMAND)

"""Accounts: invited, joined, given a role, disabled; sign-in itself changes nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated

from pydantic import AfterValidator, Field
from sqlalchemy import func, select

from desk.actors import actor_of, named_actor
from desk.drafts import Draft, Line, refusal
from desk.history.audit import record
from desk.refusals import ClosedLinkError, MissingError, RefusedError
from desk.tokens import issue_token, open_token
from models import Account, Role, Token, name_key, now
from models.terms import Face, TokenKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy.orm import Session

    from desk.actors import Actor

PASSWORD_CHARACTERS = 12
EMAIL_CHARACTERS = 320
DOORS = (TokenKind.FIRST_ADMIN, TokenKind.INVITATION)
VOIDED = (*DOORS, TokenKind.FEED)
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+")


def _email(text: str) -> str:
    if len(text) > EMAIL_CHARACTERS:
        kind = "too_large"
        message = (
            f"It has {len(text):,} characters; an e-mail address has at most {EMAIL_CHARACTERS}."
        )
        raise refusal(kind, message)
    if not _EMAIL.fullmatch(text):
        kind = "email"
        raise refusal(kind, "It is not an e-mail address; it looks like name@newsroom.example.")
    return text


def _strong(password: str) -> str:
    if len(password) < PASSWORD_CHARACTERS:
        kind = "password"
        raise refusal(kind, f"A password has at least {PASSWORD_CHARACTERS} characters.")
    return password


Email = Annotated[Line, AfterValidator(_email)]
Password = Annotated[str, Field(max_length=1000), AfterValidator(_strong)]


class InvitationDraft(Draft):
    """Who is asked to the desk, and as what."""

    email: Email
    name: Line
    role: Role


class PasswordDraft(Draft):
    """A new password."""

    password: Password


class JoiningDraft(PasswordDraft):
    """What somebody with a one-time link tells of themselves."""

    email: Email
    name: Line


def account_named(session: Session, email: str) -> Account | None:
    """Return the account with this e-mail, whatever its case; what is too long for one has none."""
    if len(email) > EMAIL_CHARACTERS:
        return None
    return session.scalar(select(Account).where(Account.email_key == name_key(email)))


def account_with(session: Session, account_id: int) -> Account:
    """Return the account with this id; raises MissingError."""
    account = session.get(Account, account_id)
    if account is None:
        noun = "account"
        raise MissingError(noun, account_id)
    return account


def accounts(session: Session) -> list[Account]:
    """Return every account, the first first."""
    return list(session.scalars(select(Account).order_by(Account.id)))


def names_of(session: Session, ids: Iterable[int | None]) -> dict[int, str]:
    """Return the names of accounts by id; None is nobody, and left out."""
    wanted = {one for one in ids if one is not None}
    rows = session.execute(select(Account.id, Account.name).where(Account.id.in_(wanted)))
    return {row.id: row.name for row in rows}


def admin_exists(session: Session) -> bool:
    """Tell whether a person who is an admin can sign in."""
    return _admins(session) > 0


def offer_first_admin(session: Session) -> str | None:
    """Return the secret of a link that makes the first admin, or None when there is one."""
    if admin_exists(session):
        return None
    secret = issue_token(session, TokenKind.FIRST_ADMIN)
    record(session, named_actor(session, None, Face.COMMAND), "account:offer_first_admin")
    return secret


def invite(session: Session, draft: InvitationDraft, by: Actor) -> str:
    """Make an account that cannot sign in yet; return the secret of the link that lets it.

    Raises RefusedError on `email` when somebody has that address.
    """
    if account_named(session, draft.email) is not None:
        field = "email"
        raise RefusedError(field, f"There is an account for {draft.email} already.")
    account = Account(email=draft.email, name=draft.name, role=draft.role)
    session.add(account)
    secret = issue_token(session, TokenKind.INVITATION, account)
    record(session, by, "account:invite", account)
    return secret


def invite_again(session: Session, account: Account, by: Actor) -> str:
    """Return the secret of a new link for an account, by which its password is set anew.

    Older links of the account open nothing any more.
    """
    _refuse_machine(account)
    _void_links(session, account)
    secret = issue_token(session, TokenKind.INVITATION, account)
    record(session, by, "account:invite", account)
    return secret


def open_invitation(session: Session, secret: str) -> Token:
    """Return the token of a one-time link that still works; raises ClosedLinkError."""
    token = open_token(session, secret)
    if token is None or token.kind not in DOORS or _is_shut(session, token):
        raise ClosedLinkError
    return token


def join(session: Session, secret: str, draft: JoiningDraft, password_hash: str) -> Account:
    """Use up a one-time link: the first admin, or an invited account, gets its password.

    Other open links of the account are void from then on.
    Raises ClosedLinkError when the link is unknown, used or out of time.
    """
    token = open_invitation(session, secret)
    account = token.account or _first_admin(session, draft)
    account.name, account.password_hash = draft.name, password_hash
    account.session_epoch += 1
    token.used_at = now()
    session.flush()
    _void_links(session, account)
    record(session, actor_of(account, Face.PAGE), "account:join", account)
    return account


def change_password(session: Session, account: Account, password_hash: str, by: Actor) -> None:
    """Set a new password, end every session of the account and void its open links."""
    _refuse_machine(account)
    _void_links(session, account)
    account.password_hash = password_hash
    account.session_epoch += 1
    record(session, by, "account:change_password", account)


def sign_out_everywhere(session: Session, account: Account, by: Actor) -> None:
    """End every session of the account and void its open links."""
    _void_links(session, account)
    account.session_epoch += 1
    record(session, by, "account:sign_out_everywhere", account)


def give_role(session: Session, account: Account, role: Role, by: Actor) -> None:
    """Give an account another role; the desk keeps at least one admin."""
    _keep_an_admin(session, account, leaves=role is not Role.ADMIN)
    account.role = role
    record(session, by, "account:give_role", account)


def set_active(session: Session, account: Account, by: Actor, *, active: bool) -> None:
    """Disable an account, end its sessions and void its open links, or enable it.

    The desk keeps an admin.
    """
    _keep_an_admin(session, account, leaves=not active)
    _void_links(session, account)
    account.active = active
    account.session_epoch += 1
    record(session, by, "account:enable" if active else "account:disable", account)


def _is_shut(session: Session, token: Token) -> bool:
    if token.kind is TokenKind.FIRST_ADMIN:
        return admin_exists(session)
    return token.account is None or not token.account.active


def _first_admin(session: Session, draft: JoiningDraft) -> Account:
    known = account_named(session, draft.email)
    if known is not None and known.machine:
        field = "email"
        raise RefusedError(field, "Choose the e-mail address of a person.")
    account = known or Account(email=draft.email, name=draft.name, role=Role.ADMIN)
    account.role, account.active = Role.ADMIN, True
    session.add(account)
    session.flush()
    return account


def _keep_an_admin(session: Session, account: Account, *, leaves: bool) -> None:
    _refuse_machine(account)
    counts = account.role is Role.ADMIN and account.active and account.password_hash is not None
    if leaves and counts and _admins(session) == 1:
        field = "role"
        raise RefusedError(field, "This is the last admin; make another one first.")


def _refuse_machine(account: Account) -> None:
    if account.machine:
        field = "role"
        raise RefusedError(field, "The account of the command line stays as it is.")


def _void_links(session: Session, account: Account) -> None:
    """Let nothing that opened a door for an account open it any more, its feed among them."""
    still_open = select(Token).where(
        Token.account_id == account.id,
        Token.kind.in_(VOIDED),
        Token.used_at.is_(None),
        Token.revoked_at.is_(None),
    )
    for token in session.scalars(still_open):
        token.revoked_at = now()


def _admins(session: Session) -> int:
    count = session.scalar(
        select(func.count())
        .select_from(Account)
        .where(
            Account.role == Role.ADMIN,
            Account.active.is_(True),
            Account.machine.is_(False),
            Account.password_hash.is_not(None),
        )
    )
    return count or 0

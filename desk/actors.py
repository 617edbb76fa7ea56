"""Who does a deed, and through which face."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from desk.refusals import MissingError, NotAllowedError
from models import COMMAND_LINE, PERMISSIONS, Account, Permission, Role, name_key

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from desk.visiting import AccountRecord
    from models.terms import Face


@dataclass(frozen=True)
class Actor:
    """An account at work through one face."""

    account_id: int
    role: Role
    face: Face
    machine: bool = False
    token_id: int | None = None
    #: What a token grants of what the role may; None without one.
    granted: frozenset[Permission] | None = None

    def may(self, permission: Permission) -> bool:
        """Tell whether the actor's role holds the permission, and the token, if there is one."""
        held = permission in PERMISSIONS[self.role]
        return held and (self.granted is None or permission in self.granted)


def actor_of(account: Account | AccountRecord, face: Face, token_id: int | None = None) -> Actor:
    """Return the actor that an account is when it works through a face."""
    return Actor(account.id, account.role, face, machine=account.machine, token_id=token_id)


def named_actor(session: Session, email: str | None, face: Face) -> Actor:
    """Return the actor for an e-mail, or the account `command line` when there is none.

    Raises MissingError for an unknown e-mail and NotAllowedError for a disabled account.
    """
    wanted = email or COMMAND_LINE
    account = session.scalar(select(Account).where(Account.email_key == name_key(wanted)))
    if account is None:
        noun = "account"
        raise MissingError(noun, wanted)
    if not account.active:
        message = f"The account {account.email} is disabled."
        raise NotAllowedError(message)
    return actor_of(account, face)

"""Who works at the desk, and the tokens that open a door for them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from models.base import Base, Numbered, Stamped, Versioned, json_list
from models.roles import PERMISSIONS, Permission, Role
from models.speaker import name_key
from models.terms import TokenKind

COMMAND_LINE = "command line"
"""The e-mail of the account that the first migration makes; it cannot sign in."""


class Account(Numbered, Versioned, Stamped, Base):
    """A person at the desk, or the command line; one without a password cannot sign in."""

    __tablename__ = "account"
    __table_args__ = (
        CheckConstraint("trim(email) <> ''", name="has_email"),
        {"sqlite_autoincrement": True},
    )

    email: Mapped[str]
    email_key: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    role: Mapped[Role]
    active: Mapped[bool] = mapped_column(default=True)
    #: An account that no person stands behind: it counts as nobody where two must agree.
    machine: Mapped[bool] = mapped_column(default=False)
    #: An argon2 hash; never leaves this table.
    password_hash: Mapped[str | None] = mapped_column(info={"secret": True})
    #: Raised to end every session of the account.
    session_epoch: Mapped[int] = mapped_column(default=0)

    def __str__(self) -> str:
        """Name the account as the history does: by its e-mail."""
        return self.email

    @validates("email")
    def _fold_email(self, _attribute: str, email: str) -> str:
        self.email_key = name_key(email)
        return email

    def may(self, permission: Permission) -> bool:
        """Tell whether the account is active and its role holds the permission."""
        return self.active and permission in PERMISSIONS[self.role]


class Token(Numbered, Stamped, Base):
    """A secret that opens one door; only its SHA-256 is kept."""

    __tablename__ = "token"
    __table_args__ = (
        CheckConstraint("kind = 'first_admin' OR account_id IS NOT NULL", name="has_account"),
        {"sqlite_autoincrement": True},
    )

    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), index=True)
    kind: Mapped[TokenKind]
    name: Mapped[str | None]
    scopes: Mapped[json_list]
    hash: Mapped[str] = mapped_column(unique=True, info={"secret": True})
    expires_at: Mapped[datetime | None]
    used_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]

    account: Mapped[Account | None] = relationship()

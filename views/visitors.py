"""Who is visiting: an account whose session has not been ended elsewhere, or nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import g
from flask_login import AnonymousUserMixin, LoginManager, UserMixin, current_user

from desk import visiting
from models import PERMISSIONS
from views.context import reading, see_as

if TYPE_CHECKING:
    from flask import Flask

    from desk.visiting import AccountRecord
    from models import Permission


_KEPT = "_login_user"
"""Where Flask-Login keeps the visitor that it has found."""


class SignedIn(UserMixin):  # type: ignore[misc]
    """A signed-in account; its session id dies with the account's session epoch."""

    def __init__(self, account: AccountRecord, collected: int = 0) -> None:
        self.account = account
        #: How many statements are in its basket.
        self.collected = collected
        self.number = account.id
        self.name = account.name
        self.email = account.email
        self.role = account.role

    def get_id(self) -> str:
        """Return the account's id and its epoch, as the session cookie keeps them."""
        return f"{self.account.id}.{self.account.session_epoch}"

    @property
    def allowed(self) -> frozenset[Permission]:
        """All that the account may."""
        return PERMISSIONS[self.role] if self.account.active else frozenset()

    def may(self, permission: Permission) -> bool:
        """Tell whether the account's role holds a permission."""
        return self.account.may(permission)


class Nobody(AnonymousUserMixin):  # type: ignore[misc]
    """A visitor who is not signed in."""

    def may(self, _permission: Permission) -> bool:
        """Nobody may do nothing."""
        return False


class Visitors(LoginManager):  # type: ignore[misc]
    """Finds out who visits."""

    def _load_user_from_remember_cookie(self, cookie: str) -> SignedIn | None:
        # We write such a cookie in ASCII, and comparing any other would raise.
        found: SignedIn | None = (
            super()._load_user_from_remember_cookie(cookie) if cookie.isascii() else None
        )
        return found


def register(app: Flask) -> None:
    """Let Flask-Login find accounts by the ids of their sessions."""
    manager = Visitors()
    manager.anonymous_user = Nobody
    manager.session_protection = "basic"
    manager.user_loader(visitor)
    manager.init_app(app)


def who_visits() -> SignedIn | Nobody:
    """Return who visits, which is found out once a request; every button of a page asks."""
    # A proxy asks anew for its object with each attribute.
    kept = vars(g._get_current_object()).get(_KEPT)  # noqa: SLF001
    found: SignedIn | Nobody = kept or current_user._get_current_object()  # noqa: SLF001
    return found


def forget() -> None:
    """Treat this request's visitor as nobody, without asking a database that may be down."""
    take_for(Nobody())


def take_for(visitor: SignedIn | Nobody) -> None:
    """Take this request's visitor for somebody who is known by other means than a session."""
    setattr(g, _KEPT, visitor)


def visitor(session_id: str) -> SignedIn | None:
    """Return who a session id belongs to, if the account is active and the session not ended."""
    number, _, epoch = session_id.partition(".")
    if not (number.isdecimal() and epoch.isdecimal()):
        return None
    found = visiting.visitor(reading(), int(number))
    if found is None:
        return None
    account = found.account
    if not account.active or account.machine or account.session_epoch != int(epoch):
        return None
    see_as(found.viewer)
    return SignedIn(account, found.collected)

"""Who stands behind a request: the account whose token it brings, and what the token may."""

from __future__ import annotations

import re
from http import HTTPStatus
from typing import TYPE_CHECKING, NoReturn
from urllib.parse import unquote_plus

import structlog
from flask import current_app, request
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from desk import api_tokens, visiting
from desk.actors import Actor
from models.roles import scope_of
from models.terms import Face
from views.api.problems import ProblemError
from views.context import desk, reading, see_as
from views.visitors import SignedIn, forget, take_for

if TYPE_CHECKING:
    from desk.api_tokens import Opened
    from models import Account, Permission

SCHEME = "bearer"
NAMES = frozenset({"token", "access_token", "bearer", "authorization", "api_key"})
IN_ADDRESS = (
    "A token never stands in an address, where it is logged; send it as a header. Revoke this one."
)
_TOKEN = re.compile(rf"{api_tokens.MARK}[\w-]{{20}}", re.IGNORECASE)
"""Half of a token is as much as ought to stand in no log."""
log = structlog.get_logger()


class Bearer(SignedIn):
    """An account at work through a token: it may what both may."""

    def __init__(self, account: Account, opened: Opened) -> None:
        super().__init__(visiting.recorded(account))
        self.opened = opened

    @property
    def allowed(self) -> frozenset[Permission]:
        """All that both the account and its token may."""
        return super().allowed & self.opened.permissions

    def may(self, permission: Permission) -> bool:
        """Tell whether the account's role and the token's scopes hold a permission."""
        return super().may(permission) and permission in self.opened.permissions

    @property
    def actor(self) -> Actor:
        """The actor that the account is with this token."""
        return Actor(
            self.account.id,
            self.account.role,
            Face.API,
            token_id=self.opened.token_id,
            granted=self.opened.permissions,
        )


def stands_in_address() -> bool:
    """Tell whether the address asked for holds a token behind its question mark, or names one."""
    named = any(name.strip().lower() in NAMES for name in request.args)
    told = (text for pair in request.args.items(multi=True) for text in pair)
    # What was encoded twice is in the logs all the same.
    return named or any(map(_TOKEN.search, map(unquote_plus, told)))


def admit() -> None:
    """Let in who brings a token that may do what is asked for; everybody where it is public.

    Raises ProblemError: 401 without a token that opens, 403 where it may not do this. A session's
    cookie opens nothing here.
    """
    forget()
    view = current_app.view_functions[request.endpoint or ""]
    if getattr(view, "public", False):
        return
    visitor = _bearer()
    take_for(visitor)
    permission: Permission = view.permission  # type: ignore[union-attr]
    if not visitor.may(permission):
        raise _too_little(visitor, permission)


def _bearer() -> Bearer:
    found = api_tokens.opened(reading(), _secret())
    if found is None:
        _refuse(
            "The token is unknown, revoked or out of time; make a new one on your account page."
        )
    see_as(visiting.viewer(reading(), found.account.id))
    if api_tokens.is_to_be_noted(found):
        _note(found.token_id)
    return Bearer(found.account, found)


def _secret() -> str:
    scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != SCHEME or not secret.strip().isascii() or not secret.strip():
        _refuse("Bring a token: “Authorization: Bearer …”.")
    return secret.strip()


def _note(token_id: int) -> None:
    """Note that a token was used; what is busy just now does not keep anybody from working."""
    try:
        with Session(desk().writer) as session:
            api_tokens.note_use(session, token_id)
            session.commit()
    except OperationalError as error:
        log.info("use of a token not noted", error=str(error.orig))


def _refuse(detail: str) -> NoReturn:
    # RFC 6750, 3: what was not sent is not called invalid.
    sent = "Authorization" in request.headers
    challenge = 'Bearer realm="gainsay"' + (', error="invalid_token"' if sent else "")
    raise ProblemError(HTTPStatus.UNAUTHORIZED, detail, headers={"WWW-Authenticate": challenge})


def _too_little(visitor: Bearer, permission: Permission) -> ProblemError:
    if not visitor.account.may(permission):
        detail = "Your role does not permit this. Ask an admin of your desk."
        return ProblemError(HTTPStatus.FORBIDDEN, detail)
    scope = scope_of(permission)
    challenge = f'Bearer realm="gainsay", error="insufficient_scope", scope="{scope}"'
    detail = f"The token has no scope “{scope}”; make one that has."
    return ProblemError(HTTPStatus.FORBIDDEN, detail, headers={"WWW-Authenticate": challenge})

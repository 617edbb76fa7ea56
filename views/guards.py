"""Who may enter: each endpoint declares a permission or says that it is public."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from flask import abort, current_app, redirect, request, url_for

from models import Permission
from views.catalogue import gettext as _
from views.visitors import who_visits

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask
    from werkzeug.wrappers import Response


View = TypeVar("View", bound="Callable[..., Any]")
#: Endpoints of libraries and of Flask itself that serve nothing of the record.
OPEN_ENDPOINTS = frozenset({"static", "bootstrap.static"})


def register(app: Flask) -> None:
    """Guard every endpoint, and let templates ask what the visitor may do."""
    app.before_request(refuse_nul)
    app.before_request(admit)
    app.before_request(refuse_strange_fields)
    app.jinja_env.globals["may"] = visitor_may


def visitor_may(permission: str) -> bool:
    """Tell whether the visitor's role holds the permission of this name."""
    return who_visits().may(Permission(permission))


def may(permission: Permission) -> Callable[[View], View]:
    """Let in those whose role holds the permission."""

    def declare(view: View) -> View:
        view.permission = permission  # type: ignore[attr-defined]
        return view

    return declare


def public(view: View) -> View:
    """Let in everybody."""
    view.public = True  # type: ignore[attr-defined]
    return view


def signed_in(view: View) -> View:
    """Let in everybody with an account, whatever the role."""
    view.signed_in = True  # type: ignore[attr-defined]
    return view


def refuse_nul() -> None:
    """Refuse an address that holds a NUL: nothing is called so, and not every engine would look."""
    asked = (text for pair in request.args.items(multi=True) for text in pair)
    if any("\0" in text for text in (request.path, *asked)):
        abort(400, _("The address holds a NUL character; nothing is called so."))


def refuse_strange_fields() -> None:
    """Refuse a form whose field names are not ours: WTForms counts rows by any Unicode digit."""
    if any(not name.isascii() for name in request.form):
        abort(400, _("The form holds a field that no page of ours has."))


def admit() -> Response | None:
    """Refuse a request whose endpoint declares nothing, or whose account may not do it."""
    if request.endpoint is None or request.endpoint in OPEN_ENDPOINTS:
        return None
    view = current_app.view_functions[request.endpoint]
    if getattr(view, "public", False):
        return None
    visitor = who_visits()
    if not visitor.is_authenticated:
        return _send_to_sign_in()
    if getattr(view, "signed_in", False):
        return None
    permission = getattr(view, "permission", None)
    if permission is None or not visitor.may(permission):
        abort(403)
    return None


def is_declared(view: Callable[..., Any]) -> bool:
    """Tell whether a view says who may enter."""
    return any(hasattr(view, name) for name in ("public", "permission", "signed_in"))


def _send_to_sign_in() -> Response:
    wanted = request.full_path.rstrip("?") if request.method == "GET" else None
    return redirect(url_for("accounts.sign_in", next=wanted))

"""What went wrong, in a sentence, with the remedy and the right status."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

import structlog
from flask import make_response, render_template, request
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from limits.errors import StorageError
from sqlalchemy.exc import NoResultFound, OperationalError
from werkzeug.exceptions import HTTPException, InternalServerError

from citations.programs import NotWrittenError
from desk.refusals import (
    ClosedLinkError,
    GoneError,
    MissingError,
    NotAllowedError,
    RefusedError,
    StaleError,
)
from desk.versions.versions import UnknownVersionError
from models.faults import is_cut_off, is_full
from views import visitors
from views.api.problems import FOR_PROGRAMS, problem, remedy_of
from views.sent import again

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flask import Flask
    from werkzeug.wrappers import Response

    from views.sent import Again

    Answer = tuple[str, int] | Response

#: What a form sends that a person did not type, or that is not to be seen.
NOT_SHOWN = frozenset(
    {"csrf_token", "password", "again", "old", "version", "start", "end", "prefix", "suffix"}
)
log = structlog.get_logger()


def register(app: Flask) -> None:
    """Answer every error with a page of ours."""
    app.register_error_handler(CSRFError, csrf_missing)
    app.register_error_handler(MissingError, missing)
    app.register_error_handler(NoResultFound, missing)
    app.register_error_handler(ClosedLinkError, missing)
    app.register_error_handler(GoneError, gone)
    app.register_error_handler(NotAllowedError, not_allowed)
    app.register_error_handler(RefusedError, refused)
    app.register_error_handler(UnknownVersionError, unknown_version)
    app.register_error_handler(StaleError, stale)
    app.register_error_handler(NotWrittenError, not_written)
    app.register_error_handler(OperationalError, busy)
    app.register_error_handler(StorageError, uncounted)
    app.register_error_handler(HTTPException, http)
    app.register_error_handler(Exception, unexpected)


def page(
    status: int,
    title: str,
    text: str,
    remedy: str,
    *,
    typed: Sequence[tuple[str, str]] = (),
    again: Again | None = None,
) -> Answer:
    """Return an error page and its status, with what was typed so that it is not lost.

    `again` is the form as it was sent, where sending it again may help. Under the addresses of the
    API it is a problem.
    """
    if request.path.startswith(FOR_PROGRAMS):
        return problem(status, text)
    body = render_template(
        "errors/error.html",
        status=status,
        title=title,
        text=text,
        remedy=remedy,
        typed=typed,
        again=again,
    )
    return body, status


def csrf_missing(_error: CSRFError) -> Answer:
    """Say that a form came without its token."""
    text = _("The form came without its security token, or the token is out of date.")
    remedy = _(
        "Nothing was stored. Copy what you typed from below, open the page anew, send it again."
    )
    return page(400, _("That form cannot be trusted"), text, remedy, typed=_typed())


def _typed() -> list[tuple[str, str]]:
    fields = ((name, text.strip()) for name, text in request.form.items(multi=True))
    return [(name, text) for name, text in fields if text and name not in NOT_SHOWN]


def missing(error: Exception) -> Answer:
    """Say that a record is not there."""
    text = (
        str(error)
        if isinstance(error, MissingError | ClosedLinkError)
        else _("There is no such record.")
    )
    return page(404, _("Not found"), text, _("Check the address, or search for what you need."))


def gone(error: GoneError) -> Answer:
    """Say that what was here was redacted."""
    return page(410, _("Redacted"), str(error), _("Its page says when, by whom and why."))


def not_allowed(error: NotAllowedError) -> Answer:
    """Say that a role does not permit a deed."""
    return page(403, _("Not allowed"), str(error), _("Ask an admin of your desk."))


def refused(error: RefusedError) -> Answer:
    """Say why the desk refused a deed that had no form to show it on."""
    return page(422, _("That was refused"), error.reason, _("Nothing was stored."))


def unknown_version(error: UnknownVersionError) -> Answer:
    """Say why the history cannot give a version back."""
    title = _("That version is not known any more")
    return page(422, title, str(error), _("Nothing was stored. Choose a later version."))


def stale(error: StaleError) -> Answer:
    """Say that somebody else was faster."""
    title, remedy = _words(409)
    return page(409, title, str(error), remedy)


def not_written(error: NotWrittenError) -> Answer:
    """Say why a program did not write what was to leave the desk."""
    return page(503, _("Not written"), str(error), _("Nothing has left the desk."))


def busy(error: OperationalError) -> Answer:
    """Say that the database cannot take a deed just now, and offer to send it again."""
    log.error("database unavailable", error=str(error.orig))
    visitors.forget()
    typed = _typed() if request.method == "POST" else []
    status, title, text, remedy = _unavailable(error)
    return page(status, title, text, remedy, typed=typed, again=again() if typed else None)


def _unavailable(error: OperationalError) -> tuple[int, str, str, str]:
    if is_full(error):
        text = _("The disk that holds the desk is full or takes nothing, so nothing was stored.")
        remedy = _("Have your admin make room, then send it again: nothing has to be started anew.")
        return HTTPStatus.INSUFFICIENT_STORAGE, _("No room left"), text, remedy
    if is_cut_off(error) and request.method == "POST":
        text = _("The database was cut off, so it is not known whether this was stored.")
        remedy = _("Look whether it is there before you send it again.")
        return HTTPStatus.SERVICE_UNAVAILABLE, _("Cut off"), text, remedy
    text = _("The database is busy or out of reach, so nothing was stored.")
    typed = request.method == "POST" and _typed()
    remedy = (
        _("Send it again in a moment, or copy what you typed from below.")
        if typed
        else _("Go back and send the form again.")
    )
    return HTTPStatus.SERVICE_UNAVAILABLE, _("Try again in a moment"), text, remedy


def uncounted(error: StorageError) -> Answer:
    """Say that a door is shut for a moment: tries at it cannot be counted where they are counted."""
    log.error("tries not counted", error=type(error.storage_error).__name__)
    text = _("This cannot be done just now, so nothing was stored.")
    return page(503, _("Try again in a moment"), text, _("Go back and send the form again."))


def http(error: HTTPException) -> Answer | HTTPException:
    """Give werkzeug's errors our page; redirects pass."""
    if error.code is None or error.code < HTTPStatus.BAD_REQUEST:
        return error
    title, remedy = _words(error.code)
    # Only our own words for a bad request say more than the title does.
    told = error.description if error.code == HTTPStatus.BAD_REQUEST else None
    if request.path.startswith(FOR_PROGRAMS):
        told = told or remedy_of(error)
    text = told or title
    drawn = make_response(page(error.code, title, text, remedy))
    # What the error says beside its page: which methods there are, when to come again.
    response = error.get_response()
    response.set_data(drawn.get_data())
    response.content_type = drawn.content_type
    return response


def unexpected(error: Exception) -> Answer:
    """Log what nobody foresaw and say so without its details."""
    # The endpoint, not the path: a path may hold the secret of a one-time link.
    log.error("unexpected error", endpoint=request.endpoint, exc_info=error)
    visitors.forget()
    text = _("Something broke on our side. It has been logged; nothing was stored by half.")
    return page(InternalServerError.code, _("Our fault"), text, _("Go back and try again."))


def _words(status: int) -> tuple[str, str]:
    words = {
        400: (_("The request cannot be read"), _("Go back and check what you sent.")),
        403: (_("Not allowed"), _("Your role does not permit this. Ask an admin of your desk.")),
        404: (_("Not found"), _("Check the address, or search for what you need.")),
        405: (_("Not done this way"), _("Use the buttons and links of the page.")),
        409: (_("Changed meanwhile"), _("Go back, look at the new version and decide again.")),
        413: (
            _("Too large"),
            _("At most 20 MB can be sent at once. Shorten it; nothing was stored."),
        ),
        429: (_("Too many tries"), _("Wait a while, then try again.")),
    }
    return words.get(status, (_("That did not work"), _("Go back and try again.")))

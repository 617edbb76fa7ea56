"""Pages of earlier versions of a statement, and bringing one back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from desk.versions.bringing_back import bring_back as bring
from desk.versions.version_records import version_record
from models import Permission
from views.context import me, reading, writing
from views.guards import may
from views.numbers import number

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

bp = Blueprint("versions", __name__, url_prefix="/statements/<int:id>/versions")


@bp.get("/<int:seq>")
@may(Permission.SEE)
def show(id: int, seq: int) -> str:  # noqa: A002 -- the name in the address
    """Show a statement as it stood after a deed, and what bringing that back would change."""
    version = version_record(reading(), id, seq)
    return render_template("statements/version.html", version=version, statement=version.statement)


@bp.post("/<int:seq>/bring-back")
@may(Permission.REVISE)
def bring_back(id: int, seq: int) -> Response:  # noqa: A002
    """Make a statement what it was after a deed, as a new version."""
    seen = number("version", request.form) or 0
    with writing() as session:
        bring(session, id, seen, seq, me())
        session.commit()
    flash(_("The earlier version is brought back, as a new one."), "success")
    return redirect(url_for("statements.show", id=id), 303)

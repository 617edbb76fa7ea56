"""Pages of redactions: an admin blanks values for good; the tombstones can be read by all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, abort, flash, redirect, render_template, request
from flask_babel import gettext as _
from flask_babel import ngettext

from desk.redacting import redactions as desk
from desk.redacting import tombstones as redaction_records
from desk.redacting.redactable import PARTS
from models import Permission
from models.scrubbing import scrub
from views.context import desk as whole_desk
from views.context import finish_reading, me, reading
from views.deeds import tried
from views.forms.redactions import RedactionForm
from views.guards import may
from views.numbers import number
from views.redaction_words import part_words, places_words, record_address

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

    from desk.redacting.redactions import Redacted

bp = Blueprint("redactions", __name__, url_prefix="/redactions")


@bp.get("/")
@may(Permission.SEE)
def index() -> str:
    """Show every tombstone, the last first."""
    page = redaction_records.tombstones(reading(), number("before"))
    return render_template("redactions/index.html", page=page)


@bp.route("/<subject>/<int:id>", methods=["GET", "POST"])
@may(Permission.REDACT)
def new(subject: str, id: int) -> Response | tuple[str, int]:  # noqa: A002 -- the name in the address
    """Blank parts of a record, with a reason and a typed confirmation."""
    if subject not in PARTS:
        abort(404)
    desk.record_to_redact(reading(), subject, id)
    form = RedactionForm()
    form.offer((part, part_words(subject, part)) for part in PARTS[subject])
    draft = form.draft() if request.method == "POST" else None
    done = tried(form, draft, lambda session, said: desk.redact(session, subject, id, said, me()))
    if done is not None:
        _tell(done)
        return redirect(record_address(subject, id), 303)
    return (
        render_template(
            "redactions/new.html",
            form=form,
            subject=subject,
            id=id,
            stones=redaction_records.tombstones_of(reading(), subject, id),
            back=record_address(subject, id),
        ),
        form.answer_status,
    )


def _tell(done: Redacted) -> None:
    flash(
        ngettext(
            "It is redacted, in the record and in %(num)d event of the history.",
            "It is redacted, in the record and in %(num)d events of the history.",
            done.events,
        ),
        "success",
    )
    if places := redaction_records.still_standing(reading(), done.values):
        flash(_("The same words still stand in: %(places)s.", places=places_words(places)), "info")
    finish_reading()
    engine = whole_desk().engine
    if engine.dialect.name == "sqlite" and not scrub(engine):
        flash(
            _("Somebody was reading: run “gainsay scrub” to empty the file’s freed pages."), "info"
        )
    flash(
        _("Not reached: backups, and what has left the desk. The manual says what to do."), "info"
    )

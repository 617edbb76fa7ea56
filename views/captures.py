"""Pages of captures: what was kept, what was found in it; captures go out as attachments.

What others wrote never runs here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import (
    Blueprint,
    abort,
    flash,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask_babel import gettext as _

from desk import captures as desk
from desk import keeping, parties
from desk.proposals.readings import reading_at
from desk.redacting.tombstones import tombstones_of
from desk.refusals import RefusedError, UnconfirmedError
from models import Permission
from views.articles import ahead, brought, held, hold, take_back, tell
from views.context import me, reading, writing
from views.forms.sources import BringingForm
from views.guards import may
from views.numbers import needed_number, number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flask import Response as Sent
    from werkzeug.wrappers import Response

    from desk.articles import Article
    from models.records import SourceRecord

bp = Blueprint("captures", __name__, url_prefix="/captures")
SUFFIXES = {"text/html": "html", "application/pdf": "pdf"}
SHOWN_CHARACTERS = 300_000
"""How much of a captured text stands on its page."""


@bp.get("/<int:id>")
@may(Permission.SEE)
def show(id: int) -> str:  # noqa: A002 -- the name in the address
    """Show what was kept of a source, and what was logged from it."""
    capture = desk.capture_record(reading(), id)
    text = capture.text[:SHOWN_CHARACTERS]
    passages = desk.passages_of(reading(), id)
    return render_template(
        "captures/show.html",
        capture=capture,
        stones=tombstones_of(reading(), "capture", capture.id),
        text=text,
        read=reading_at(reading(), id),
        passages=[one for one in passages if one[1] <= len(text)],
        others=[line for line in desk.captures_at(reading(), capture.source.id) if line.id != id],
    )


@bp.get("/<int:id>/download")
@may(Permission.SEE)
def download(id: int) -> Sent:  # noqa: A002
    """Send the bytes of a capture as they came."""
    content, media_type = desk.content_of(reading(), id)
    suffix = SUFFIXES.get(media_type, "txt")
    return attached(content, "application/octet-stream", f"capture-{id}.{suffix}")


def attached(content: bytes | str, media_type: str, filename: str) -> Sent:
    """Return what others wrote as a file to be kept: no browser opens it, or runs what is in it."""
    response = make_response(content)
    response.headers["Content-Type"] = media_type
    response.headers["Content-Disposition"] = f'attachment; filename="{filename}"'
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


@bp.route("/new", methods=["GET", "POST"])
@may(Permission.CAPTURE)
def new() -> Response | tuple[str, int]:
    """Keep what a known source says now, and look again at what rests on it."""
    source = parties.one_source(reading(), number("source") or abort(404))
    form = BringingForm()
    if request.method != "POST":
        form.address.data = source.url
        return _asking(form, source), 200
    try:
        article = brought(form, source.url)
        answer = _keep_again(form, source, article) if article else None
    except RefusedError as refused:
        take_back(form, refused)
        answer = None
    return answer or (_asking(form, source), form.refusal_status)


def _keep_again(
    form: BringingForm, source: SourceRecord, article: Article
) -> Response | tuple[str, int]:
    seen = ahead(form, source.id, article)
    try:
        with writing() as session:
            kept = keeping.capture_again(session, source.id, article, me(), seen)
            capture_id = kept.capture.id
            session.commit()
    except UnconfirmedError as odd:
        # A browser does not send a file twice, and a page may have changed: what came in waits.
        if not form.text.data:
            form.article.data = form.article.data or str(hold(article, {}))
        return _asking(form, source, odd.warnings), form.refusal_status
    flash(_("Kept.") if kept.is_new else _("The source says the same as before."), "success")
    tell(kept, source.id)
    return redirect(url_for("captures.show", id=capture_id), 303)


def _asking(form: BringingForm, source: SourceRecord, warnings: Sequence[str] = ()) -> str:
    return render_template(
        "captures/new.html", form=form, source=source, held=held(form), warnings=warnings
    )


@bp.post("/tie")
@may(Permission.REVISE)
def tie() -> Response:
    """Rest an appearance on a capture of its source."""
    asked = {
        name: needed_number(name, request.form.get(name, ""))
        for name in ("appearance", "version", "capture")
    }
    with writing() as session:
        found = keeping.tie(session, asked["appearance"], asked["version"], asked["capture"], me())
        statement_id = found.statement_id
        session.commit()
    flash(_("The words were compared with the capture."), "success")
    return redirect(url_for("statements.show", id=statement_id), 303)

"""Citations: choose what and in which format, look, copy, download."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, render_template, request

from citations.formats import FORMATS
from desk import exports
from desk.exports import Selection
from models import Permission
from views import citation_files, citing
from views.context import reading
from views.forms.fields import options
from views.forms.filters import CitationForm
from views.guards import may
from views.leaving import leaving

if TYPE_CHECKING:
    from flask import Response

bp = Blueprint("citations", __name__, url_prefix="/citations")
DEFAULT = "text"
PREVIEWED = 50


@bp.get("/")
@may(Permission.EXPORT)
def index() -> str:
    """Show the chosen statements in a format, as they will leave the desk."""
    selection = citing.asked()
    form = CitationForm.from_address()
    form.format.choices = options((one.name, one.title) for one in FORMATS.values())
    form.format.data = form.format.data or DEFAULT
    chosen = citing.format_of(form.format.data)
    ids = citing.ids_of(selection, chosen) if selection else []
    shown = leaving(selection or Selection(), ids[:PREVIEWED])
    citable = bool(ids) or shown.cites
    return render_template(
        "citations/index.html",
        form=form,
        selection=citing.words_of(selection),
        count=len(ids),
        citable=citable,
        preview=b"".join(chosen.written(shown)).decode() if citable and not chosen.binary else "",
        previewed=PREVIEWED,
        linked=selection is not None and bool(selection.link or selection.report),
        links_told=chosen.lossless or bool(chosen.write_pair and selection and selection.link),
        hidden=[(k, v) for k, v in request.args.items(multi=True) if k not in form],
        doubted=exports.doubted(reading(), ids),
        left_out=list(chosen.omissions(shown)),
    )


@bp.get("/download")
@may(Permission.EXPORT)
def download() -> Response:
    """Send the chosen statements in a format, and write into the ledger that they left."""
    chosen = citing.format_of(request.args.get("format", DEFAULT))
    return citation_files.sent(citing.asked() or Selection(), chosen)

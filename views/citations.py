"""Citations: choose what and in which format, look, copy, download."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from flask import Blueprint, abort, make_response, render_template, request
from flask_babel import gettext as _
from flask_babel import ngettext

from citations.exported import Held
from citations.formats import FORMATS, Format, UnknownFormatError, format_named
from desk import exports
from desk.exports import Selection
from desk.ledger import AddressDraft
from desk.scopes import ReportScope
from models import Export, Permission
from views.choices import parties
from views.context import me, reading, writing
from views.forms.base import given
from views.forms.fields import options
from views.forms.filters import CitationForm, ReportForm
from views.guards import may
from views.numbers import needed_number, number
from views.pair_citing import cited_link

if TYPE_CHECKING:
    from flask import Response

bp = Blueprint("citations", __name__, url_prefix="/citations")
DEFAULT = "text"
PREVIEWED = 50
CHOSEN = ("link", "speaker", "topic", "source")


@bp.get("/")
@may(Permission.EXPORT)
def index() -> str:
    """Show the chosen statements in a format, as they will leave the desk."""
    selection = _selection()
    form = CitationForm.from_address()
    form.format.choices = options((one.name, one.title) for one in FORMATS.values())
    form.format.data = form.format.data or DEFAULT
    chosen = _format(form.format.data)
    ids = _ids(selection, chosen) if selection else []
    shown = _held(selection, chosen, ids[:PREVIEWED])
    return render_template(
        "citations/index.html",
        form=form,
        selection=_words(selection),
        count=len(ids),
        preview=b"".join(chosen.written(shown)).decode() if ids else "",
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
    selection, chosen = _selection() or Selection(), _format(request.args.get("format", DEFAULT))
    ids = _ids(selection, chosen)
    content = b"".join(chosen.written(_held(selection, chosen, ids)))
    if request.method == "GET":
        _record(selection, chosen, ids, content, _to_whom())
    response = make_response(content)
    response.headers["Content-Type"] = chosen.content_type
    response.headers["Content-Disposition"] = f'attachment; filename="gainsay{chosen.suffix}"'
    return response


def _held(selection: Selection | None, chosen: Format, ids: list[int]) -> Held:
    """Return what leaves the desk, as a pair where a link is chosen and the format can cite it."""
    statements = list(exports.chosen(reading(), ids))
    if chosen.write_pair is None or selection is None or selection.link is None:
        return Held(statements)
    return Held(statements, cited_link(selection.link, statements))


def _record(
    selection: Selection, chosen: Format, ids: list[int], content: bytes, to_whom: str | None
) -> None:
    with writing() as session:
        scope = selection.model_dump(mode="json")
        left = Export(format=chosen.name, scope=scope, to_whom=to_whom)
        exports.record_export(session, ids, left, content, me())
        session.commit()


def _to_whom() -> str | None:
    form = CitationForm.from_address()
    draft = form.taken(AddressDraft, given({"to_whom": form.to.data}))
    return draft.to_whom if draft else abort(400, _("To whom: a line of plain text is needed."))


def _ids(selection: Selection, chosen: Format) -> list[int]:
    ids = exports.chosen_ids(reading(), selection, datetime.now(UTC).date())
    if not chosen.lossless:
        exports.refuse_withdrawn(reading(), ids)
    return ids


def _format(name: str) -> Format:
    try:
        return format_named(name)
    except UnknownFormatError as error:
        return abort(400, f"{error}.")


def _selection() -> Selection | None:
    """Return what the address chooses, or None when it chooses nothing."""
    if request.args.get("report"):
        return Selection(report=_scope())
    asked = request.args.getlist("statement")
    picked = [needed_number("statement", text) for text in asked]
    values: dict[str, Any] = {name: number(name) for name in CHOSEN}
    if not picked and not any(values.values()):
        return None
    return Selection(statement=tuple(picked), **values)


def _scope() -> ReportScope:
    form = ReportForm.from_address()
    scope = form.scope(ReportScope, **parties(form))
    if form.faulty:
        faults = (str(reason) for field in form for reason in field.errors)
        abort(400, " ".join(faults))
    return scope


def _words(selection: Selection | None) -> str:
    if selection is None:
        words = _("nothing chosen")
    elif selection.report is not None:
        words = _("the contradiction report")
    elif selection.link is not None:
        words = _("a pair")
    elif selection.statement:
        words = ngettext("a statement", "a selection", len(selection.statement))
    else:
        words = _("a list of statements")
    return str(words)

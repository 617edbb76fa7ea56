"""Pictures of a report: the timeline and the network, each with a table and as a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar
from urllib.parse import urlencode

from flask import Blueprint, abort, make_response, render_template, request, url_for
from flask_babel import gettext as _

from desk import exports, pictures
from desk.exports import Selection
from desk.pictures import MOST, Shown, between_speakers
from desk.scopes import ReportScope
from models import Export, Permission, this_day
from views import drawing_words as words
from views.choices import offer_parties, parties
from views.context import me, reading, writing
from views.desk_address import desk_address
from views.forms.filters import NetworkForm, PictureForm
from views.guards import may
from views.pictures.network import network as draw_network
from views.pictures.timeline import timeline as draw_timeline

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flask import Response

    from views.pictures.svg import Drawing

bp = Blueprint("drawings", __name__, url_prefix="/reports")
STATEMENTS, SPEAKERS = "statements", "speakers"
DEFAULT = ("of", STATEMENTS)
F = TypeVar("F", bound=PictureForm)


@bp.get("/timeline")
@may(Permission.SEE)
def timeline() -> str:
    """Show statements on their dates, with links as arcs."""
    form = PictureForm.from_address()
    seen = _seen(form)
    return _page("reports/timeline.html", form, seen, timeline_of(seen))


@bp.get("/network")
@may(Permission.SEE)
def network() -> str:
    """Show statements or speakers as nodes, with links as lines."""
    form = _network_form()
    seen = _seen(form)
    return _page("reports/network.html", form, seen, _network(form, seen))


@bp.get("/timeline.svg")
@may(Permission.EXPORT)
def timeline_file() -> Response:
    """Send the timeline as a file."""
    form = _readable(PictureForm.from_address())
    seen = _seen(form)
    return sent("timeline", _scope(form), seen, timeline_of(seen, desk_address()))


@bp.get("/network.svg")
@may(Permission.EXPORT)
def network_file() -> Response:
    """Send the network as a file."""
    form = _readable(_network_form())
    seen = _seen(form)
    return sent("network", _scope(form), seen, _network(form, seen, desk_address()))


def _network_form() -> NetworkForm:
    form = NetworkForm.from_address()
    form.of.data = SPEAKERS if form.of.data == SPEAKERS else STATEMENTS
    return form


def _scope(form: PictureForm) -> ReportScope:
    return form.scope(ReportScope, **parties(form))


def _seen(form: PictureForm) -> Shown:
    scope = _scope(form)
    return Shown() if form.faulty else pictures.shown(reading(), scope, this_day())


def _readable(form: F) -> F:
    _scope(form)
    if form.faulty:
        abort(400, " ".join(str(reason) for field in form for reason in field.errors))
    return form


def timeline_of(seen: Shown, root: str = "") -> Drawing:
    """Draw statements on their dates; `root` stands before each address."""
    nodes, ties = words.statement_nodes(seen.statements, root), words.link_ties(seen, root)
    return draw_timeline(nodes, ties, words.caption(_("Timeline"), seen))


def network_of(seen: Shown, of: str, args: Mapping[str, str], root: str = "") -> Drawing:
    """Draw statements or speakers with what lies between; `args` are those of the page for it."""
    said = words.caption(_("Network"), seen)
    if of != SPEAKERS:
        nodes, ties = words.statement_nodes(seen.statements, root), words.link_ties(seen, root)
        return draw_network(nodes, ties, said)
    page = f"{root}{url_for('drawings.network')}?{urlencode(args)}"
    between = between_speakers(seen.links, seen.statements)
    nodes = words.speaker_nodes(seen.statements, root)
    return draw_network(nodes, words.speaker_ties(between, page, root), said)


def _network(form: NetworkForm, seen: Shown, root: str = "") -> Drawing:
    return network_of(seen, form.of.data, form.args, root)


def _page(template: str, form: PictureForm, seen: Shown, drawing: Drawing) -> str:
    offer_parties(form)
    return render_template(
        template,
        form=form,
        args={name: value for name, value in form.args.items() if (name, value) != DEFAULT},
        kept={name: value for name, value in form.args.items() if name != "of"},
        seen=seen,
        by_id={one.id: one for one in seen.statements},
        links_of=seen.links_of,
        between=between_speakers(seen.links, seen.statements),
        drawing=drawing,
        how_much=words.how_much(seen),
        legend=words.legend(seen.links),
        link_line=words.link_line,
        link_sign=words.link_sign,
        seen_from=words.seen_from,
        most=MOST,
        most_links=seen.most_links,
    )


def sent(name: str, scope: ReportScope, seen: Shown, drawing: Drawing) -> Response:
    """Send a picture as a file, and write into the ledger that it left."""
    content = drawing.file
    if request.method == "GET":
        with writing() as session:
            left = Export(format=f"{name}.svg", scope=_chosen(scope))
            ids = [one.id for one in seen.statements]
            exports.record_export(session, ids, left, exports.digest_of(content), me())
            session.commit()
    response = make_response(content)
    response.headers["Content-Type"] = "image/svg+xml; charset=utf-8"
    response.headers["Content-Disposition"] = f'attachment; filename="gainsay-{name}.svg"'
    return response


def _chosen(scope: ReportScope) -> dict[str, object]:
    return dict(Selection(report=scope).model_dump(mode="json"))

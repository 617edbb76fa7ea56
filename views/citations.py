"""Citations: choose what and in which format, look, copy, download."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, abort, render_template, request

from citations.formatted.locales import OWN
from citations.formatted.styles import FOUND
from citations.programs import NotWrittenError
from citations.styling import ATTRIBUTION
from desk import baskets, exports, records, sets
from desk.baskets import Choice
from desk.chosen import Chosen
from desk.exports import Selection
from models import Permission
from views import citation_files, citing
from views.context import me, reading, writing
from views.forms.citing import CitationForm, still_known
from views.guards import may
from views.leaving import held
from views.previews import Preview, preview_of

if TYPE_CHECKING:
    from typing import Any

    from flask import Response

    from citations.exported import Exported
    from citations.formats import Format
    from citations.styling import Styling

bp = Blueprint("citations", __name__, url_prefix="/citations")
FIRST = Choice("text", ATTRIBUTION, OWN)
PREVIEWED = 50
LONG = 300
"""From how many statements on a style takes a while."""


@bp.get("/")
@may(Permission.EXPORT)
def index() -> str:
    """Show the chosen statements in a format, as they will leave the desk."""
    form = _form(still_known(baskets.last_choice(reading(), me().account_id)))
    chosen, styling = citing.format_of(form.format.data or ""), form.styling()
    form.offer()
    if not chosen.write_styled:
        form.pass_over_styles()
    selection = citing.asked(lossless=chosen.lossless)
    choice = citing.choice_of(selection, chosen) if selection else Chosen.of((), there=True)
    count = choice.count(reading())
    shown = held(selection or Selection(), choice.first(reading(), PREVIEWED))
    citable = bool(count) or any(True for _ in shown.works())
    return render_template(
        "citations/index.html",
        form=form,
        chosen=chosen,
        selection=citing.words_of(selection),
        count=count,
        citable=citable,
        previewed=PREVIEWED,
        long=bool(chosen.write_styled) and count > LONG,
        found=form.found(),
        most_found=FOUND,
        **_address(form),
        doubted=exports.doubted(reading(), choice),
        **_told(selection, chosen, count),
        **_shown(chosen, shown if citable and not form.faulty else None, styling),
        **_basket(),
    )


@bp.get("/download")
@may(Permission.EXPORT)
def download() -> Response:
    """Send the chosen statements in a format, and write into the ledger that they left."""
    form = _form()
    chosen, styling = citing.format_of(form.format.data or ""), citation_files.styling_of(form)
    selection = citing.needed(lossless=chosen.lossless)
    to_whom = citation_files.to_whom()
    return citation_files.sent(selection, chosen, styling, to_whom=to_whom, choice=form.choice)


@bp.post("/choice")
@may(Permission.EXPORT)
def remember() -> tuple[str, int]:
    """Keep how the visitor cites: a page asks for it when a citation is copied."""
    form = CitationForm(request.form)
    citing.format_of(form.format.data or "")
    form.styling()
    if form.faulty:
        abort(400)
    with writing() as session:
        baskets.remember(session, me().account_id, form.choice)
        session.commit()
    return "", 204


def _form(last: Choice | None = None) -> CitationForm:
    """Return the form as the address fills it, and as somebody cited last."""
    form = CitationForm.from_address()
    form.fill(last or FIRST)
    return form


def _address(form: CitationForm) -> dict[str, Any]:
    """Return what the address chooses, to be kept by the form and by links."""
    kept = [(k, v) for k, v in request.args.items(multi=True) if k not in form]
    chosen = {name: request.args.getlist(name) for name, _value in kept}
    told = (form.format, form.part, form.locale, form.quotes)
    how = {field.name: field.data or None for field in told}
    return {
        "kept": kept,
        "kept_args": chosen,
        "with_style": {**chosen, **how},
        "chose_basket": "basket" in chosen,
    }


def _shown(chosen: Format, shown: Exported | None, styling: Styling) -> dict[str, Any]:
    if shown is None:
        return {"preview": Preview(), "left_out": []}
    try:
        preview = preview_of(chosen, shown, styling)
        return {"preview": preview, "left_out": list(chosen.omissions(shown, styling))}
    except NotWrittenError as error:
        return {"preview": Preview(), "left_out": [], "not_written": str(error)}


def _told(selection: Selection | None, chosen: Format, count: int) -> dict[str, Any]:
    """Return what has to be said of a selection besides."""
    link, report, kept = (getattr(selection, name, None) for name in ("link", "report", "set"))
    return {
        "linked": bool(link or report),
        "links_told": chosen.tells_links(pair=bool(link)),
        "unlogged": sets.uncited(reading(), kept, count) if kept else 0,
        "passed_over": citing.passed_over(selection),
    }


def _basket() -> dict[str, Any]:
    """Return what is in the basket, where that is what is cited."""
    basket = citing.basket()
    cards = records.cards(reading(), basket.ids) if basket.ids else ()
    return {"basket": basket, "collected": cards}

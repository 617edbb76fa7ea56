"""Pages of the export ledger: what left the desk, to whom, and what has changed since."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext as _

from citations.formats import FORMATS
from desk import accounts, ledger, records
from desk.ledger import LedgerScope
from desk.pages import Page
from desk.references import id_of
from desk.refusals import MissingError, RefusedError
from models import Permission, Source, Statement
from views.context import me, reading, writing
from views.forms.exports import AddressForm, LedgerForm
from views.forms.fields import options
from views.guards import may
from views.numbers import number, number_in

if TYPE_CHECKING:
    from collections.abc import Mapping

    from werkzeug.wrappers import Response

    from desk.ledger import ExportLine

bp = Blueprint("exports", __name__, url_prefix="/exports")
SHOWN = 20
KINDS: dict[str, type[Statement | Source]] = {"statement": Statement, "source": Source}


@bp.get("/")
@may(Permission.EXPORT)
def index() -> str:
    """Show what left the desk, the last first, narrowed by what the address says."""
    form = LedgerForm.from_address()
    people = [(str(one.id), one.name) for one in accounts.accounts(reading())]
    form.by.choices = options([("", _("anybody")), *people])
    scope = form.scope(LedgerScope, **_named(form), before=number("before"))
    return render_template(
        "exports/index.html",
        page=Page(()) if form.faulty else ledger.exports(reading(), scope),
        form=form,
        args=form.args,
        formats=FORMATS,
    )


@bp.get("/<int:id>")
@may(Permission.EXPORT)
def show(id: int) -> str:  # noqa: A002 -- the name in the address
    """Show an export with its statements, and what has happened to them since."""
    export = ledger.export(reading(), id)
    return _page(export, AddressForm(to_whom=export.to_whom))


@bp.post("/<int:id>")
@may(Permission.EXPORT)
def address(id: int) -> Response | tuple[str, int]:  # noqa: A002
    """Note to whom an export went."""
    form = AddressForm()
    draft = form.draft()
    if draft is None:
        return _page(ledger.export(reading(), id), form), form.refusal_status
    with writing() as session:
        ledger.address(session, id, draft.to_whom, me())
        session.commit()
    flash(_("The ledger says to whom it went."), "success")
    return redirect(url_for("exports.show", id=id), 303)


def _page(export: ExportLine, form: AddressForm) -> str:
    held = ledger.statements_in(reading(), export.id, number("before") or 0)
    return render_template(
        "exports/show.html",
        export=export,
        form=form,
        title=FORMATS[export.format].title if export.format in FORMATS else export.format,
        page=held.of(lambda ids: records.cards(reading(), ids)),
        chosen=_chosen(export.scope),
        mine=export.account_id == me().account_id or me().may(Permission.NOTICE),
    )


def _chosen(scope: Mapping[str, Any]) -> str:
    """Say what was asked for, as the selection names it."""
    broken_off = scope.get("broken_off")
    parts = [
        f"{name} {_plain(value)}" for name, value in scope.items() if value and name != "broken_off"
    ]
    parts += [str(_("broken off before its end"))] if broken_off else []
    return "; ".join(parts) or str(_("everything that was logged"))


def _plain(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value[:SHOWN])) + ("…" if len(value) > SHOWN else "")
    if isinstance(value, dict):
        return ", ".join(f"{name} {one}" for name, one in value.items() if one)
    return str(value)


def _named(form: LedgerForm) -> dict[str, Any]:
    """Return the ids that the form's references stand for; faults go to the field."""
    found: dict[str, Any] = {"account_id": number_in(form.by.data)} if form.by.data else {}
    for name, kind in KINDS.items():
        if form[name].data:
            try:
                found[f"{name}_id"] = id_of(reading(), kind, form[name].data)
            except (MissingError, RefusedError) as error:
                form.object_at(name, str(error))
    if form.by.data and found["account_id"] is None:
        form.object_at("by", str(_("Choose one of the list.")))
    return {name: value for name, value in found.items() if value is not None}

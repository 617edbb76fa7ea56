"""Pages of sets: the list, one set, statements that go into one and out again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from desk import records
from desk import sets as desk
from desk.history.subjects import Subject
from desk.refusals import MissingError
from models import Permission
from views import histories
from views.context import me, reading
from views.deeds import onward, tried
from views.forms.seen import SeenForm
from views.forms.sets import KeepingForm, RemovingForm, RenamingForm
from views.guards import may
from views.numbers import needed_number, number, number_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session
    from werkzeug.wrappers import Response

    Page = tuple[str, int]

bp = Blueprint("sets", __name__, url_prefix="/sets")


@bp.get("/")
@may(Permission.SEE)
def index() -> str:
    """Show the sets, the last made first."""
    return render_template("sets/index.html", page=desk.sets(reading(), number("before")))


@bp.get("/<int:id>")
@may(Permission.SEE)
def show(id: int) -> str:  # noqa: A002 -- the name in the address
    """Show a set with its statements."""
    return _page(id)[0]


@bp.route("/keep", methods=["GET", "POST"])
@may(Permission.REVISE)
def keep() -> Response | Page:
    """Put the statements that the address chooses into a set, or make one of them."""
    chosen = _chosen()
    if not chosen:
        flash(_("Tick the statements that belong together first."), "warning")
        return redirect(url_for("statements.index"), 303)
    form = KeepingForm()
    form.offer(desk.names(reading()))
    if request.method != "POST":
        return _keeping(form, chosen), 200
    done = _add(form, chosen) if form.kept_in.data else _make(form, chosen)
    return done or (_keeping(form, chosen), form.refusal_status)


@bp.route("/<int:id>/rename", methods=["GET", "POST"])
@may(Permission.REVISE)
def rename(id: int) -> Response | Page:  # noqa: A002
    """Give a set another name."""
    kept, form = desk.set_line(reading(), id), RenamingForm()
    if request.method != "POST":
        form.name.data, form.version.data = kept.name, str(kept.version)
        return render_template("sets/rename.html", kept=kept, form=form), 200
    done = tried(
        form,
        form.draft(),
        lambda session, draft: desk.rename_set(session, id, draft, me()),
        kept.version,
    )
    if done is None:
        return render_template("sets/rename.html", kept=kept, form=form), form.refusal_status
    return onward(_("The set is renamed."), "sets.show", id=id)


@bp.post("/<int:id>/remove")
@may(Permission.REVISE)
def remove(id: int) -> Response | Page:  # noqa: A002
    """Take the ticked statements out of a set."""
    form = RemovingForm()
    if not form.statement.data:
        flash(_("Tick the statements that are to leave the set first."), "warning")
        return redirect(url_for("sets.show", id=id), 303)
    done = tried(
        form,
        form.draft(),
        lambda session, draft: desk.remove_statements(session, id, draft, me()),
    )
    if done is None:
        abort(400, _("Tick statements of the set."))
    told = ngettext("%(num)d statement left the set.", "%(num)d statements left the set.", done)
    return onward(told, "sets.show", id=id)


@bp.post("/<int:id>/delete")
@may(Permission.REVISE)
def delete(id: int) -> Response | Page:  # noqa: A002
    """Delete a set that no saved report is about; its statements stay."""
    form = SeenForm()
    seen, name = number_in(form.version.data) or 0, desk.set_line(reading(), id).name

    def gone(session: Session, version: int) -> str:
        desk.delete_set(session, id, version, me())
        return name

    if tried(form, seen, gone) is None:
        return _page(id, form)
    return onward(_("The set “%(name)s” is deleted.", name=name), "sets.index")


@bp.get("/<int:id>/history")
@may(Permission.SEE)
def history(id: int) -> str:  # noqa: A002
    """Show what happened to a set."""
    kept = desk.set_line(reading(), id)
    subject = Subject("statement_set", id, kept.key)
    return histories.page(subject, kept.name, url_for("sets.show", id=id))


def _chosen() -> list[int]:
    asked = request.values.getlist("statement")
    return list(dict.fromkeys(needed_number("statement", text) for text in asked))


def _add(form: KeepingForm, chosen: Sequence[int]) -> Response | None:
    set_id = number_in(form.kept_in.data)
    if set_id is None:
        form.object_at("kept_in", str(_("Choose one of the list.")))
        return None
    added = tried(
        form,
        form.chosen(chosen),
        lambda session, draft: desk.add_statements(session, set_id, draft, me()),
    )
    if added is None:
        return None
    told = ngettext("%(num)d statement is added.", "%(num)d statements are added.", added)
    return onward(told, "sets.show", id=set_id)


def _make(form: KeepingForm, chosen: Sequence[int]) -> Response | None:
    made = tried(
        form, form.draft(chosen), lambda session, draft: desk.make_set(session, draft, me()).id
    )
    return None if made is None else onward(_("The set is made."), "sets.show", id=made)


def _keeping(form: KeepingForm, chosen: Sequence[int]) -> str:
    shown = records.cards(reading(), chosen)
    for one in set(chosen) - {statement.id for statement in shown}:
        noun = "statement"
        raise MissingError(noun, one)
    return render_template("sets/keep.html", form=form, statements=shown)


def _page(set_id: int, form: SeenForm | None = None) -> Page:
    page = desk.members(reading(), set_id, number("before"))
    body = render_template(
        "sets/show.html",
        kept=desk.set_line(reading(), set_id),
        page=page.of(lambda ids: records.cards(reading(), ids)),
        form=form,
    )
    return body, form.refusal_status if form else 200

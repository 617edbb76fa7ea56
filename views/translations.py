"""Pages of translations: the words of a statement in another language, and whose they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, render_template, request
from flask_babel import gettext as _

from desk import records
from desk import translations as desk
from desk.refusals import MissingError
from models import Permission
from views.context import me, reading, writing
from views.deeds import onward, tried
from views.forms.translations import TranslationForm
from views.guards import may
from views.numbers import number, number_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session
    from werkzeug.wrappers import Response

    from desk.statement_drafts import TranslationDraft
    from models import Translation
    from models.records import StatementRecord, TranslationRecord

    Page = tuple[str, int]

bp = Blueprint("translations", __name__, url_prefix="/statements/<int:id>/translations")


@bp.route("/new", methods=["GET", "POST"])
@may(Permission.REVISE)
def new(id: int) -> Response | Page:  # noqa: A002 -- the name in the address
    """Put the words of a statement in another language beside it."""
    statement = records.one(reading(), id)
    form = TranslationForm()
    if request.method != "POST":
        form.version.data, form.kind.data = str(statement.version), "ours"
        return _page(form, statement), 200
    seen = number_in(form.version.data) or 0
    return _answer(
        form,
        statement,
        lambda session, draft: desk.translate(session, id, seen, draft, me()),
        _("The translation stands beside the original."),
    )


@bp.route("/<int:translation>", methods=["GET", "POST"])
@may(Permission.REVISE)
def edit(id: int, translation: int) -> Response | Page:  # noqa: A002
    """Change a translation."""
    statement = records.one(reading(), id)
    known = _translation(statement, translation)
    form = TranslationForm()
    if request.method != "POST":
        form.fill(known)
        form.version.data = str(statement.version)
        return _page(form, statement, known), 200
    seen, place = number_in(form.version.data) or 0, (id, translation)
    return _answer(
        form,
        statement,
        lambda session, draft: desk.revise_translation(session, place, seen, draft, me()),
        _("The translation is revised."),
        known,
    )


@bp.post("/<int:translation>/remove")
@may(Permission.REVISE)
def remove(id: int, translation: int) -> Response:  # noqa: A002
    """Take a translation away."""
    seen = number("version", request.form) or 0
    with writing() as session:
        desk.remove_translation(session, id, translation, seen, me())
        session.commit()
    told = _("The translation is removed; the history keeps it.")
    return onward(told, "statements.show", id=id)


def _answer(
    form: TranslationForm,
    statement: StatementRecord,
    deed: Callable[[Session, TranslationDraft], Translation],
    told: str,
    known: TranslationRecord | None = None,
) -> Response | Page:
    if tried(form, form.draft(), deed, statement.version) is None:
        return _page(form, statement, known), form.refusal_status
    return onward(told, "statements.show", id=statement.id)


def _page(
    form: TranslationForm,
    statement: StatementRecord,
    translation: TranslationRecord | None = None,
) -> str:
    return render_template(
        "translations/edit.html",
        form=form,
        statement=statement,
        translation=translation,
        conflict=translation if form.stale else None,
    )


def _translation(statement: StatementRecord, translation_id: int) -> TranslationRecord:
    for one in statement.translations:
        if one.id == translation_id:
            return one
    noun = "translation"
    raise MissingError(noun, translation_id)

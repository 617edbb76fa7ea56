"""What an address chooses to be cited, in which format, and how it is read from the record."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from flask import abort, request
from flask_babel import gettext as _
from flask_babel import ngettext

from citations.formats import UnknownFormatError, format_named
from desk import exports
from desk.exports import Selection
from desk.scopes import ReportScope
from views.choices import parties
from views.context import reading, steady
from views.forms.filters import ReportForm
from views.numbers import needed_number, number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citations.formats import Format

CHOSEN = ("link", "speaker", "topic", "source")


def asked() -> Selection | None:
    """Return what the address chooses, or None when it chooses nothing."""
    if request.args.get("report"):
        return Selection(report=_scope())
    texts = request.args.getlist("statement")
    picked = [needed_number("statement", text) for text in texts]
    values: dict[str, Any] = {name: number(name) for name in CHOSEN}
    if not picked and not any(values.values()):
        return None
    return Selection(statement=tuple(picked), **values)


def format_of(name: str) -> Format:
    """Return the format of this name; an unknown one is a 400 that names those there are."""
    try:
        return format_named(name)
    except UnknownFormatError as error:
        return abort(400, f"{error}.")


def ids_of(selection: Selection, chosen: Format) -> Sequence[int]:
    """Return the ids of the statements that leave the desk, from one state of the record.

    Raises MissingError, and RefusedError for one that is withdrawn where the format cites it.
    """
    ids = exports.chosen_ids(steady(), selection, datetime.now(UTC).date())
    if not chosen.lossless:
        exports.refuse_withdrawn(reading(), ids)
    return ids


def words_of(selection: Selection | None) -> str:
    """Say in words what is chosen."""
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


def _scope() -> ReportScope:
    form = ReportForm.from_address()
    scope = form.scope(ReportScope, **parties(form))
    if form.faulty:
        faults = (str(reason) for field in form for reason in field.errors)
        abort(400, " ".join(faults))
    return scope

"""What an address chooses to be cited, in which format, and how it is read from the record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import abort, g, request
from flask_babel import gettext as _
from flask_babel import ngettext

from citations.formats import UnknownFormatError, format_named
from desk import baskets, exports
from desk.baskets import Basket
from desk.exports import Selection
from desk.scopes import ReportScope
from models import this_day
from views.choices import parties
from views.context import me, reading, steady
from views.forms.filters import ReportForm
from views.numbers import needed_number, number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citations.formats import Format
    from desk.chosen import Chosen

CHOSEN = ("link", "speaker", "topic", "source", "set")


def asked(*, lossless: bool = False) -> Selection | None:
    """Return what the address chooses, or None when it chooses nothing.

    Of a basket and of several statements what is withdrawn is left out, but for the lossless format.
    """
    if request.args.get("report"):
        return Selection(report=_scope())
    if request.args.get("basket"):
        held = basket().ids if lossless else basket().cited
        return Selection(statement=held) if held else None
    chosen = picked()
    values: dict[str, Any] = {name: number(name) for name in CHOSEN}
    if not chosen and not any(values.values()):
        return None
    return Selection(statement=tuple(chosen if lossless else _citable(chosen)), **values)


def needed(*, lossless: bool = False) -> Selection:
    """Return what the address chooses, everything logged when it chooses nothing.

    A basket with nothing to cite is a 400.
    """
    selection = asked(lossless=lossless)
    if selection is None and request.args.get("basket"):
        abort(400, _("There is nothing in your basket that can be cited."))
    return selection or Selection()


def picked() -> list[int]:
    """Return the numbers of the statements that the address names."""
    return [needed_number("statement", text) for text in request.args.getlist("statement")]


def passed_over(selection: Selection | None) -> list[int]:
    """Return the statements that the address names and that are withdrawn, so not cited."""
    if selection is None or not selection.statement or request.args.get("basket"):
        return []
    return [one for one in dict.fromkeys(picked()) if one not in selection.statement]


def basket() -> Basket:
    """Return the visitor's basket where the address chooses it, else an empty one."""
    if not request.args.get("basket"):
        return Basket()
    if "contents" not in g:
        g.contents = baskets.contents(reading(), me().account_id)
    return g.contents  # type: ignore[no-any-return]


def every_id() -> Sequence[int]:
    """Return the ids of all statements that the address chooses; none when it chooses nothing."""
    selection = asked()
    return exports.chosen_ids(reading(), selection, this_day()) if selection else []


def format_of(name: str) -> Format:
    """Return the format of this name; an unknown one is a 400 that names those there are."""
    try:
        return format_named(name)
    except UnknownFormatError as error:
        return abort(400, f"{error}.")


def choice_of(selection: Selection, chosen: Format) -> Chosen:
    """Return the statements that leave the desk, to be read from one state of the record.

    Raises MissingError, and RefusedError for one that is withdrawn where the format cites it.
    """
    choice = exports.choice(steady(), selection, this_day(), whole=chosen.lossless)
    if not chosen.lossless:
        exports.refuse_withdrawn(reading(), choice.numbers or ())
    return choice


def words_of(selection: Selection | None) -> str:
    """Say in words what is chosen."""
    kinds = {
        "report": _("the contradiction report"),
        "link": _("a pair"),
        "source": _("a source"),
        "topic": _("a topic"),
        "speaker": _("a speaker"),
        "set": _("a set"),
    }
    if request.args.get("basket"):
        return str(_("your basket"))
    if selection is None:
        return str(_("nothing chosen"))
    if selection.statement:
        return str(ngettext("a statement", "a selection", len(selection.statement)))
    return str(next(words for name, words in kinds.items() if getattr(selection, name)))


def _citable(ids: list[int]) -> list[int]:
    """Leave out what is withdrawn; where nothing is left it stays, to be refused by number."""
    gone = exports.withdrawn(reading(), ids) if len(ids) > 1 else {}
    return [one for one in ids if one not in gone] or ids


def _scope() -> ReportScope:
    form = ReportForm.from_address()
    scope = form.scope(ReportScope, **parties(form))
    if form.faulty:
        faults = (str(reason) for field in form for reason in field.errors)
        abort(400, " ".join(faults))
    return scope

"""Pages of speakers."""

from __future__ import annotations

from flask import Blueprint, render_template

from desk import lists, parties
from desk.lists import StatementScope
from desk.refusals import MissingError
from models import Permission
from models.search import ASKED_CHARACTERS
from views.context import reading
from views.forms.filters import SearchForm
from views.guards import may
from views.numbers import number

bp = Blueprint("speakers", __name__, url_prefix="/speakers")


@bp.get("/")
@may(Permission.SEE)
def index() -> str:
    """Show speakers, found by name or alias."""
    form = SearchForm.from_address()
    page = lists.speakers(reading(), (form.q.data or "")[:ASKED_CHARACTERS], number("before"))
    return render_template("speakers/index.html", page=page, form=form, args=form.args)


@bp.get("/<int:id>")
@may(Permission.SEE)
def show(id: int) -> str:  # noqa: A002 -- the name in the address
    """Show a speaker and what they said."""
    speaker = parties.speakers(reading(), [id]).get(id)
    if speaker is None:
        noun = "speaker"
        raise MissingError(noun, id)
    scope = StatementScope(speaker_id=id, before=number("before"))
    page = lists.statements(reading(), scope)
    return render_template("speakers/show.html", speaker=speaker, page=page)

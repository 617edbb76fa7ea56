"""Pages of speakers: the list, one speaker, who it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from desk import describing as desk
from desk import lists, timelines
from desk.references import kept_id
from desk.refusals import RefusedError, StaleError, UnconfirmedError
from desk.speaker_files import SpeakerFile, file_of
from desk.speakers import role_at
from models import Permission, Speaker
from models.search import ASKED_CHARACTERS
from models.terms import SpeakerKind
from views.context import me, reading, writing
from views.forms.filters import SearchForm
from views.forms.speakers import SpeakerForm
from views.guards import may
from views.numbers import number, number_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from werkzeug.wrappers import Response

    from desk.statement_drafts import SpeakerDraft
    from models.records import SpeakerRecord, StatementRecord

    Page = tuple[str, int]

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
def show(id: int) -> str | Response:  # noqa: A002 -- the name in the address
    """Show a speaker and what they said; who was merged leads to the one who is kept."""
    found = file_of(reading(), id)
    if found.merged_into is not None:
        return redirect(url_for("speakers.show", id=kept_id(reading(), Speaker, id)))
    page = timelines.said_by(reading(), id, number("after"))
    roles = {said.id: _other_role(found.speaker, said) for said in page.rows}
    return render_template(
        "speakers/show.html", file=found, speaker=found.speaker, page=page, roles=roles
    )


@bp.route("/new", methods=["GET", "POST"])
@may(Permission.LOG)
def new() -> Response | Page:
    """Describe a speaker before anything they said is logged."""
    form = SpeakerForm()
    draft = form.draft() if request.method == "POST" else None
    if draft is None:
        return _making(form), form.refusal_status if request.method == "POST" else 200
    try:
        speaker_id = _make(draft, confirmed=form.confirm.data)
    except UnconfirmedError as known:
        return _making(form, known.warnings), 422
    except RefusedError as refused:
        form.object_to(refused)
        return _making(form), 422
    flash(_("The speaker is in the record."), "success")
    return redirect(url_for("speakers.show", id=speaker_id), 303)


@bp.route("/<int:id>/edit", methods=["GET", "POST"])
@may(Permission.REVISE)
def edit(id: int) -> Response | Page:  # noqa: A002
    """Change what is kept of a speaker."""
    found, form = file_of(reading(), id), SpeakerForm()
    if request.method != "POST":
        form.fill(found.speaker, found.version)
        return _editing(found, form), 200
    draft = form.draft()
    if draft is None:
        return _editing(found, form), form.refusal_status
    try:
        with writing() as session:
            desk.revise_speaker(session, id, number_in(form.version.data) or 0, draft, me())
            session.commit()
    except StaleError:
        form.version.data = str(found.version)
        return _editing(found, form, conflict=found.speaker), 409
    except RefusedError as refused:
        form.object_to(refused)
        return _editing(found, form), 422
    flash(_("The speaker is revised. Roles kept with statements stay as they are."), "success")
    return redirect(url_for("speakers.show", id=id), 303)


def _other_role(speaker: SpeakerRecord, said: StatementRecord) -> str | None:
    """Return the office of that day where the role that the statement keeps is another."""
    office = role_at(speaker, said.said_from, said.said_to)
    kept = (said.role or "").partition("; published as ")[0]
    return office if office != kept else None


def _make(draft: SpeakerDraft, *, confirmed: bool) -> int:
    with writing() as session:
        speaker_id = desk.add_speaker(session, draft, me(), confirmed=confirmed).id
        session.commit()
    return speaker_id


def _making(form: SpeakerForm, warnings: Sequence[str] = ()) -> str:
    form.make_room()
    return render_template("speakers/new.html", form=form, warnings=warnings)


def _editing(found: SpeakerFile, form: SpeakerForm, conflict: SpeakerRecord | None = None) -> str:
    form.make_room(unnamed=found.speaker.kind is SpeakerKind.UNNAMED)
    return render_template(
        "speakers/edit.html", file=found, speaker=found.speaker, form=form, conflict=conflict
    )

"""Pages of speakers: the list, one speaker, who it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from desk import describing as desk
from desk import lists, timelines
from desk.history.subjects import Subject
from desk.references import kept_id
from desk.speaker_files import SpeakerFile, file_of
from desk.speakers import role_at
from models import Permission, Speaker
from models.search import ASKED_CHARACTERS
from models.terms import SpeakerKind
from views.conflicts import latest_of, loaded, merged, settled
from views.context import me, reading
from views.deeds import onward, tried
from views.forms.filters import SpeakerFilterForm
from views.forms.speakers import SpeakerForm
from views.guards import may
from views.numbers import number, number_in

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

    from models.records import SpeakerRecord, StatementRecord

    Page = tuple[str, int]

bp = Blueprint("speakers", __name__, url_prefix="/speakers")


@bp.get("/")
@may(Permission.SEE)
def index() -> str:
    """Show speakers, found by name or alias."""
    form = SpeakerFilterForm.from_address()
    words = (form.q.data or "")[:ASKED_CHARACTERS]
    newest = form.order.data == "newest"
    page = lists.speakers(reading(), words, number("before"), newest=newest)
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
    speaker_id = tried(
        form,
        form.draft() if request.method == "POST" else None,
        lambda session, draft: (
            desk.add_speaker(session, draft, me(), confirmed=form.confirm.data).id
        ),
    )
    if speaker_id is None:
        form.make_room()
        return render_template(
            "speakers/new.html", form=form, warnings=form.warnings
        ), form.answer_status
    return onward(_("The speaker is in the record."), "speakers.show", id=speaker_id)


@bp.route("/<int:id>/edit", methods=["GET", "POST"])
@may(Permission.REVISE)
def edit(id: int) -> Response | Page:  # noqa: A002
    """Change what is kept of a speaker."""
    found, form = file_of(reading(), id), SpeakerForm()
    stored = _filled(found)
    if request.method != "POST":
        return _editing(found, stored), 200
    chosen = merged(form, stored, _sent)
    if chosen is None:
        return _conflict(found, form)
    seen = number_in(chosen.version.data) or 0
    revised = tried(
        chosen,
        chosen.draft(),
        lambda session, draft: desk.revise_speaker(session, id, seen, draft, me()),
    )
    if chosen.stale:
        return _conflict(file_of(reading(), id), chosen)
    if revised is None:
        return _editing(found, chosen), chosen.refusal_status
    told = _("The speaker is revised. Roles kept with statements stay as they are.")
    return onward(told, "speakers.show", id=id)


def _filled(found: SpeakerFile) -> SpeakerForm:
    form = SpeakerForm(formdata=None)
    form.fill(found.speaker, found.version)
    form.loaded.data = loaded(form)
    return form


def _sent(values: dict[str, Any]) -> SpeakerForm:
    return SpeakerForm(formdata=MultiDict(values))


def _conflict(found: SpeakerFile, form: SpeakerForm) -> Page:
    """Show both versions; what was typed stays, for the version there is now."""
    form.version.data = str(found.version)
    latest = latest_of(Subject("speaker", found.speaker.id, found.speaker.key))
    return _editing(found, form, conflict=settled(form, _filled(found)), latest=latest), 409


def _other_role(speaker: SpeakerRecord, said: StatementRecord) -> str | None:
    """Return the office of that day where the role that the statement keeps is another."""
    office = role_at(speaker, said.said_from, said.said_to)
    kept = (said.role or "").partition("; published as ")[0]
    return office if office != kept else None


def _editing(found: SpeakerFile, form: SpeakerForm, **told: Any) -> str:  # noqa: ANN401
    form.make_room(unnamed=found.speaker.kind is SpeakerKind.UNNAMED)
    return render_template(
        "speakers/edit.html", file=found, speaker=found.speaker, form=form, **told
    )

"""Pages on which two speakers become one, and part again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from desk import lists
from desk.merging import mergers as desk
from desk.merging import previews as merger_previews
from desk.merging.partings import unmerge_speaker
from desk.speaker_files import SpeakerFile, file_of
from models import Permission
from models.search import ASKED_CHARACTERS
from models.terms import SpeakerKind
from views.choices import known_speakers
from views.context import me, reading, writing
from views.deeds import onward, tried
from views.forms.filters import SearchForm
from views.forms.mergers import MergerForm
from views.forms.speakers import IdentityForm
from views.guards import may
from views.logging import offer_candidates
from views.numbers import number, number_in

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

    Page = tuple[str, int]

bp = Blueprint("mergers", __name__, url_prefix="/speakers")


@bp.route("/<int:id>/merge", methods=["GET", "POST"])
@may(Permission.REVISE)
def merge(id: int) -> Response | Page:  # noqa: A002 -- the name in the address
    """Choose who is the same speaker, see what would move, and say so."""
    other = number("other")
    if other is None or (other == id and request.method != "POST"):
        return _choosing(file_of(reading(), id)), 200
    form = MergerForm()
    draft = form.draft() if request.method == "POST" else None
    if tried(
        form, draft, lambda session, seen: desk.merge_speakers(session, id, other, seen, me())
    ):
        told = _("The two are one speaker now. It can be undone here.")
        return onward(told, "speakers.show", id=id)
    return _previewing(id, other, form), form.answer_status


@bp.post("/<int:id>/unmerge")
@may(Permission.REVISE)
def unmerge(id: int) -> Response:  # noqa: A002
    """Part two speakers again, and say what cannot be taken back."""
    version = number("version", request.form) or 0
    with writing() as session:
        parting = unmerge_speaker(session, id, version, me())
        count, left = parting.statements, parting.left
        session.commit()
    moved = ngettext("%(num)d statement moved back.", "%(num)d statements moved back.", count)
    flash(_("The two stand apart again. %(moved)s", moved=moved), "success")
    for sentence in left:
        flash(sentence, "warning")
    return redirect(url_for("speakers.show", id=id), 303)


@bp.route("/<int:id>/name", methods=["GET", "POST"])
@may(Permission.REVISE)
def identify(id: int) -> Response | Page:  # noqa: A002
    """Say who an unnamed speaker was, and how we know."""
    found = file_of(reading(), id)
    form = IdentityForm()
    if request.method != "POST":
        form.version.data = str(found.version)
        return _naming(found, form), 200
    named_id = tried(
        form,
        form.draft(),
        lambda session, draft: desk.name_speaker(session, id, draft, me()).id,
        found.version,
    )
    if named_id is None:
        return _naming(found, form), form.refusal_status
    told = _("What they said has a name now; the published words stay with it.")
    return onward(told, "speakers.show", id=named_id)


def _choosing(found: SpeakerFile) -> str:
    form = SearchForm.from_address()
    q = (form.q.data or "")[:ASKED_CHARACTERS]
    page = lists.speakers(reading(), q, number("before")) if q else None
    return render_template("speakers/choose.html", file=found, form=form, page=page)


def _previewing(kept_id: int, other_id: int, form: MergerForm) -> str:
    shown = merger_previews.preview(reading(), kept_id, other_id)
    # A version that somebody else replaced is shown anew, for the person to look at again.
    form.version.data, form.other_version.data = map(str, shown.versions)
    return render_template("speakers/merge.html", preview=shown, form=form)


def _naming(found: SpeakerFile, form: IdentityForm) -> str:
    wanted = number_in(form.speaker_id.data)
    candidates = form.candidates or ([file_of(reading(), wanted).speaker] if wanted else ())
    offer_candidates(form, candidates)
    unnamed = found.speaker.kind is SpeakerKind.UNNAMED
    return render_template(
        "speakers/name.html",
        file=found,
        speaker=found.speaker,
        form=form,
        candidates=candidates,
        speakers=known_speakers() if unnamed else [],
    )

"""Logging a statement: by hand, or from words selected in a captured article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from desk import captures, parties
from desk import statements as desk
from desk.refusals import AmbiguousSpeakerError, RefusedError, UnconfirmedError
from views.choices import known_sources, known_speakers, known_topics
from views.context import me, reading, writing
from views.dates import published
from views.forms.fields import options
from views.forms.statements import NEW, PUBLISHED, StatementForm
from views.numbers import number, number_in
from views.words import kind_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from werkzeug.wrappers import Response

    from desk.captures import CaptureRecord
    from desk.statement_drafts import StatementDraft
    from models.records import SourceRecord, SpeakerRecord

AGAIN = "again"
KEPT = ("said", "topics", "role", "speaker_name", "speaker_kind", "speaker_id")


def new() -> Response | tuple[str, int]:
    """Log a statement, and go on to it or to the next from the same source."""
    form = _form()
    draft = form.draft(published_for(form)) if request.method == "POST" else None
    if draft is None:
        return _page(form), form.refusal_status if request.method == "POST" else 200
    try:
        statement_id, source_id = _log(draft)
    except AmbiguousSpeakerError as several:
        form.object_to(several)
        return _page(form, candidates=several.candidates), 422
    except RefusedError as refused:
        form.object_to(refused)
        return _page(form), 422
    except UnconfirmedError as odd:
        return _page(form, warnings=odd.warnings), 422
    return _onward(form, statement_id, source_id)


def published_for(form: StatementForm) -> str | None:
    """Return the EDTF date on which the form's source was published, as far as it says."""
    return published({name: form[name].data for name in PUBLISHED})


def offer_candidates(form: StatementForm, candidates: Sequence[SpeakerRecord]) -> None:
    """Let a person choose among the speakers that a name fits, or make another."""
    known = [(str(speaker.id), f"{speaker.name} ({kind_words(speaker)})") for speaker in candidates]
    undecided, another = ("", _("choose…")), (NEW, _("another one: make a new speaker"))
    form.speaker_id.choices = options([undecided, *known, another])


def _onward(form: StatementForm, statement_id: int, source_id: int) -> Response:
    flash(_("Logged as statement %(number)s.", number=statement_id), "success")
    if request.form.get("next") == AGAIN:
        return redirect(_next_from(form, source_id), 303)
    return redirect(url_for("statements.show", id=statement_id), 303)


def chosen_speaker(form: StatementForm) -> Sequence[SpeakerRecord]:
    """Return the speaker that was chosen by id, so that a choice among homonyms is kept."""
    wanted = number_in(form.speaker_id.data)
    return tuple(parties.speakers(reading(), [wanted]).values()) if wanted else ()


def _log(draft: StatementDraft) -> tuple[int, int]:
    with writing() as session:
        statement = desk.log_statement(session, draft, me())
        found = statement.id, statement.appearances[0].source_id
        session.commit()
    return found


def _form() -> StatementForm:
    kept = {name: request.args.get(name) for name in KEPT}
    form = StatementForm(**kept) if request.method == "GET" else StatementForm()
    form.offer_sources(known_sources())
    if request.method == "GET":
        form.capture_id.data = str(number("capture") or "") or None
        form.source_id.data = str(number("source") or "") or None
    return form


def _page(
    form: StatementForm,
    *,
    warnings: Sequence[str] = (),
    candidates: Sequence[SpeakerRecord] = (),
) -> str:
    form.understand_dates(published_for(form))
    candidates = candidates or chosen_speaker(form)
    offer_candidates(form, candidates)
    capture = _capture(form)
    return render_template(
        "statements/new.html",
        form=form,
        capture=capture,
        source=capture.source if capture else _source(form),
        passages=captures.passages_of(reading(), capture.id) if capture else [],
        warnings=warnings,
        candidates=candidates,
        speakers=known_speakers(),
        topics=known_topics(),
    )


def _capture(form: StatementForm) -> CaptureRecord | None:
    wanted = number_in(form.capture_id.data)
    return captures.capture_record(reading(), wanted) if wanted else None


def _source(form: StatementForm) -> SourceRecord | None:
    wanted = number_in(form.source_id.data)
    return parties.sources(reading(), [wanted]).get(wanted) if wanted else None


def _next_from(form: StatementForm, source_id: int) -> str:
    """Return the address of an empty form that keeps source, date, speaker and topics."""
    capture = form.capture_id.data
    place = {"capture": capture} if capture else {"source": source_id}
    kept = {name: form[name].data for name in KEPT if form[name].data}
    return url_for("statements.new", **place, **kept)

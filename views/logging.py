"""Logging a statement: by hand, or from words selected in a captured article."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from desk import captures, parties, records
from desk import statements as desk
from desk.appearances import add_appearance
from desk.likely_repeats import Typed, likely_repeats, likely_role
from desk.refusals import RefusedError, UnconfirmedError
from desk.repeating import log_repeat
from views import quote_checks
from views.articles import tell
from views.choices import known_sources, known_speakers, topics_to_type
from views.context import me, reading
from views.dates import published
from views.deeds import onward, tried
from views.forms.brought import LoggingForm
from views.forms.fields import options
from views.forms.statements import NEW, PUBLISHED
from views.likely import ASKED, typed_in, unseen
from views.numbers import number, number_in
from views.page_texts import page_text
from views.same_works import asks_which_work, take_picked
from views.words import kind_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session
    from werkzeug.wrappers import Response

    from desk.captures import CaptureRecord
    from desk.keeping import Kept
    from desk.repeating import SightingDraft
    from desk.statement_drafts import StatementDraft
    from models import Appearance
    from models.records import SourceRecord, SpeakerRecord
    from views.forms.speakers import IdentityForm
    from views.forms.statements import StatementForm
    from views.page_texts import PageText

AGAIN = "again"
KEPT = ("said", "topics", "role", "speaker_name", "speaker_kind", "speaker_id")


class Logged(NamedTuple):
    """A statement that was logged, its source, and the text of the page that was kept with it."""

    statement: int
    source: int
    kept: Kept | None
    capture: int | None


def new() -> Response | tuple[str, int]:
    """Log a statement, and go on to it or to the next from the same source."""
    form = _form()
    if request.method != "POST":
        return _page(form), 200
    return _answer(form) or (_page(form), form.refusal_status)


def _answer(form: LoggingForm) -> Response | None:
    """Do what was asked for, None when something in the form has to be said first."""
    known = number_in(request.form.get("as_appearance"))
    if known is not None:
        return _add(form, known)
    article, draft = form.article(), form.draft(published_for(form))
    repeated = number_in(request.form.get("as_repeat"))
    if asks_first(form, draft, repeated):
        return None
    text = page_text(draft.appearance if draft else None, article)
    logged = tried(form, draft, partial(_log, repeated, text))
    return _onward(form, logged) if logged else None


def asks_first(form: StatementForm, draft: StatementDraft | None, repeated: int | None) -> bool:
    """Ask in one go all that a person has to say first; tell whether there is anything."""
    likely = repeated is None and _asks_about_likely(form)
    known = draft is not None and asks_which_work(form, draft.appearance.source)
    if draft and not draft.confirmed and (likely or known):
        _ask_about_odd(form, draft)
    return likely or known


def _ask_about_odd(form: StatementForm, draft: StatementDraft) -> None:
    try:
        warnings = desk.odd_about(reading(), draft)
    except RefusedError as refused:
        form.hear(refused)
        return
    if warnings:
        form.hear(UnconfirmedError(warnings))


def _add(form: LoggingForm, statement_id: int) -> Response | None:
    """Store nothing but another appearance of a known statement."""
    version = records.card(reading(), statement_id).version
    article, sighting = form.article(), form.sighting()
    if sighting and asks_which_work(form, sighting.appearance.source):
        return None
    text = page_text(sighting.appearance if sighting else None, article)
    added = tried(form, sighting, partial(_appear, statement_id, version, text))
    if added is None:
        return None
    _tell(added)
    told = _("Statement %(number)s has another appearance.", number=statement_id)
    return onward(told, "statements.show", id=statement_id)


def _appear(
    statement_id: int, version: int, text: PageText | None, session: Session, draft: SightingDraft
) -> Logged:
    found = add_appearance(
        session, statement_id, version, draft.appearance, me(), confirmed=draft.confirmed
    )
    return _with_text(session, found, text)


def _with_text(session: Session, found: Appearance, text: PageText | None) -> Logged:
    kept = text.keep(session, found) if text else None
    return Logged(found.statement_id, found.source_id, kept, kept.capture.id if kept else None)


def _tell(logged: Logged) -> None:
    if logged.kept:
        tell(logged.kept, logged.source)
    quote_checks.warn(logged.statement)


def _asks_about_likely(form: StatementForm) -> bool:
    found = likely_repeats(reading(), typed_in(told_in(form)))
    asks = unseen(found, request.form.get("likely_seen"))
    if asks:
        form.form_errors.append(
            _(
                "This may be logged already. Look at what was found; to log it as a statement of "
                "its own, press the button again."
            )
        )
    return asks


def told_in(form: StatementForm) -> dict[str, str | None]:
    """Return what a form tells so far, as likely repeats are asked for."""
    told = {name: form[name].data for name in (*ASKED, *PUBLISHED)}
    return told | {"said_read": form.date("said").read}


def published_for(form: StatementForm) -> str | None:
    """Return the EDTF date on which the form's source was published, as far as it says."""
    return published({name: form[name].data for name in PUBLISHED})


def offer_candidates(
    form: StatementForm | IdentityForm, candidates: Sequence[SpeakerRecord]
) -> None:
    """Let a person choose among the speakers that a name fits, or make another."""
    known = [(str(speaker.id), f"{speaker.name} ({kind_words(speaker)})") for speaker in candidates]
    undecided, another = ("", _("choose…")), (NEW, _("another one: make a new speaker"))
    form.speaker_id.choices = options([undecided, *known, another])


def _onward(form: StatementForm, logged: Logged) -> Response:
    flash(_("Logged as statement %(number)s.", number=logged.statement), "success")
    _tell(logged)
    if request.form.get("next") == AGAIN:
        return redirect(_next_from(form, logged), 303)
    return redirect(url_for("statements.show", id=logged.statement), 303)


def chosen_speaker(form: StatementForm) -> Sequence[SpeakerRecord]:
    """Return the speaker that was chosen by id, so that a choice among homonyms is kept."""
    wanted = number_in(form.speaker_id.data)
    return tuple(parties.speakers(reading(), [wanted]).values()) if wanted else ()


def _log(
    repeated: int | None, text: PageText | None, session: Session, draft: StatementDraft
) -> Logged:
    if repeated is None:
        statement = desk.log_statement(session, draft, me())
    else:
        statement = log_repeat(session, draft, repeated, me())
    return _with_text(session, statement.appearances[0], text)


def _form() -> LoggingForm:
    kept = {name: request.args.get(name) for name in KEPT}
    form = LoggingForm(**kept) if request.method == "GET" else LoggingForm()
    take_picked(form)
    if request.method == "GET":
        form.capture_id.data = str(number("capture") or "") or None
        form.source_id.data = str(number("source") or "") or None
    form.offer_sources(known_sources(*form.sources_chosen))
    return form


def _page(form: StatementForm) -> str:
    form.understand_dates(published_for(form))
    candidates = form.candidates or chosen_speaker(form)
    offer_candidates(form, candidates)
    capture, typed = _capture(form), typed_in(told_in(form))
    is_typed = typed != Typed()
    return render_template(
        "statements/new.html",
        form=form,
        likely=likely_repeats(reading(), typed) if is_typed else (),
        role=likely_role(reading(), typed) if is_typed else None,
        capture=capture,
        source=capture.source if capture else _source(form),
        passages=captures.passages_of(reading(), capture.id) if capture else [],
        warnings=form.warnings,
        candidates=candidates,
        speakers=known_speakers(),
        topics=topics_to_type(),
    )


def _capture(form: StatementForm) -> CaptureRecord | None:
    wanted = number_in(form.capture_id.data)
    return captures.capture_record(reading(), wanted) if wanted else None


def _source(form: StatementForm) -> SourceRecord | None:
    wanted = number_in(form.source_id.data)
    return parties.sources(reading(), [wanted]).get(wanted) if wanted else None


def _next_from(form: StatementForm, logged: Logged) -> str:
    """Return the address of an empty form that keeps source, date, speaker and topics."""
    capture = form.capture_id.data or logged.capture
    place = {"capture": capture} if capture else {"source": logged.source}
    kept = {name: form[name].data for name in KEPT if form[name].data}
    return url_for("statements.new", **place, **kept)

"""Editing a statement; two people at once are shown each other's version."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import render_template, request
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from desk import captures, records
from desk import statements as desk
from desk.history.subjects import Subject
from desk.name_lists import names_line
from desk.statement_drafts import PLAIN
from views import quote_checks
from views.choices import known_sources, known_speakers, topics_to_type
from views.conflicts import latest_of, loaded, merged, settled
from views.context import me, reading
from views.deeds import onward, tried
from views.forms.found import LOCATOR
from views.forms.statements import PUBLISHED, StatementForm
from views.logging import offer_candidates, published_for
from views.numbers import number_in
from views.same_works import asks_which_work, take_picked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from werkzeug.wrappers import Response

    from desk.history.histories import EventLine
    from models.records import StatementRecord
    from views.conflicts import Clash

    Page = tuple[str, int]


def edit(id: int) -> Response | Page:  # noqa: A002 -- the name in the address
    """Change a statement and where it was found."""
    statement = records.card(reading(), id)
    if request.method != "POST":
        return _page(_filled(statement), statement), 200
    form = _sent(statement)
    chosen = merged(form, _filled(statement), lambda values: _sent(statement, values))
    if chosen is None:
        return _conflict(form, statement)
    form = chosen
    seen, draft = number_in(form.version.data) or 0, form.draft(_published(form, statement))
    if draft and asks_which_work(form, draft.appearance.source):
        return _page(form, statement), form.refusal_status
    revised = tried(
        form,
        draft,
        lambda session, draft: desk.revise_statement(session, id, seen, draft, me()),
    )
    if form.stale:
        return _conflict(form, records.card(reading(), id))
    if revised is None:
        return _page(form, statement), form.refusal_status
    quote_checks.warn(id)
    return onward(_("The statement is revised."), "statements.show", id=id)


def _sent(statement: StatementRecord, values: dict[str, Any] | None = None) -> StatementForm:
    """Return the form as it was sent, or with other values."""
    form = StatementForm() if values is None else StatementForm(formdata=MultiDict(values))
    take_picked(form)
    form.offer_sources(known_sources(*form.sources_chosen))
    _keep_speaker(form, statement)
    form.stored_words = {
        "said_text": statement.said_text,
        "about_text": statement.about_text,
    }
    form.stored_topics = statement.topics
    return form


def _conflict(form: StatementForm, statement: StatementRecord) -> Page:
    """Show both versions; what was typed stays, for the version there is now."""
    form.version.data = str(statement.version)
    subject = Subject("statement", statement.id, statement.key)
    latest = latest_of(subject)
    return _page(form, statement, conflict=settled(form, _filled(statement)), latest=latest), 409


def _published(form: StatementForm, statement: StatementRecord) -> str | None:
    """Return when the source was published: the form's, else the one it was found in first."""
    if any(form[name].data for name in PUBLISHED):
        return published_for(form)
    return statement.appearances[0].source.published


def _keep_speaker(form: StatementForm, statement: StatementRecord) -> None:
    """Take an unchanged name for the same speaker, not for a homonym."""
    unchanged = form.speaker_name.data in {None, statement.speaker.name}
    if not form.speaker_id.data and unchanged:
        form.speaker_id.data = str(statement.speaker.id)


def _page(
    form: StatementForm,
    statement: StatementRecord,
    *,
    conflict: tuple[Clash, ...] | None = None,
    latest: Sequence[EventLine] = (),
) -> str:
    offer_candidates(form, form.candidates)
    form.understand_dates(_published(form, statement))
    found = statement.appearances[0]
    capture = captures.capture_record(reading(), found.capture_id) if found.capture_id else None
    return render_template(
        "statements/edit.html",
        form=form,
        statement=statement,
        conflict=conflict,
        latest=latest,
        capture=capture,
        source=found.source,
        passages=captures.passages_of(reading(), capture.id) if capture else [],
        warnings=form.warnings,
        candidates=form.candidates,
        speakers=known_speakers(),
        topics=topics_to_type(),
    )


def _filled(statement: StatementRecord) -> StatementForm:
    found = statement.appearances[0]
    values: dict[str, Any] = {name: getattr(statement, name) for name in PLAIN}
    values |= {form: getattr(found, record) for record, form in LOCATOR.items()}
    values |= {
        "form": statement.form,
        "topics": names_line(statement.topics),
        "version": statement.version,
        "speaker_name": statement.speaker.name,
        "speaker_kind": statement.speaker.kind,
        "speaker_plural": statement.speaker.plural,
        "heard": found.heard,
        "capture_id": found.capture_id,
        "source_id": str(found.source.id),
        "relays": [_relay(hop) for hop in found.relays],
    }
    # Not as keywords: `prefix` would be taken for the prefix of the field names.
    form = StatementForm(formdata=None, data=values)
    form.offer_sources(known_sources(*form.sources_chosen))
    form.loaded.data = loaded(form)
    return form


def _relay(hop: Any) -> dict[str, Any]:  # noqa: ANN401 -- a RelayRecord, by attribute
    return {
        "name": hop.name,
        "verb": hop.verb,
        "source": str(hop.source.id) if hop.source else "",
    }

"""Pages on which a source is revised, opened, or merged with another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import render_template, request
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from desk import lists, parties
from desk import sources as desk
from desk.history.subjects import Subject
from desk.merging.sources import SourceMerge, merge_preview, merge_sources
from desk.refusals import RefusedError
from models.search import ASKED_CHARACTERS
from views.conflicts import latest_of, loaded, merged, settled
from views.context import me, reading
from views.deeds import onward, tried
from views.forms.mergers import BothSeenForm
from views.forms.works import SourceForm
from views.numbers import number, number_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from werkzeug.wrappers import Response

    from models import Source
    from models.records import SourceRecord

    Page = tuple[str, int]

FOUND = 8


def edit(id: int) -> Response | Page:  # noqa: A002 -- the name in the address
    """Change what is known of a source."""
    return _write(id, desk.revise_source, _("The source is revised."), opens=False)


def open_stub(id: int) -> Response | Page:  # noqa: A002
    """Say that one has the original of a stub in hand, and what it really is."""
    done = _("The original counts as consulted from now on.")
    return _write(id, desk.open_source, done, opens=True)


def _write(
    source_id: int, deed: Callable[..., Source], done: str, *, opens: bool
) -> Response | Page:
    source, form = parties.one_source(reading(), source_id), SourceForm()
    stored = filled(source)
    if request.method != "POST":
        if opens and source.title_supplied:
            stored.title.data, stored.title_supplied.data = None, False
        return _page(stored, source, opens=opens), 200
    chosen = merged(form, stored, _sent)
    if chosen is None:
        return _conflict(form, source, opens=opens)
    version = number_in(chosen.version.data) or 0
    written = tried(
        chosen,
        chosen.draft(),
        lambda session, draft: deed(session, source_id, version, draft, me()),
    )
    if chosen.stale:
        return _conflict(chosen, parties.one_source(reading(), source_id), opens=opens)
    if written is None:
        return _page(chosen, source, opens=opens), chosen.refusal_status
    return onward(done, "sources.show", id=source_id)


def filled(source: SourceRecord) -> SourceForm:
    """Return the form of a source with what is stored of it."""
    form = SourceForm(formdata=None)
    form.tell(source)
    form.version.data = str(desk.source_of(reading(), source.id).version)
    form.loaded.data = loaded(form)
    return form


def _sent(values: dict[str, Any]) -> SourceForm:
    return SourceForm(formdata=MultiDict(values))


def _conflict(form: SourceForm, source: SourceRecord, *, opens: bool) -> Page:
    """Show both versions; what was typed stays, for the version there is now."""
    stored = filled(source)
    form.version.data = stored.version.data
    latest = latest_of(Subject("source", source.id, source.key))
    return _page(form, source, opens=opens, conflict=settled(form, stored), latest=latest), 409


def _page(form: SourceForm, source: SourceRecord, *, opens: bool, **told: Any) -> str:  # noqa: ANN401
    return render_template("sources/edit.html", form=form, source=source, opens=opens, **told)


def merge(id: int) -> Response | Page:  # noqa: A002
    """Choose the same work entered twice, look at what would move, and merge the two."""
    source, other, form = parties.one_source(reading(), id), number("other"), BothSeenForm()
    if other is None:
        return _choosing(source), 200
    draft = form.draft() if request.method == "POST" else None
    if tried(form, draft, lambda session, seen: merge_sources(session, id, other, seen, me())):
        told = _("The two are one source; the other address leads here.")
        return onward(told, "sources.show", id=id)
    return _previewing(source, other, form)


def _previewing(source: SourceRecord, other: int, form: BothSeenForm) -> Page:
    try:
        preview: SourceMerge = merge_preview(reading(), source.id, other)
    except RefusedError as refused:
        return _choosing(source, refused.reason), 422
    form.version.data = str(preview.version)
    form.other_version.data = str(preview.other_version)
    labels = {field.name: field.label.text for field in SourceForm(formdata=None)}
    page = render_template(
        "sources/merge.html",
        source=source,
        preview=preview,
        form=form,
        form_labels=labels | {"seen": _("that it was consulted")},
    )
    return page, form.answer_status


def _choosing(source: SourceRecord, fault: str | None = None) -> str:
    q = (request.args.get("q") or source.title)[:ASKED_CHARACTERS]
    rows = lists.sources(reading(), q, None).rows
    found = [line for line in rows if line.id != source.id][:FOUND]
    return render_template("sources/choose.html", source=source, q=q, found=found, fault=fault)

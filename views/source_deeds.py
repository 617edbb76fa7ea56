"""Pages on which a source is revised, opened, or merged with another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import render_template, request
from flask_babel import gettext as _

from desk import lists, parties
from desk import sources as desk
from desk.merging.sources import SourceMerge, merge_preview, merge_sources
from desk.refusals import MissingError, RefusedError
from models.search import ASKED_CHARACTERS
from views.context import me, reading
from views.deeds import onward, tried
from views.forms.works import SourceForm, SourceMergeForm
from views.numbers import number, number_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from werkzeug.wrappers import Response

    from models import Source
    from models.records import SourceRecord

    Page = tuple[str, int]

FOUND = 8


def source_at(source_id: int) -> SourceRecord:
    """Return the source with this id; raises MissingError."""
    source = parties.sources(reading(), [source_id]).get(source_id)
    if source is None:
        noun = "source"
        raise MissingError(noun, source_id)
    return source


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
    source, form = source_at(source_id), SourceForm()
    stored = desk.source_of(reading(), source_id).version
    if request.method != "POST":
        form.tell(source)
        if opens and source.title_supplied:
            form.title.data, form.title_supplied.data = None, False
        form.version.data = str(stored)
        return _page(form, source, opens=opens), 200
    version = number_in(form.version.data) or 0
    written = tried(
        form,
        form.draft(),
        lambda session, draft: deed(session, source_id, version, draft, me()),
        stored,
    )
    if written is None:
        return _page(form, source, opens=opens), form.refusal_status
    return onward(done, "sources.show", id=source_id)


def _page(form: SourceForm, source: SourceRecord, *, opens: bool) -> str:
    known = SourceForm(formdata=None)
    known.tell(source)
    return render_template(
        "sources/edit.html",
        form=form,
        source=source,
        opens=opens,
        known=known if form.stale else None,
    )


def merge(id: int) -> Response | Page:  # noqa: A002
    """Choose the same work entered twice, look at what would move, and merge the two."""
    source, other, form = source_at(id), number("other"), SourceMergeForm()
    if other is None:
        return _choosing(source), 200
    draft = form.draft() if request.method == "POST" else None
    if tried(form, draft, lambda session, seen: merge_sources(session, id, other, seen, me())):
        told = _("The two are one source; the other address leads here.")
        return onward(told, "sources.show", id=id)
    return _previewing(source, other, form)


def _previewing(source: SourceRecord, other: int, form: SourceMergeForm) -> Page:
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

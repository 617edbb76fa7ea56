"""Pages on which a source is revised, opened, or merged with another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from desk import lists, parties
from desk import sources as desk
from desk.merging.sources import SourceMerge, merge_preview, merge_sources
from desk.refusals import MissingError, RefusedError, StaleError
from models.search import ASKED_CHARACTERS
from views.context import me, reading, writing
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
    stored = str(desk.source_of(reading(), source_id).version)
    if request.method != "POST":
        form.tell(source)
        form.version.data = stored
        return _page(form, source, opens=opens), 200
    draft = form.draft()
    if draft is None:
        return _page(form, source, opens=opens), form.refusal_status
    try:
        with writing() as session:
            deed(session, source_id, number_in(form.version.data) or 0, draft, me())
            session.commit()
    except StaleError:
        form.version.data = stored
        return _page(form, source, opens=opens, stale=True), 409
    except RefusedError as refused:
        form.object_to(refused)
        return _page(form, source, opens=opens), 422
    flash(done, "success")
    return redirect(url_for("sources.show", id=source_id), 303)


def _page(form: SourceForm, source: SourceRecord, *, opens: bool, stale: bool = False) -> str:
    known = SourceForm(formdata=None)
    known.tell(source)
    return render_template(
        "sources/edit.html",
        form=form,
        source=source,
        opens=opens,
        known=known if stale else None,
    )


def merge(id: int) -> Response | Page:  # noqa: A002
    """Choose the same work entered twice, look at what would move, and merge the two."""
    source, other, form = source_at(id), number("other"), SourceMergeForm()
    if other is None:
        return _choosing(source), 200
    if request.method == "POST" and (draft := form.draft()):
        try:
            with writing() as session:
                merge_sources(session, id, other, draft, me())
                session.commit()
            flash(_("The two are one source; the other address leads here."), "success")
            return redirect(url_for("sources.show", id=id), 303)
        except (RefusedError, StaleError) as no:
            form.form_errors.append(str(no))
            form.refusal_status = 409 if isinstance(no, StaleError) else 422
    status = form.refusal_status if request.method == "POST" else 200
    return _previewing(source, other, form, status)


def _previewing(source: SourceRecord, other: int, form: SourceMergeForm, status: int) -> Page:
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
    return page, status


def _choosing(source: SourceRecord, fault: str | None = None) -> str:
    q = (request.args.get("q") or source.title)[:ASKED_CHARACTERS]
    rows = lists.sources(reading(), q, None).rows
    found = [line for line in rows if line.id != source.id][:FOUND]
    return render_template("sources/choose.html", source=source, q=q, found=found, fault=fault)

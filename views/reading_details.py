"""What an article says of itself, confirmed by a person before its statements are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import redirect, render_template, request, url_for

from desk import sources
from desk.articles import offered_by
from desk.captures import text_of
from desk.proposals.readings import confirm_details, reading_of
from views.begun import begun
from views.context import me, reading
from views.deeds import tried
from views.forms.works import DetailsForm
from views.numbers import number_in
from views.proposals import article_at

if TYPE_CHECKING:
    from sqlalchemy.orm import Session
    from werkzeug.wrappers import Response

    from desk.source_drafts import SourceDraft
    from models.reading_records import ReadingRecord

    Page = tuple[str, int]


def edit(id: int) -> Response | Page:  # noqa: A002 -- the name in the address
    """Show what is known of an article, and note that a person found it right or mended it."""
    article = article_at(id)
    form, stored = DetailsForm(), _stored(article)
    if request.method != "POST":
        return _page(article, stored, by_head=_offer_day(article, stored)), 200
    known, version = stored.draft(), number_in(form.version.data) or 0
    draft = form.draft() if form.is_dated() else None

    def confirm(session: Session, draft: SourceDraft) -> int:
        if draft != known:
            sources.revise_source(session, article.source.id, version, draft, me())
        return confirm_details(session, id, me()).id

    if tried(form, draft, confirm, number_in(stored.version.data)) is None:
        return _page(article, form), form.refusal_status
    now = reading_of(reading(), id)
    if now.is_redated:
        return begun(now.capture_id)
    return redirect(url_for("reading.show", id=id), 303)


def _stored(article: ReadingRecord) -> DetailsForm:
    form = DetailsForm(formdata=None)
    form.tell(article.source)
    form.version.data = str(sources.source_of(reading(), article.source.id).version)
    form.published_unknown.data = article.confirmed and not article.source.published
    return form


def _offer_day(article: ReadingRecord, form: DetailsForm) -> bool:
    """Fill in the day that the first lines tell, where nobody has looked yet and none is known."""
    if article.confirmed or article.source.published:
        return False
    day = offered_by(text_of(reading(), article.capture_id)).get("published")
    form.published.data = day
    return day is not None


def _page(article: ReadingRecord, form: DetailsForm, *, by_head: bool = False) -> str:
    return render_template("reading/details.html", article=article, form=form, by_head=by_head)

"""Bringing an article: paste it, upload it, or give its address; then say what it is."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from desk import articles, keeping, parties, pending
from desk.keeping import Ahead
from desk.looking_ahead import look_ahead
from desk.refusals import RefusedError, UnconfirmedError
from desk.sources import same_source, source_at_address
from views.begun import begun
from views.context import desk, me, reading, writing
from views.forms.sources import ArticleForm
from views.numbers import number, number_in
from views.same_works import asks_which_work, picked_work

if TYPE_CHECKING:
    from collections.abc import Sequence

    from werkzeug.wrappers import Response

    from desk.articles import Article
    from desk.keeping import Kept
    from desk.source_drafts import SourceDraft
    from models import PendingCapture, Source
    from models.records import SourceRecord
    from views.forms.sources import BringingForm

    Answer = Response | tuple[str, int]

#: So many statements are named one by one.
LISTED = 12
#: What comes after keeping: to have statements proposed; without it one marks them by hand.
THEN, PROPOSE = "then", "propose"


def new() -> Answer:
    """Keep an article: a pasted one at once, a file or page once somebody has said what it is."""
    form = ArticleForm()
    try:
        if request.method != "POST":
            return _asked(form)
        answer = _described(form) if form.article.data else _brought(form)
    except RefusedError as refused:
        take_back(form, refused)
        answer = None
    except UnconfirmedError as odd:
        return _page(form, form.refusal_status, odd.warnings)
    return answer or _page(form, form.refusal_status)


def take_back(form: BringingForm, refused: RefusedError) -> None:
    """Say at its field why an article cannot be had; none waits any longer."""
    form.object_to(refused)
    form.article.data = None
    form.refusal_status = 413 if isinstance(refused, articles.TooLongError) else 422


def brought(form: BringingForm, known: str | None = None) -> Article | None:
    """Return the article that a form brings, or None with the faults at its fields.

    `known` is the address that the form was handed out with. The article is fetched and read
    here, before any lock is taken, unless it was read before and waits. Raises RefusedError.
    """
    if form.article.data:
        return pending.article_of(_waiting(form))
    way = form.way(known)
    if way == "text":
        text = form.pasted()
        return articles.pasted(text) if text else None
    if way == "file":
        with closing(form.upload) as upload:
            return articles.uploaded(upload.read(), _name(upload.filename), upload.mimetype)
    return articles.fetched(str(form.address.data), desk().web) if way else None


def tell(kept: Kept, source_id: int) -> None:
    """Say what keeping a capture has changed, with a way to each of the statements."""
    if not kept.changed:
        return
    told = ngettext(
        "What was found in %(num)d statement changed: look at how its words stand now.",
        "What was found in %(num)d statements changed: look at how their words stand now.",
        len(kept.changed),
    )
    # What is flashed goes through the session: plain values, which the layout makes links of.
    numbers = list(dict.fromkeys(kept.changed))
    source = source_id if len(numbers) > LISTED else None
    flash({"text": told, "statements": numbers[:LISTED], "source": source}, "warning")  # type: ignore[arg-type]


def _name(filename: str | None) -> str:
    """Return the bare name of a file, without the folders that some browsers tell."""
    return (filename or "").replace("\\", "/").rpartition("/")[2][:200]


def _asked(form: ArticleForm) -> Answer:
    """Show an empty form, or that of an article which was read and waits."""
    waiting = number("article")
    if waiting is not None:
        form.article.data = str(waiting)
        form.tell(_waiting(form).details)
    return _page(form, 200)


def _brought(form: ArticleForm) -> Response | None:
    way, article = form.way(), None
    article = brought(form) if way else None
    if article is None:
        return None
    if way == "text" and not _offers(article, form):
        source = form.source()
        return _keep(form, source, article) if source else None
    held_id = hold(article, form.typed())
    return redirect(url_for("sources.new", article=held_id, then=_then()), 303)


def _offers(article: Article, form: ArticleForm) -> bool:
    """Tell whether the first lines of a text seem to say its title or its day, which nobody typed."""
    return bool({"title", "published"} & (article.offered.keys() - form.typed().keys()))


def hold(article: Article, typed: dict[str, Any]) -> int:
    """Let an article wait, with what was typed about it; return its number."""
    with writing() as session:
        held = pending.hold(session, article, typed, me().account_id).id
        session.commit()
    return held


def _described(form: ArticleForm) -> Response | None:
    """Keep the article that waits, now that somebody has said what it is."""
    source = form.source()
    return _keep(form, source, pending.article_of(_waiting(form))) if source else None


def ahead(form: BringingForm, source_id: int | None, article: Article) -> Ahead:
    """Look at an article before the lock is taken; what waits to be kept goes on waiting."""
    return Ahead(look_ahead(reading(), source_id, article), form.confirm.data)


def _keep(form: ArticleForm, source: SourceDraft, article: Article) -> Response | None:
    picked, known = picked_work(), same_source(reading(), source)
    if picked is None and asks_which_work(form, source):
        return None
    if _then() == PROPOSE and not form.is_dated(_day_of(source, picked, known)):
        return None
    seen = ahead(form, picked or (known.id if known else None), article)
    with writing() as session:
        if picked is None:
            kept = keeping.keep(session, source, article, me(), seen)
        else:
            kept = keeping.capture_again(session, picked, article, me(), seen)
        capture_id, source_id = kept.capture.id, kept.capture.source_id
        session.commit()
    tell(kept, source_id)
    if _then() == PROPOSE:
        return begun(capture_id)
    flash(_("The article is kept. Select words in it to log them."), "success")
    return redirect(url_for("statements.new", capture=capture_id), 303)


def _then() -> str | None:
    told = request.form.get(THEN) or request.args.get(THEN)
    return PROPOSE if told == PROPOSE else None


def _day_of(source: SourceDraft, picked: int | None, known: Source | None) -> str | None:
    """Return when the article was published: what is known of its source stays as it is."""
    if picked is not None:
        return parties.sources(reading(), [picked])[picked].published
    return known.published if known else source.published


def _page(form: ArticleForm, status: int, warnings: Sequence[str] = ()) -> tuple[str, int]:
    page = render_template(
        "sources/new.html",
        form=form,
        held=held(form),
        known=_known(form),
        warnings=warnings,
        proposing=_then() == PROPOSE,
    )
    return page, status


def held(form: BringingForm) -> PendingCapture | None:
    """Return the article of a form that waits, None where it has none."""
    return _waiting(form) if number_in(form.article.data) else None


def _waiting(form: BringingForm) -> PendingCapture:
    return pending.waiting(reading(), number_in(form.article.data) or 0, me().account_id)


def _known(form: ArticleForm) -> SourceRecord | None:
    """Return the source that is known by the address in the form."""
    url = form.url.data or ""
    found = source_at_address(reading(), url) if url.isprintable() and url else None
    return parties.sources(reading(), [found.id])[found.id] if found else None

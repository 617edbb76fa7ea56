"""Captures and the proof of quotes, from the terminal."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from desk import articles, keeping
from desk.history import chain
from desk.keeping import Ahead
from desk.looking_ahead import look_ahead
from desk.quote_audit import rechecks
from desk.read_models.checking import differences
from desk.references import id_of
from desk.refusals import RefusedError, UnconfirmedError
from desk.source_drafts import SourceDraft
from desk.sources import same_source
from models import Permission, Source
from models.csl import ITEM_TYPES
from models.indexing import is_whole
from views import console
from views.context import desk, finish_reading, reading, steady, writing
from views.forms.fields import csl_names
from views.frozen_commands import frozen_hold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desk.articles import Article
    from desk.keeping import Kept
    from desk.quote_audit import Recheck

WORDS = {
    "found": "found",
    "found_with_ellipsis": "found with ellipsis or brackets",
    "pieced_together": "pieced together from several quotations",
    "negation": "found, but a negation is left out or put in",
    "differs": "differs from the source",
    "changed_since_capture": "source changed since capture",
    "not_found": "not found in the source",
    "not_checked": "not checked",
}


@click.command()
@click.argument("place", metavar="FILE|URL")
@click.option("--source", metavar="ID|KEY", help="Capture this known source again.")
@click.option("--title", help="Of a new source; by default what the page says of itself.")
@click.option("--outlet", "container_title", help="Newspaper, site or programme.")
@click.option("--author", "authors", multiple=True, metavar="“FAMILY, GIVEN”")
@click.option("--published", metavar="EDTF")
@click.option("--url", help="The web address of a file.")
@click.option("--language", metavar="TAG")
@click.option("--type", "type_", default="article-newspaper", show_default=True)
@click.option("--whole", is_flag=True, help="It is the whole text, however short.")
@console.AS
@console.command
def capture(
    place: str,
    source: str | None,
    email: str | None,
    *,
    whole: bool,
    **told: Any,  # noqa: ANN401 -- options by name
) -> None:
    """Keep a page or a file (HTML, PDF, TXT) with its text; prints the number of the capture."""
    known = id_of(reading(), Source, source) if source else None
    article = _brought(place)
    try:
        capture_id, kept = _keep(known or _draft(article, told), article, email, whole=whole)
    except UnconfirmedError as odd:
        console.refuse(f"{odd} If it is, say --whole. Nothing was stored.")
    click.echo(capture_id)
    for warning in _warnings(article, kept.changed, is_new=kept.is_new):
        console.say(f"gainsay: {warning}", err=True)


@click.command()
@click.option("--chain", "of_chain", is_flag=True, help="Check the history.")
@click.option("--quotes", is_flag=True, help="Repeat every check of a quote.")
@click.option("--models", is_flag=True, help="Compare what is held ready with the record.")
@console.command
def verify(*, of_chain: bool, quotes: bool, models: bool) -> None:
    """Prove that what is kept is whole; without options, everything that can be proved."""
    if not whole(of_chain=of_chain, quotes=quotes, models=models):
        sys.exit(1)


def whole(*, of_chain: bool = False, quotes: bool = False, models: bool = False) -> bool:
    """Say what is proved of history, quotes and read models, of all by default.

    Tells whether all is as it should be.
    """
    every = not (of_chain or quotes or models)
    history = not (of_chain or every) or (_chain() & frozen_hold())
    words = not (quotes or every) or _quotes(asked=quotes)
    ready = not (models or every) or _models(asked=models)
    return history and words and ready


def _keep(
    known: int | SourceDraft, article: Article, email: str | None, *, whole: bool
) -> tuple[int, Kept]:
    """Keep an article of a source, which is known or described; return the capture's number too."""
    found = known if isinstance(known, int) else same_source(reading(), known)
    source_id = found.id if isinstance(found, Source) else found
    ahead = Ahead(look_ahead(reading(), source_id, article), whole)
    with writing() as session:
        by = console.worker(session, email, Permission.CAPTURE)
        if isinstance(known, int):
            kept = keeping.capture_again(session, known, article, by, ahead)
        else:
            kept = keeping.keep(session, known, article, by, ahead)
        capture_id = kept.capture.id
        session.commit()
    return capture_id, kept


def _brought(place: str) -> Article:
    if place.startswith(("http://", "https://")):
        return _or_refuse(articles.fetched, place, desk().web)
    path = Path(place)
    try:
        content = path.read_bytes()
    except OSError as error:
        console.refuse(f"{place} cannot be read: {error.strerror}")
    return _or_refuse(articles.uploaded, content, path.name, "application/octet-stream")


def _or_refuse(read: Any, *given: Any) -> Article:  # noqa: ANN401 -- either way to read
    try:
        article: Article = read(*given)
    except RefusedError as refused:
        console.refuse(refused.reason)
    return article


def _draft(article: Article, told: dict[str, Any]) -> SourceDraft:
    """Return the source as the options say, and else as the work says of itself."""
    type_, authors = told.pop("type_"), told.pop("authors")
    if type_ not in ITEM_TYPES:
        console.refuse(f"“{type_}” is not a CSL item type, such as article-newspaper or webpage")
    said = article.details | {name: value for name, value in told.items() if value}
    names = csl_names(";".join(authors) or said.pop("authors", None))
    said.pop("authors", None)
    if not said.get("title"):
        console.refuse("it does not say its title; give one with --title")
    return console.drafted(SourceDraft, {**said, "type": type_, "authors": names})


def _warnings(article: Article, changed: Sequence[int], *, is_new: bool) -> list[str]:
    said = [] if article.note is None else [article.note]
    said += [] if is_new else ["the source says the same as before"]
    return said + [f"look at statement {one}: how its words stand has changed" for one in changed]


def _chain() -> bool:
    faults = list(chain.faults(reading()))
    for fault in faults:
        console.say(fault, err=True)
    if not faults:
        if blanked := chain.blanked(reading()):
            click.echo(f"Values of {blanked} events were redacted; their digests hold.")
        click.echo(f"The history is whole. Its head: {chain.head_hash(reading())}")
    return not faults


def _quotes(*, asked: bool) -> bool:
    """List what no longer holds, and what does not stand in the source; the first is a fault."""
    count = wrong = skipped = 0
    for done in rechecks(reading()):
        if done.redacted:
            skipped += 1
            continue
        count += 1
        wrong += not done.holds
        if not (done.holds and done.stands):
            click.echo(_line(done), err=not done.holds)
    if skipped:
        told = "1 quote was" if skipped == 1 else f"{skipped} quotes were"
        click.echo(f"{told} skipped: the words, or the captured text, were redacted.")
    if count or asked:
        click.echo(
            f"{count} quotes were compared with their captures; {wrong} stored results differ."
        )
    return wrong == 0


def _models(*, asked: bool) -> bool:
    """Say of what is held ready beside the record where it differs from it."""
    found = {name: rows for name, rows in differences(steady()).items() if rows}
    for name, rows in found.items():
        told = f"What is held ready of {name} differs from the record in {rows} rows"
        console.say(f"{told}; run gainsay rebuild.", err=True)
    # Whoever reads nothing keeps no lock from others, or from itself.
    finish_reading()
    words = is_whole(desk().engine)
    if not words:
        console.say("The index over words is not whole; run gainsay rebuild.", err=True)
    if asked and words and not found:
        click.echo("What is held ready for lists and reports is as the record has it.")
    return words and not found


def _line(done: Recheck) -> str:
    where = f"statement {done.statement_id} (capture {done.capture_id}): {WORDS[done.found]}"
    return where if done.holds else f"{where}, but stored is: {WORDS[done.stored]}"

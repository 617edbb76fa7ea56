"""Reading at the terminal: what an article attributes to whom; nothing is stored."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click
from pydantic import TypeAdapter, ValidationError

from desk import articles
from desk.drafts import EdtfText
from desk.proposals.reading import has_model, read_text
from desk.refusals import RefusedError
from views import console
from views.context import desk
from views.forms.fields import csl_names
from views.proposal_json import proposal_json
from views.proposal_words import proposed_lines
from views.reading_batches import BadLine, Batch

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desk.articles import Article
    from reading.proposing import Proposed

UNDATED = (
    "without a publication date, “Monday” and its like are left without a date; "
    "say when it was published with --published 2017-09-19"
)
NO_MODEL = (
    "the English language model is not installed: fewer paraphrases are found, by patterns alone; "
    "to get it: touch requirements-reading.lock; make run"
)
LIKELY = (
    "The work does not say when it was published; its first lines suggest {}. If that is wrong, say "
    "--published."
)
_DETAILS = ("title", "authors", "container_title", "url", "published", "accessed", "language")


def _edtf(_context: click.Context, _option: click.Parameter, text: str | None) -> str | None:
    if text is None:
        return None
    try:
        return TypeAdapter[str](EdtfText).validate_python(text)
    except ValidationError as error:
        raise click.BadParameter(error.errors()[0]["msg"]) from error


@click.command()
@click.argument("places", metavar="FILE|FOLDER|URL…", nargs=-1)
@click.option("--batch", type=click.File("rb"), metavar="IN.jsonl", help="An article a line.")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--published", metavar="EDTF", callback=_edtf, help="Else what the work says.")
@click.option("--outlet", metavar="NAME", help="Who published it; else what the work says.")
@click.option("--json", "as_json", is_flag=True, help="A line of JSON an article.")
@console.command
def read(
    places: tuple[str, ...],
    *,
    batch: IO[bytes] | None,
    output: Path | None,
    published: str | None,
    outlet: str | None,
    as_json: bool,
) -> None:
    """Propose the statements in articles; nothing is stored.

    --batch reads lines of {"id", "text", "published", "outlet"}; - is standard input.
    """
    if (batch is None) == (not places) or (places and output):
        message = "Name files, folders or addresses, or else --batch IN.jsonl [-o OUT.jsonl]."
        raise click.UsageError(message)
    if batch is not None:
        done = _batch(Batch(batch, published, outlet), output)
    else:
        done = _each(places, published, outlet, as_json=as_json)
    if not done:
        sys.exit(1)


def _batch(batch: Batch, output: Path | None) -> bool:
    """Read the lines, tell of the bad ones, and whether there was none."""
    if output is None:
        bad = _written(batch, sys.stdout.buffer)
    else:
        with console.outgoing(output) as file:
            bad = _written(batch, file)
    _warn(undated=batch.undated)
    return not bad


def _written(batch: Batch, file: IO[bytes]) -> int:
    """Write each line as soon as it is read; return how many were bad."""
    bad = 0
    for told in batch.read():
        if isinstance(told, BadLine):
            bad += 1
            _complain(str(told))
        else:
            file.write(json.dumps(told, ensure_ascii=False).encode() + b"\n")
            file.flush()
    return bad


def _each(
    places: tuple[str, ...], published: str | None, outlet: str | None, *, as_json: bool
) -> bool:
    """Read one work after another; tell whether none was refused."""
    refused = undated = False
    for place in _unfolded(places):
        try:
            article = _brought(place)
        except RefusedError as reason:
            _complain(f"{place}: {reason.reason}")
            refused = True
            continue
        details = _details(article, published, outlet)
        found = read_text(article.text, details.get("published"), details.get("container_title"))
        undated = undated or "published" not in details
        notes = [*_notes(article, published), *found.notes]
        _tell(place, details, found, notes, as_json=as_json)
    _warn(undated=undated)
    return not refused


def _unfolded(places: tuple[str, ...]) -> Iterator[str]:
    """Yield the places, and for a folder the files below it in their order, but for hidden ones."""
    for place in places:
        if not Path(place).is_dir():
            yield place
            continue
        below = (each for each in sorted(Path(place).rglob("*")) if each.is_file())
        yield from (
            str(each)
            for each in below
            if not any(part.startswith(".") for part in each.relative_to(place).parts)
        )


def _brought(place: str) -> Article:
    """Return the article at an address or in a file; raises RefusedError."""
    if place.startswith(("http://", "https://")):
        return articles.fetched(place, desk().web)
    path = Path(place)
    try:
        content = path.read_bytes()
    except OSError as error:
        name = "file"
        raise RefusedError(name, f"it cannot be read: {error.strerror}") from error
    return articles.uploaded(content, path.name, "application/octet-stream")


def _details(article: Article, published: str | None, outlet: str | None) -> dict[str, Any]:
    """Return what the work says of itself, and what was said of it here."""
    said = article.offered | article.details
    said["authors"] = csl_names(said.get("authors"))
    given = {"published": published, "container_title": outlet}
    told = said | {name: value for name, value in given.items() if value}
    return {name: told[name] for name in _DETAILS if told.get(name)}


def _notes(article: Article, published: str | None) -> Iterator[str]:
    """Yield what to look at: what was not sure in the bytes, and a date that is only likely."""
    if article.note:
        yield article.note
    if "published" in article.offered and not published:
        yield LIKELY.format(article.offered["published"])


def _tell(
    place: str, details: dict[str, Any], found: Proposed, notes: list[str], *, as_json: bool
) -> None:
    if as_json:
        told = {
            "source": {"place": place, **details},
            "language": found.language,
            "notes": notes,
            "statements": [proposal_json(one) for one in found.proposals],
        }
        known = {name: value for name, value in told.items() if value is not None}
        click.echo(json.dumps(known, ensure_ascii=False))
        return
    for line in (_heading(place, details), *notes, "", *proposed_lines(found), ""):
        console.say(line)


def _heading(place: str, details: dict[str, Any]) -> str:
    dated = f"published {details['published']}" if "published" in details else None
    named = (details.get("title"), details.get("container_title"), dated)
    return f"{place}: {' · '.join(filter(None, named)) or 'it says nothing of itself'}"


def _warn(*, undated: bool) -> None:
    """Say once what the reading went without."""
    if undated:
        _complain(UNDATED)
    if not has_model():
        _complain(NO_MODEL)


def _complain(words: str) -> None:
    console.say(f"gainsay: {words}", err=True)

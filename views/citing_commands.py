"""Export on the command line: a selection in a format, to a file or the terminal."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from citations.formats import FORMATS, format_named
from citations.formatted.locales import LOCALES, OWN, locale_named
from citations.formatted.styles import style_named, styles_like
from citations.styling import ATTRIBUTION, Part, Styling
from desk import exports, sets
from desk.exports import Selection
from desk.references import id_of
from desk.scopes import ReportScope
from models import (
    Export,
    Link,
    Permission,
    Source,
    Speaker,
    Statement,
    StatementSet,
    Topic,
    this_day,
)
from views import console
from views.context import reading, steady
from views.leaving import leaving
from views.ledger_lines import line_of
from views.outgoing import noted

if TYPE_CHECKING:
    from collections.abc import Generator

    from citations.formats import Format
    from desk.chosen import Chosen
    from views.leaving import Leaving

KINDS: dict[str, type[Link | Speaker | Topic | Source | StatementSet]] = {
    "speaker": Speaker,
    "topic": Topic,
    "source": Source,
    "link": Link,
    "set": StatementSet,
}
HOW = ("style", "locale", "quotes", "part")
LISTED = 50
"""How many styles a search lists."""


@click.command()
@click.option("--format", "name", required=True, metavar="|".join(FORMATS))
@click.option("--style", metavar="STYLE", help="A CSL style by its id; see: gainsay styles.")
@click.option("--locale", metavar="LOCALE", help="In whose words a style is written, as de-DE.")
@click.option(
    "--part",
    type=click.Choice([one.value for one in Part]),
    help="Entries, or footnotes or citations.",
)
@click.option("--quotes/--no-quotes", default=True, help="What was found in a source, under it.")
@click.option("--statement", multiple=True, metavar="ID|KEY")
@click.option("--link", metavar="ID|KEY", help="A pair, with both its statements.")
@click.option("--speaker", metavar="ID|KEY|NAME")
@click.option("--topic", metavar="ID|KEY|NAME")
@click.option("--source", metavar="ID|KEY")
@click.option("--set", metavar="ID|KEY|NAME")
@click.option("--report", "whole_report", is_flag=True, help="All of the contradiction report.")
@click.option("--to", "to_whom", metavar="WHOM", help="For whom; kept in the ledger.")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path))
@console.AS
@console.command
def export(
    name: str,
    output: Path | None,
    to_whom: str | None,
    email: str | None,
    **chosen: Any,  # noqa: ANN401 -- the options that choose and style, by name
) -> None:
    """Export statements: all that are logged, or those chosen."""
    writer, how = format_named(name), {one: chosen.pop(one) for one in HOW}
    selection, styling = _selection(**chosen), _styling(writer, **how)
    by = console.worker(reading(), email, Permission.EXPORT)
    today = this_day()
    choice = exports.choice(steady(), selection, today, whole=writer.lossless)
    if not writer.lossless:
        exports.refuse_withdrawn(reading(), choice.numbers or ())
    held = leaving(selection, choice)
    _tell_unlinked(writer, held, selection)
    _tell_uncited(selection, choice)
    left = Export(format=name, to_whom=to_whom, scope=selection.model_dump(mode="json"))
    left.style = styling.style if writer.write_styled else None
    at_once = writer.streams(styling)
    note = line_of(left, choice, by, in_parts=at_once and not console.is_kept_back(output))
    with (
        console.outgoing(output, at_once=at_once) as file,
        closing(noted(_written(writer, held, styling), note)) as blocks,
    ):
        for block in blocks:
            file.write(block)


def _written(writer: Format, held: Leaving, styling: Styling) -> Generator[bytes]:
    """Write what leaves, then say on the error stream what the format leaves out, a line each."""
    yield from writer.written(held, styling)
    for one in writer.omissions(held, styling):
        told = f"gainsay: {writer.name} leaves out {one.noun} {one.key}: {one.why}"
        console.say(told, err=True)


@click.command()
@click.argument("words", nargs=-1)
@click.option("--locales", "of_locales", is_flag=True, help="List the locales instead.")
@console.command
def styles(words: tuple[str, ...], *, of_locales: bool) -> None:
    """List installed citation styles: those that fit the words, or those mostly asked for."""
    wanted = " ".join(words)
    found = _locales(wanted) if of_locales else styles_like(wanted, LISTED + 1)
    if not found:
        console.refuse(f"no installed {'locale' if of_locales else 'style'} fits “{wanted}”")
    shown = len(found) if of_locales else LISTED
    for one, title in list(found.items())[:shown]:
        click.echo(f"{one}\t{title}")
    if len(found) > shown:
        click.echo(f"gainsay: these are the first {shown}; there are more: add a word", err=True)


def _locales(words: str) -> dict[str, str]:
    wanted = words.casefold().split()
    return {
        code: name
        for code, name in LOCALES.items()
        if all(word in f"{code} {name}".casefold() for word in wanted)
    }


def _styling(
    writer: Format, style: str | None, locale: str | None, *, quotes: bool, part: str | None
) -> Styling:
    """Return the style and locale; an unknown one is refused by name.

    A format that is written in no style is a usage error; so is our own style where what is
    asked for is of CSL styles alone.
    """
    if (style or locale or part or not quotes) and not writer.write_styled:
        styled = ", ".join(one.name for one in FORMATS.values() if one.write_styled)
        message = f"{writer.name} is written in no style; of the formats these are: {styled}"
        raise click.UsageError(message)
    named = style_named(style or ATTRIBUTION).id
    if (part or not quotes) and named == ATTRIBUTION:
        option = "--part" if part else "--no-quotes"
        message = f"{option} is for a CSL style; with {ATTRIBUTION} there is a line a statement"
        raise click.UsageError(message)
    wanted = Part(part or Part.BIBLIOGRAPHY)
    return Styling(named, locale_named(locale or OWN), quotes=quotes, part=wanted)


def _tell_unlinked(writer: Format, held: Leaving, selection: Selection) -> None:
    linked = selection.link or selection.report
    if linked and not writer.tells_links(pair=held.pair is not None):
        told = f"gainsay: {writer.name} lists the statements; their links stand in jsonl"
        click.echo(told, err=True)


def _tell_uncited(selection: Selection, choice: Chosen) -> None:
    """Say on the error stream how much of a set is not cited."""
    cited = choice.numbers or ()
    left = sets.uncited(reading(), selection.set, len(cited)) if selection.set else 0
    if left:
        told = "statement of the set is" if left == 1 else "statements of the set are"
        why = "withdrawn or only proposed, and not cited"
        click.echo(f"gainsay: {left} {told} {why}", err=True)


def _selection(**chosen: Any) -> Selection:  # noqa: ANN401 -- options by name
    session, values = reading(), {}
    for name, kind in KINDS.items():
        if chosen[name]:
            values[name] = id_of(session, kind, chosen[name])
    picked = tuple(id_of(session, Statement, one) for one in chosen["statement"])
    whole = ReportScope() if chosen["whole_report"] else None
    return Selection(statement=picked, report=whole, **values)

"""Export on the command line: a selection in a format, to a file or the terminal."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from citations.formats import FORMATS, format_named
from desk import exports
from desk.exports import Selection
from desk.references import id_of
from desk.scopes import ReportScope
from models import Export, Link, Permission, Source, Speaker, Statement, Topic
from views import console
from views.context import reading, steady, writing
from views.leaving import leaving
from views.spools import written_to


@click.command()
@click.option("--format", "name", required=True, metavar="|".join(FORMATS))
@click.option("--statement", multiple=True, metavar="ID|KEY")
@click.option("--link", metavar="ID|KEY", help="A pair, with both its statements.")
@click.option("--speaker", metavar="ID|KEY|NAME")
@click.option("--topic", metavar="ID|KEY|NAME")
@click.option("--source", metavar="ID|KEY")
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
    **chosen: Any,  # noqa: ANN401 -- the options that choose, by name
) -> None:
    """Export statements: all that are logged, or those chosen."""
    writer = format_named(name)
    selection = _selection(**chosen)
    ids = exports.chosen_ids(steady(), selection, datetime.now(UTC).date())
    if not writer.lossless:
        exports.refuse_withdrawn(reading(), ids)
    held = leaving(selection, ids)
    told = writer.lossless or (held.pair and writer.write_pair)
    if not told and (selection.link or selection.report):
        click.echo(f"gainsay: {name} lists the statements; their links stand in jsonl", err=True)
    if dropped := ", ".join(one.key for one in writer.omissions(held)):
        click.echo(f"gainsay: {name} has no place for {dropped}", err=True)
    with console.outgoing(output) as file:
        sha256 = written_to(file, writer.written(held)).sha256
        with writing() as session:
            left = Export(format=name, to_whom=to_whom, scope=selection.model_dump(mode="json"))
            by = console.worker(session, email, Permission.EXPORT)
            exports.record_export(session, ids, left, sha256, by)
            session.commit()


def _selection(**chosen: Any) -> Selection:  # noqa: ANN401 -- options by name
    session, values = reading(), {}
    for name, kind in (("speaker", Speaker), ("topic", Topic), ("source", Source), ("link", Link)):
        if chosen[name]:
            values[name] = id_of(session, kind, chosen[name])
    picked = tuple(id_of(session, Statement, one) for one in chosen["statement"])
    whole = ReportScope() if chosen["whole_report"] else None
    return Selection(statement=picked, report=whole, **values)

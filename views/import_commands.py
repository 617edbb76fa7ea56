"""Imports from the command line: every format, a list of rows beforehand, progress on a terminal."""

from __future__ import annotations

import json
import sys
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click

from desk.importing.imports import FileName, ImportOptions, import_read, refuse_unread
from desk.importing.rows import in_order, row_of
from desk.readers.faults import ImportRefusedError
from desk.readers.formats import IMPORT_FORMATS, OTHER_NAMES, read_file
from desk.readers.reading import silent
from desk.readers.texts import MOST_BYTES
from models import Permission
from models.terms import Imported, Verdict
from models.tuning import learn_sizes
from views import console
from views.context import desk, reading, trying, writing

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from desk.importing.imports import ImportResult
    from desk.importing.rows import ImportRow
    from desk.readers.faults import Fault
    from desk.readers.reading import FileRead, Progress

SHOWN = 20
#: What says nothing of which kind of file it is.
_NOT_TAKEN = frozenset({Verdict.REFUSED, Verdict.LEFT_OUT})


@click.command("import")
@click.argument("file", type=click.File("rb"))
@click.option(
    "--format", "name", type=click.Choice([*IMPORT_FORMATS, *OTHER_NAMES]), help="Told by the file."
)
@click.option("--dry-run", is_flag=True, help="List what would happen; store nothing.")
@click.option("--json", "as_json", is_flag=True, help="List every row as JSON.")
@click.option("--update", is_flag=True, help="Bring known records up to date.")
@click.option("--partial", is_flag=True, help="Keep the good lines of a file with faults.")
@console.AS
@console.command
def import_(  # noqa: PLR0913 -- the options of the command
    file: BinaryIO,
    *,
    name: str | None,
    dry_run: bool,
    as_json: bool,
    update: bool,
    partial: bool,
    email: str | None,
) -> None:
    """Import statements or sources from FILE; - is standard input."""
    content = file.read(MOST_BYTES + 1)
    called = FileName(content, "" if file is sys.stdin.buffer else Path(file.name).name)
    console.worker(reading(), email, Permission.IMPORT)
    try:
        with _progress("Reading") as progress:
            read = read_file(content, called.name, name, progress)
        if dry_run and not partial:
            refuse_unread(read)
        result = _take(read, called, update=update, partial=partial, dry_run=dry_run, email=email)
    except ImportRefusedError as refused:
        _refuse(refused.faults, as_json=as_json)
    _tell(result, dry_run=dry_run, as_json=as_json)
    if dry_run and result.faults and not partial:
        sys.exit(1)


def _take(
    read: FileRead,
    file: FileName,
    *,
    update: bool,
    partial: bool,
    dry_run: bool,
    email: str | None,
) -> ImportResult:
    """Store what was read; a dry run goes through all of it, whatever is refused, and forgets it."""
    opened = trying() if dry_run else writing()
    with _progress("Trying" if dry_run else "Storing") as progress, opened as session:
        by = console.worker(session, email, Permission.IMPORT)
        options = ImportOptions(update=update, keep_good=partial, trial=dry_run, progress=progress)
        result = import_read(session, read, by, options, file)
        if not dry_run:
            session.commit()
    learn_sizes(desk().engine)
    return result


@contextmanager
def _progress(label: str) -> Iterator[Progress]:
    """Show how far the work is where somebody looks on; elsewhere nothing."""
    if not sys.stderr.isatty():
        yield silent
        return
    with click.progressbar(length=1, label=label, file=sys.stderr) as bar:

        def tell(done: int, total: int) -> None:
            bar.length = max(total, 1)
            bar.update(done - bar.pos)

        yield tell


def _refuse(faults: Sequence[Fault], *, as_json: bool) -> None:
    if as_json:
        _print_json(in_order(map(row_of, faults)))
    _show(faults)
    sys.exit(1)


def _tell(result: ImportResult, *, dry_run: bool, as_json: bool) -> None:
    if as_json:
        _print_json(result.rows)
        return
    if dry_run:
        for row in result.rows:
            console.say(_row(row, result.unit))
    else:
        _show(result.faults)
        _show(_losses(result))
    for dropped in result.dropped:
        console.say(f"gainsay: there is no place for {dropped}", err=True)
    console.say(_summary(result, dry_run=dry_run))


def _row(row: ImportRow, unit: str) -> str:
    place = f"{unit} {row.line}" + (f", column {row.column}" if row.column else "")
    named = f" {row.field}" if row.field else ""
    verdict = str(row.verdict).replace("_", " ")
    told = ": ".join(filter(None, (row.text, row.why)))
    return f"{place}{named}\t{verdict}\t{row.what}\t{told}"


def _print_json(rows: Sequence[ImportRow]) -> None:
    click.echo(json.dumps([asdict(row) for row in rows], ensure_ascii=False, indent=1))


def _losses(result: ImportResult) -> list[str]:
    """Return what is told of sources that were taken: what was left of them, what is kept."""
    told = (row for row in result.rows if row.what is Imported.SOURCE and row.why)
    return [
        f"{result.unit} {row.line}, “{row.text}”: {row.why}"
        for row in told
        if row.verdict not in _NOT_TAKEN
    ]


def _show(faults: Sequence[object]) -> None:
    for fault in faults[:SHOWN]:
        console.say(f"gainsay: {fault}", err=True)
    if len(faults) > SHOWN:
        console.say(f"gainsay: … and {len(faults) - SHOWN} more", err=True)


def _summary(result: ImportResult, *, dry_run: bool) -> str:
    done = "Would import" if dry_run else "Imported"
    statements, sources = (result.counts.get(kind, {}) for kind in ("statement", "source"))
    refused = len({fault.line for fault in result.faults})
    told = (
        f"{done} {len(result.made)} statements and {len(result.links)} links; "
        f"{len(result.matched)} known already, {len(result.updated)} updated, {refused} refused."
    )
    if not sources:
        return told
    made, matched, updated = (
        sources.get(verdict, 0) for verdict in (Verdict.MADE, Verdict.MATCHED, Verdict.UPDATED)
    )
    works = f"{made} sources; {matched} known already, {updated} updated"
    if statements.keys() - _NOT_TAKEN:
        return f"{told} {done} {works}." if result.of_works else told
    return f"{done} {works}, {refused} refused."

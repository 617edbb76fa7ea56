"""Imports from the command line: every format, a list of rows beforehand, progress on a terminal."""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
import time
from contextlib import closing, contextmanager
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click
from flask import current_app

from desk.importing.files import ByLineError, import_opened, open_file
from desk.importing.imports import ImportOptions, refuse_unread
from desk.importing.rows import in_order, row_of
from desk.readers.faults import ImportRefusedError
from desk.readers.formats import IMPORT_FORMATS, OTHER_NAMES
from desk.readers.reading import silent
from models import Permission
from models.terms import Imported, Verdict
from models.tuning import learn_sizes
from views import console
from views.context import desk, reading, writing
from views.trials import trying_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from desk.importing.files import OpenedFile
    from desk.importing.imports import ImportResult
    from desk.importing.rows import ImportRow
    from desk.readers.faults import Fault
    from desk.readers.reading import Progress

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
    """Import statements, sources or reviews of statements from FILE; - is standard input."""
    console.worker(reading(), email, Permission.IMPORT)
    called = "" if file is sys.stdin.buffer else Path(file.name).name
    options = ImportOptions(update=update, keep_good=partial, trial=dry_run)
    try:
        with _seekable(file) as stream, closing(_opened(stream, called, name, options)) as opened:
            result = _take(opened, options, email)
            _tell(result, dry_run=dry_run, as_json=as_json)
    except ImportRefusedError as refused:
        _refuse(refused.faults, as_json=as_json)
    if dry_run and result.faults and not partial:
        sys.exit(1)


@contextmanager
def _seekable(file: BinaryIO) -> Iterator[BinaryIO]:
    """Give the file, which is read more than once; what comes through a pipe is put down first."""
    if file.seekable():
        yield file
        return
    with tempfile.TemporaryFile(dir=current_app.instance_path) as kept:
        shutil.copyfileobj(file, kept)
        yield kept


def _opened(file: BinaryIO, called: str, name: str | None, options: ImportOptions) -> OpenedFile:
    folder = Path(current_app.instance_path)
    with _progress("Reading", "bytes") as progress:
        told = replace(options, progress=progress)
        return open_file(file, called, name, options=told, folder=folder)


def _take(opened: OpenedFile, options: ImportOptions, email: str | None) -> ImportResult:
    """Store what was read; a dry run goes through all of it, whatever is refused, and forgets it."""
    try:
        return _store(opened, options, email)
    except ByLineError:
        with _progress("Reading", "lines") as progress:
            opened.read_by_line(progress)
        return _store(opened, options, email)


def _store(opened: OpenedFile, options: ImportOptions, email: str | None) -> ImportResult:
    if options.trial and not options.keep_good:
        refuse_unread(opened.faults)
    label = "Trying" if options.trial else "Storing"
    session_of = trying_lines(len(opened)) if options.trial else writing()
    with _progress(label, "steps") as progress, session_of as session:
        by = console.worker(session, email, Permission.IMPORT)
        result = import_opened(session, opened, by, replace(options, progress=progress))
        if not options.trial:
            session.commit()
    learn_sizes(desk().engine)
    return result


@contextmanager
def _progress(label: str, unit: str) -> Iterator[Progress]:
    """Show how far the work is, how fast, and for how long yet, where somebody looks on."""
    if not sys.stderr.isatty():
        yield silent
        return
    began = time.monotonic()
    with click.progressbar(
        length=1, label=label, file=sys.stderr, show_pos=True, item_show_func=_shown
    ) as bar:

        def tell(done: int, total: int) -> None:
            bar.length = max(total, 1)
            passed = max(time.monotonic() - began, 0.001)
            bar.update(done - bar.pos, f"{done / passed:,.0f} {unit}/s")

        yield tell


def _shown(rate: str | None) -> str | None:
    return rate


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

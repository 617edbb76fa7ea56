"""Frozen reports at the terminal."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from desk import exports, saved_reports
from desk.freezing import freezing as desk
from desk.freezing import proofs
from desk.refusals import MissingError, UnconfirmedError
from models import Export, Permission
from views import console
from views.context import reading, writing
from views.frozen_reports import FORMAT
from views.numbers import number_in

if TYPE_CHECKING:
    from desk.saved_reports import SavedReportRecord

REPORT = click.argument("reference", metavar="ID|KEY")


@click.command("freeze")
@REPORT
@click.option("--yes", is_flag=True, help="Also where nobody was asked for comment.")
@console.AS
@console.command
def freeze(reference: str, *, yes: bool, email: str | None) -> None:
    """Freeze a saved report as it is now."""
    saved = _saved(reference)
    with writing() as session:
        by = console.worker(session, email, Permission.SHARE)
        try:
            frozen = desk.freeze_report(session, saved.id, by, confirmed=yes)
        except UnconfirmedError as odd:
            for warning in odd.warnings:
                console.say(warning, err=True)
            console.refuse("nobody was asked for comment; to freeze it all the same: --yes")
        told = f"{frozen.sha256}  frozen version {frozen.number} of report {saved.id}"
        session.commit()
    click.echo(told)


@click.command("frozen")
@REPORT
@click.argument("number", type=click.IntRange(1))
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path))
@console.AS
@console.command
def frozen(reference: str, number: int, output: Path | None, email: str | None) -> None:
    """Write a frozen version out: exactly the bytes whose SHA-256 it prints."""
    saved = _saved(reference)
    line = desk.frozen_line(reading(), saved.id, number)
    content = desk.content_of(reading(), line.id)
    ids = desk.statements_in(reading(), line.id)
    if output is not None:
        console.write_file(output, content)
    with writing() as session:
        left = Export(format=FORMAT, scope={"report": saved.id, "frozen": number})
        by = console.worker(session, email, Permission.EXPORT)
        exports.record_export(session, ids, left, exports.digest_of(content), by)
        session.commit()
    if output is None:
        click.echo(content, nl=False)


def frozen_hold() -> bool:
    """Say whether frozen reports are as they were frozen; nothing where there is none."""
    faults = list(proofs.faults(reading()))
    for fault in faults:
        console.say(fault, err=True)
    count = proofs.count(reading())
    if count and not faults:
        click.echo(f"Frozen versions of reports that fit their SHA-256: {count}, all of them.")
    return not faults


def _saved(reference: str) -> SavedReportRecord:
    number = number_in(reference)
    if number is None and reference.isdecimal():
        noun = "saved report"
        raise MissingError(noun, reference)
    found = number or saved_reports.id_with_key(reading(), reference)
    return saved_reports.saved_report(reading(), found)

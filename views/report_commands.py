"""A whole report as a file, on the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from citations.programs import NotWrittenError
from models import Permission
from views import console
from views.context import reading, writing
from views.desk_address import desk_address
from views.documents.formats import document_format
from views.report_files import absent, edition_of, record_file

if TYPE_CHECKING:
    from pathlib import Path

    from desk.scopes import ReportScope
    from views.documents.edition import Edition
    from views.documents.formats import DocumentFormat


def write_report(
    scope: ReportScope, name: str, output: Path | None, to_whom: str | None, email: str | None
) -> None:
    """Write a report in a format to a file or to standard output, and note it in the ledger."""
    chosen = document_format(name)
    if not chosen.available:
        console.refuse(absent(chosen))
    edition = edition_of(reading(), scope, chosen, desk_address())
    content = _written(chosen, edition)
    if output is not None:
        console.write_file(output, content)
    with writing() as session:
        by = console.worker(session, email, Permission.EXPORT)
        record_file(session, edition, chosen, content, by, to_whom)
        session.commit()
    if output is None:
        click.echo(content, nl=False)


def _written(chosen: DocumentFormat, edition: Edition) -> bytes:
    try:
        return chosen.write(edition)
    except NotWrittenError as error:
        console.refuse(str(error))

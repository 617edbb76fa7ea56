"""The export ledger on the command line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from desk import ledger
from desk.ledger import LedgerScope
from desk.references import id_of
from models import Source, Statement
from views import console
from views.context import reading

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desk.ledger import ExportLine


@click.command("exports")
@click.option("--statement", metavar="ID|KEY", help="Those that held this statement.")
@click.option("--source", metavar="ID|KEY", help="Those that held a statement of this source.")
@click.option("--since", metavar="EDTF")
@click.option("--changed", is_flag=True, help="Those to follow up: something changed since.")
@click.option("--json", "as_json", is_flag=True)
@console.command
def exports(
    *,
    statement: str | None,
    source: str | None,
    since: str | None,
    changed: bool,
    as_json: bool,
) -> None:
    """List what left the desk, when and to whom, the last first."""
    named = {
        "statement_id": id_of(reading(), Statement, statement) if statement else None,
        "source_id": id_of(reading(), Source, source) if source else None,
    }
    for line in _all({**named, "since": since, "changed": changed}):
        if as_json:
            click.echo(json.dumps(_json(line), ensure_ascii=False))
        else:
            console.say(_words(line))


def _all(values: dict[str, Any]) -> Iterator[ExportLine]:
    before: int | None = None
    while True:
        scope = console.drafted(LedgerScope, {**values, "before": before})
        page = ledger.exports(reading(), scope)
        yield from page.rows
        if page.next is None:
            return
        before = page.next


def _words(line: ExportLine) -> str:
    changed = f"\t{line.changed} changed since" if line.changed else ""
    told = [line.id, f"{line.at:%Y-%m-%d %H:%M}", line.format, line.statements, line.by]
    return "\t".join(map(str, [*told, line.to_whom or "–"])) + changed


def _json(line: ExportLine) -> dict[str, Any]:
    return {
        "id": line.id,
        "at": line.at.isoformat(),
        "by": line.by,
        "face": line.face,
        "format": line.format,
        "style": line.style,
        "scope": line.scope,
        "to_whom": line.to_whom,
        "sha256": line.sha256,
        "statements": line.statements,
        "changed": [{"statement": one.statement_id, "what": one.what} for one in line.changes],
    }

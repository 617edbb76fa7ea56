"""Balance and coverage at the terminal."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from desk import coverage as desk
from desk.coverage import By
from desk.coverage_scopes import CoverageScope
from desk.references import id_of
from models import StatementSet, Topic
from views import console
from views.context import reading

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desk.coverage import Coverage, Tally

SCOPED: dict[str, type[Topic | StatementSet]] = {"topic": Topic, "set": StatementSet}
NO_NAME = {By.ORGANISATION: "(no organisation known)", By.TOPIC: "(no topic)"}


@click.command("coverage")
@click.option("--topic", metavar="ID|KEY|NAME")
@click.option("--set", metavar="ID|KEY|NAME", help="Of the statements in this set alone.")
@click.option("--since", metavar="EDTF")
@click.option("--until", metavar="EDTF")
@click.option("--json", "as_json", is_flag=True)
@console.command
def coverage(*, as_json: bool, **chosen: Any) -> None:  # noqa: ANN401 -- options by name
    """Print what the desk has by speaker, organisation and topic, and out of how much."""
    for name, kind in SCOPED.items():
        reference = chosen.pop(name)
        chosen[f"{name}_id"] = id_of(reading(), kind, reference) if reference else None
    found = desk.coverage(reading(), console.drafted(CoverageScope, chosen), size=None)
    if as_json:
        click.echo(json.dumps(coverage_json(found), ensure_ascii=False, indent=2))
    else:
        for line in coverage_lines(found):
            console.say(line)


def coverage_json(found: Coverage) -> dict[str, Any]:
    """Return coverage as JSON; each line with the numbers its shares are out of."""
    return {
        "scope": found.scope.model_dump(mode="json", exclude_none=True),
        "total": _tally_json(found.total),
        **{f"by_{table.by}": [_line_json(line) for line in table.lines] for table in found.tables},
    }


def coverage_lines(found: Coverage) -> Iterator[str]:
    """Yield coverage as text for a terminal; no number stands without what it is out of."""
    whole = found.total.statements
    yield f"All: {_told(found.total, whole)}"
    for table in found.tables:
        yield ""
        yield f"By {table.by}:"
        for line in table.lines:
            yield f"  {line.name or NO_NAME[table.by]}: {_told(line.tally, whole)}"


def _line_json(line: desk.Line) -> dict[str, Any]:
    known = {"id": line.id} if line.id else {}
    return known | {"name": line.name or None} | _tally_json(line.tally)


def _tally_json(tally: Tally) -> dict[str, int]:
    return asdict(tally) | {"links": tally.links, "decided": tally.decided}


def _told(tally: Tally, whole: int) -> str:
    statements, links = tally.statements, tally.links
    return (
        f"{statements} of {whole} statements; {tally.unsourced} of {statements} unsourced, "
        f"{tally.single_origin} of {statements} single-origin, "
        f"{tally.disputed} of {statements} disputed; "
        f"asked for comment on {tally.asked} of {tally.disputed} disputed; "
        f"{tally.decided} of {links} links decided ({tally.confirmed} of {links} confirmed, "
        f"{tally.rejected} of {links} rejected, {tally.withdrawn} of {links} withdrawn)"
    )

"""The command line: each command is a view for the terminal."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from desk import cases, contradictions, examining, replies
from desk.asof.knowing import scoped
from desk.references import id_of
from desk.scopes import ReportScope
from models import Permission, Source, Speaker, StatementSet, Topic, this_day
from models.terms import PairKind
from views import console, migrating, serving
from views.account_commands import account
from views.capture_commands import capture, verify
from views.citing_commands import export, styles
from views.context import reading, writing
from views.coverage_commands import coverage
from views.documents.formats import DOCUMENTS
from views.export_commands import exports as exports_
from views.frozen_commands import freeze, frozen
from views.import_commands import import_
from views.moving_commands import backup, move, restore
from views.party_commands import speaker, topic
from views.reading_commands import read
from views.redaction_commands import redact_, scrub
from views.report_commands import write_report
from views.report_words import examining_json, report_json, report_lines
from views.search_commands import rebuild, rebuild_within, search
from views.set_commands import set_
from views.settings_commands import settings
from views.token_commands import token

if TYPE_CHECKING:
    from datetime import datetime

    from flask import Flask

    from desk.contradictions import ContradictionReport

SCOPED: dict[str, type[Speaker | Topic | Source | StatementSet]] = {
    "speaker": Speaker,
    "topic": Topic,
    "source": Source,
    "set": StatementSet,
}
EXAMINED = 100
"""How much of what wants a look the report tells."""


def register(app: Flask) -> None:
    """Add our commands to the application's."""
    for command in (
        upgrade,
        demo,
        run,
        work,
        import_,
        export,
        styles,
        report,
        account,
        exports_,
        redact_,
        scrub,
        capture,
        verify,
        read,
        settings,
        search,
        rebuild,
        speaker,
        topic,
        set_,
        token,
        backup,
        restore,
        move,
    ):
        app.cli.add_command(command)


@click.command()
@console.command
def upgrade() -> None:
    """Create or migrate the database."""
    # What is read from the record may be made otherwise by this release. It is made anew in the same
    # transaction: else a desk whose upgrade was cut short there would find nothing for good.
    migrating.upgrade(then=rebuild_within if migrating.is_behind() else None)
    click.echo("The database is up to date.")


@click.command()
@console.AS
@console.command
def demo(email: str | None) -> None:
    """Load the At Tanf case."""
    with writing() as session:
        result = cases.load_at_tanf(
            session, console.worker(session, email, Permission.KEEP_DECISIONS)
        )
        session.commit()
    if result is None:
        click.echo("The At Tanf case is loaded already; nothing changed.")
    else:
        click.echo(f"Loaded {len(result.made)} statements and {len(result.links)} links.")


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=5000, show_default=True, type=click.IntRange(1, 65535))
@console.command
def run(host: str, port: int) -> None:
    """Serve the desk with the embedded server."""
    if not migrating.is_current():
        console.refuse(console.NOT_MADE)
    serving.serve(console.application(), host, port)


@click.command()
@console.command
def work() -> None:
    """Do the long work of a desk that another process serves; ends with Ctrl+C."""
    if not migrating.is_current():
        console.refuse(console.NOT_MADE)
    serving.work()


@click.group()
def report() -> None:
    """Read reports."""


@report.command("contradictions")
@click.option("--speaker", metavar="ID|KEY|NAME")
@click.option("--topic", metavar="ID|KEY|NAME")
@click.option("--source", metavar="ID|KEY")
@click.option("--set", metavar="ID|KEY|NAME", help="A side is in this set of statements.")
@click.option("--since", metavar="EDTF")
@click.option("--until", metavar="EDTF")
@click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    help="What the desk knew at the end of this day.",
)
@click.option(
    "--kind", type=click.Choice([kind.value for kind in PairKind]), help="Who stands against whom."
)
@click.option("--json", "as_json", is_flag=True)
@click.option("--format", "name", type=click.Choice([*DOCUMENTS]), help="As a file, whole.")
@click.option("--to", "to_whom", metavar="WHOM", help="For whom; kept in the ledger.")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path))
@console.AS
@console.command
def report_contradictions(
    *,
    as_json: bool,
    name: str | None,
    to_whom: str | None,
    output: Path | None,
    email: str | None,
    as_of: datetime | None,
    **chosen: str | None,
) -> None:
    """Print confirmed contradictions between logged statements, or write them to a file."""
    scope = _scope(as_of=as_of.date() if as_of else None, **chosen)
    if name:
        write_report(scope, name, output, to_whom, email)
        return
    found = contradictions.report(reading(), scope, this_day(), size=None, whole=as_json)
    if as_json:
        click.echo(json.dumps(_told(found), ensure_ascii=False, indent=2))
    else:
        for line in report_lines(found):
            console.say(line)


report.add_command(coverage)
report.add_command(freeze)
report.add_command(frozen)


def _told(found: ContradictionReport) -> dict[str, Any]:
    """Return a report as JSON, with who was asked about its links and with what wants a look."""
    seen = found.scope, contradictions.CONFLICTS, this_day()
    with scoped(reading(), *seen) as (known, now, _past):
        asked = replies.of_links(known, [pair.id for pair in found.pairs])
        paths = examining.to_examine(known, now, size=EXAMINED, thorough=True)
        triangles = examining.unbalanced(known, now, size=EXAMINED, thorough=True)
    return report_json(found, asked) | examining_json(paths, triangles)


def _scope(**chosen: Any) -> ReportScope:  # noqa: ANN401 -- options by name
    for name, kind in SCOPED.items():
        reference = chosen.pop(name)
        chosen[f"{name}_id"] = id_of(reading(), kind, reference) if reference else None
    return console.drafted(ReportScope, chosen)

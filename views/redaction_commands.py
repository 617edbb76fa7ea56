"""Redaction on the command line."""

from __future__ import annotations

import click

from desk.redacting import tombstones as redaction_records
from desk.redacting.redactable import MODELS, PARTS
from desk.redacting.redactions import CONFIRMATION, RedactionDraft, redact
from desk.references import id_of
from models import Link, Permission, Source, Speaker, Statement
from models.scrubbing import scrub as scrub_
from views import console
from views.context import desk, finish_reading, reading, writing
from views.redaction_words import places_words

KEYED = (Statement, Speaker, Source, Link)


@click.command("redact")
@click.argument("subject", type=click.Choice(list(MODELS)))
@click.argument("reference", metavar="ID|KEY")
@click.option("--field", "parts", multiple=True, required=True, help="What is to go; repeatable.")
@click.option("--reason", required=True, help="Stays in the record for everybody to read.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@console.AS
@console.command
def redact_(
    subject: str,
    reference: str,
    parts: tuple[str, ...],
    reason: str,
    *,
    yes: bool,
    email: str | None,
) -> None:
    """Blank fields of a record for good, in the record and in its history."""
    number = _number(subject, reference)
    told = parts if parts != ("all",) else tuple(PARTS[subject])
    what = f"{', '.join(told)} of {subject} {number}"
    if not yes and click.prompt(f"This cannot be undone. Type “redact” for {what}") != CONFIRMATION:
        console.refuse("Nothing was redacted.")
    values = {"parts": told, "reason": reason, "confirmation": CONFIRMATION}
    draft = console.drafted(RedactionDraft, values)
    with writing() as session:
        by = console.worker(session, email, Permission.REDACT)
        done = redact(session, subject, number, draft, by)
        session.commit()
    click.echo(f"Redacted {what}; blanked in the history: {done.events}.")
    if places := redaction_records.still_standing(reading(), done.values):
        click.echo(f"The same words still stand in: {places_words(places)}.")
    _scrub()


@click.command("scrub")
@console.command
def scrub() -> None:
    """Write the SQLite file anew, so that nothing redacted is left in its freed pages."""
    _scrub()


def _scrub() -> None:
    finish_reading()
    engine = desk().engine
    if engine.dialect.name != "sqlite":
        click.echo("On PostgreSQL run VACUUM FULL; its dead rows are not reached from here.")
    elif scrub_(engine):
        click.echo("The file is written anew; nothing redacted is left in it.")
    else:
        console.refuse("Somebody is reading; run “gainsay scrub” again once the desk is idle.")


def _number(subject: str, reference: str) -> int:
    kind = MODELS[subject]
    if kind in KEYED:
        return id_of(reading(), kind, reference)
    if not (reference.isascii() and reference.isdecimal() and len(reference) <= 9):  # noqa: PLR2004
        console.refuse(f"{subject}: give the number of the record.")
    return int(reference)

"""Sets of statements at the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from desk import sets as desk
from desk.references import id_of
from desk.sets import ChosenDraft, SetDraft
from models import Permission, Statement, StatementSet
from views import console
from views.context import reading, writing

if TYPE_CHECKING:
    from collections.abc import Callable

SET = click.argument("reference", metavar="SET:ID|KEY|NAME")
STATEMENTS = click.argument("statements", metavar="STATEMENT:ID|KEY…", nargs=-1, required=True)


@click.group("set")
def set_() -> None:
    """Keep statements together in named sets."""


@set_.command("list")
@console.command
def list_sets() -> None:
    """Print the sets: number, statements, name."""
    before = None
    while True:
        page = desk.sets(reading(), before)
        for one in page.rows:
            console.say(f"{one.id}\t{one.statements}\t{one.name}")
        before = page.next
        if before is None:
            return


@set_.command("make")
@click.argument("name")
@click.argument("statements", metavar="STATEMENT:ID|KEY…", nargs=-1)
@console.AS
@console.command
def make(name: str, statements: tuple[str, ...], email: str | None) -> None:
    """Make a set of the statements named."""
    draft = console.drafted(SetDraft, {"name": name, "statements": _ids(statements)})
    with writing() as session:
        made = desk.make_set(session, draft, console.worker(session, email, Permission.REVISE))
        number = made.id
        session.commit()
    console.say(f"Set {number} is made.")


@set_.command("add")
@SET
@STATEMENTS
@console.AS
@console.command
def add(reference: str, statements: tuple[str, ...], email: str | None) -> None:
    """Put statements into a set."""
    added = _changed(desk.add_statements, reference, statements, email)
    console.say(f"{added} added.")


@set_.command("remove")
@SET
@STATEMENTS
@console.AS
@console.command
def remove(reference: str, statements: tuple[str, ...], email: str | None) -> None:
    """Take statements out of a set."""
    gone = _changed(desk.remove_statements, reference, statements, email)
    console.say(f"{gone} taken out.")


@set_.command("delete")
@SET
@console.AS
@console.command
def delete(reference: str, email: str | None) -> None:
    """Delete a set that no saved report is about; its statements stay."""
    kept = desk.set_line(reading(), id_of(reading(), StatementSet, reference))
    with writing() as session:
        by = console.worker(session, email, Permission.REVISE)
        desk.delete_set(session, kept.id, kept.version, by)
        session.commit()
    console.say(f"The set “{kept.name}” is deleted.")


def _changed(
    deed: Callable[..., int], reference: str, statements: tuple[str, ...], email: str | None
) -> int:
    draft = console.drafted(ChosenDraft, {"statements": _ids(statements)})
    set_id = id_of(reading(), StatementSet, reference)
    with writing() as session:
        by = console.worker(session, email, Permission.REVISE)
        count = deed(session, set_id, draft, by)
        session.commit()
    return count


def _ids(references: tuple[str, ...]) -> tuple[int, ...]:
    return tuple(id_of(reading(), Statement, one) for one in references)

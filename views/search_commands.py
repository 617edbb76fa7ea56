"""Searching, and building the search index anew, for the terminal."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from citations.jsonl import statement_json
from desk import records, statement_pages
from desk.excerpts import excerpts
from desk.history.audit import RecordedSession
from desk.read_models import rebuilding
from desk.references import id_of
from desk.statement_scopes import ALL, Linked, Order, StatementScope
from models import Permission, Source, Speaker, Topic
from models.hits import hits, spans
from models.terms import Form, QuoteCheck, StatementStatus
from views import console
from views.context import reading, writing
from views.words import shortened, shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from enum import StrEnum

    from sqlalchemy import Connection
    from sqlalchemy.orm import Session

    from models.asked import Asked
    from models.records import StatementRecord


def _one_of(kind: Iterable[StrEnum], *more: str) -> click.Choice[str]:
    return click.Choice([*(str(one.value) for one in kind), *more])


@click.command()
@click.argument("words", nargs=-1)
@click.option("--speaker", metavar="ID|KEY|NAME")
@click.option("--topic", metavar="ID|KEY|NAME")
@click.option("--source", metavar="ID|KEY")
@click.option("--since", metavar="EDTF")
@click.option("--until", metavar="EDTF")
@click.option("--form", type=_one_of(Form))
@click.option("--status", type=_one_of(StatementStatus, ALL))
@click.option("--relation", type=_one_of(Linked))
@click.option("--has-capture/--no-capture", "captured", default=None)
@click.option("--unsourced/--sourced", "unsourced", default=None)
@click.option("--check", type=_one_of(QuoteCheck))
@click.option("--language", metavar="TAG")
@click.option("--order", type=_one_of(Order))
@click.option("--json", "as_json", is_flag=True, help="Whole statements, one a line.")
@console.command
def search(words: tuple[str, ...], *, as_json: bool, **chosen: Any) -> None:  # noqa: ANN401
    """Find statements by WORDS and filters.

    Each word has to be there, the last one at least as a beginning if it has three letters. A
    phrase stands in quotation marks; a minus sign before a word (after --) leaves statements with
    it out.
    """
    scope = _scope(" ".join(words), chosen)
    if scope.wordless:
        console.refuse("there is no word in this to look for; write letters or digits")
    for lines in _pages(scope, as_json=as_json):
        for line in lines:
            click.echo(line)


@click.command()
@console.AS
@console.command
def rebuild(email: str | None) -> None:
    """Build the search index anew from the record."""
    with writing() as session:
        indexed = _rebuilt(session, email)
        session.commit()
    click.echo(f"Indexed {indexed} statements.")


def rebuild_within(connection: Connection) -> None:
    """Build the search index anew in the transaction of a connection, which its owner commits."""
    with RecordedSession(connection) as session:
        _rebuilt(session)
        session.commit()


def _rebuilt(session: Session, email: str | None = None) -> int:
    by = console.worker(session, email, Permission.ADMINISTER)
    return rebuilding.rebuild_index(session, by)


def _scope(words: str, chosen: dict[str, Any]) -> StatementScope:
    for name, kind in (("speaker", Speaker), ("topic", Topic), ("source", Source)):
        reference = chosen.pop(name)
        chosen[f"{name}_id"] = id_of(reading(), kind, reference) if reference else None
    values = {name: value for name, value in chosen.items() if value is not None}
    return console.drafted(StatementScope, {"q": words or None, **values})


def _pages(scope: StatementScope, *, as_json: bool) -> Iterator[Iterator[str]]:
    before: int | None = None
    while True:
        page = statement_pages.page(reading(), scope.model_copy(update={"before": before}))
        whole = tuple(records.whole(reading(), page.rows))
        yield map(_json, whole) if as_json else _lines(whole, scope.asked)
        if page.next is None:
            return
        before = page.next


def _json(statement: StatementRecord) -> str:
    told = {"id": statement.id, **statement_json(statement)}
    return json.dumps(told, ensure_ascii=False)


def _lines(found: tuple[StatementRecord, ...], asked: Asked) -> Iterator[str]:
    around = excerpts(
        reading(), found, asked, lambda one: [shortened(shown(one)), one.speaker.name]
    )
    for one in found:
        said = f" ({one.said})" if one.said else ""
        yield f"{one.id}\t{one.speaker.name}{said}: {_marked(shortened(shown(one)), asked)}"
        for excerpt in around.get(one.id, ()):
            yield f"\t{excerpt.place.replace('_', ' ')}: {_marked(excerpt.text, asked)}"


def _marked(text: str, asked: Asked) -> str:
    """Return a text on one line, with its hits in bold where the terminal shows it."""
    # What others wrote is not to steer the terminal.
    text = "".join(letter for letter in text if letter.isprintable() or letter.isspace())
    told, at = "", 0
    for start, end in spans(hits(text, asked)):
        told += text[at:start] + click.style(text[start:end], bold=True)
        at = end
    return " ".join((told + text[at:]).split())

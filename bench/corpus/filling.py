"""Fills the tables of a migrated, empty desk; what is read from them is left to be built."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bench.corpus import accounts, events, links, parties, statements
from bench.corpus.shape import Shape, words_of
from bench.corpus.writing import Writer, in_turns

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_NUMBERED = words_of(
    "account topic source speaker speaker_name office statement appearance relay link"
)


def fill(session: Session, count: int) -> None:
    """Write a desk of so many statements, in the transaction of a session."""
    connection = session.connection()
    fill_through(Writer(connection.connection.cursor(), connection.dialect.name), Shape(count))


def fill_through(writer: Writer, shape: Shape) -> None:
    """Write a desk of this shape."""
    writer.write("account", accounts.ACCOUNT, accounts.accounts())
    writer.write("topic", parties.TOPIC, parties.topics(shape))
    writer.write("source", parties.SOURCE, parties.sources(shape))
    writer.write("speaker", parties.SPEAKER, parties.speakers(shape))
    writer.write("speaker_name", parties.SPEAKER_NAME, parties.names(shape))
    writer.write("office", parties.OFFICE, parties.offices(shape))
    said = _utterances(writer, shape)
    writer.write("link", links.LINK, links.links(said))
    _history(writer, shape)
    for table in _NUMBERED:
        writer.begin_counting_after(table)


def _utterances(writer: Writer, shape: Shape) -> statements.Utterances:
    said = statements.Utterances(shape)
    for some in in_turns(said.rows()):
        writer.write("statement", statements.STATEMENT, (each[0] for each in some))
        for place, table, columns in (
            (1, "appearance", statements.APPEARANCE),
            (2, "relay", statements.RELAY),
            (3, "statement_topic", statements.STATEMENT_TOPIC),
        ):
            writer.write(table, columns, (row for each in some for row in each[place]))
    return said


def _history(writer: Writer, shape: Shape) -> None:
    told = list(events.events(shape))
    writer.write("event", events.EVENT, told)
    last = dict(zip(events.EVENT, told[-1], strict=True))
    # Digits and a hash in hexadecimal.
    writer.tell(f"UPDATE event_head SET seq = {last['seq']}, hash = '{last['hash']}'")  # noqa: S608

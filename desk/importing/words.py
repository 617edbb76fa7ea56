"""Writes what a line of an import says of a statement, new or known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from desk.checks import check_quote
from desk.locating import move
from desk.refusals import RefusedError
from desk.statements import write_words
from models import (
    Appearance,
    NoticeAppearance,
    Relay,
    ReplyRequest,
    Review,
    Statement,
    Translation,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy.orm import Session

    from desk.importing.parties import Parties
    from desk.source_drafts import AppearanceLine
    from desk.statement_drafts import ReplyLine, StatementLine
    from models import Source

LOCATOR = ("exact", "prefix", "suffix", "start", "end", "page", "time")
REPLY = ("whom", "asked", "route", "deadline", "not_sought_because")
REVIEW = ("word", "value", "best", "worst", "summary", "url", "date", "organisation")
TRANSLATION = ("language", "text", "by", "date", "kind")


def write_statement(
    session: Session, parties: Parties, statement: Statement, draft: StatementLine
) -> None:
    """Write what a line says of a statement; a known appearance keeps its capture."""
    with session.no_autoflush:
        write_words(statement, draft)
        statement.status, statement.status_reason = draft.status, draft.status_reason
        statement.topics = parties.topics(draft.topics)
        _drop_appearances(session, statement.appearances[len(draft.appearances) :])
        for place, line in enumerate(draft.appearances):
            # The source first: making it writes to the database whatever is begun.
            source = parties.source(line.source, f"appearances.{place}.source")
            _write_appearance(session, parties, _appearance(statement, place, source), line)
        statement.speaker = parties.speaker(draft.speaker, statement.appearances[0].source)
        statement.translations = [
            Translation(position=place, **{name: getattr(one, name) for name in TRANSLATION})
            for place, one in enumerate(draft.translations)
        ]
        for found in statement.appearances:
            check_quote(statement, found)
    session.add(statement)


def write_reviews(
    session: Session, statement: Statement, draft: StatementLine, *, is_new: bool
) -> None:
    """Write the reviews of a statement in place of those it has.

    A withdrawn review stays: no file tells of it.
    """
    standing = select(Review).where(
        Review.statement_id == statement.id, Review.withdrawn_reason.is_(None)
    )
    if not is_new:
        _drop(session, session.scalars(standing))
    for review in draft.reviews:
        values = {name: getattr(review, name) for name in REVIEW}
        session.add(Review(statement_id=statement.id, **values))


def write_answers(
    session: Session, statement: Statement, draft: StatementLine, *, is_new: bool
) -> None:
    """Write the requests for comment of a statement in place of those it has."""
    chosen = select(ReplyRequest).where(ReplyRequest.statement_id == statement.id)
    if not is_new:
        _drop(session, session.scalars(chosen))
    for reply in draft.reply_requests:
        _ask(session, statement, reply)


def _drop(session: Session, old: Iterable[Review | ReplyRequest]) -> None:
    for one in old:
        session.delete(one)
    session.flush()


def _ask(session: Session, statement: Statement, line: ReplyLine) -> None:
    answer = None
    if line.answer:
        answer = session.scalar(select(Statement).where(Statement.key == line.answer))
        if answer is None:
            field = "reply_requests.answer"
            raise RefusedError(field, f"there is no statement “{line.answer}”")
    values = {name: getattr(line, name) for name in REPLY}
    session.add(ReplyRequest(statement_id=statement.id, answer=answer, **values))


def _appearance(statement: Statement, place: int, source: Source) -> Appearance:
    if place == len(statement.appearances):
        statement.appearances.append(Appearance(position=place, source=source))
    else:
        move(statement.appearances[place], source)
    return statement.appearances[place]


def _write_appearance(
    session: Session, parties: Parties, found: Appearance, line: AppearanceLine
) -> None:
    field = f"appearances.{found.position}.source"
    found.heard = line.heard
    for name in LOCATOR:
        setattr(found, name, getattr(line.locator, name))
    if found.relays:
        # The old hops have to go first: two of one place cannot stand beside each other.
        found.relays.clear()
        session.flush()
    for place, hop in enumerate(line.relays):
        source = parties.source(hop.source, f"{field}.relays") if hop.source else None
        found.relays.append(Relay(position=place, name=hop.name, verb=hop.verb, source=source))


def _drop_appearances(session: Session, gone: Sequence[Appearance]) -> None:
    for found in gone:
        touching = NoticeAppearance.appearance_id == found.id
        for touched in session.scalars(select(NoticeAppearance).where(touching)):
            session.delete(touched)
        found.statement.appearances.remove(found)

"""All that a statement's page shows of the record: it, its links, who stands at their far ends."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from desk import link_records, records, repeats, reviews
from desk.kept import once

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy.orm import Session

    from desk.beside import Beside
    from desk.pages import Page
    from desk.repeats import Ledger, Repeats
    from models.records import LinkRecord, ReviewRecord, StatementRecord


class StatementFile(NamedTuple):
    """A statement with a page of its links, how often it was said, and every rating of it.

    `known` are the statements at the far ends of the links and those that repeat it, by id.
    """

    statement: StatementRecord
    links: Page[LinkRecord]
    known: Mapping[int, StatementRecord]
    ledger: Ledger
    reviews: tuple[ReviewRecord, ...]


def file_of(
    session: Session, statement_id: int, before: int | None, beside: Beside
) -> StatementFile:
    """Return the file of a statement, with its links before one; raises MissingError.

    What stands `beside` it tells what there is of it: of what there is none nothing is asked.
    """

    def read() -> StatementFile:
        return _file(session, statement_id, before, beside)

    return once(session, "file", (statement_id, before), read, _weight)


def _weight(file: StatementFile) -> int:
    beside = sum(one.weight for one in file.links.rows) + sum(one.weight for one in file.reviews)
    return beside + sum(one.weight for one in file.known.values())


def _file(session: Session, statement_id: int, before: int | None, beside: Beside) -> StatementFile:
    links = link_records.newest_of(session, statement_id, before)
    joined = _joined(session, statement_id, links)
    given = reviews.reviews_of(session, statement_id) if beside.rated else ()
    belonging = {"links": links.rows, "reviews": reviews.standing(given)}
    if not beside.asked:
        belonging["reply_requests"] = ()
    if not link_records.tells_of_correction(links, statement_id):
        belonging["corrections"] = ()
    statement, known = records.among_others(session, statement_id, belonging, joined.ids)
    return StatementFile(statement, links, known, repeats.ledger(joined, known), given)


def _joined(session: Session, statement_id: int, links: Page[LinkRecord]) -> Repeats:
    if link_records.tells_of_repeats(links):
        return repeats.repeats_of(session, statement_id)
    return repeats.alone(statement_id)

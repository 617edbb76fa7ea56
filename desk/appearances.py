"""Appearances: the sources in which a statement was found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk.audit import record
from desk.lint import odd_dates
from desk.locating import appear, drafted_source
from desk.refusals import UnconfirmedError
from desk.search_index import index
from desk.statements import current_statement, touch
from models import Appearance

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from desk.actors import Actor
    from desk.source_drafts import AppearanceDraft


def add_appearance(
    session: Session,
    statement_id: int,
    version: int,
    draft: AppearanceDraft,
    by: Actor,
    *,
    confirmed: bool = False,
) -> Appearance:
    """Add a source in which a known statement was found too.

    Raises RefusedError on the field that is wrong, StaleError when the version is not the current
    one, UnconfirmedError when the source is older than the statement and nobody has confirmed it.
    """
    statement = current_statement(session, statement_id, version)
    source = drafted_source(session, draft)
    warnings = odd_dates(statement.said, source.published)
    if warnings and not confirmed:
        raise UnconfirmedError(warnings)
    position = statement.appearances[-1].position + 1
    found = Appearance(position=position, source=source)
    statement.appearances.append(found)
    appear(session, found, draft)
    index(session, statement)
    touch(statement)
    record(session, by, "statement:appear", statement)
    return found

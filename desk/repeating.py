"""Logging what is likely known already: as a repeat of it, or as one more place it appeared in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk.drafts import Draft
from desk.link_drafts import LinkDraft
from desk.links import propose_link
from desk.source_drafts import AppearanceDraft
from desk.statements import log_statement
from models.terms import Relation

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from desk.actors import Actor
    from desk.statement_drafts import StatementDraft
    from models import Statement


class SightingDraft(Draft):
    """One more source in which a known statement was found."""

    appearance: AppearanceDraft
    confirmed: bool = False


WHY = "The same was said again; so it was judged when this was logged."


def log_repeat(session: Session, draft: StatementDraft, known_id: int, by: Actor) -> Statement:
    """Log a statement and propose, in the same transaction, that it repeats a known one.

    Raises what log_statement and propose_link raise; nothing is stored then.
    """
    statement = log_statement(session, draft, by)
    sides = {"from_id": statement.id, "to_id": known_id}
    link = LinkDraft.model_validate(sides | {"relation": Relation.REPEATS, "rationale": WHY})
    propose_link(session, link, by)
    return statement

"""Translations of a statement: added, revised, removed, by its version."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk import translations as desk
from desk.statement_drafts import TranslationDraft
from models import Permission
from views.api.operations import Resource
from views.api.statements import show_statement
from views.context import me

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

translations = Resource("Translations", "The words of a statement in other languages.")


@translations.makes(
    "/statements/<int:id>/translations",
    TranslationDraft,
    show_statement,
    permission=Permission.REVISE,
    versioned=True,
)
def translate_statement(session: Session, draft: TranslationDraft, version: int, id: int) -> int:  # noqa: A002 -- the name in the address
    """Put the words of a statement in another language beside it; shows the statement."""
    return desk.translate(session, id, version, draft, me()).statement_id


@translations.changes(
    "/statements/<int:id>/translations/<int:translation>",
    TranslationDraft,
    show_statement,
    permission=Permission.REVISE,
)
def revise_translation(
    session: Session,
    draft: TranslationDraft,
    version: int,
    id: int,  # noqa: A002
    translation: int,
) -> int:
    """Replace a translation."""
    return desk.revise_translation(session, (id, translation), version, draft, me()).statement_id


@translations.removes(
    "/statements/<int:id>/translations/<int:translation>",
    show_statement,
    permission=Permission.REVISE,
)
def remove_translation(session: Session, version: int, id: int, translation: int) -> int:  # noqa: A002
    """Take a translation away; the history keeps it."""
    desk.remove_translation(session, id, translation, version, me())
    return id

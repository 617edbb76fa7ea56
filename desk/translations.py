"""The words of a statement in other languages, always with whose they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk.history.audit import record
from desk.refusals import MissingError, RefusedError
from desk.statement_drafts import TranslationDraft
from desk.statements import current_statement, touch
from models import Statement, Translation
from models.terms import TranslationKind

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from desk.actors import Actor

FIELDS = tuple(TranslationDraft.model_fields)


def translate(
    session: Session, statement_id: int, version: int, draft: TranslationDraft, by: Actor
) -> Translation:
    """Put the words of a statement in another language beside it.

    Raises RefusedError on the field that is wrong, StaleError when the version of the statement is
    not the current one.
    """
    statement = current_statement(session, statement_id, version)
    _refuse(statement, draft, None)
    position = max((one.position for one in statement.translations), default=-1) + 1
    translation = Translation(position=position)
    statement.translations.append(translation)
    _write(translation, draft)
    touch(statement)
    record(session, by, "statement:translate", statement)
    return translation


def revise_translation(
    session: Session,
    place: tuple[int, int],
    version: int,
    draft: TranslationDraft,
    by: Actor,
) -> Translation:
    """Replace a translation; `place` is the id of the statement and that of the translation."""
    statement = current_statement(session, place[0], version)
    translation = _of(statement, place[1])
    _refuse(statement, draft, translation)
    _write(translation, draft)
    touch(statement)
    record(session, by, "statement:revise_translation", statement)
    return translation


def remove_translation(
    session: Session, statement_id: int, translation_id: int, version: int, by: Actor
) -> None:
    """Take a translation away; the history keeps it."""
    statement = current_statement(session, statement_id, version)
    statement.translations.remove(_of(statement, translation_id))
    touch(statement)
    record(session, by, "statement:remove_translation", statement)


def _of(statement: Statement, translation_id: int) -> Translation:
    for translation in statement.translations:
        if translation.id == translation_id:
            return translation
    noun = "translation"
    raise MissingError(noun, translation_id)


def _refuse(statement: Statement, draft: TranslationDraft, itself: Translation | None) -> None:
    if draft.kind is TranslationKind.PUBLISHED and draft.by is None:
        field = "by"
        raise RefusedError(field, "Say who published it, so that it is not taken for ours.")
    if statement.language and statement.language.casefold() == draft.language.casefold():
        field = "language"
        reason = f"The statement itself is in “{statement.language}”; name another language."
        raise RefusedError(field, reason)
    others = (one for one in statement.translations if one is not itself)
    if any((one.language, one.text) == (draft.language, draft.text) for one in others):
        field = "text"
        raise RefusedError(field, "This translation stands there already.")


def _write(translation: Translation, draft: TranslationDraft) -> None:
    for name in FIELDS:
        setattr(translation, name, getattr(draft, name))

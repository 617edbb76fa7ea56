"""Statements: logged, revised, withdrawn, restored, listed and searched."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk import lists, records
from desk import statements as desk
from desk.drafts import ReasonDraft
from desk.known_already import need_known_source, need_new_statement
from desk.statement_drafts import StatementDraft
from desk.statement_scopes import StatementScope
from models import Permission
from views.api.answers.statements import StatementJSON
from views.api.operations import Resource
from views.context import me, reading

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from desk.pages import Page
    from models.records import StatementRecord

statements = Resource(
    "Statements", "Quoted and paraphrased statements, with where they were found."
)


@statements.lists("/statements", StatementJSON, StatementScope)
def list_statements(scope: StatementScope) -> Page[StatementRecord]:
    """List statements, and search in them.

    `q` holds words that are looked for in quotes, claims, passages, translations, contexts and roles,
    fifty at most, in its first 400 characters; with it, and with every other filter, the last said
    come first, else the last logged. `key` finds the one with
    that key, as an import names it; with `status=all` also where it was withdrawn.
    """
    return lists.statements(reading(), scope)


@statements.shows("/statements/<int:id>", StatementJSON)
def show_statement(id: int) -> StatementRecord:  # noqa: A002 -- the name in the address
    """Show a statement."""
    return records.one(reading(), id)


@statements.makes("/statements", StatementDraft, show_statement, permission=Permission.LOG)
def log_statement(session: Session, draft: StatementDraft) -> int:
    """Log a statement found in a source, and the speaker, source and topics that it names.

    Speaker and source are given by id, or described: both at once are refused. A name that fits
    several speakers is refused with the `candidates`. Until `confirmed` is true, dates that look odd
    are refused, and so are the same words of the same speaker on the same date, and a described source
    that may be a known one: by title, outlet and date, or by an address that is written otherwise.
    """
    need_new_statement(session, draft)
    return desk.log_statement(session, draft, me()).id


@statements.changes(
    "/statements/<int:id>", StatementDraft, show_statement, permission=Permission.REVISE
)
def revise_statement(session: Session, draft: StatementDraft, version: int, id: int) -> int:  # noqa: A002
    """Replace what a statement and its first appearance say; links that rest on it are re-checked.

    A source that is described in place of the one that is known is asked about as in logging; the
    words are not compared with those of other statements.
    """
    need_known_source(session, draft)
    return desk.revise_statement(session, id, version, draft, me()).id


@statements.decides(
    "/statements/<int:id>/withdraw", ReasonDraft, show_statement, permission=Permission.REVISE
)
def withdraw_statement(session: Session, draft: ReasonDraft, version: int, id: int) -> int:  # noqa: A002
    """Take a statement out of lists and reports; it stays in the record."""
    return desk.withdraw_statement(session, id, version, draft.reason, me()).id


@statements.decides(
    "/statements/<int:id>/restore", ReasonDraft, show_statement, permission=Permission.REVISE
)
def restore_statement(session: Session, draft: ReasonDraft, version: int, id: int) -> int:  # noqa: A002
    """Log a withdrawn statement again."""
    return desk.restore_statement(session, id, version, draft.reason, me()).id

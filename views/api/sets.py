"""Sets: made, filled, renamed, deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk import records
from desk import sets as desk
from desk.pages import PageScope
from desk.sets import ChosenDraft, NameDraft, SetDraft, SetNameDraft
from models import Permission
from views.api.answers.sets import SetJSON
from views.api.answers.statements import StatementJSON
from views.api.operations import Resource
from views.context import me, reading

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from desk.pages import Page
    from desk.sets import SetLine
    from models.records import StatementRecord

sets = Resource("Sets", "Named lists of statements, put together by hand.")


@sets.lists("/sets", SetJSON, PageScope)
def list_sets(scope: PageScope) -> Page[SetLine]:
    """List the sets, the last made first."""
    return desk.sets(reading(), scope.before)


@sets.shows("/sets/<int:id>", SetJSON)
def show_set(id: int) -> SetLine:  # noqa: A002 -- the name in the address
    """Show a set."""
    return desk.set_line(reading(), id)


@sets.lists("/sets/<int:id>/statements", StatementJSON, PageScope)
def list_members(scope: PageScope, id: int) -> Page[StatementRecord]:  # noqa: A002
    """List the statements in a set, the last logged first, withdrawn ones among them."""
    kept = desk.set_line(reading(), id)
    page = desk.members(reading(), kept.id, scope.before)
    return page.of(lambda ids: records.cards(reading(), ids))


@sets.makes("/sets", SetDraft, show_set, permission=Permission.REVISE)
def make_set(session: Session, draft: SetDraft) -> int:
    """Make a set of statements; a name that is taken is refused."""
    return desk.make_set(session, draft, me()).id


@sets.changes("/sets/<int:id>", NameDraft, show_set, permission=Permission.REVISE)
def rename_set(session: Session, draft: NameDraft, version: int, id: int) -> int:  # noqa: A002
    """Give a set another name."""
    seen = SetNameDraft(name=draft.name, version=version)
    return desk.rename_set(session, id, seen, me()).id


@sets.does("/sets/<int:id>/add", ChosenDraft, show_set, permission=Permission.REVISE)
def add_to_set(session: Session, draft: ChosenDraft, id: int) -> int:  # noqa: A002
    """Put statements into a set; those that are in it stay."""
    desk.add_statements(session, id, draft, me())
    return id


@sets.does("/sets/<int:id>/remove", ChosenDraft, show_set, permission=Permission.REVISE)
def remove_from_set(session: Session, draft: ChosenDraft, id: int) -> int:  # noqa: A002
    """Take statements out of a set; they stay in the record."""
    desk.remove_statements(session, id, draft, me())
    return id


@sets.discards("/sets/<int:id>", show_set, permission=Permission.REVISE)
def delete_set(session: Session, version: int, id: int) -> int:  # noqa: A002
    """Delete a set that no saved report is about; its statements stay in the record."""
    desk.delete_set(session, id, version, me())
    return id

"""Remarks on a link: made, revised, withdrawn, by whoever makes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk import remarks as desk
from desk.pages import OnwardScope, Page
from desk.pairs import pair_of
from desk.remarks import RemarkDraft, RemarkLine
from models import Permission
from views.api.answers.remarks import RemarkJSON
from views.api.operations import Resource
from views.context import me, reading

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

remarks = Resource("Remarks", "The discussion of a link, for those at the desk alone.")


@remarks.lists("/links/<int:id>/remarks", RemarkJSON, OnwardScope)
def list_remarks(scope: OnwardScope, id: int) -> Page[RemarkLine]:  # noqa: A002 -- the name in the address
    """List what was said of a link, the first first; withdrawn remarks keep their place."""
    known = pair_of(reading(), id)
    page = desk.discussion(reading(), known.id, scope.after)
    said = tuple(one for one in page.rows if isinstance(one, RemarkLine))
    return Page(said, page.next, page.previous_exists)


@remarks.shows("/remarks/<int:id>", RemarkJSON)
def show_remark(id: int) -> RemarkLine:  # noqa: A002
    """Show a remark."""
    return desk.remark_of(reading(), id)


@remarks.makes("/links/<int:id>/remarks", RemarkDraft, show_remark, permission=Permission.PROPOSE)
def make_remark(session: Session, draft: RemarkDraft, id: int) -> int:  # noqa: A002
    """Say something about a link, whatever its status."""
    return desk.make_remark(session, id, draft, me()).id


@remarks.changes("/remarks/<int:id>", RemarkDraft, show_remark, permission=Permission.PROPOSE)
def revise_remark(session: Session, draft: RemarkDraft, version: int, id: int) -> int:  # noqa: A002
    """Change a remark of one's own; the history keeps what it said."""
    return desk.revise_remark(session, id, version, draft, me()).id


@remarks.removes("/remarks/<int:id>", show_remark, permission=Permission.PROPOSE)
def withdraw_remark(session: Session, version: int, id: int) -> int:  # noqa: A002
    """Take back a remark of one's own; its place stays, and the history keeps what it said."""
    return desk.withdraw_remark(session, id, version, me()).id

"""Requests for comment: noted on a statement or a link, revised, removed."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from desk import record_parts, records
from desk import replies as desk
from desk.pages import Page
from desk.pairs import pair_of
from desk.replies import About
from desk.statement_drafts import ReplyDraft
from models import Permission
from views.api.answers.replies import ReplyRequestJSON
from views.api.operations import Resource
from views.context import me, reading

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from models.records import ReplyRecord

ASKING = Permission.ASK_FOR_COMMENT
replies = Resource("Reply requests", "Whom the desk asked for comment, and what came back.")


@replies.lists("/statements/<int:id>/reply-requests", ReplyRequestJSON)
def list_requests_on_statement(id: int) -> Page[ReplyRequestJSON]:  # noqa: A002 -- the name in the address
    """List who was asked for comment on a statement, in the order of noting."""
    known = records.card(reading(), id)
    asked = record_parts.replies(reading(), [known.id]).get(known.id, ())
    return Page(tuple(_told(one, About("statement", id)) for one in asked))


@replies.lists("/links/<int:id>/reply-requests", ReplyRequestJSON)
def list_requests_on_link(id: int) -> Page[ReplyRequestJSON]:  # noqa: A002
    """List who was asked for comment on a pair itself, in the order of noting."""
    known = pair_of(reading(), id)
    asked = desk.of_links(reading(), [known.id]).get(known.id, ())
    return Page(tuple(_told(one, About("link", id)) for one in asked))


@replies.shows("/reply-requests/<int:id>", ReplyRequestJSON)
def show_request(id: int) -> ReplyRequestJSON:  # noqa: A002
    """Show a request for comment."""
    return _told(*desk.request_of(reading(), id))


@replies.makes("/statements/<int:id>/reply-requests", ReplyDraft, show_request, permission=ASKING)
def request_comment_on_statement(session: Session, draft: ReplyDraft, id: int) -> int:  # noqa: A002
    """Note whom the desk asked for comment on a statement, or why nobody was asked.

    `answer` is the id or key of the statement that answered.
    """
    return desk.request_comment(session, About("statement", id), draft, me()).id


@replies.makes("/links/<int:id>/reply-requests", ReplyDraft, show_request, permission=ASKING)
def request_comment_on_link(session: Session, draft: ReplyDraft, id: int) -> int:  # noqa: A002
    """Note whom the desk asked for comment on a pair, or why nobody was asked."""
    return desk.request_comment(session, About("link", id), draft, me()).id


@replies.changes("/reply-requests/<int:id>", ReplyDraft, show_request, permission=ASKING)
def revise_request(session: Session, draft: ReplyDraft, version: int, id: int) -> int:  # noqa: A002
    """Replace what is noted of a request, such as that an answer came."""
    return desk.revise_request(session, id, version, draft, me()).id


@replies.discards("/reply-requests/<int:id>", show_request, permission=ASKING)
def remove_request(session: Session, version: int, id: int) -> None:  # noqa: A002
    """Take away a request that was noted by mistake; the history keeps it."""
    desk.remove_request(session, id, version, me())


def _told(asked: ReplyRecord, about: About) -> ReplyRequestJSON:
    on = {"statement_id": None, "link_id": None, f"{about.kind}_id": about.id}
    return ReplyRequestJSON.model_validate({**on, **asdict(asked)})

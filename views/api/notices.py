"""Notices on sources: placed, revised, removed, through the version of the source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk import notices as desk
from desk.notice_lines import line
from desk.notices import PlacedNotice
from desk.refusals import MissingError
from models import Permission
from views.api.operations import Resource
from views.api.sources import show_source
from views.context import me

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

notices = Resource("Notices", "Corrections and retractions that sources have published.")


@notices.makes(
    "/sources/<int:id>/notices",
    PlacedNotice,
    show_source,
    permission=Permission.NOTICE,
    versioned=True,
)
def place_notice(session: Session, draft: PlacedNotice, version: int, id: int) -> int:  # noqa: A002, ARG001
    """Place a notice on a source; every confirmed link resting on what it touches is re-checked."""
    desk.place_notice(session, id, draft, me())
    return id


@notices.changes(
    "/sources/<int:id>/notices/<int:notice>",
    PlacedNotice,
    show_source,
    permission=Permission.NOTICE,
)
def revise_notice(
    session: Session,
    draft: PlacedNotice,
    version: int,  # noqa: ARG001 -- that of the source
    id: int,  # noqa: A002
    notice: int,
) -> int:
    """Change a notice; what it touches is re-checked if it says something else, or touches more."""
    desk.revise_notice(session, notice, _version(session, id, notice), draft, me())
    return id


@notices.removes(
    "/sources/<int:id>/notices/<int:notice>", show_source, permission=Permission.NOTICE
)
def remove_notice(session: Session, version: int, id: int, notice: int) -> int:  # noqa: A002, ARG001
    """Take away a notice that was placed in error; what waits for a re-check goes on waiting."""
    desk.remove_notice(session, notice, _version(session, id, notice), me())
    return id


def _version(session: Session, source_id: int, notice_id: int) -> int:
    """Return the version of a notice as the source shows it, which nobody can have changed since."""
    found = line(session, notice_id)
    if found.source_id != source_id:
        noun = "notice"
        raise MissingError(noun, notice_id)
    return found.version

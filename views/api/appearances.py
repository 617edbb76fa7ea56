"""Appearances of a statement: added, revised, removed, rested on a capture; by its version."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk import appearances as desk
from desk import keeping
from desk.appearances import need_appearance
from desk.capture_drafts import TieDraft
from desk.drafts import ReasonDraft
from desk.known_already import described_in, need_new_work
from desk.source_drafts import ConfirmedAppearanceDraft
from models import Permission
from views.api.operations import Resource
from views.api.statements import show_statement
from views.context import me

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

appearances = Resource("Appearances", "The sources in which a statement was found.")


@appearances.makes(
    "/statements/<int:id>/appearances",
    ConfirmedAppearanceDraft,
    show_statement,
    permission=Permission.LOG,
    versioned=True,
)
def add_appearance(
    session: Session,
    draft: ConfirmedAppearanceDraft,
    version: int,
    id: int,  # noqa: A002 -- the name in the address
) -> int:
    """Add a source in which a known statement was found too; shows the statement.

    What looks odd is refused until `confirmed` is true, and so is a described source that may be a
    known one, with the `candidates`.
    """
    sure = draft.confirmed
    need_new_work(session, described_in(draft), confirmed=sure)
    return desk.add_appearance(session, id, version, draft, me(), confirmed=sure).statement_id


@appearances.changes(
    "/statements/<int:id>/appearances/<int:appearance>",
    ConfirmedAppearanceDraft,
    show_statement,
    permission=Permission.REVISE,
)
def revise_appearance(
    session: Session,
    draft: ConfirmedAppearanceDraft,
    version: int,
    id: int,  # noqa: A002
    appearance: int,
) -> int:
    """Replace what an appearance says; where no source or capture is named, those stay.

    Confirmed links are re-checked when the first appearance or the passage says something else.
    What looks odd or known is refused as in adding one.
    """
    need_appearance(session, id, appearance)
    sure = draft.confirmed
    need_new_work(session, described_in(draft), confirmed=sure)
    desk.revise_appearance(session, appearance, version, draft, me(), confirmed=sure)
    return id


@appearances.decides(
    "/statements/<int:id>/appearances/<int:appearance>/remove",
    ReasonDraft,
    show_statement,
    permission=Permission.REVISE,
)
def remove_appearance(
    session: Session,
    draft: ReasonDraft,
    version: int,
    id: int,  # noqa: A002
    appearance: int,
) -> int:
    """Take an appearance off a statement, with the reason; never the only one."""
    need_appearance(session, id, appearance)
    return desk.remove_appearance(session, appearance, version, draft.reason, me()).id


@appearances.decides(
    "/statements/<int:id>/appearances/<int:appearance>/tie",
    TieDraft,
    show_statement,
    permission=Permission.REVISE,
)
def tie_appearance(
    session: Session,
    draft: TieDraft,
    version: int,
    id: int,  # noqa: A002
    appearance: int,
) -> int:
    """Rest an appearance on a capture of its source, and compare its words with the text."""
    need_appearance(session, id, appearance)
    return keeping.tie(session, appearance, version, draft.capture_id, me()).statement_id

"""Corrections and retractions of an import: written once every statement is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from desk.refusals import RefusedError
from models import Notice, NoticeAppearance, Statement

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from desk.source_drafts import NoticeDraft, SourceDraft
    from models import Appearance, Source


def import_notices(session: Session, source: Source, draft: SourceDraft, *, update: bool) -> bool:
    """Write the notices that a source does not have yet; tell whether there were any.

    An update takes those away that the draft does not tell. Raises RefusedError when a notice
    touches a statement that is not there, or not in this source.
    """
    held = [_told(notice) for notice in source.notices]
    new = [one for one in draft.notices if _drafted(one) not in held]
    if update and sorted(held) != sorted(map(_drafted, draft.notices)):
        source.notices.clear()
        new = list(draft.notices)
    elif not new:
        return False
    source.notices.extend([_notice(session, source, one) for one in new])
    session.flush()
    return True


def _told(notice: Notice) -> tuple[str, ...]:
    touched = {found.appearance.statement.key for found in notice.touched}
    return notice.kind, notice.date or "", notice.note or "", *sorted(touched)


def _drafted(notice: NoticeDraft) -> tuple[str, ...]:
    return notice.kind, notice.date or "", notice.note or "", *sorted(set(notice.touches))


def _notice(session: Session, source: Source, draft: NoticeDraft) -> Notice:
    notice = Notice(kind=draft.kind, date=draft.date, note=draft.note)
    notice.touched = [
        NoticeAppearance(appearance=found)
        for key in dict.fromkeys(draft.touches)
        for found in _touched(session, source, key)
    ]
    return notice


def _touched(session: Session, source: Source, key: str) -> list[Appearance]:
    field = "notices.touches"
    statement = session.scalar(select(Statement).where(Statement.key == key))
    if statement is None:
        raise RefusedError(field, f"there is no statement “{key}”")
    touched = [found for found in statement.appearances if _rests_on(found, source)]
    if not touched:
        raise RefusedError(field, f"statement “{key}” does not appear in “{source.title}”")
    return touched


def _rests_on(found: Appearance, source: Source) -> bool:
    return found.source is source or any(hop.source is source for hop in found.relays)

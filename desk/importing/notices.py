"""Corrections and retractions of an import: written once every statement is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from desk.importing.allowed import refuse_who_may_not_notice
from desk.importing.redacted import refuse_redacted
from desk.notices import ask_again, resting_on
from desk.refusals import RefusedError
from models import Notice, NoticeAppearance, Statement

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy.orm import Session

    from desk.actors import Actor
    from desk.source_drafts import NoticeDraft, SourceDraft
    from models import Appearance, Source
    from models.records import NoticeRecord

    Told = tuple[str, ...]

#: Kind, date and note of a notice; what it touches follows.
PLAIN = 3


def import_notices(
    session: Session, source: Source, draft: SourceDraft, by: Actor, *, update: bool
) -> list[Notice] | None:
    """Write the notices that a source does not have yet and return them; None if all is as told.

    One that names no statement touches all that rest on the source. An update takes those away
    that the draft does not tell. Raises RefusedError when a notice touches a statement that is not
    there, or not in this source, and for who may place none.
    """
    held, drafted = [*map(_held, source.notices)], [*map(_drafted, draft.notices)]
    new = [one for one in draft.notices if not _is_held(_drafted(one), held)]
    kept = [one for one in source.notices if _is_told(_held(one), drafted)]
    if not new and (len(kept) == len(held) or not update):
        return None
    refuse_who_may_not_notice(by, "notices")
    if any(one.note for one in new):
        told = {"notices": "notices"}
        refuse_redacted(session, by, source.__tablename__, source.id, told)
    if update:
        source.notices[:] = kept
    made = [_notice(session, source, one) for one in new]
    source.notices.extend(made)
    session.flush()
    return made


def ask_about(session: Session, notices: Iterable[Notice]) -> None:
    """Have every confirmed link that rests on what new notices touch wait for another look."""
    for notice in notices:
        ask_again(session, notice, [one.appearance for one in notice.touched])


def same_notices(drafts: Iterable[NoticeDraft], records: Iterable[NoticeRecord]) -> bool:
    """Tell whether a file's notices of a source are those that the record has."""
    held, drafted = [_told(one, one.touches) for one in records], [*map(_drafted, drafts)]
    return all(_is_held(one, held) for one in drafted) and all(
        _is_told(one, drafted) for one in held
    )


def _held(notice: Notice) -> Told:
    return _told(notice, [found.appearance.statement.key for found in notice.touched])


def _drafted(draft: NoticeDraft) -> Told:
    return _told(draft, draft.touches)


def _told(notice: Notice | NoticeDraft | NoticeRecord, touches: Iterable[str]) -> Told:
    return notice.kind, notice.date or "", notice.note or "", *sorted(set(touches))


def _same(drafted: Told, held: Told) -> bool:
    """Tell whether a notice is the one held; where none is named, whatever it touches here."""
    return drafted in (held, held[:PLAIN])


def _is_held(drafted: Told, held: Iterable[Told]) -> bool:
    return any(_same(drafted, one) for one in held)


def _is_told(held: Told, drafted: Iterable[Told]) -> bool:
    return any(_same(one, held) for one in drafted)


def _notice(session: Session, source: Source, draft: NoticeDraft) -> Notice:
    notice = Notice(kind=draft.kind, date=draft.date, note=draft.note)
    named = [
        found for key in dict.fromkeys(draft.touches) for found in _touched(session, source, key)
    ]
    resting = named if draft.touches else resting_on(session, source)
    notice.touched = [NoticeAppearance(appearance=found) for found in resting]
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

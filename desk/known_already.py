"""Known already? What a program is told before it adds once more what the record holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from desk.checks import plain
from desk.refusals import Odd, UnconfirmedError, refused_at
from desk.same_works import alike
from desk.sources import same_source
from desk.speakers import called, kept_speaker
from desk.statements import APPEARANCE, odd_about
from models import Appearance, Speaker, Statement, name_key
from models.terms import StatementStatus

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from desk.source_drafts import AppearanceDraft, NewSourceDraft
    from desk.statement_drafts import StatementDraft
    from models.records import SourceRecord

MOST = 4
"""How many statements are named that say the same."""


def need_new_statement(session: Session, draft: StatementDraft) -> None:
    """Ask in one go all that has to be confirmed of a statement that is known, or found in a known work.

    Known is what the same speaker said with the same words on the same date, but for letter case,
    spaces and looks. Raises UnconfirmedError, and RefusedError for a source that is not there.
    """
    _ask(session, draft, same_statements(session, draft))


def need_known_source(session: Session, draft: StatementDraft) -> None:
    """Ask in one go all that has to be confirmed of a statement that is moved to a described source.

    Raises UnconfirmedError with the candidates, and RefusedError for a source that is not there.
    """
    _ask(session, draft, ())


def need_new_work(session: Session, draft: NewSourceDraft | None, *, confirmed: bool) -> None:
    """Ask whether a described work is a known one; raises UnconfirmedError with the candidates."""
    works = () if confirmed else works_like(session, draft)
    if works:
        raise UnconfirmedError([_work(one) for one in works], works)


def described_in(draft: AppearanceDraft) -> NewSourceDraft | None:
    """Return the source that an appearance describes, None where it is given by id or capture."""
    return None if draft.source_id or draft.capture_id else draft.source


def _ask(session: Session, draft: StatementDraft, same: Sequence[int]) -> None:
    works = () if draft.confirmed else works_like(session, described_in(draft.appearance))
    warnings = [*map(_again, same), *map(_work, works)]
    if warnings and not draft.confirmed:
        with refused_at(APPEARANCE):
            raise UnconfirmedError([*warnings, *odd_about(session, draft)], works)


def works_like(session: Session, draft: NewSourceDraft | None) -> Sequence[SourceRecord]:
    """Return the few known works that a described one may be; none where it surely is a known one."""
    if draft is None or same_source(session, draft):
        return ()
    return alike(session, draft)


def same_statements(session: Session, draft: StatementDraft) -> list[int]:
    """Return the ids of statements with the very speaker, words and date of a draft, the first first."""
    words, speaker = _folded(draft.quote, draft.claim, draft.appearance.locator.exact), None
    if words:
        speaker = _speaker(session, draft)
    if speaker is None:
        return []
    first = (Appearance.statement_id == Statement.id) & (Appearance.position == 0)
    chosen = (
        select(Statement.id, Statement.quote, Statement.claim, Appearance.exact)
        .join(Appearance, first)
        .where(Statement.speaker_id == speaker.id, Statement.said == draft.said)
        .where(Statement.status != StatementStatus.WITHDRAWN)
    )
    rows = session.execute(chosen.order_by(Statement.id))
    return [row.id for row in rows if _folded(row.quote, row.claim, row.exact) == words][:MOST]


def _speaker(session: Session, draft: StatementDraft) -> Speaker | None:
    """Return the one known speaker that a draft means; of several, somebody has to choose first."""
    if draft.speaker_id is not None:
        speaker = session.get(Speaker, draft.speaker_id)
        return kept_speaker(session, speaker) if speaker else None
    if draft.speaker is None or draft.new_speaker:
        return None
    found = session.scalars(called(draft.speaker.name).limit(2)).all()
    return found[0] if len(found) == 1 else None


def _folded(*texts: str | None) -> str:
    """Return the first text that there is, as it is compared."""
    return name_key(plain(next(filter(None, texts), "")))


def _again(statement_id: int) -> str:
    asked = (
        f"Statement {statement_id} has the same speaker, words and date: if this was found in another "
        "source too, add an appearance to it."
    )
    return Odd(asked, "same_statement", statement_id=statement_id)


def _work(known: SourceRecord) -> str:
    asked = f"This may be source {known.id}, “{known.title}”, which is known: give its id if it is."
    return Odd(asked, "same_source", source_id=known.id)

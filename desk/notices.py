"""Notices: what a source says of its own errors, and the appearances that it touches."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pydantic import model_validator
from sqlalchemy import or_, select

from desk.dated_words import on_date
from desk.drafts import Draft, EdtfText, RecordId, Words, refusal
from desk.editing import in_version
from desk.history.audit import record
from desk.rechecks import recheck_links_of
from desk.refusals import RefusedError
from desk.sight import whole_record
from desk.sources import source_of
from models import Appearance, Notice, NoticeAppearance, Relay, now
from models.terms import NoticeKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy.orm import Session

    from desk.actors import Actor
    from models import Source, Statement

ALL, CHOSEN = "all", "chosen"


class PlacedNotice(Draft):
    """A notice to place: what the source says of its error, when, and which appearances it touches."""

    kind: NoticeKind
    date: EdtfText | None = None
    note: Words | None = None
    which: Literal["all", "chosen"] = "all"
    #: Ids of appearances, where `which` says that they are chosen.
    appearances: tuple[RecordId, ...] = ()

    @model_validator(mode="after")
    def _says_something(self) -> PlacedNotice:
        if self.date is None and self.note is None:
            name, message = "empty_notice", "Say when the source did so, or what it says."
            raise refusal(name, message)
        return self


def place_notice(session: Session, source_id: int, draft: PlacedNotice, by: Actor) -> Notice:
    """Place a notice on a source; every confirmed link resting on what it touches is re-checked.

    A notice touches appearances in the source and, for a stub or a relayed source, those that
    came through it. Raises MissingError, and RefusedError for an appearance elsewhere.
    """
    source = source_of(session, source_id)
    with whole_record(session):
        touched = _chosen(session, source, draft)
        notice = Notice(source=source)
        _write(notice, draft, touched)
        session.add(notice)
        ask_again(session, notice, touched)
        record(session, by, "notice:place", source)
    return notice


def revise_notice(
    session: Session, notice_id: int, version: int, draft: PlacedNotice, by: Actor
) -> Notice:
    """Change a notice; what it touches is re-checked if it says something else, or touches more.

    Raises MissingError, StaleError, and RefusedError on the field that is wrong.
    """
    notice = in_version(session, Notice, notice_id, version)
    with whole_record(session):
        touched = _chosen(session, notice.source, draft)
        known = {one.appearance_id for one in notice.touched}
        same = (notice.kind, notice.date, notice.note) == (draft.kind, draft.date, draft.note)
        _write(notice, draft, touched)
        notice.revised_at = now()
        ask_again(session, notice, [one for one in touched if not same or one.id not in known])
        record(session, by, "notice:revise", notice.source)
    return notice


def remove_notice(session: Session, notice_id: int, version: int, by: Actor) -> Source:
    """Take away a notice that was placed in error; what waits for a re-check goes on waiting.

    Raises MissingError, StaleError.
    """
    notice = in_version(session, Notice, notice_id, version)
    source = notice.source
    with whole_record(session):
        source.notices.remove(notice)
        record(session, by, "notice:remove", source)
    return source


def ask_again(session: Session, notice: Notice, touched: Iterable[Appearance]) -> None:
    """Have every confirmed link that rests on these appearances wait for another look."""
    statements: dict[int, Statement] = {one.statement_id: one.statement for one in touched}
    for statement in statements.values():
        recheck_links_of(session, statement, why(notice))


def why(notice: Notice) -> str:
    """Say what happened: "CNN corrected its report on 19 September 2017: …"."""
    source = notice.source
    outlet = source.container_title or source.publisher
    done = f"{outlet} {notice.kind} its report" if outlet else f"“{source.title}” was {notice.kind}"
    dated = " ".join(filter(None, (done, on_date(notice.date))))
    return ": ".join(filter(None, (dated, notice.note)))


def resting_on(session: Session, source: Source) -> Sequence[Appearance]:
    """Return the appearances in a source, and those that came to another one through it."""
    through = select(Relay.appearance_id).where(Relay.source_id == source.id)
    chosen = select(Appearance).where(
        or_(Appearance.source_id == source.id, Appearance.id.in_(through))
    )
    return session.scalars(chosen.order_by(Appearance.id)).all()


def _chosen(session: Session, source: Source, draft: PlacedNotice) -> list[Appearance]:
    resting = list(resting_on(session, source))
    if draft.which == ALL:
        return resting
    field, ids = "appearances", set(draft.appearances)
    if not ids:
        raise RefusedError(
            field, "Name the statements it touches, or say that it touches all of them."
        )
    if strange := ids - {one.id for one in resting}:
        raise RefusedError(field, f"Appearance {min(strange)} does not rest on this source.")
    return [one for one in resting if one.id in ids]


def _write(notice: Notice, draft: PlacedNotice, touched: Iterable[Appearance]) -> None:
    notice.kind, notice.date, notice.note = draft.kind, draft.date, draft.note
    wanted = {one.id: one for one in touched}
    kept = [one for one in notice.touched if one.appearance_id in wanted]
    known = {one.appearance_id for one in kept}
    new = [NoticeAppearance(appearance=one) for id_, one in wanted.items() if id_ not in known]
    notice.touched = [*kept, *new]

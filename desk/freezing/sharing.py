"""Guest links: an address that shows a frozen report without signing in, kept as a hash only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Annotated

from pydantic import Field
from sqlalchemy import and_, or_, select, true

from desk import sight
from desk.accounts import account_with
from desk.drafts import Draft, Line, RecordId, at_most
from desk.exports import digest_of, note_export
from desk.freezing.freezing import (
    ask_about_silence,
    content_of,
    frozen_line,
    frozen_reports,
    seen_of,
    statements_in,
)
from desk.freezing.values import read
from desk.history.audit import record
from desk.pages import SIZE, Page
from desk.refusals import MissingError, RefusedError
from desk.saved_reports import saved_report
from desk.tokens import issue_token, token_with
from models import (
    Account,
    Export,
    FrozenReport,
    SavedReport,
    Share,
    ShareOpening,
    Token,
    now,
)
from models.roles import Permission, roles_that_may
from models.terms import TokenKind

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import Session

    from desk.actors import Actor
    from desk.freezing.freezing import FrozenLine

FORMAT = "guest link"
"""What the export ledger calls it."""
USUAL_DAYS = 30


class ShareDraft(Draft):
    """For whom a guest link is, which version it shows and for how long.

    Without a number it shows the latest version, whichever that is; without days it does not end.
    """

    label: Annotated[Line, *at_most(200)]
    number: RecordId | None = None
    days: Annotated[int, Field(ge=1, le=3650)] | None = USUAL_DAYS


@dataclass(frozen=True, kw_only=True)
class ShareLine:
    """A guest link in a list: for whom, which version (None: the latest), and what became of it."""

    id: int
    label: str
    number: int | None
    made_at: datetime
    by: str
    expires_at: datetime | None
    revoked_at: datetime | None
    times: int | None
    last_at: datetime | None
    #: Whether the one who made it is at the desk, and may still share.
    kept: bool

    @property
    def expired(self) -> bool:
        """Whether its time is over."""
        return self.expires_at is not None and self.expires_at <= now()

    @property
    def revocable(self) -> bool:
        """Whether it shows something, or will when its maker may share again."""
        return self.revoked_at is None and not self.expired


@dataclass(frozen=True)
class Shared:
    """What an address shows: a frozen version; None where it shows nothing any more."""

    share_id: int
    line: FrozenLine | None


def share_report(
    session: Session, report_id: int, draft: ShareDraft, by: Actor, *, confirmed: bool = False
) -> str:
    """Return the secret of an address that shows a frozen version, which is told once.

    It is written into the export ledger. Raises MissingError, RefusedError where nothing is
    frozen yet or where guests would see nothing, and UnconfirmedError as freezing does.
    """
    saved = saved_report(session, report_id)
    line = _open_line(session, report_id, _line(session, report_id, draft.number), draft.number)
    content = content_of(session, line.id)
    if not confirmed:
        ask_about_silence(read(content))
    left = Export(
        format=FORMAT, scope={"report": saved.id, "frozen": line.number}, to_whom=draft.label
    )
    note_export(session, statements_in(session, line.id), left, digest_of(content), by)
    secret = issue_token(session, TokenKind.SHARE, account_with(session, by.account_id))
    token = _token(session, secret)
    token.expires_at = now() + timedelta(days=draft.days) if draft.days else None
    chosen = line.id if draft.number is not None else None
    session.add(Share(token_id=token.id, report_id=report_id, frozen_id=chosen, label=draft.label))
    record(session, by, "saved_report:share", session.get_one(SavedReport, report_id))
    return secret


def revoke_share(session: Session, report_id: int, share_id: int, by: Actor) -> bool:
    """Let a guest link show nothing any more; tell whether it did until now.

    Raises MissingError.
    """
    report = session.get_one(SavedReport, saved_report(session, report_id).id)
    share = session.get(Share, share_id)
    if share is None or share.report_id != report_id:
        noun = "guest link"
        raise MissingError(noun, share_id)
    if share.token.revoked_at is not None:
        return False
    share.token.revoked_at = now()
    record(session, by, "saved_report:unshare", report)
    return True


def shares(
    session: Session, report_id: int, before: int | None = None, size: int = SIZE
) -> Page[ShareLine]:
    """Return a page of the guest links to a report, the last made first.

    Without those to a version that is not there for who looks.
    """
    chosen = (
        select(
            Share.id,
            Share.label,
            FrozenReport.number,
            Share.created_at.label("made_at"),
            Account.name.label("by"),
            Token.expires_at,
            Token.revoked_at,
            ShareOpening.times,
            ShareOpening.last_at,
            and_(
                Account.active.is_(True), Account.role.in_(roles_that_may(Permission.SHARE))
            ).label("kept"),
        )
        .join(Token, Token.id == Share.token_id)
        .join(Account, Account.id == Token.account_id)
        .outerjoin(FrozenReport, FrozenReport.id == Share.frozen_id)
        .outerjoin(ShareOpening, ShareOpening.share_id == Share.id)
        .where(Share.report_id == report_id, _tells_nothing_hidden(session, report_id))
        .order_by(Share.id.desc())
        .limit(size + 1)
    )
    rows = session.execute(chosen if before is None else chosen.where(Share.id < before)).all()
    lines = tuple(ShareLine(**row._asdict()) for row in rows[:size])
    return Page(lines, lines[-1].id if len(rows) > size else None, before is not None)


def _tells_nothing_hidden(session: Session, report_id: int) -> ColumnElement[bool]:
    """Tell of guest links that the version which they show is there for who looks, or the latest is."""
    if sight.sees_all(session):
        return true()
    mine = select(Share.frozen_id).where(Share.report_id == report_id)
    told = {one for one in session.scalars(mine) if one is not None}
    return or_(Share.frozen_id.is_(None), Share.frozen_id.in_(seen_of(session, told)))


def shared_at(session: Session, secret: str) -> Shared | None:
    """Return what an address shows to a guest, None where there never was such a one.

    It shows nothing once its maker has left or may not share any more. The session then sees what
    a stranger may see, whoever shared: nothing that is restricted.
    """
    token = token_with(session, secret)
    if token is None or token.kind is not TokenKind.SHARE or token.account is None:
        return None
    share = session.scalars(select(Share).where(Share.token_id == token.id)).one()
    over = token.expires_at is not None and token.expires_at <= now()
    if over or token.revoked_at is not None or not token.account.may(Permission.SHARE):
        return Shared(share.id, None)
    sight.look_as(session, sight.NOBODY)
    return Shared(share.id, _shown(session, share.report_id, share.frozen_id))


def note_opening(session: Session, share_id: int) -> None:
    """Count that a guest link was opened; no deed, so no event tells of it."""
    opened = session.get(ShareOpening, share_id)
    if opened is None:
        session.add(ShareOpening(share_id=share_id, times=1, last_at=now()))
    else:
        opened.times, opened.last_at = opened.times + 1, now()
    session.flush()


def _shown(session: Session, report_id: int, frozen_id: int | None) -> FrozenLine | None:
    """Return the version that a link shows; None where it is not there for whoever looks."""
    try:
        saved_report(session, report_id)
        if frozen_id is None:
            return _line(session, report_id, None)
        number = session.scalar(select(FrozenReport.number).where(FrozenReport.id == frozen_id))
        return frozen_line(session, report_id, number or 0)
    except (MissingError, RefusedError):
        return None


def _open_line(
    session: Session, report_id: int, line: FrozenLine, number: int | None
) -> FrozenLine:
    """Return the version that a guest will see; RefusedError where it would be none."""
    with sight.as_a_stranger(session):
        shown = _shown(session, report_id, line.id if number is not None else None)
    if shown is None:
        field = "number"
        raise RefusedError(
            field, "Guests would see nothing: it holds, or is about, something restricted."
        )
    return shown


def _line(session: Session, report_id: int, number: int | None) -> FrozenLine:
    if number is not None:
        return frozen_line(session, report_id, number)
    for latest in frozen_reports(session, report_id, size=1).rows:
        return frozen_line(session, report_id, latest.number)
    field = "number"
    raise RefusedError(field, "Nothing is frozen yet. Freeze the report first, then share that.")


def _token(session: Session, secret: str) -> Token:
    token = token_with(session, secret)
    if token is None:
        noun = "token"
        raise MissingError(noun, "new")
    return token

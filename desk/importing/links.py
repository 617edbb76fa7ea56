"""Links of an import: written once every statement is there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from desk.importing.redacted import refuse_redacted
from desk.link_drafts import QUESTIONS, WEIGHTY
from desk.link_records import by_ids
from desk.link_rules import reopen
from desk.refusals import RefusedError
from desk.sight import refuse_taken
from models import Link, Statement, now
from models.roles import Permission
from models.terms import Answer, Imported, LinkStatus, Relation, Verdict

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from desk.actors import Actor
    from desk.importing.rows import Rows
    from desk.statement_drafts import LinkLine

SAID = frozenset({*WEIGHTY, "words", "to_words"})
"""What a link says, beside what was decided of it."""


class Links:
    """The links of one import: matched, made, or, if asked, brought up to date."""

    def __init__(self, session: Session, by: Actor, rows: Rows, *, update: bool) -> None:
        self.session, self.by, self.rows, self.update = session, by, rows, update
        self.made: list[str] = []
        self.updated: list[str] = []

    def take(self, start: Statement, line: LinkLine) -> None:
        """Add the link a line describes, unless it is known already.

        Raises RefusedError when its other statement is missing or the same one, or the pair is taken, or
        the link is known and says otherwise.
        """
        end = _other(self.session, start, line)
        known = _known(self.session, start, end, line)
        if known is None:
            self._make(start, end, line)
            return
        path = _difference(self.session, known, start, line, self.by)
        if path is None:
            self._tell(Verdict.MATCHED, line)
        else:
            self._refuse_or_update(known, start, line, path)

    def _make(self, start: Statement, end: Statement, line: LinkLine) -> None:
        refuse_taken(self.session, Link, line.key, "links.key")
        link = Link(proposer_id=self.by.account_id)
        if line.key:
            link.key = line.key
        link.join(start, end)
        _write(link, line, self.by)
        _refuse_taken(self.session, link)
        self.session.add(link)
        self.session.flush()
        self.made.append(link.key)
        self.rows.add(Imported.LINK, Verdict.MADE, *made_row(line, link.status))

    def _refuse_or_update(self, known: Link, start: Statement, line: LinkLine, path: str) -> None:
        field = f"links.{path}"
        if path == "to":
            raise RefusedError(field, f"link “{known.key}” is known and joins other statements")
        if not self.update:
            reason = (
                f"link “{known.key}” is known and says otherwise; import with --update to change it"
            )
            raise RefusedError(field, reason)
        self._refuse_redacted(known, start, line)
        with self.session.no_autoflush:
            self._rewrite(known, line)
            if known.from_id != start.id:
                known.words, known.to_words = line.to_words, line.words
            known.editor_id = self.by.account_id
            _refuse_taken(self.session, known)
        self.session.flush()
        self.updated.append(known.key)
        self._tell(Verdict.UPDATED, line, f"{path} is new")

    def _refuse_redacted(self, known: Link, start: Statement, line: LinkLine) -> None:
        sides = ("words", "to_words") if known.from_id == start.id else ("to_words", "words")
        told = {name: getattr(line, name) for name in ("rationale", "reason")}
        told |= dict(zip(sides, (line.words, line.to_words), strict=True))
        brought = {
            name: f"links.{name}"
            for name, value in told.items()
            if value and value != getattr(known, name)
        }
        refuse_redacted(self.session, self.by, Link.__tablename__, known.id, brought)

    def _rewrite(self, known: Link, line: LinkLine) -> None:
        """Have a known link say what a line says; who may not keep decisions edits it, and no more."""
        if self.by.may(Permission.KEEP_DECISIONS):
            _write(known, line, self.by)
            return
        if not known.status.live:
            field = "links.status"
            reason = f"link “{known.key}” is {known.status}; ask a reviewer to import this line"
            raise RefusedError(field, reason)
        said = {name: value for name, value in written(line, self.by).items() if name in SAID}
        if any(getattr(known, name) != said[name] for name in WEIGHTY):
            reopen(known)
        for name, value in said.items():
            setattr(known, name, value)

    def _tell(self, verdict: Verdict, line: LinkLine, why: str = "") -> None:
        self.rows.add(Imported.LINK, verdict, f"{line.relation} {line.to}", why)


def _other(session: Session, start: Statement, line: LinkLine) -> Statement:
    end = session.scalar(select(Statement).where(Statement.key == line.to))
    if end is None:
        raise missing(line.to)
    if end is start:
        raise to_itself()
    return end


def _known(session: Session, start: Statement, end: Statement, line: LinkLine) -> Link | None:
    if line.key:
        return session.scalar(select(Link).where(Link.key == line.key))
    low, high = sorted((start.id, end.id))
    same = select(Link).where(
        Link.low_id == low,
        Link.high_id == high,
        Link.relation == line.relation,
        Link.status == line.status,
    )
    return session.scalars(same.order_by(Link.id).limit(1)).first()


def _difference(
    session: Session, known: Link, start: Statement, line: LinkLine, by: Actor
) -> str | None:
    """Return the first field in which a line differs from a known link, or None."""
    (record,) = by_ids(session, [known.id])
    turned = record.from_id != start.id
    other = record.from_key if turned else record.to_key
    words = (record.to_words, record.words) if turned else (record.words, record.to_words)
    if other != line.to or (turned and not known.relation.symmetric):
        return "to"
    # Who may not keep decisions brings proposals, whatever the file says.
    decided = ("status", "reason") if by.may(Permission.KEEP_DECISIONS) else ()
    told = {name: getattr(record, name) for name in (*WEIGHTY, *decided)}
    told |= {"words": words[0], "to_words": words[1]}
    return next((name for name in told if _given(line, name) != told[name]), None)


def _given(line: LinkLine, name: str) -> object:
    answer = getattr(line, name)
    asked = name.startswith("same_") and line.relation is Relation.CONTRADICTS
    return Answer.UNKNOWN if asked and answer is None else answer


def _write(link: Link, line: LinkLine, by: Actor) -> None:
    for name, value in written(line, by).items():
        setattr(link, name, value)
    link.override_reason, link.recheck, link.recheck_why = None, False, None
    link.outcome, link.outcome_why = None, None


def written(line: LinkLine, by: Actor) -> dict[str, Any]:
    """Return what a link holds of what a line says of it; a decision is that of who brings it."""
    status = line.status if by.may(Permission.KEEP_DECISIONS) else LinkStatus.PROPOSED
    decided = status in {LinkStatus.CONFIRMED, LinkStatus.REJECTED}
    return {
        "relation": line.relation,
        "rationale": line.rationale,
        "words": line.words,
        "to_words": line.to_words,
        "reason": line.reason,
        **{name: _given(line, name) for name in QUESTIONS},
        "status": status,
        "decider_id": by.account_id if decided else None,
        "decided_at": now() if decided else None,
    }


def made_row(line: LinkLine, status: LinkStatus) -> tuple[str, str]:
    """Return what the row of a new link says: what it is, and what was not kept of it."""
    kept = line.status == status
    return f"{line.relation} {line.to}", "" if kept else f"its status {line.status} is not kept"


def missing(key: str) -> RefusedError:
    """Return why a link is refused whose other statement is not there."""
    field = "links.to"
    return RefusedError(field, f"there is no statement “{key}”, here or in the file")


def to_itself() -> RefusedError:
    """Return why a link is refused that leads back to its own statement."""
    field = "links.to"
    return RefusedError(field, "a statement cannot be linked to itself; name another one")


def _refuse_taken(session: Session, link: Link) -> None:
    if not link.status.live:
        return
    opposed = {link.relation, link.relation.opposite} - {None}
    taken = session.scalar(
        select(Link.key).where(
            Link.low_id == link.low_id,
            Link.high_id == link.high_id,
            Link.relation.in_(opposed),
            Link.id.is_distinct_from(link.id),
            Link.status.in_((LinkStatus.PROPOSED, LinkStatus.CONFIRMED)),
        )
    )
    if taken is not None:
        field = "links.relation"
        raise RefusedError(field, f"the pair is held by link “{taken}” already")

"""Statements that take back or amend other ones: confirmed links that say `corrects`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import aliased

from desk.dated_words import on_date
from desk.link_writing import in_session
from desk.rechecks import recheck_links_of
from desk.rows import grouped
from desk.sight import rows_for
from models import Link, Speaker, Statement
from models.records import CorrectionRecord
from models.terms import LinkStatus, Relation, StatementStatus

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy.orm import Session

    from desk.rows import AnySelect, Parts

BATCH = 500
CORRECTS = (Link.relation == Relation.CORRECTS, Link.status == LinkStatus.CONFIRMED)


def ask_about(session: Session, link: Link) -> None:
    """Have what rests on a corrected statement wait for another look, once that is confirmed."""
    if link.relation is Relation.CORRECTS and link.status is LinkStatus.CONFIRMED:
        link = in_session(session, link)
        recheck_links_of(session, link.to_statement, why(link), but=link)


def ask_about_corrected(session: Session, keys: Sequence[str]) -> None:
    """Do so for those of the links with these keys that are confirmed corrections."""
    for start in range(0, len(keys), BATCH):
        some = Link.key.in_(keys[start : start + BATCH])
        for link in session.scalars(select(Link).where(some, *CORRECTS)):
            ask_about(session, link)


def why(link: Link) -> str:
    """Say who corrects what: "statement 7 was corrected by James Mattis on 19 September 2017 …"."""
    by = link.from_statement
    if any(topic.restricted for topic in by.topics):
        # Whoever waits for this look may not be one of those who may read it.
        return f"statement {link.to_id} was corrected by a statement of a restricted topic"
    told = f"statement {link.to_id} was corrected by {by.speaker.name} {on_date(by.said)}".rstrip()
    return f"{told} (statement {by.id}): {link.rationale}"


CORRECTED = aliased(Statement, name="corrected")
TOLD = (
    Link.to_id,
    Link.id.label("link_id"),
    Statement.id.label("statement_id"),
    Speaker.name.label("speaker"),
    (Statement.speaker_id == CORRECTED.speaker_id).label("own"),
    Statement.said,
    Link.rationale,
)
_NAMES = tuple(column.key for column in TOLD[1:])


def correcting(chosen: AnySelect) -> AnySelect:
    """Have a selection tell of the corrections of the statements that are bound as `ids`."""
    return (
        chosen.select_from(Link)
        .join(Statement, Statement.id == Link.from_id)
        .join(Speaker, Speaker.id == Statement.speaker_id)
        .join(CORRECTED, CORRECTED.id == Link.to_id)
        .where(
            Link.to_id.in_(bindparam("ids", expanding=True)),
            Statement.status == StatementStatus.LOGGED,
            *CORRECTS,
        )
    )


# Built once: to put a query together takes longer than to ask it.
_OF_STATEMENTS = correcting(select(*TOLD)).order_by(Link.key)


def of_statements(session: Session, ids: Sequence[int]) -> Parts:
    """Return what corrects each of these statements, by statement, in order of the links' keys."""
    return by_statement(rows_for(session, _OF_STATEMENTS, {"ids": ids}))


def by_statement(rows: Iterable[Sequence[Any]]) -> Parts:
    """Return what rows tell that hold the values of `TOLD`, by the corrected statement."""
    return grouped((row[0], CorrectionRecord(**_fields(row))) for row in rows)


def _fields(row: Sequence[Any]) -> dict[str, Any]:
    return dict(zip(_NAMES, row[1:], strict=True))

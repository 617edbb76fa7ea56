"""What a report is about: everything, a speaker, a topic, a source, a set, a range of dates."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

from pydantic import BeforeValidator
from sqlalchemy import case, literal, or_, select
from sqlalchemy.orm import aliased

from desk.drafts import Draft, EdtfText, RecordId, UntilText, refusal
from models import Appearance, Link, Relay, SetMember, Speaker, Statement, statement_topic
from models.dates import read_edtf
from models.terms import PairKind, Relation, SpeakerKind, StatementStatus

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlalchemy import ColumnElement, Select

    from desk.rows import AnySelect

HALF, OTHER_HALF = aliased(Statement), aliased(Statement)


def _unnamed(half: type[Statement]) -> ColumnElement[bool]:
    whose = select(Speaker.id).where(Speaker.id == half.speaker_id)
    return whose.where(Speaker.kind == SpeakerKind.UNNAMED).correlate(half).exists()


KINDS = tuple(PairKind)
section_place = case(
    (or_(_unnamed(HALF), _unnamed(OTHER_HALF)), literal(KINDS.index(PairKind.UNNAMED))),
    (HALF.speaker_id == OTHER_HALF.speaker_id, literal(KINDS.index(PairKind.SELF))),
    else_=literal(KINDS.index(PairKind.OTHERS)),
)
"""Who stands against whom in a pair of halves, as the place of its kind among the kinds."""

later_date = case(
    (HALF.said_to.is_(None), OTHER_HALF.said_to),
    (OTHER_HALF.said_to.is_(None), HALF.said_to),
    (HALF.said_to > OTHER_HALF.said_to, HALF.said_to),
    else_=OTHER_HALF.said_to,
)
"""The later of both dates; of a pair with an undated side, the date of the other one."""


def _one_day(told: object) -> object:
    if not isinstance(told, str):
        return told
    try:
        return date.fromisoformat(told)
    except ValueError:
        kind = "day"
        raise refusal(kind, "Give one day, such as 2026-11-03.") from None


Day = Annotated[date, BeforeValidator(_one_day)]


class ReportNarrowing(Draft):
    """What a report is about; speaker, topic, source and set match either side, dates the later bound."""

    speaker_id: RecordId | None = None
    topic_id: RecordId | None = None
    source_id: RecordId | None = None
    #: A side is in this set of statements.
    set_id: RecordId | None = None
    since: EdtfText | None = None
    until: UntilText | None = None
    #: What the desk knew at the end of this day (UTC); `desk.asof` puts it together.
    as_of: Day | None = None
    #: Only a speaker against himself, only others, or only pairs of which a side is unnamed.
    kind: PairKind | None = None


class ReportScope(ReportNarrowing):
    """What a report is about, and where a page of it begins."""

    #: The last link of the page before.
    before: RecordId | None = None


def in_scope(
    chosen: AnySelect,
    scope: ReportScope,
    relations: Collection[Relation] = (Relation.CONTRADICTS,),
) -> AnySelect:
    """Narrow a selection of links to those between logged statements in scope.

    Contradictions, unless other relations are asked for.
    """
    joined = (
        chosen.select_from(Link)
        .join(HALF, HALF.id == Link.from_id)
        .join(OTHER_HALF, OTHER_HALF.id == Link.to_id)
        .where(
            Link.relation.in_(relations),
            HALF.status == StatementStatus.LOGGED,
            OTHER_HALF.status == StatementStatus.LOGGED,
        )
    )
    return joined.where(*_conditions(scope))


def _conditions(scope: ReportScope) -> list[ColumnElement[bool]]:
    return [
        *_party_conditions(scope),
        *_date_conditions(scope),
        *([] if scope.kind is None else [section_place == KINDS.index(scope.kind)]),
    ]


def _party_conditions(scope: ReportScope) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if scope.speaker_id is not None:
        who = scope.speaker_id
        conditions.append(or_(HALF.speaker_id == who, OTHER_HALF.speaker_id == who))
    if scope.topic_id is not None:
        held = select(statement_topic.c.statement_id).where(
            statement_topic.c.topic_id == scope.topic_id
        )
        conditions.append(or_(HALF.id.in_(held), OTHER_HALF.id.in_(held)))
    if scope.source_id is not None:
        found = found_in(scope.source_id)
        conditions.append(or_(HALF.id.in_(found), OTHER_HALF.id.in_(found)))
    if scope.set_id is not None:
        members = in_set(scope.set_id)
        conditions.append(or_(HALF.id.in_(members), OTHER_HALF.id.in_(members)))
    return conditions


def in_set(set_id: int) -> Select[int]:
    """Select the statements of a set."""
    return select(SetMember.statement_id).where(SetMember.set_id == set_id)


def found_in(source_id: int) -> Select[int]:
    """Select statements that appear in a source, or came to another source through it."""
    through = select(Relay.appearance_id).where(Relay.source_id == source_id)
    return select(Appearance.statement_id).where(
        or_(Appearance.source_id == source_id, Appearance.id.in_(through))
    )


def _date_conditions(scope: ReportScope) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if scope.since:
        conditions.append(later_date >= read_edtf(scope.since).earliest)
    if scope.until:
        conditions.append(later_date <= read_edtf(scope.until).latest)
    return conditions

"""What a frozen report leaves out: all that is for the desk alone is not even stored."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from desk.closing import closed
from models.terms import TranslationKind

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from desk.contradictions import ContradictionReport
    from desk.pairs import Pair
    from models.records import (
        AppearanceRecord,
        LinkRecord,
        ReplyRecord,
        StatementRecord,
        TranslationRecord,
    )

    Keys = AbstractSet[str]


def public(report: ContradictionReport) -> ContradictionReport:
    """Return a report without captures, notes, topics, people of the desk, links and proposals."""
    inside = {side.key for pair in report.pairs for side in pair.sides}
    return replace(
        report,
        scope=report.scope.model_copy(update={"before": None}),
        counts=replace(report.counts, proposed=0),
        tallies={kind: replace(one, proposed=0) for kind, one in report.tallies.items()},
        pairs=tuple(_pair(pair, inside) for pair in report.pairs),
    )


def public_reply(asked: ReplyRecord, inside: Keys) -> ReplyRecord:
    """Return a request for comment; an answer that is not in the report is not named."""
    return asked if asked.answer in inside else replace(asked, answer=None, answer_id=None)


def _pair(pair: Pair, inside: Keys) -> Pair:
    first, second = (_statement(side, inside) for side in pair.sides)
    return replace(pair, link=_link(pair.link), first=first, second=second)


def _link(link: LinkRecord) -> LinkRecord:
    return replace(
        link,
        reason=None,
        override_reason=None,
        recheck_why=None,
        proposer_id=None,
        editor_id=None,
        decider_id=None,
    )


def _statement(statement: StatementRecord, inside: Keys) -> StatementRecord:
    known = closed(statement, inside)
    return replace(
        known,
        speaker=replace(statement.speaker, note=None),
        note=None,
        topics=(),
        status_reason=None,
        links=(),
        reviews=(),
        translations=tuple(map(_translation, statement.translations)),
        appearances=tuple(map(_appearance, known.appearances)),
    )


def _translation(translation: TranslationRecord) -> TranslationRecord:
    """Leave out who at the desk translated it."""
    ours = translation.kind is TranslationKind.OURS
    return replace(translation, by=None) if ours else translation


def _appearance(found: AppearanceRecord) -> AppearanceRecord:
    """Keep the passage, without where it stands in what we captured and what stands around it."""
    return replace(
        found,
        capture_id=None,
        prefix=None,
        suffix=None,
        start=None,
        end=None,
        checked_at=None,
    )

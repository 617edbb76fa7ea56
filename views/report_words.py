"""The contradiction report for programs and for the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from citations.jsonl import statement_json
from citations.text import attribution

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desk.contradictions import ContradictionReport, Counts
    from desk.disputes import Disputed
    from desk.examining import Triple, Triples
    from desk.pairs import Pair
    from models.records import StatementRecord


def report_json(report: ContradictionReport) -> dict[str, Any]:
    """Return the report as JSON: scope, counts, pairs, and the disputed statements."""
    return {
        "scope": report.scope.model_dump(mode="json", exclude_none=True),
        "as_of": report.as_of.isoformat(),
        "counts": counts_json(report.counts) | {"disputed": report.headline},
        "pairs": [pair_json(pair) for pair in report.pairs],
        "by_statement": [_disputed_json(disputed) for disputed in report.disputed],
    }


def examining_json(paths: Triples, triangles: Triples) -> dict[str, Any]:
    """Return what decided links lead to: keys of statements, and the path in words."""
    return {
        "to_examine": [_triple_json(triple) for triple in paths.rows],
        "unbalanced": [_triple_json(triple) for triple in triangles.rows],
    }


def counts_json(counts: Counts) -> dict[str, int]:
    """Return the counts by name; `self` counts a speaker against themselves."""
    return {
        "pairs": counts.pairs,
        "direct": counts.direct,
        "unresolved": counts.unresolved,
        "apparent": counts.apparent,
        "self": counts.self_,
        "recheck": counts.recheck,
        "proposed": counts.proposed,
    }


def pair_json(pair: Pair) -> dict[str, Any]:
    """Return a pair with both statements."""
    return {
        "id": pair.id,
        "key": pair.key,
        "first": _statement(pair.first),
        "second": _statement(pair.second),
        "order_known": pair.order_known,
        "gap_days": pair.gap_days,
        "gap": {"min": pair.gap.min, "max": pair.gap.max} if pair.gap else None,
        "rationale": pair.rationale,
        "standing": pair.standing,
        "kind": pair.kind,
        "corrected": pair.corrected,
        "recheck": pair.recheck,
        "decided_by_two": pair.decided_by_two,
    }


def report_lines(report: ContradictionReport) -> Iterator[str]:
    """Yield the report as text for a terminal, grouped by disputed statement."""
    counts = report.counts
    yield (
        f"{report.headline} disputed: {counts.direct} direct, "
        f"{counts.unresolved} unresolved, {counts.apparent} apparent, "
        f"{counts.recheck} to re-check; as of {report.as_of.isoformat()}"
    )
    for disputed in report.disputed:
        yield ""
        yield attribution(disputed.statement)
        for pair, response in zip(disputed.pairs, disputed.responses, strict=True):
            mark = f"{pair.standing}, re-check" if pair.recheck else f"{pair.standing}"
            yield f"  conflicts with [{pair.id}, {mark}]: {attribution(response)}"
            yield f"    {pair.rationale}"


def _statement(statement: StatementRecord) -> dict[str, Any]:
    return {"id": statement.id} | statement_json(statement)


def _triple_json(triple: Triple) -> dict[str, Any]:
    keys = [one.key for one in triple.statements]
    by_id = {one.id: one.key for one in triple.statements}
    steps = (f"{by_id[one.from_id]} {one.relation} {by_id[one.to_id]}" for one in triple.links)
    return {"statements": keys, "path": "; ".join(steps)}


def _disputed_json(disputed: Disputed) -> dict[str, Any]:
    return {
        "statement": disputed.statement.key,
        "origins": list(disputed.origins),
        "responses": [
            {"pair": pair.key, "statement": response.key, "standing": pair.standing}
            for pair, response in zip(disputed.pairs, disputed.responses, strict=True)
        ],
    }

"""The contradiction report for programs and for the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from citations.jsonl import statement_json
from citations.jsonl_parts import reply_json
from citations.text import attribution
from models.terms import Outcome, PairKind
from views.past_words import past_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from desk.asof.knowing import Past
    from desk.contradictions import ContradictionReport, Counts
    from desk.disputes import Disputed
    from desk.examining import Triple, Triples
    from desk.pairs import Pair
    from desk.tallies import Tally
    from models.records import ReplyRecord, StatementRecord

    Replies = Mapping[int, tuple[ReplyRecord, ...]]

SECTIONS = {
    PairKind.SELF: "a speaker against themselves",
    PairKind.OTHERS: "different speakers",
    PairKind.UNNAMED: "a side is unnamed",
}
OUTCOMES = {Outcome.CHANGED: "position changed", Outcome.EXPLAINED: "explained"}


def report_json(report: ContradictionReport, replies: Replies | None = None) -> dict[str, Any]:
    """Return the report as JSON: scope, counts, pairs, and the disputed statements.

    `replies` holds the requests for comment on its links, by link.
    """
    asked = replies or {}
    told: dict[str, Any] = {
        "scope": report.scope.model_dump(mode="json", exclude_none=True),
        "as_of": report.as_of.isoformat(),
        "counts": counts_json(report.counts) | {"disputed": report.headline},
        "pairs": [pair_json(pair, asked.get(pair.id, ())) for pair in report.pairs],
        "by_statement": [_disputed_json(disputed) for disputed in report.disputed],
    }
    if report.past and report.past.lost:
        told["lost"] = lost_json(report.past)
    return told


def lost_json(past: Past) -> list[dict[str, Any]]:
    """Return what the history does not give back of an earlier day: why, of what, which ids."""
    return [{"why": one.why, "of": one.noun, "ids": list(one.ids)} for one in past.lost]


def examining_json(paths: Triples, triangles: Triples) -> dict[str, Any]:
    """Return what decided links lead to: keys and ids of statements, and the path, also in words."""
    return {
        "to_examine": [_triple_json(triple) for triple in paths.rows],
        "unbalanced": [_triple_json(triple) for triple in triangles.rows],
    }


def counts_json(counts: Counts) -> dict[str, int]:
    """Return the counts by name; `self`, `others` and `unnamed` add up to the pairs."""
    return {
        "pairs": counts.pairs,
        "direct": counts.direct,
        "unresolved": counts.unresolved,
        "apparent": counts.apparent,
        "self": counts.self_,
        "others": counts.others,
        "unnamed": counts.unnamed,
        "recheck": counts.recheck,
        "proposed": counts.proposed,
    }


def pair_json(pair: Pair, asked: Iterable[ReplyRecord] = ()) -> dict[str, Any]:
    """Return a pair with both statements, what a reviewer found, and who was asked about it."""
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
        "outcome": pair.outcome,
        "outcome_why": pair.link.outcome_why if pair.outcome else None,
        "reply_requests": [reply_json(one) for one in asked],
    }


def report_lines(report: ContradictionReport) -> Iterator[str]:
    """Yield the report as text for a terminal: its sections, each by disputed statement."""
    yield f"{_headline(report)}: {_tally(report.counts)}; as of {report.as_of.isoformat()}"
    yield from past_lines(report.past)
    for section in report.sections:
        yield ""
        yield f"== {SECTIONS[section.kind]}: {_tally(section.tally)} =="
        for disputed in section.disputed:
            yield ""
            yield from _disputed_lines(disputed)


def _headline(report: ContradictionReport) -> str:
    pairs = _number(report.counts.settled, "pair")
    if report.headline is None:
        return pairs
    return f"{pairs} on {_number(report.headline, 'disputed statement')}"


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _tally(tally: Tally) -> str:
    return (
        f"{tally.direct} direct, {tally.unresolved} unresolved, {tally.apparent} apparent, "
        f"{tally.recheck} to re-check"
    )


def _disputed_lines(disputed: Disputed) -> Iterator[str]:
    yield attribution(disputed.statement)
    for pair, response in zip(disputed.pairs, disputed.responses, strict=True):
        yield f"  conflicts with [{pair.id}, {', '.join(_marks(pair))}]: {attribution(response)}"
        yield f"    {pair.rationale}"


def _marks(pair: Pair) -> Iterator[str]:
    yield f"{pair.standing}"
    if pair.recheck:
        yield "re-check"
    if pair.outcome is not None:
        yield OUTCOMES[pair.outcome]
    elif pair.kind is PairKind.SELF and pair.order_known:
        yield "changed position?"


def _statement(statement: StatementRecord) -> dict[str, Any]:
    return {"id": statement.id} | statement_json(statement)


def name_by_id(statement: StatementRecord, line: dict[str, Any]) -> None:
    """Add to a statement's line the ids of its speaker and sources, by which the API knows them."""
    line["speaker"] = {"id": statement.speaker.id} | line["speaker"]
    for found, told in zip(statement.appearances, line.get("appearances", ()), strict=True):
        told["source"] = {"id": found.source.id} | told["source"]
        for hop, through in zip(found.relays, told.get("relays", ()), strict=True):
            if hop.source:
                through["source"] = {"id": hop.source.id} | through["source"]


def _triple_json(triple: Triple) -> dict[str, Any]:
    keys = [one.key for one in triple.statements]
    by_id = {one.id: one.key for one in triple.statements}
    steps = (f"{by_id[one.from_id]} {one.relation} {by_id[one.to_id]}" for one in triple.links)
    return {
        "statements": keys,
        "statement_ids": [one.id for one in triple.statements],
        "link_ids": [one.id for one in triple.links],
        "path": "; ".join(steps),
    }


def _disputed_json(disputed: Disputed) -> dict[str, Any]:
    return {
        "statement_id": disputed.statement.id,
        "statement": disputed.statement.key,
        "origins": list(disputed.origins),
        "responses": [
            {
                "pair_id": pair.id,
                "pair": pair.key,
                "statement_id": response.id,
                "statement": response.key,
                "standing": pair.standing,
            }
            for pair, response in zip(disputed.pairs, disputed.responses, strict=True)
        ],
    }

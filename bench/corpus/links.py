"""What statements do to each other: the rows of links."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bench.corpus.chance import Words, Zipf, chance
from bench.corpus.shape import CHECKER, REVIEWER, STAMP, WORKER, key, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

    from bench.corpus.parties import Row
    from bench.corpus.statements import Utterances

LINK = words_of(
    "id key from_id to_id low_id high_id relation rationale same_time same_place same_meaning "
    "status proposer_id decider_id decided_at reason recheck recheck_why recheck_at version "
    "created_at"
)
_RELATIONS = ("contradicts",) * 6 + ("supports",) * 10 + ("repeats",) * 3 + ("corrects",)
_ANSWERS = ("yes",) * 8 + ("unknown",) * 3 + ("no",)
_AT_HUBS, _SAME_SPEAKER, _SAME_TOPIC = 0.1, 0.33, 0.73
_PROPOSED, _REJECTED, _WITHDRAWN, _RECHECK = 0.08, 0.1, 0.11, 0.02
_REASONS = 500


def links(said: Utterances) -> Iterator[Row]:
    """Yield the links: one at most between two statements."""
    random = chance("links", said.shape.statements)
    words = Words(random)
    reasons = [f"{words.some(14)}." for _ in range(_REASONS)]
    pairs = _pairs(said, random)
    for number in range(1, said.shape.links + 1):
        start, end = next(pairs)
        yield _link(number, start, end, random, reasons)


def _pairs(said: Utterances, random: Random) -> Iterator[tuple[int, int]]:
    many, taken = said.shape.statements, set[int]()
    hubs = random.sample(range(1, many + 1), said.shape.hubs)
    at_hubs = Zipf(len(hubs), 0.7)
    while True:
        hub = random.random() < _AT_HUBS
        start = hubs[at_hubs.one(random)] if hub else random.randrange(many) + 1
        end = _other(said, start, random)
        pair = min(start, end) * (many + 1) + max(start, end)
        if start != end and pair not in taken:
            taken.add(pair)
            yield start, end


def _other(said: Utterances, start: int, random: Random) -> int:
    drawn = random.random()
    if drawn < _SAME_SPEAKER:
        return random.choice(said.by_speaker[said.speaker_of[start]])
    if drawn < _SAME_TOPIC:
        return random.choice(said.by_topic[said.topic_of[start]])
    return random.randrange(said.shape.statements) + 1


def _link(number: int, start: int, end: int, random: Random, reasons: list[str]) -> Row:
    relation = random.choice(_RELATIONS)
    if relation in {"contradicts", "repeats"} and key("s", end) < key("s", start):
        # Either side reads the same: such a link starts from the smaller key.
        start, end = end, start
    asked = relation == "contradicts"
    answers = [random.choice(_ANSWERS) if asked else None for _ in range(3)]
    pair = (start, end, min(start, end), max(start, end))
    why = random.choice(reasons)
    return number, key("l", number), *pair, relation, why, *answers, *_decided(random)


def _decided(random: Random) -> Row:
    drawn, recheck = random.random(), random.random() < _RECHECK
    again = (True, "the quote was changed", STAMP) if recheck else (False, None, None)
    if drawn < _PROPOSED:
        return "proposed", CHECKER, None, None, None, *again, 1, STAMP
    if drawn < _WITHDRAWN:
        status = "rejected" if drawn < _REJECTED else "withdrawn"
        told = (STAMP, "They speak of two places.", False, None, None)
        return status, CHECKER, REVIEWER, *told, 2, STAMP
    return "confirmed", WORKER, REVIEWER, STAMP, None, *again, 2, STAMP

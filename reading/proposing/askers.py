"""Who asks in an interview whose every turn bears a name: questions are nobody's statements."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from reading.proposing.block import Block, Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_ASKED = re.compile(r"\?[”’\"')\]*_\s]*$")
#: Whoever asks asks twice at least, and seldom says anything else.
_FEWEST, _MOST_WORDS = 2, 60


def with_questions(folded: str, blocks: Sequence[Block]) -> list[Block]:
    """Return the paragraphs of a text; short turns of one who only asks, with a "?", are questions.

    Where all ask, as may happen to an excerpt, nobody is taken for the one who does.
    """
    turns: dict[str, list[list[Block]]] = defaultdict(list)
    for turn in _turns(blocks):
        turns[_name(folded, turn)].append(turn)
    asked = {name: [one for one in own if _is_question(folded, one)] for name, own in turns.items()}
    asking = [name for name, own in turns.items() if _asks(len(asked[name]), len(own))]
    if len(asking) == len(turns):
        return list(blocks)
    questions = {block.span for name in asking for turn in asked[name] for block in turn}
    return [
        replace(block, kind=Kind.QUESTION) if block.span in questions else block for block in blocks
    ]


def _turns(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """Yield the paragraphs of each turn that bears a name."""
    named = (block for block in blocks if block.kind is Kind.TURN and block.label)
    for _, turn in groupby(named, key=lambda block: block.label):
        yield list(turn)


def _name(folded: str, turn: Sequence[Block]) -> str:
    label = turn[0].label
    return label.of(folded).casefold() if label else ""


def _is_question(folded: str, turn: Sequence[Block]) -> bool:
    words = sum(len(block.words.of(folded).split()) for block in turn)
    last = turn[-1].words
    return words <= _MOST_WORDS and bool(
        _ASKED.search(folded, max(last.start, last.end - 20), last.end)
    )


def _asks(questions: int, turns: int) -> bool:
    return questions >= _FEWEST and questions * 3 >= turns * 2

"""Interviews whose questions stand alone, set bold or not, and whose answers bear no name."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from reading.proposing.block import Block, Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

_BOLD = re.compile(r"\s*(?:\*\*|__)[^*_]+(?:\*\*|__)\s*")
_ASKED = re.compile(r"\s*[A-Z][^“”\n]*\?[*_]*\s*")
_TALK = re.compile(
    r"\b(?:interview(?:ed|s)?|spoke (?:to|with)|speaks (?:to|with)|talk(?:s|ed)? (?:to|with)|conversation"
    r"|Q&A|questions|answers|sat down with|asked)\b",
    re.IGNORECASE,
)
_FEWEST, _MOST_WORDS = 3, 60


def with_answers(folded: str, blocks: Sequence[Block]) -> list[Block]:
    """Return the paragraphs of a text; in such an interview questions are questions, answers turns.

    An answer has no label: who is asked is told before the first question. Three questions must
    stand alone, one in three paragraphs at least, under a lead that tells of a talk.
    """
    asked = [number for number, block in enumerate(blocks) if _is_question(folded, block)]
    if len(asked) < _FEWEST or len(asked) * 3 < len(blocks) - asked[0]:
        return list(blocks)
    if asked[0] == 0 or not _TALK.search(folded, 0, blocks[asked[0]].span.start):
        return list(blocks)
    return [
        _told(block, is_question=number in set(asked)) if number >= asked[0] else block
        for number, block in enumerate(blocks)
    ]


def _is_question(folded: str, block: Block) -> bool:
    words = block.span.of(folded)
    bold = block.is_read and _BOLD.fullmatch(words) and "?" in words
    plain = block.is_read and _ASKED.fullmatch(words)
    return bool(bold or plain) and len(words.split()) <= _MOST_WORDS


def _told(block: Block, *, is_question: bool) -> Block:
    if is_question:
        return replace(block, kind=Kind.QUESTION)
    return replace(block, kind=Kind.TURN) if block.is_read else block

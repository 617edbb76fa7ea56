"""What a headline says, and the article below it says again in full."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reading.function_words import FUNCTION_WORDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reading.proposing.proposals import Proposal

_WORD = re.compile(r"\w+")
_HEADLINE = re.compile(r"\s*([^\n]*[^\n.!?\s][”\"’']?)\s*\n")
_SMALL = FUNCTION_WORDS["en"][1]
#: Proposals below a headline among which it is looked for.
_NEAR = 20
_FEWEST = 2


def without_repeated(text: str, proposals: Sequence[Proposal]) -> list[Proposal]:
    """Return the proposals of a text without those of its headline that stand below it in full.

    They do where the same speaker says all its words, but for the small ones, soon after.
    """
    headline = _HEADLINE.match(text)
    above = sum(one.end <= headline.end() for one in proposals) if headline else 0
    below = proposals[above : above + _NEAR]
    kept = [one for one in proposals[:above] if not any(_says_again(one, two) for two in below)]
    return [*kept, *proposals[above:]]


def _says_again(short: Proposal, full: Proposal) -> bool:
    said = _words(short.passage)
    same = _words(short.speaker or "") <= _words(full.speaker or "")
    return same and len(said) >= _FEWEST and said <= _words(full.passage)


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.casefold())) - _SMALL

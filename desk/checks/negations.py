"""Words whose loss turns a sentence into its opposite."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

# Those of English; the words of another language stand beside them without getting in the way.
NEGATIONS = frozenset(
    {"not", "no", "never", "nor", "neither", "none", "nobody", "nothing", "nowhere", "without"}
    | {"cannot", "cant", "dont", "wont", "hardly", "barely", "scarcely", "seldom", "rarely"}
)
_SHORT = ("n't",)


def is_negation(word: str) -> bool:
    """Tell whether a word, folded and in lower case, negates."""
    return word in NEGATIONS or word.endswith(_SHORT)


def negations_in(words: Iterable[str]) -> tuple[str, ...]:
    """Return the negations among words, as they stand, in their order."""
    return tuple(word for word in words if is_negation(word.replace("’", "'").lower()))

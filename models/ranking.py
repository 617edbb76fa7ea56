"""How well a text fits what is looked for: the same on every engine, and told by the text alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from models.asked import Asked, Term

#: Of Okapi BM25: how soon another occurrence counts for less, and how much the length counts.
_SOON, _LENGTH = 1.2, 0.75


def best_first(asked: Asked, texts: Sequence[str]) -> list[int]:
    """Return the places of texts in their order, as `searchable` gives them, the best fit first.

    By BM25 over these texts, in which every wanted term occurs; what fits as well keeps its order.
    """
    usual = sum(map(len, texts)) / len(texts) if texts else 1
    scores = [_score(asked, text, len(text) / (usual or 1)) for text in texts]
    return sorted(range(len(texts)), key=lambda place: -scores[place])


def _score(asked: Asked, text: str, length: float) -> float:
    # Two spaces, so that words side by side do not share one.
    spaced = f" {text.replace(' ', '  ')} "
    damped = _SOON * (1 - _LENGTH + _LENGTH * length)
    counts = (spaced.count(_spaced(term)) for term in asked.wanted)
    return sum(count * (_SOON + 1) / (count + damped) for count in counts)


def _spaced(term: Term) -> str:
    return f" {'  '.join(term.words)}{'' if term.beginning else ' '}"

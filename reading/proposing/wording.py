"""Lists of words, written as they are read."""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    """Return the words of a text as a set."""
    return frozenset(text.split())


def lines(text: str) -> frozenset[str]:
    """Return what stands between the bars of a text, which may run over several lines."""
    return frozenset(one.strip() for one in text.replace("\n", "").split("|"))

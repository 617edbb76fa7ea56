"""Gathers what is cited: one work consulted, with every exported statement found in it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from models.cited import Cited, Finding, utterer_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from models.records import StatementRecord

__all__ = ["Cited", "Finding", "by_key", "cited"]


def by_key(statements: Iterable[StatementRecord]) -> list[StatementRecord]:
    """Return the statements sorted by key, each once."""
    return sorted({each.key: each for each in statements}.values(), key=lambda each: each.key)


def cited(statements: Iterable[StatementRecord]) -> list[Cited]:
    """Return the sources that were consulted, sorted by key.

    A stub is never among them: nobody here has read it, so it cannot be cited.
    """
    findings: dict[str, list[Finding]] = defaultdict(list)
    for statement in by_key(statements):
        for found in statement.appearances:
            if found.source.seen:
                findings[found.source.key].append(Finding(statement, found))
    return [
        Cited(found[0].appearance.source, tuple(found), utterer_of(found))
        for _, found in sorted(findings.items())
    ]

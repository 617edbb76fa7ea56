"""Whether a statement's words stand in the captured text, and how they differ where they do not."""

from __future__ import annotations

from desk.checks.folding import plain
from desk.checks.outcomes import Checked, Finding, check, compare
from desk.checks.quotes import (
    DOUBTED,
    GONE,
    check_quote,
    newest,
    quoted_fragments,
    words_to_check,
)

__all__ = [
    "DOUBTED",
    "GONE",
    "Checked",
    "Finding",
    "check",
    "check_quote",
    "compare",
    "newest",
    "plain",
    "quoted_fragments",
    "words_to_check",
]

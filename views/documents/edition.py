"""What is asked to be written down: a report, and what it is called."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from desk.contradictions import ContradictionReport
    from desk.pairs import Pair
    from models.records import ReplyRecord

MOST = 500
"""How many pairs a document tells at most; CSV and JSON have all."""


@dataclass(frozen=True, kw_only=True)
class Edition:
    """A report to be written down: a live one, one as of a date, or a frozen one.

    Its statements are whole ones: what was asked about them stands in them. What was asked about
    the links stands in `replies`, by link. `scope` says what the report is narrowed by, with its
    names; `proof` says of a frozen report what proves it. `root` is where the desk is, for the
    addresses of its pairs; without it there are none. `most`: how many pairs are told at most.
    """

    report: ContradictionReport
    scope: Sequence[tuple[str, str]] = ()
    title: str | None = None
    introduction: str | None = None
    replies: Mapping[int, tuple[ReplyRecord, ...]] = field(default_factory=dict)
    proof: Sequence[str] = ()
    root: str = ""
    most: int = MOST

    @property
    def told(self) -> tuple[Pair, ...]:
        """The pairs that are told."""
        return self.report.pairs[: self.most]

    @property
    def left_out(self) -> int:
        """How many pairs a document leaves out."""
        return max(self.report.counts.pairs - len(self.told), 0)

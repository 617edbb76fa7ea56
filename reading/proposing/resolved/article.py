"""The article in which mentions are resolved: its text, its parses, who published it and when."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from reading.proposing.resolved.quoted import Quoted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reading.proposing.parsing import Parsed
    from reading.proposing.proposals import Span


@dataclass(frozen=True)
class Article:
    """A text and all that is known of it.

    `quotations` are the places in quotation marks; `parsed` is empty where no model read it;
    `published` is an EDTF date, `outlet` the name of whoever published it: what it was told itself
    has come through nobody else.
    """

    text: str
    folded: str
    quotations: Sequence[Span] = ()
    parsed: Sequence[Parsed] = ()
    published: str | None = None
    outlet: str | None = None

    @cached_property
    def quoted(self) -> Quoted:
        """What of it stands in quotation marks."""
        return Quoted(self.folded, self.quotations)

"""The texts of one source, each folded once, and what was found of which words in each."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from desk.checks.folding import Folded
from desk.checks.outcomes import check
from models.terms import QuoteCheck

if TYPE_CHECKING:
    from desk.articles import Article
    from models import Capture

    #: Within a source, texts are told apart by the SHA-256 of the bytes they came from.
    Text = Capture | Article

STANDS = frozenset({QuoteCheck.FOUND, QuoteCheck.ELLIPSIS, QuoteCheck.PIECED})


@dataclass(frozen=True)
class Sought:
    """Words to look for, fragment by fragment, and their language if it is known."""

    words: tuple[str, ...] = ()
    language: str | None = None


@dataclass
class Texts:
    """What was read and looked for; nothing is folded, nor looked for, a second time."""

    folded: dict[str, Folded] = field(default_factory=dict)
    found: dict[tuple[str, Sought], QuoteCheck] = field(default_factory=dict)

    def outcome(self, sought: Sought, text: Text) -> QuoteCheck:
        """Return what the check of the words finds in a text."""
        if not sought.words:
            return QuoteCheck.NOT_CHECKED
        asked = (text.sha256, sought)
        if asked not in self.found:
            self.found[asked] = check(sought.words, self._read(text), sought.language).outcome
        return self.found[asked]

    def stands(self, sought: Sought, text: Text) -> bool:
        """Tell whether the words stand in a text, whatever an ellipsis leaves out."""
        return self.outcome(sought, text) in STANDS

    def result(self, sought: Sought, own: Text, newer: Text | None) -> QuoteCheck:
        """Return what the check finds in the appearance's capture, given the newest of its source.

        Words that stand in their own capture and no longer in a newer one have changed since.
        """
        outcome = self.outcome(sought, own)
        if newer is None or outcome not in STANDS:
            return outcome
        return outcome if self.stands(sought, newer) else QuoteCheck.CHANGED

    def _read(self, text: Text) -> Folded:
        if text.sha256 not in self.folded:
            self.folded[text.sha256] = Folded(text.text)
        return self.folded[text.sha256]

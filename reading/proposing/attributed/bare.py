"""Contents that state nothing: "that" of "she disputed that", "the crews" of "he praised the crews"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reading.proposing.attributed.cues import JUDGING
from reading.proposing.attributed.grammar import VERBS
from reading.proposing.attributed.verbs import lemma

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

    from reading.proposing.attributed.findings import Finding
    from reading.proposing.attributed.paragraph import Paragraph

#: Words below which what has no verb and no marks says nothing.
_FEW = 3
_JOINING = ("ADP", "SCONJ", "CCONJ", "PART")


def states_nothing(paragraph: Paragraph, one: Finding) -> bool:
    """Tell whether what was found, in no quotation marks, only names somebody or something."""
    words = [paragraph.doc[i] for i in sorted(one.content)]
    words = [word for word in words if not (word.is_punct or word.is_space)]
    if any(not paragraph.open(word.i) or word.pos_ in VERBS for word in words):
        return False
    return len(words) < _FEW or (_judges(paragraph, one) and _is_name_only(words))


def _judges(paragraph: Paragraph, one: Finding) -> bool:
    return one.frame == "object" and lemma(paragraph.doc[one.cue[0]]) in JUDGING


def _is_name_only(words: Sequence[Token]) -> bool:
    return not any(word.pos_ in _JOINING and word.tag_ != "POS" for word in words)

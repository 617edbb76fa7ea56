"""Why a statement is proposed, in plain sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reading.proposing.attributions import Attribution

#: What was recognised, by the name of the construction.
FRAMES = {
    "quotation": "It stands in quotation marks",
}
_FORMS = {
    "direct": "The words stand in quotation marks",
    "indirect": "The text gives the words in paraphrase",
    "mixed": "The text paraphrases, with words in quotation marks",
}


def construction(found: Attribution, text: str, form: str) -> str:
    """Return a sentence on how the text attributes the words."""
    said = FRAMES.get(found.frame, _FORMS[form])
    cue = f", attributed by “{_plain(found.cue.of(text))}”" if found.cue else ""
    return f"{said}{cue}."


def _plain(words: str) -> str:
    return " ".join(words.split())

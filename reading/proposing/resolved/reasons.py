"""Why a statement is proposed, in plain sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reading.proposing.attributions import Attribution

#: What was recognised where more than a verb of saying tells it, by the name of the construction.
FRAMES = {
    "floating": "It stands in quotation marks behind other words of the same speaker",
    "turn": "It is the speaker’s turn in a transcript or interview, without quotation marks",
    "post": "It is a post under the name of its author",
    "signed": "It stands in quotation marks, and a line behind it names the speaker",
    "headed": "It stands in quotation marks, and the line before it names the speaker",
}
_FORMS = {
    "direct": "The words stand in quotation marks",
    "indirect": "The text gives the words in paraphrase",
    "mixed": "The text gives the words in paraphrase, some of them in quotation marks",
}


def construction(found: Attribution, text: str, form: str) -> str:
    """Return a sentence on how the text attributes the words."""
    said = FRAMES.get(found.frame, _FORMS[form])
    cue = " ".join(found.cue.of(text).split()) if found.cue else ""
    return f"{said}, attributed by “{cue}”." if any(map(str.isalpha, cue)) else f"{said}."

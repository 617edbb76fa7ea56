"""Whoever reports what it quotes another for: "the agency said nine had died, quoting a doctor"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reading.proposing.attributed import cues
from reading.proposing.attributed.paragraph import subtree
from reading.proposing.attributed.speakers import child
from reading.proposing.attributed.verbs import lemma

if TYPE_CHECKING:
    from spacy.tokens import Token

    from reading.proposing.attributed.findings import Finding
    from reading.proposing.attributed.paragraph import Paragraph

_REPORTING = ("report", "say", "write")


def quoting(paragraph: Paragraph, one: Finding) -> None:
    """Give what a body reports to the person it quotes for that, and let it have passed it on."""
    main = paragraph.doc[one.cue[0]]
    if lemma(main) not in _REPORTING or one.speaker is None or not _is_body(one.speaker):
        return
    first, last = paragraph.sentence_start(main.i), paragraph.sentence_end(main.i)
    for word in paragraph.doc[first:last]:
        quoted = child(word, "dobj") if word.lower_ == "quoting" else None
        if quoted is not None and paragraph.open(word.i) and _is_somebody(quoted):
            one.via, one.speaker = one.speaker, quoted
            one.content -= set(range(word.i, max(subtree(quoted)) + 1))
            return


def _is_body(speaker: Token) -> bool:
    return speaker.pos_ != "PRON" and speaker.ent_type_ != "PERSON"


def _is_somebody(quoted: Token) -> bool:
    speaks_on = any(one.lower_ == "as" for one in quoted.head.children)
    named = quoted.pos_ == "PROPN" and quoted.ent_type_ == "PERSON"
    return not speaks_on and (named or quoted.lemma_ in cues.PEOPLE)

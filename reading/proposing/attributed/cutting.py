"""Where what is said ends before its sentence does: another verb, or the article's own words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reading.proposing.attributed import cues
from reading.proposing.attributed.before import clause_start
from reading.proposing.attributed.grammar import TELLING
from reading.proposing.attributed.relative import GAP
from reading.proposing.attributed.speakers import child
from reading.proposing.attributed.verbs import lemma

if TYPE_CHECKING:
    from spacy.tokens import Token

    from reading.proposing.attributed.findings import Finding
    from reading.proposing.attributed.paragraph import Paragraph

_ADDING_ON = ("advcl", "conj", "acl", "xcomp")
#: Words between a verb of saying and "citing".
_NEAR = 12
_SET_OFF = (",", "—", "–", "”")


def told_apart(paragraph: Paragraph, outer: Finding, inner: Finding) -> None:
    """Take from one finding what a verb within it begins anew: ", adding that …".

    Of "state media reported that the minister said …" the minister's words are kept, and the way.
    """
    verb = paragraph.doc[inner.cue[0]]
    if verb.dep_ == "ccomp" and verb.head.i == outer.cue[0] and lemma(verb.head) == "report":
        inner.via, outer.content = outer.speaker, set()
    elif inner.frame == GAP and inner.start < outer.start < inner.cue[0]:
        outer.content = set()
    elif _sets_on(paragraph, inner):
        outer.content -= set(range(_beginning(paragraph, inner), len(paragraph.doc)))
        if child(verb, "nsubj") is None:
            inner.speaker = outer.speaker


def citing(paragraph: Paragraph, outer: Finding, inner: Finding) -> None:
    """Take a source cited for no statement of its own: "the minister, citing a report, said …".

    Of "Reuters, citing two officials, reported …" the officials are the speakers.
    """
    verb, main = paragraph.doc[inner.cue[0]], paragraph.doc[outer.cue[0]]
    near = 0 < abs(verb.i - main.i) <= _NEAR
    if verb.tag_ != "VBG" or lemma(verb) != "cite" or not near:
        return
    cited = child(verb, "dobj")
    if cited is None or not (cited.pos_ == "PROPN" or cited.lemma_ in cues.SOURCES):
        return
    inner.content = set()
    if lemma(main) == "report" and cited.lemma_ in cues.PEOPLE:
        outer.speaker, outer.via = cited, outer.speaker


def _sets_on(paragraph: Paragraph, inner: Finding) -> bool:
    """Tell whether a verb within what is said begins what else its speaker said: ", adding that …"."""
    verb = paragraph.doc[inner.cue[0]]
    before = paragraph.doc[_beginning(paragraph, inner) - 1]
    if verb.tag_ == "VBG":
        plain = lemma(verb) in ("say", "add")
        return verb.dep_ in _ADDING_ON and (plain or before.text in _SET_OFF)
    if verb.tag_ not in TELLING or lemma(verb) not in cues.CLAUSE:
        return False
    if child(verb, "nsubj") is None:
        return verb.dep_ == "conj"
    return before.text == "," and (verb.dep_ == "conj" or _contrasts(verb))


def _contrasts(verb: Token) -> bool:
    return any(one.dep_ == "mark" and one.lower_ in cues.CONTRASTING for one in verb.children)


def _beginning(paragraph: Paragraph, inner: Finding) -> int:
    start = clause_start(paragraph.doc[inner.cue[0]])
    while start > 1 and paragraph.doc[start - 1].dep_ in ("cc", "advmod", "mark"):
        start -= 1
    return start


def cut(paragraph: Paragraph, one: Finding) -> None:
    """Leave out of what is said where the article itself goes on: ", but declined to say more"."""
    for word in sorted(one.content):
        token = paragraph.doc[word]
        if paragraph.open(word) and word > one.cue[1] and _of_article(token):
            one.content -= set(range(_first_of(token), len(paragraph.doc)))
            return


def _of_article(token: Token) -> bool:
    if token.lower_ == "something":
        return token.nbor(-1).text == ","
    return token.dep_ == "conj" and lemma(token) in cues.DECLINING and child(token, "nsubj") is None


def _first_of(token: Token) -> int:
    start = min(clause_start(token), token.i)
    while start > 0 and token.doc[start - 1].dep_ in ("cc", "advmod", "aux", "neg"):
        start -= 1
    return start

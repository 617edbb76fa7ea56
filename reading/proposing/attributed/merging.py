"""From findings that meet or overlap to attributions that do not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reading.proposing.attributed import cues
from reading.proposing.attributed.before import clause_start
from reading.proposing.attributed.paragraph import OUTSIDE
from reading.proposing.attributed.speakers import child, mention
from reading.proposing.attributed.verbs import lemma
from reading.proposing.attributions import Attribution

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

    from reading.proposing.attributed.findings import Finding
    from reading.proposing.attributed.paragraph import Paragraph

_KEPT = frozenset(("(", ")", "?", "!"))
_KEPT_QUOTED = _KEPT | frozenset((".", "…", "...", "[", "]"))


def merged(paragraph: Paragraph, found: Sequence[Finding]) -> list[Finding]:
    """Return the findings without those whose words another has, each with its quotations whole."""
    for one in found:
        _complete(paragraph, one)
        _cut(paragraph, one)
    for inner in found:
        for outer in found:
            if inner.cue[0] in outer.content and inner is not outer and _sets_on(paragraph, inner):
                outer.content -= set(range(_beginning(paragraph, inner), len(paragraph.doc)))
                inner.speaker = outer.speaker
    kept: list[Finding] = []
    taken: set[int] = set()
    for one in sorted(found, key=lambda one: (-len(one.content), one.start if one.content else 0)):
        _trim(paragraph, one)
        if one.content and not one.content & taken:
            kept.append(one)
            taken |= one.content
    return kept


def _sets_on(paragraph: Paragraph, inner: Finding) -> bool:
    """Tell whether a verb within what is said begins what else its speaker said: ", adding that …"."""
    verb = paragraph.doc[inner.cue[0]]
    before = paragraph.doc[_beginning(paragraph, inner) - 1]
    if verb.tag_ == "VBG" and lemma(verb) in ("say", "add"):
        return verb.dep_ in ("advcl", "conj", "acl", "xcomp")
    if verb.tag_ == "VBG":
        return verb.dep_ in ("advcl", "conj", "acl", "xcomp") and before.text in (
            ",",
            "—",
            "–",
            "”",
        )
    return (
        verb.dep_ == "conj"
        and child(verb, "nsubj") is None
        and verb.tag_ in ("VBD", "VBZ")
        and lemma(verb) in cues.CLAUSE
    )


def _beginning(paragraph: Paragraph, inner: Finding) -> int:
    start = clause_start(paragraph.doc[inner.cue[0]])
    while start > 1 and paragraph.doc[start - 1].dep_ in ("cc", "advmod"):
        start -= 1
    return start


def _cut(paragraph: Paragraph, one: Finding) -> None:
    """Leave out of what is said where the article itself goes on: ", but declined to say more"."""
    for word in sorted(one.content):
        token = paragraph.doc[word]
        if not paragraph.open(word) or word <= one.cue[1]:
            continue
        of_article = token.dep_ == "conj" and lemma(token) in cues.DECLINING and child(token, "nsubj") is None
        remark = token.lower_ == "something" and token.nbor(-1).text == ","
        if of_article or remark:
            start = _first_of(token)
            one.content -= set(range(start, len(paragraph.doc)))
            return


def _first_of(token: Token) -> int:
    start = min(clause_start(token), token.i)
    while start > 0 and token.doc[start - 1].dep_ in ("cc", "advmod", "aux", "neg"):
        start -= 1
    return start


def _complete(paragraph: Paragraph, one: Finding) -> None:
    for number in {paragraph.within[word] for word in one.content} - {OUTSIDE}:
        one.content |= set(range(*paragraph.quotes[number]))
    one.content -= set(range(*one.cue))


def _trim(paragraph: Paragraph, one: Finding) -> None:
    runs = [_trimmed(paragraph, run) for run in paragraph.runs(one.content)]
    one.content = {word for run in runs for word in range(*run)}


def _trimmed(paragraph: Paragraph, run: tuple[int, int]) -> tuple[int, int]:
    start, end = run
    while start < end and _edge(paragraph, start):
        start += 1
    while end > start and _edge(paragraph, end - 1):
        end -= 1
    return start, end


def _edge(paragraph: Paragraph, word: int) -> bool:
    """Tell whether a word is none: a point within quotation marks is part of what they hold."""
    one = paragraph.doc[word]
    kept = _KEPT if paragraph.open(word) else _KEPT_QUOTED
    return bool(one.is_space or (one.is_punct and one.text not in kept))


def attribution(paragraph: Paragraph, one: Finding) -> Attribution:
    """Return a finding by its places in the text."""
    return Attribution(
        content=tuple(paragraph.span(run) for run in paragraph.runs(one.content)),
        speaker=mention(paragraph, one.speaker),
        cue=paragraph.span(one.cue) if one.cue[1] > one.cue[0] else None,
        told=mention(paragraph, one.told),
        via=mention(paragraph, one.via),
        frame=one.frame,
    )

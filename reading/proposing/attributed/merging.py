"""From findings that meet or overlap to attributions that do not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reading.proposing.attributed.bare import states_nothing
from reading.proposing.attributed.cutting import citing, cut, told_apart
from reading.proposing.attributed.paragraph import OUTSIDE
from reading.proposing.attributed.quoting import quoting
from reading.proposing.attributed.speakers import mention, quoting_as
from reading.proposing.attributions import Attribution

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reading.proposing.attributed.findings import Finding
    from reading.proposing.attributed.paragraph import Paragraph
    from reading.proposing.proposals import Span

_KEPT = frozenset(("(", ")", "?", "!"))
_KEPT_QUOTED = _KEPT | frozenset((".", "…", "...", "[", "]"))


def merged(paragraph: Paragraph, found: Sequence[Finding]) -> list[Finding]:
    """Return the findings without those whose words another has, each with its quotations whole."""
    for one in found:
        _complete(paragraph, one)
        cut(paragraph, one)
        quoting(paragraph, one)
    for outer in found:
        for inner in found:
            if inner is outer:
                continue
            if inner.cue[0] in outer.content:
                told_apart(paragraph, outer, inner)
            citing(paragraph, outer, inner)
    kept: list[Finding] = []
    taken: set[int] = set()
    for one in sorted(found, key=lambda one: (-len(one.content), one.start if one.content else 0)):
        _trim(paragraph, one)
        if one.content and not one.content & taken and not states_nothing(paragraph, one):
            kept.append(one)
            taken |= one.content
    return kept


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
    return _with_marks(paragraph, start, end) if start < end else (start, end)


def _with_marks(paragraph: Paragraph, start: int, end: int) -> tuple[int, int]:
    """Return a run with the mark outside it whose partner stands within it."""
    doc, first, last = paragraph.doc, paragraph.within[start], paragraph.within[end - 1]
    if last not in (OUTSIDE, first):
        closing = end + (end + 1 < len(doc) and doc[end].text == ",")
        return start, (closing + 1 if closing < len(doc) and doc[closing].text == "”" else end)
    if first not in (OUTSIDE, last) and start > 0 and doc[start - 1].text == "“":
        return start - 1, end
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
        speaker=mention(paragraph, one.speaker, one.start if one.frame == "label" else one.cue[0]),
        cue=_cue(paragraph, one.cue),
        told=mention(paragraph, one.told, one.cue[0]),
        via=mention(paragraph, one.via),
        frame=one.frame,
    )


def _cue(paragraph: Paragraph, cue: tuple[int, int]) -> Span | None:
    """Return where the words stand that attribute: "quoted" of "quoted her as saying"."""
    if cue[0] == cue[1]:
        return None
    quoting = quoting_as(paragraph.doc[cue[0]])
    return paragraph.parsed.span(quoting) if quoting is not None else paragraph.span(cue)

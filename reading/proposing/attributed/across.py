"""Quotations over paragraphs: one that runs on, one that its speaker is named for above."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reading.proposing.attributed.loose import FRAGMENT
from reading.proposing.attributed.speakers import mention, subject
from reading.proposing.attributed.verbs import saying
from reading.proposing.attributions import Attribution

if TYPE_CHECKING:
    from reading.proposing.attributed.paragraph import Paragraph


def joined(
    above: Paragraph | None,
    said_above: list[Attribution],
    below: Paragraph,
    said_below: list[Attribution],
) -> None:
    """Let the first quotation of a paragraph go on with the last of that above, in both lists."""
    if above is None or not said_below or not _begins_with_quotation(below, said_below[0]):
        return
    if said_above and _runs_on(above, said_above[-1]):
        said_above[-1] = _one(said_above[-1], said_below.pop(0))
        return
    whose = _named_before(above) or (said_above[-1] if said_above else None)
    if whose is None or whose.speaker is None:
        return
    for number, one in enumerate(said_below):
        if one.speaker is None and one.frame in ("quotation", FRAGMENT):
            said_below[number] = replace(
                one, speaker=whose.speaker, cue=whose.cue, told=whose.told, frame="quotation after"
            )


def _begins_with_quotation(paragraph: Paragraph, first: Attribution) -> bool:
    return bool(
        paragraph.spans
        and first.content[0].start == paragraph.spans[0].start
        and paragraph.quotes[0][0] <= 1
    )


def _runs_on(paragraph: Paragraph, last: Attribution) -> bool:
    """Tell whether what was said last is a quotation that its paragraph does not close."""
    if not paragraph.spans or paragraph.spans[-1].end != last.content[-1].end:
        return False
    return not any(one.text == "”" for one in paragraph.doc[paragraph.quotes[-1][1] :])


def _one(above: Attribution, below: Attribution) -> Attribution:
    named = above if above.speaker is not None else below
    return replace(named, content=above.content + below.content)


def _named_before(paragraph: Paragraph) -> Attribution | None:
    """Return an attribution without words to whoever a paragraph that ends in a colon speaks of."""
    words = [one for one in paragraph.doc if not one.is_space]
    if not words or words[-1].text != ":":
        return None
    first = paragraph.sentence_start(words[-1].i)
    verbs = [one for one in saying(paragraph) if one.i >= first]
    verbs = verbs or [one for one in words if one.i >= first and one.dep_ == "ROOT"]
    if not verbs:
        return None
    speaker = mention(paragraph, subject(verbs[-1]))
    cue = paragraph.parsed.span(verbs[-1])
    return Attribution(content=(), speaker=speaker, cue=cue, frame="quotation after")

"""From attributions to proposals: one after the other, in the order of the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reading.proposing.proposals import Proposal
from reading.proposing.resolved.reasons import construction

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reading.proposing.attributions import Attribution
    from reading.proposing.resolved.article import Article


def resolve(article: Article, attributions: Sequence[Attribution]) -> list[Proposal]:
    """Return the proposals of what an article attributes, in the order of its text."""
    found = [_proposal(article, one) for one in attributions if one.content]
    return sorted(found, key=lambda one: (one.start, one.end))


def _proposal(article: Article, found: Attribution) -> Proposal:
    text, quoted = article.text, article.quoted
    start, end = found.content[0].start, found.content[-1].end
    form = quoted.form(found.content)
    return Proposal(
        start=start,
        end=end,
        passage=text[start:end],
        parts=found.content if len(found.content) > 1 else (),
        form=form,
        quote=quoted.quote(found.content, text),
        cue=found.cue,
        mention=found.speaker,
        speaker=found.speaker.of(text) if found.speaker else None,
        reason=construction(found, text, form),
    )

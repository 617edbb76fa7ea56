"""A proposal, put together from what was found of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reading.proposing.proposals import Proposal
from reading.proposing.resolved.reasons import construction

if TYPE_CHECKING:
    from reading.proposing.attributions import Attribution
    from reading.proposing.resolved.article import Article
    from reading.proposing.resolved.chains import Chain
    from reading.proposing.resolved.said import Said
    from reading.proposing.resolved.speakers import Speaker


def proposal(
    article: Article, found: Attribution, speaker: Speaker, chain: Chain, said: Said
) -> Proposal:
    """Return the proposal of an attribution, with the reasons for each of its parts."""
    text, quoted = article.text, article.quoted
    start, end = found.content[0].start, found.content[-1].end
    form = quoted.form(found.content)
    reasons = (construction(found, text, form), speaker.reason, chain.reason, said.reason)
    return Proposal(
        start=start,
        end=end,
        passage=text[start:end],
        parts=found.content if len(found.content) > 1 else (),
        form=form,
        quote=quoted.quote(found.content, text),
        cue=found.cue,
        mention=found.speaker,
        speaker=speaker.name,
        speaker_kind=speaker.kind,
        plural=speaker.plural,
        role=speaker.role,
        affiliation=speaker.affiliation,
        told=chain.told,
        heard=chain.heard,
        relays=chain.relays,
        said=said.date,
        said_text=said.words,
        reason=" ".join(reason for reason in reasons if reason),
    )

"""From attributions to proposals: one after the other, in the order of the text."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reading.proposing.resolved.antecedents import Antecedents
from reading.proposing.resolved.cast import Cast
from reading.proposing.resolved.chains import chain_of, cited_in, outlet_of
from reading.proposing.resolved.mentions import with_mention
from reading.proposing.resolved.moments import Moments
from reading.proposing.resolved.names import Names
from reading.proposing.resolved.nested import unnested
from reading.proposing.resolved.places import Places
from reading.proposing.resolved.proposing import proposal
from reading.proposing.resolved.speakers import Speakers

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reading.proposing.attributions import Attribution
    from reading.proposing.proposals import Proposal
    from reading.proposing.resolved.article import Article


def resolve(
    article: Article,
    attributions: Sequence[Attribution],
    progress: Callable[[int, int], None] | None = None,
) -> list[Proposal]:
    """Return the proposals of what an article attributes, in the order of its text.

    `progress` is told after each how many are done, of how many; what it raises ends the work.
    """
    kept = unnested(article, [one for one in attributions if one.content])
    whole = [
        replace(with_mention(article, one), content=article.quoted.whole(one.content))
        for one in kept
    ]
    found = sorted(whole, key=_place)
    resolving = _Resolving(article, found)
    proposals: list[Proposal] = []
    for one in found:
        proposals.append(resolving.proposal(one))
        if progress is not None:
            progress(len(proposals), len(found))
    return sorted(proposals, key=lambda one: (one.start, one.end))


def _place(found: Attribution) -> int:
    beside = found.speaker or found.cue
    return min(beside.start, found.content[0].start) if beside else found.content[0].start


class _Resolving:
    """One way through the attributions of an article, which remembers who spoke last."""

    def __init__(self, article: Article, attributions: Sequence[Attribution]) -> None:
        names = Names(article.parsed)
        cast = Cast(article, names)
        contents = [span for one in attributions for span in one.content]
        antecedents = Antecedents(article, cast, Places([*article.quotations, *contents]))
        self._article = article
        self._speakers = Speakers(article, cast, names, antecedents)
        self._moments = Moments(article, cast, Places(article.quotations), Places(contents))
        self._outlet = outlet_of(article)

    def proposal(self, found: Attribution) -> Proposal:
        """Return the proposal of one attribution."""
        cited = None if found.via else cited_in(self._article, found)
        if cited:
            found = replace(found, speaker=cited, via=found.speaker)
        speaker = self._speakers.of(found)
        said, led = self._moments.of(found, speaker.party)
        chain = chain_of(self._article, found, self._outlet, speaker.name)
        if led and not (chain.told or chain.relays):
            told = replace(found, told=led, via=None)
            chain = chain_of(self._article, told, self._outlet, speaker.name)
        listener = self._speakers.listener(found, speaker) if chain.told else None
        chain = replace(chain, told=listener) if listener else chain
        return proposal(self._article, found, speaker, chain, said)

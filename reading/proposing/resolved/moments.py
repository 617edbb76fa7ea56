"""When each statement was said: in its own clause, else in what leads up to it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reading.proposing.resolved.lead_in import LeadIn, lead_in
from reading.proposing.resolved.published import published_on
from reading.proposing.resolved.said import Said, read_time, time_of

if TYPE_CHECKING:
    from reading.proposing.attributions import Attribution
    from reading.proposing.proposals import Span
    from reading.proposing.resolved.article import Article
    from reading.proposing.resolved.cast import Cast, Party
    from reading.proposing.resolved.places import Places

_BEFORE = "The sentence before tells when: "
_NOW = frozenset({"VBZ", "VBP"})


class Moments:
    """Tells when the statements of an article were said, in the order of its text."""

    def __init__(self, article: Article, cast: Cast, quotations: Places, contents: Places) -> None:
        self._article = article
        self._cast = cast
        self._quotations = quotations
        self._contents = contents
        self._published = published_on(article.published)
        self._last: tuple[Party, int, Said] | None = None

    def of(self, found: Attribution, party: Party | None) -> tuple[Said, Span | None]:
        """Return when an attribution was said, and who listened where the sentence before tells."""
        said, told = self._own(found), None
        if said.words is None and party is not None:
            said, told = self._led(found, party)
        if party is not None:
            self._last = (party, found.content[-1].end, said)
        return said, told

    def _own(self, found: Attribution) -> Said:
        if found.dated is not None:
            return self._read(found.dated.of(self._article.text))
        cue = found.cue or found.speaker
        if cue is None:
            return Said()
        outside = self._outside(self._article.sentence_of(cue.start), cue.start)
        mention = [found.speaker] if found.speaker and found.cue else []
        words = time_of(self._article, cue, found.told, [*found.content, *outside, *mention])
        return self._read(words) if words else Said()

    def _outside(self, sentence: Span, at: int) -> list[Span]:
        """Return what tells nothing of when the verb at a place was: what anybody says."""
        said = self._contents.touching(sentence)
        others = [one for one in said if not one.start <= at < one.end]
        return [*self._quotations.touching(sentence), *others]

    def _read(self, words: str) -> Said:
        return read_time(words, self._published, self._article.published)

    def _led(self, found: Attribution, party: Party) -> tuple[Said, Span | None]:
        """Return what is inherited from what the same speaker said just before, or led up to."""
        if self._is_present(found):
            return Said(), None
        if self._goes_on(found, party):
            return _inherited(self._last[2] if self._last else Said()), None
        before = self._lead_in(found, party)
        if before is None:
            return Said(), None
        return _inherited(self._read(before.time)) if before.time else Said(), before.told

    def _goes_on(self, found: Attribution, party: Party) -> bool:
        """Tell whether the statement before is the same speaker’s, and near, and told when."""
        if self._last is None or self._last[0] is not party or self._last[2].words is None:
            return False
        at = self._article.paragraph_at
        return 0 <= at(found.content[0].start) - at(self._last[1]) <= 1

    def _lead_in(self, found: Attribution, party: Party) -> LeadIn | None:
        beside = found.speaker or found.cue
        first = min(found.content[0].start, beside.start) if beside else found.content[0].start
        return lead_in(self._article, self._cast, party, first, self._outside)

    def _is_present(self, found: Attribution) -> bool:
        token = self._article.token_at(found.cue.start) if found.cue else None
        return token is not None and token.tag_ in _NOW


def _inherited(said: Said) -> Said:
    if said.reason is None or said.reason.startswith(_BEFORE):
        return said
    return replace(said, reason=_BEFORE + said.reason)

"""Who speaks: the mention beside the words, resolved against everybody the text speaks of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reading.proposing.proposals import Span
from reading.proposing.resolved.antecedents import Antecedents, Resolved
from reading.proposing.resolved.cast import Mention, Party
from reading.proposing.resolved.documents import author_in
from reading.proposing.resolved.names import is_title, spelt
from reading.proposing.resolved.nouns import is_document
from reading.proposing.resolved.phrases import read_phrase
from reading.proposing.wording import words as word_set

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reading.proposing.attributions import Attribution
    from reading.proposing.resolved.article import Article
    from reading.proposing.resolved.cast import Cast
    from reading.proposing.resolved.names import Names
    from reading.proposing.resolved.phrase import Phrase

_LABELS = frozenset({"A", "Q", "Answer", "Question", "a", "q"})
_LISTENING = word_set("him her them")
_RELATIVE = word_set("who which that whom")
#: The words of a full name.
_FULL = 2
_TROOPS = word_set("forces troops fighters soldiers militants officials")


@dataclass(frozen=True)
class Speaker:
    """Who speaks: the party, how the mention describes it, and why it is taken for it."""

    party: Party | None
    phrase: Phrase | None = None
    reason: str | None = None

    @property
    def name(self) -> str | None:
        """The name or description, as it stands where nothing better is known."""
        if self.party:
            return self.party.phrase.name
        return self.phrase.name if self.phrase else None

    @property
    def kind(self) -> str:
        """What kind of speaker it is, by the record’s terms."""
        known = self.party.phrase if self.party else self.phrase
        return known.kind if known else "person"

    @property
    def plural(self) -> bool:
        """Whether several speak as one."""
        known = self.party.phrase if self.party else self.phrase
        return bool(known and known.plural)

    @property
    def role(self) -> str | None:
        """The office: as this mention has it, else as the text introduced the speaker."""
        here = self.phrase.role if self.phrase else None
        known = self.party.phrase.role if self.party else None
        return known if here and known and here.casefold() in known.casefold() else here or known

    @property
    def affiliation(self) -> str | None:
        """The body that the office belongs to."""
        here = self.phrase.affiliation if self.phrase else None
        return here or (self.party.phrase.affiliation if self.party else None)


class Speakers:
    """Resolves the mentions of speakers, one after the other in the order of the text."""

    def __init__(
        self, article: Article, cast: Cast, names: Names, antecedents: Antecedents
    ) -> None:
        self._article = article
        self._cast = cast
        self._names = names
        self._antecedents = antecedents
        self._last: tuple[Party, int] | None = None

    def of(self, found: Attribution) -> Speaker:
        """Return who speaks in an attribution: by its mention, else whoever spoke just before."""
        if found.speaker is None:
            return self._going_on(found)
        if found.named:
            speaker = self._labelled(found.speaker, found.named)
        else:
            listeners = [found.told] if found.told else []
            not_these = [*found.content, *listeners]
            speaker = self._mentioned(found.speaker, not_these, is_label=found.frame == "turn")
        self._last = (speaker.party, found.content[-1].end) if speaker.party else None
        return speaker

    def listener(self, found: Attribution, speaker: Speaker) -> str | None:
        """Return whom "him" among the listeners means, None where it is no pronoun or not clear."""
        told = found.told
        phrase = read_phrase(told.of(self._article.folded), self._names) if told else None
        if told is None or phrase is None or phrase.pronoun not in _LISTENING:
            return None
        beside = [*found.content, *([found.speaker] if found.speaker else [])]
        best = self._antecedents.of_pronoun(phrase, told.start, beside, speaker.party)
        return best.party.phrase.name if best.party else None

    def _going_on(self, found: Attribution) -> Speaker:
        """Return the last speaker for words that stand alone in the same paragraph."""
        at = self._article.paragraph_at
        if found.cue or not self._last or at(self._last[1]) != at(found.content[0].start):
            return Speaker(None, reason="The text does not say who spoke.")
        party, _end = self._last
        self._last = (party, found.content[-1].end)
        return Speaker(party, reason=f"It goes on from what “{party.phrase.name}” said.")

    def _labelled(self, label: Span, named: Span) -> Speaker:
        """Return the speaker of a turn, whose full name the text has elsewhere."""
        written = _cased(named.of(self._article.folded), is_label=True)
        phrase = read_phrase(written, self._names)
        party = self._cast.party(phrase, named.start)
        words = _folded(label.of(self._article.folded))
        return Speaker(
            party,
            phrase,
            f"“{words}” is taken to mean “{party.phrase.name}”, as named in the text.",
        )

    def _mentioned(
        self, mention: Span, not_these: Sequence[Span], *, is_label: bool = False
    ) -> Speaker:
        words = _cased(mention.of(self._article.folded), is_label=is_label)
        author = author_in(words)
        phrase = read_phrase(author or words, self._names)
        if phrase.pronoun in _RELATIVE:
            phrase = self._relative(mention) or phrase
        named = self._explained(phrase, mention)
        found = Resolved(named) if named else self._resolved(phrase, mention, not_these)
        if found.party:
            spoken = Mention(mention.start, mention.end, found.party, subject=True, speaks=True)
            self._cast.add(spoken)
        written = f"It stands in “{_folded(words)}”." if author else None
        return Speaker(found.party, phrase, " ".join(filter(None, (written, found.reason))) or None)

    def _explained(self, phrase: Phrase, mention: Span) -> Party | None:
        """Return the person named right before "a spokesman …", whom the description explains."""
        if phrase.kind != "unnamed" or phrase.plural or phrase.definite:
            return None
        last = next(self._cast.before(mention.start), None)
        beside = last and not self._article.folded[last.end : mention.start].strip(" ,")
        return last.party if last and beside and last.party.phrase.kind == "person" else None

    def _relative(self, mention: Span) -> Phrase | None:
        """Return the phrase that "who" stands for, by the parse."""
        token = self._article.token_at(mention.start)
        piece = self._article.parse_at(mention.start)
        clause = token and next((one for one in token.ancestors if one.dep_ == "relcl"), None)
        if token is None or piece is None or clause is None:
            return None
        noun = clause.head
        first = noun.left_edge.idx + piece.start
        whole = Span(first, max(mention.start, first + 1)).of(self._article.folded)
        return read_phrase(whole, self._names)

    def _resolved(self, phrase: Phrase, mention: Span, not_these: Sequence[Span]) -> Resolved:
        if phrase.words in _LABELS:
            return Resolved(None, "The text does not say whose answers these are.")
        if phrase.pronoun:
            return self._antecedents.of_pronoun(phrase, mention.start, not_these)
        if phrase.kind == "person" and phrase.name:
            return self._person(phrase, mention)
        if phrase.definite:
            found = self._antecedents.of_description(phrase, mention.start, not_these)
            if found:
                return found
        if phrase.kind == "organisation":
            return self._body(phrase, mention)
        return Resolved(self._cast.party(phrase, mention.start), _described(phrase))

    def _person(self, phrase: Phrase, mention: Span) -> Resolved:
        name = phrase.name or ""
        if " " not in name or self._cast.longer(name):
            found = self._antecedents.of_name(phrase, mention.start)
            if found:
                return found
        return Resolved(self._cast.party(phrase, mention.start))

    def _body(self, phrase: Phrase, mention: Span) -> Resolved:
        """Return the body of a name, also behind "ABC forces" where the text introduced ABC."""
        name = phrase.name or ""
        first, _space, last = name.rpartition(" ")
        known = self._cast.body(name) or (last in _TROOPS and self._cast.body(first)) or None
        if known is None:
            return Resolved(self._cast.party(phrase, mention.start))
        same = known.phrase.name == name
        reason = (
            None
            if same
            else f"“{phrase.words}” is “{known.phrase.name}”, as the text introduces it."
        )
        return Resolved(known, reason)


def _cased(words: str, *, is_label: bool = False) -> str:
    """Return words written all in capitals, as labels are, with capitals where names have them."""
    if not words.isupper() or len(words.split()) < _FULL:
        return words
    if is_title(words.split(maxsplit=1)[0]):
        return words.title()
    return spelt(words) if is_label else words


def _folded(words: str) -> str:
    return " ".join(words.split())


def _described(phrase: Phrase) -> str | None:
    if phrase.kind != "unnamed":
        return None
    if is_document(phrase.noun or ""):
        return "The text names what was written, not who wrote it."
    return "The speaker is not named, and described as the text has it."

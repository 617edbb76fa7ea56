"""Whom "he", "the official" or "Roe" means: the last one spoken of whom the words can mean."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from reading.proposing.resolved.descriptions import fits_description, fits_office, only_one
from reading.proposing.resolved.phrase import offices_in

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reading.proposing.proposals import Span
    from reading.proposing.resolved.article import Article
    from reading.proposing.resolved.cast import Cast, Mention, Party
    from reading.proposing.resolved.phrase import Phrase
    from reading.proposing.resolved.places import Places

#: How far back a pronoun reaches, in paragraphs and in mentions; a description reaches further.
_PARAGRAPHS, _MENTIONS, _FAR = 4, 40, 120
_OTHER = re.compile(r"\b(?:other|another|second|third)\b", re.IGNORECASE)
_SELF = frozenset({"i", "we", "you"})
_THINGS = frozenset({"it", "which", "that", "this"})
_MANY = frozenset({"they", "them", "we", "these", "those", "both"})


@dataclass(frozen=True)
class Resolved:
    """Whom a mention means, None where that cannot be told, and a sentence that says why."""

    party: Party | None
    reason: str | None = None


class Antecedents:
    """Finds whom a mention means among those of whom the text has spoken before."""

    def __init__(self, article: Article, cast: Cast, contents: Places) -> None:
        self._article = article
        self._cast = cast
        self._contents = contents

    def of_pronoun(
        self, phrase: Phrase, at: int, not_these: Sequence[Span], not_whom: Party | None = None
    ) -> Resolved:
        """Return whom a pronoun means: the last compatible speaker or subject, no listener."""
        word = phrase.pronoun or ""
        if word in _SELF:
            return Resolved(
                None, f"“{phrase.words}” is whoever writes or speaks here; no speaker is named."
            )
        best = self._best(
            at, not_these, lambda party: party is not not_whom and _fits_pronoun(party, word)
        )
        if best is None:
            return Resolved(None, f"Nobody is named before whom “{phrase.words}” could mean.")
        if phrase.sex and not best.party.sex:
            best.party.sex = phrase.sex
        return Resolved(
            best.party, f"“{phrase.words}” is taken to mean {_called(best.party)}, {_why(best)}."
        )

    def of_description(self, phrase: Phrase, at: int, not_these: Sequence[Span]) -> Resolved | None:
        """Return whom "the official" means; None where it may be said of nobody named before."""
        if _OTHER.search(phrase.words):
            return None
        before = [
            mention.party
            for mention in islice(self._cast.before(at), _FAR)
            if not (mention.owner or _within(mention.at, not_these))
        ]
        said = f"“{phrase.words}” is taken to mean"
        for party in before:
            if fits_description(party, phrase):
                return Resolved(party, f"{said} {_called(party)}, who is spoken of before.")
        only = only_one(party for party in before if fits_office(party, phrase))
        if only is None:
            return None
        return Resolved(only, f"{said} {_called(only)}, the only one spoken of before.")

    def of_name(self, phrase: Phrase, at: int) -> Resolved | None:
        """Return the person of the full name that a surname stands for; None where there is none."""
        name = phrase.name or ""
        known = self._cast.longer(name) or [
            one for one in self._cast.people(name) if " " in (one.phrase.name or "")
        ]
        if not known:
            return None
        fitting = _narrowed(known, phrase)
        if len(fitting) == 1:
            why = "" if len(known) == 1 else ", by title or sex"
            return Resolved(
                fitting[0],
                f"“{phrase.words}” is {_called(fitting[0])}, named in full {_place(fitting[0], at)}{why}.",
            )
        near = self._nearest(fitting, at)
        if near:
            return Resolved(
                near,
                f"“{phrase.words}” is taken to mean {_called(near)}, the one of that name last spoken of.",
            )
        names = " or ".join(one.phrase.name or "" for one in fitting)
        return Resolved(None, f"“{phrase.words}” can be {names}: the text does not tell which.")

    def _nearest(self, parties: Sequence[Party], at: int) -> Party | None:
        """Return the one party of several spoken of nearby, None where two are."""
        here = self._article.paragraph_at(at)
        near: list[Party] = []
        for mention in islice(self._cast.before(at), _MENTIONS):
            if here - self._article.paragraph_at(mention.at) > _PARAGRAPHS:
                break
            if any(mention.party is one for one in parties) and mention.party not in near:
                near.append(mention.party)
        return near[0] if len(near) == 1 else None

    def _best(
        self, at: int, not_these: Sequence[Span], fits: Callable[[Party], bool]
    ) -> Mention | None:
        here, near = self._article.paragraph_at(at), []
        for mention in islice(self._cast.before(at), _MENTIONS):
            if here - self._article.paragraph_at(mention.at) > _PARAGRAPHS:
                break
            if fits(mention.party) and not _within(mention.at, not_these):
                near.append(mention)
        spoken = Counter(id(mention.party) for mention in near)
        return max(
            near,
            key=lambda one: self._weight(one, at) + 0.25 * min(spoken[id(one.party)], 4),
            default=None,
        )

    def _weight(self, mention: Mention, at: int) -> float:
        """Weigh a mention: speakers and subjects of near sentences, rather than whom they speak of."""
        article = self._article
        paragraphs = article.paragraph_at(at) - article.paragraph_at(mention.at)
        sentences = article.sentence_at(at) - article.sentence_at(mention.at)
        said = self._contents.cover(mention.at) and not mention.speaks
        weight = 2.5 * mention.speaks + 1.5 * mention.subject + 2.0 * (sentences == 0)
        weight -= 1.0 * paragraphs + 0.5 * min(sentences, 6)
        weight -= 1.0 * mention.owner + 3.0 * said + 1.5 * mention.place
        unnamed = mention.party.phrase.kind == "unnamed" and not mention.speaks
        return weight - 0.7 * unnamed + 0.0001 * (mention.at - at)


def _within(at: int, spans: Sequence[Span]) -> bool:
    return any(span.start <= at < span.end for span in spans)


def _fits_pronoun(party: Party, word: str) -> bool:
    phrase = party.phrase
    if word in _MANY:
        return phrase.plural or phrase.kind in {"organisation", "group"}
    if word in _THINGS:
        return phrase.kind == "organisation" or (phrase.kind == "unnamed" and not _human(phrase))
    human = phrase.kind == "person" or (phrase.kind == "unnamed" and _human(phrase))
    sex = {"he": "m", "him": "m", "she": "f", "her": "f"}.get(word)
    return human and not phrase.plural and (sex is None or party.sex in {None, sex})


def _human(phrase: Phrase) -> bool:
    return bool(offices_in(phrase.noun or "")) or phrase.noun == "person"


def _narrowed(known: Sequence[Party], phrase: Phrase) -> list[Party]:
    """Return those of one surname whom a mention fits by title and by sex; all where none does."""
    fitting = list(known)
    if phrase.titles:
        fitting = [one for one in fitting if one.phrase.titles & phrase.titles] or fitting
    if phrase.sex:
        fitting = [one for one in fitting if one.sex in {None, phrase.sex}] or fitting
        sure = [one for one in fitting if one.sex == phrase.sex]
        fitting = sure if len(sure) == 1 else fitting
    return fitting


def _called(party: Party) -> str:
    return f"“{party.phrase.name}”"


def _place(party: Party, at: int) -> str:
    return "before" if party.at < at else "further on"


def _why(best: Mention) -> str:
    return "who spoke last" if best.speaks else "the last one spoken of whom it fits"

"""Everybody a text speaks of, in the order in which it does: of whom "he" and "Roe" can be said."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from reading.proposing.resolved.abbreviations import abbreviated
from reading.proposing.resolved.bodies import BODIES
from reading.proposing.resolved.given_names import SEX_BY_NAME
from reading.proposing.resolved.names import is_capital, is_title, plain, surname
from reading.proposing.resolved.offices import BEFORE_OFFICE, COURTESY, SHORTENED
from reading.proposing.resolved.phrase import Phrase, offices_in
from reading.proposing.resolved.phrases import read_phrase
from reading.proposing.resolved.spoken_of import spoken_of
from reading.proposing.wording import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from reading.proposing.proposals import Span
    from reading.proposing.resolved.article import Article
    from reading.proposing.resolved.names import Names

#: How far from a name its office is looked for, in characters.
_BEFORE, _AFTER = 80, 160
#: "The mayor of Lund, " before a name.
_OFFICE_APART = re.compile(
    r"(?:^|[.!?,]\s|\b(?:and|but|while|when)\s)(?P<office>(?:[Tt]he|[Ii]ts|[Tt]heir|[Hh]is|[Hh]er)\s[^,.;:“”]{3,60}),\s$"
)
#: Written with a full stop that ends no sentence.
_SHORT_TITLES = COURTESY.keys() | SHORTENED.keys() | {"st"}
#: Behind a first name: “The Axe” Roe.
_NICKNAME = re.compile(r"\s“[^“”\n]{1,30}”(?:\s[A-Z][\w’-]+){1,2}")
_WORD = re.compile(r"\S+")
_APPOSITION = re.compile(
    r"(?:,\s+|\s+(?=an?\s[a-z]))(?:(?:an?|the|his|her|their|its|who)\s|(?:[A-Z][\w.-]*[’']s\s)?[a-z])[^,;.:“”()]*"
)
_NO_OFFICE = words("""but and or so yet however meanwhile when while as after before although though if since because
    for in on at with from by to of what that then earlier later according like unlike despite""")


@dataclass
class Party:
    """Somebody of whom a text speaks, with all that it has said of him so far."""

    phrase: Phrase
    at: int
    sex: str | None = None
    names: set[str] = field(default_factory=set)

    def learn(self, phrase: Phrase) -> None:
        """Take over from a further mention what was not known: office, sex, a longer name."""
        known, more = self.phrase, phrase
        self.sex = self.sex or more.sex
        longer = known.role and more.role and known.role in more.role
        self.phrase = replace(
            known,
            role=more.role if longer else known.role or more.role,
            affiliation=known.affiliation or more.affiliation,
        )


@dataclass(frozen=True, order=True)
class Mention:
    """A place at which a text speaks of somebody; `subject` where it is what the clause is about."""

    at: int
    end: int
    party: Party = field(compare=False)
    subject: bool = field(default=False, compare=False)
    owner: bool = field(default=False, compare=False)
    speaks: bool = field(default=False, compare=False)
    place: bool = field(default=False, compare=False)


class Cast:
    """The parties of a text and the places at which it speaks of them."""

    def __init__(self, article: Article, names: Names) -> None:
        self._article = article
        self._names = names
        self._people: dict[str, list[Party]] = defaultdict(list)
        self._bodies: dict[str, Party] = {}
        self.mentions: list[Mention] = []
        for span, part in spoken_of(article):
            self._enter(span, part)
        for short, name, at in abbreviated(article.folded):
            self._bodies[_body_key(short)] = self.body(name) or self.party(
                Phrase(words=name, name=name, kind="organisation"), at
            )

    def people(self, name: str) -> list[Party]:
        """Return the people of a surname, in the order in which the text introduces them."""
        return self._people.get(surname(name), [])

    def longer(self, name: str) -> list[Party]:
        """Return the people whose full name ends with a surname of two words: "De Luca"."""
        if " " not in name:
            return []
        return [one for one in self.people(name) if (one.phrase.name or "").endswith(f" {name}")]

    def body(self, name: str) -> Party | None:
        """Return the body of a name or of its initials."""
        return self._bodies.get(_body_key(name))

    def before(self, at: int) -> Iterator[Mention]:
        """Yield the mentions before a place, the nearest first."""
        for number in range(bisect_left(self.mentions, at, key=lambda one: one.at) - 1, -1, -1):
            yield self.mentions[number]

    def within(self, place: Span) -> list[Mention]:
        """Return the mentions in a place, in order."""
        first, last = (
            bisect_left(self.mentions, edge, key=lambda one: one.at)
            for edge in (place.start, place.end)
        )
        return self.mentions[first:last]

    def add(self, mention: Mention) -> None:
        """Put a speaker, once resolved, in the place of what was taken to stand there."""
        first = bisect_left(self.mentions, mention.at, key=lambda one: one.at)
        last = first
        while last < len(self.mentions) and self.mentions[last].at < mention.end:
            last += 1
        del self.mentions[first:last]
        insort(self.mentions, mention)

    def party(self, phrase: Phrase, at: int) -> Party:
        """Return the party that a phrase names or describes, a new one where it is none known."""
        if phrase.kind == "person" and phrase.name:
            known = [one for one in self.people(phrase.name) if _same_person(one, phrase.name)]
            if known:
                known[0].learn(phrase)
                return known[0]
        party = Party(phrase, at, phrase.sex or _sex_of(phrase))
        self._keep(party)
        return party

    def _keep(self, party: Party) -> None:
        phrase = party.phrase
        if phrase.kind == "person" and phrase.name:
            self._people[surname(phrase.name)].append(party)
        elif phrase.kind == "organisation" and phrase.name and not phrase.definite:
            self._bodies.setdefault(_body_key(phrase.name), party)

    def _enter(self, span: Span, part: Mapping[str, bool]) -> None:
        words = _around(self._article.folded, span)
        phrase = read_phrase(words, self._names)
        longer = self.longer(phrase.name or "")
        if phrase.kind == "person" and phrase.name and (longer or " " not in phrase.name):
            known = longer or self.people(phrase.name)
            party = known[0] if len(known) == 1 else self.party(phrase, span.start)
        elif phrase.kind == "organisation":
            party = self.body(phrase.name or "") or self.party(phrase, span.start)
        else:
            party = self.party(phrase, span.start)
        insort(self.mentions, Mention(span.start, span.end, party, **part))


def _around(folded: str, span: Span) -> str:
    """Return a name with the office before it and the apposition behind it."""
    window = folded[max(0, span.start - _BEFORE) : span.start].rpartition("\n")[2]
    after = _APPOSITION.match(folded, span.end, min(len(folded), span.end + _AFTER))
    known = _NICKNAME.match(folded, span.end)
    name = span.of(folded) + (known[0] if known else after[0] if after else "")
    apart = _OFFICE_APART.search(window)
    if apart and offices_in(" ".join(apart["office"].split()[:5])):
        return f"{apart['office']}, {name}"
    return " ".join([*_office_before(window), name])


def _office_before(window: str) -> list[str]:
    kept: list[str] = []
    for word in reversed(_WORD.findall(window)):
        if not _before_name(word, kept):
            break
        kept.insert(0, word)
    while kept and (kept[0].casefold() in _NO_OFFICE or kept[0] in {"of", "for"}):
        kept = kept[1:]
    return kept if any(is_title(word) for word in kept) else []


def _before_name(word: str, kept: list[str]) -> bool:
    """Tell whether a word may be part of the office before a name."""
    if word.endswith((",", ";", ":", "”", ")", "–", "—", "?", "!")) or word.startswith(("“", "(")):
        return False
    if word.endswith(".") and plain(word) not in _SHORT_TITLES:
        return False
    bare = plain(word)
    if bare in _NO_OFFICE and bare not in {"of", "for"}:
        return False
    return (
        is_capital(word)
        or is_title(word)
        or bare in BEFORE_OFFICE
        or bare in BODIES
        or (bool(kept) and bare in {"of", "for", "the", "and"})
    )


def _same_person(one: Party, name: str) -> bool:
    known, more = (one.phrase.name or "").split(), name.split()
    if len(more) == 1 or len(known) == 1:
        return known == more
    return plain(known[0]) == plain(more[0])


def _sex_of(phrase: Phrase) -> str | None:
    if phrase.kind != "person" or not phrase.name or len(phrase.name.split()) == 1:
        return None
    return SEX_BY_NAME.get(plain(phrase.name.split()[0]))


def _body_key(name: str) -> str:
    return " ".join(name.replace("’", "'").casefold().removeprefix("the ").split())

"""What a noun phrase says of a speaker, once taken apart."""

from __future__ import annotations

from dataclasses import dataclass

from reading.proposing.resolved.names import plain
from reading.proposing.resolved.offices import SHORTENED, is_person_noun


@dataclass(frozen=True, kw_only=True)
class Phrase:
    """What a phrase says of a speaker.

    `words` is the phrase as it stands; `noun` the word it is built on where it is no name, in the
    singular; `definite` whether it points back ("the official"), `bare` whether it is a pronoun.
    """

    words: str
    name: str | None = None
    kind: str = "person"
    plural: bool = False
    role: str | None = None
    affiliation: str | None = None
    sex: str | None = None
    noun: str | None = None
    definite: bool = False
    pronoun: str | None = None

    @property
    def titles(self) -> frozenset[str]:
        """The offices that the phrase names, in full and in small letters."""
        return offices_in(f"{self.role or ''} {self.noun or ''}")


def offices_in(words: str) -> frozenset[str]:
    """Return the offices that words name, in full and in small letters."""
    found = (plain(word) for word in words.replace("-", " ").split())
    return frozenset(
        SHORTENED.get(word, word) for word in found if word in SHORTENED or is_person_noun(word)
    )

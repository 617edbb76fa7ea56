"""Proper names: which words are one, and whether it is a person's."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from reading.proposing.resolved.bodies import BODIES, CROWDS
from reading.proposing.resolved.given_names import SEX_BY_NAME
from reading.proposing.resolved.newsrooms import is_newsroom
from reading.proposing.resolved.offices import COURTESY, OF_THE_NAME, SHORTENED, is_person_noun
from reading.proposing.wording import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from spacy.tokens import Token

    from reading.proposing.parsing import Parsed

_PARTICLES = words(
    """
    van von der den de da di du del della la le el al bin ibn bint abu ben dos das ter zu af y
    """
)
ENDINGS = words(
    """
    jr jr. sr sr. ii iii iv
    """
)
#: Cities and countries whose name stands for a government.
_CAPITALS = words(
    """
    moscow washington london paris berlin beijing tokyo kyiv kiev ankara tehran jerusalem
    damascus baghdad riyadh cairo brussels rome madrid warsaw budapest vienna athens islamabad
    delhi seoul pyongyang canberra ottawa brasilia brasília caracas havana doha beirut amman
    minsk russia china iran israel turkey france germany britain japan india pakistan ukraine
    egypt syria iraq canada australia mexico brazil italy spain poland hungary greece qatar
    lebanon jordan
    """
)
_RUN = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")
#: The letters of an abbreviation at most.
_SHORT = 4
_UPPER = 2
_LONGEST = 5


def plain(word: str) -> str:
    """Return a word in small letters without its full stop and what stands around it."""
    return word.strip("“”‘’'\"(),;:.").casefold()


def is_title(word: str) -> bool:
    """Tell whether a word is an office or courtesy said before a name: "Col.", "Mrs", "minister"."""
    bare = plain(word)
    parts = bare.rsplit("-", 1)
    return bare in COURTESY or bare in SHORTENED or is_person_noun(parts[-1])


def is_capital(word: str) -> bool:
    """Tell whether a word is written as part of a name."""
    bare = word.lstrip("“‘'\"(")
    first = bare[:1]
    return first.isupper() or (
        bare[:3].casefold() in {"al-", "el-", "ad-", "as-"} and bare[3:4].isupper()
    )


def trailing_name(words: Sequence[str]) -> int:
    """Return where the proper name begins with which words end, their number where none does."""
    start = len(words)
    while start and (is_capital(words[start - 1]) or plain(words[start - 1]) in ENDINGS):
        start -= 1
        before = start
        while before and words[before - 1].casefold() in _PARTICLES:
            before -= 1
        if before and before < start and is_capital(words[before - 1]):
            start = before
    return start


class Names:
    """The names of a text, each with what the language model takes it for."""

    def __init__(self, parsed: Iterable[Parsed]) -> None:
        self._votes: dict[str, Counter[str]] = defaultdict(Counter)
        self._surnames: set[str] = set()
        self._common: set[str] = set()
        for piece in parsed:
            for named in piece.doc.ents:
                self._votes[_key(named.text)][named.label_] += 1
                if " " in named.text and (named.label_ == "PERSON" or _is_given(named.text)):
                    self._surnames.add(surname(_key(named.text)))
            self._common |= {word.text for word in piece.doc if word.is_title and _is_common(word)}

    def ending(self, words: Sequence[str]) -> int | None:
        """Return where in a run of capitalised words a person's name begins, None if nowhere."""
        for start in range(max(0, len(words) - _LONGEST), len(words)):
            if len(words) - start > 1 and self._label(words[start:]) == "PERSON":
                return start if not is_title(words[start]) else start + 1
        return 0 if self.is_person(words) else None

    def is_person(self, words: Sequence[str]) -> bool:
        """Tell whether words that are one name name a person."""
        label = self._label(words)
        if len(words) == 1:
            return self._lone(words[0], label)
        if any(_of_many(word) for word in words) or is_newsroom(" ".join(words)):
            return False
        if label in {"PERSON", ""} or _is_given(words[0]):
            return True
        return label != "ORG" and surname(words[-1]) in self._surnames

    def is_family(self, word: str) -> bool:
        """Tell whether a word is the plural of a surname that the text knows: "the Roes"."""
        bare = _key(word)
        return bare.endswith("s") and bare not in self._surnames and bare[:-1] in self._surnames

    def common(self, word: str) -> bool:
        """Tell whether a word has its capital from its place in the sentence alone."""
        return word in self._common and self._label([word]) == ""

    def label(self, name: str) -> str:
        """Return what the model mostly takes a name for, "" where it never saw one in it."""
        return self._label(name.split())

    def _lone(self, word: str, label: str) -> bool:
        bare = word.strip("’'.,")
        shout = bare.isupper() and len(bare) >= _UPPER
        if surname(_key(bare)) in self._surnames:
            return True
        if self.is_family(word):
            return False
        if word in self._common and label != "PERSON":
            return False
        if (
            shout
            or is_person_noun(plain(word))
            or plain(word) in _CAPITALS
            or _of_many(word)
            or is_newsroom(bare)
        ):
            return False
        return label in {"PERSON", ""}

    def _label(self, words: Sequence[str]) -> str:
        votes = self._votes.get(_key(" ".join(words)))
        return votes.most_common(1)[0][0] if votes else ""


def _is_common(word: Token) -> bool:
    return word.pos_ in {"NOUN", "ADJ", "NUM", "DET"} and not word.ent_type_


def _is_given(name: str) -> bool:
    return plain(name.split(maxsplit=1)[0]) in SEX_BY_NAME


def _of_many(word: str) -> bool:
    """Tell whether a word names a body or a kind of people, as in "Ruvian Workers’ Union"."""
    bare = plain(word).removesuffix("’").removesuffix("'")
    single = bare.removesuffix("s")
    return bare in BODIES or bare in CROWDS or (single != bare and is_person_noun(single))


def _key(name: str) -> str:
    bare = " ".join(name.split()).casefold().replace("'", "’")
    return re.sub(r"’s?$", "", bare.removeprefix("the "))


def surname(name: str) -> str:
    """Return the last of a name's words that is no "Jr.", as it is compared."""
    words = [word for word in name.split() if plain(word) not in ENDINGS]
    return plain(words[-1]) if words else ""


def spelt(name: str) -> str:
    """Return words written in capitals with one each, an abbreviation such as BBC as it is."""
    return _RUN.sub(lambda found: _spelt(found[0]), name)


def _spelt(word: str) -> str:
    return word if len(word) <= _SHORT and not set(word) & set("AEIOUY") else word.title()


def part_of_name(word: str) -> bool:
    """Tell whether a title such as "Pope" belongs to the name that follows it."""
    return plain(word) in OF_THE_NAME

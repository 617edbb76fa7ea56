"""Which cues make an attribution a statement: words of saying, not of belief, wish or perception."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from bench.evaluation.texts import WORD

if TYPE_CHECKING:
    from collections.abc import Iterator

_REGULAR = """
accord accuse acknowledge add admit advise affirm allege announce answer argue articulate ask assert assure
attest blast boast brag caution challenge charge cite claim clarify comment complain concede conclude
condemn confess confide confirm contend counter criticise criticize declare defend demand denounce deny
describe disclose dismiss dispute dub echo elaborate emphasise estimate exclaim explain express
forecast hail highlight hint imply indicate inform inquire insist issue joke lament lash maintain mention
mock mutter object observe offer opine outline plead pledge point posit post praise predict proclaim promise
pronounce propose protest publish question quip quote raise recall recite recommend recount refer reiterate
rebuff rebuke release remark remind repeat reply report request respond retort retweet reveal rip shout
show signal slam state stress suggest testify tout tweet underline underscore urge vow warn word
"""
_IRREGULAR = """
call called calling calls caller finding findings finds found noted notes noting read reads
reading said say saying sayings says speak speaker speaking speaks speech speeches spoke swear
swears swearing swore sworn tell telling tells told write writer writing writes written wrote
"""
_NOUNS = """
accusation accusations acknowledgment affirmation affirmations allegation allegations argument arguments
condemnation condemnations confirmation declaration declarations information observation recommendation
reporter reporters statement statements testimony
"""
_VOWELS, _DOUBLED = frozenset("aeiou"), frozenset("lnt")


def says(cue: str) -> bool:
    """Tell whether a cue is one of saying; one without a word, such as a colon, is."""
    words = [found[0].lower() for found in WORD.finditer(cue)]
    return not words or any(word in _SAYING for word in words)


def _inflected(verb: str) -> Iterator[str]:
    """Yield the forms of a regular verb, with and without a doubled consonant."""
    yield from (verb, f"{verb}s", f"{verb}es")
    stem = verb.removesuffix("e")
    if verb.endswith("y") and verb[-2] not in _VOWELS:
        yield from (f"{verb[:-1]}ies", f"{verb[:-1]}ied")
    for ending in ("ed", "ing", "er", "ers"):
        yield stem + ending
        if stem[-1] in _DOUBLED:
            yield stem + stem[-1] + ending


_SAYING = frozenset(chain(_IRREGULAR.split(), _NOUNS.split(), *map(_inflected, _REGULAR.split())))

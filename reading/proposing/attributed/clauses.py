"""Clauses said: "she said that …", "…, she said", "she promised to …", "she called for …"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reading.proposing.attributed import cues
from reading.proposing.attributed.before import clause_start, went_on
from reading.proposing.attributed.findings import Finding
from reading.proposing.attributed.grammar import VERBS
from reading.proposing.attributed.paragraph import spread, subtree
from reading.proposing.attributed.parenthetical import between_commas
from reading.proposing.attributed.relative import within_relative
from reading.proposing.attributed.speakers import child, passing_on, subject
from reading.proposing.attributed.verbs import lemma

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

    from reading.proposing.attributed.paragraph import Paragraph

#: Words between a verb that names and a name in quotation marks.
_SOON = 14
_PLACES = ("GPE", "LOC", "FAC")


def of_verb(paragraph: Paragraph, verb: Token, others: Sequence[Token]) -> Finding | None:
    """Return what the grammar of a sentence says a verb attributes, None for nothing."""
    found = between_commas(paragraph, verb, others) or _by_a_rule(paragraph, verb)
    if found is not None:
        found.via = passing_on(verb)
    return found


def _by_a_rule(paragraph: Paragraph, verb: Token) -> Finding | None:
    for rule in (
        within_relative,
        _clause,
        _parenthesis,
        _naming,
        _about_somebody,
        _infinitive,
        _preposition,
        _object,
        _that,
    ):
        if (found := rule(paragraph, verb)) is not None:
            return found
    return None


def _clause(paragraph: Paragraph, verb: Token) -> Finding | None:
    said = _complement(verb)
    if said is None or lemma(verb) not in cues.CLAUSE | cues.OBJECT | cues.QUOTING:
        return None
    content = set(subtree(said)) - {verb.i}
    if lemma(verb) not in cues.CLAUSE | cues.OBJECT and all(map(paragraph.open, content)):
        return None
    if said.i > verb.i:
        content |= went_on(paragraph, verb, content)
        return Finding(content, _cue(verb), subject(verb), "clause", told=listener(verb))
    if not _set_off(paragraph, verb):
        return None
    return Finding(content, _cue(verb), subject(verb), "clause before", told=listener(verb))


def _complement(verb: Token) -> Token | None:
    """Return the head of the clause that a verb governs, one after it first."""
    said = [one for one in verb.children if one.dep_ == "ccomp"]
    return next((one for one in said if one.i > verb.i), said[0] if said else None)


def _set_off(paragraph: Paragraph, verb: Token) -> bool:
    """Tell whether a mark stands between what is said and the clause of its verb."""
    start = clause_start(verb)
    return start > 0 and paragraph.doc[start - 1].text in (",", "”", "—", "–", "-", "--", "?", "!")


def _parenthesis(paragraph: Paragraph, verb: Token) -> Finding | None:
    if verb.dep_ != "parataxis" or lemma(verb) not in cues.CLAUSE or not _set_off(paragraph, verb):
        return None
    content = set(subtree(verb.head, without=[verb]))
    return Finding(content, _cue(verb), subject(verb), "parenthesis", told=listener(verb))


def _infinitive(_paragraph: Paragraph, verb: Token) -> Finding | None:
    done = child(verb, "xcomp")
    if done is None or lemma(verb) not in cues.INFINITIVE or not _to(done):
        return None
    return Finding(set(subtree(done)), _cue(verb), subject(verb), "infinitive")


def _to(verb: Token) -> bool:
    return any(one.dep_ == "aux" and one.lower_ == "to" for one in verb.children)


def _naming(paragraph: Paragraph, verb: Token) -> Finding | None:
    if lemma(verb) not in cues.NAMING:
        return None
    named = child(verb, "dobj", "nsubjpass")
    small = _named_as(verb, named)
    if small is None or small.i < verb.i:
        return _called(paragraph, verb)
    if named is not None and named.dep_ == "nsubjpass" and child(verb, "agent") is None:
        return None
    content = set(subtree(small))
    if named is not None and named.i > verb.i:
        content |= set(subtree(named))
    return Finding(spread(content), _cue(verb), subject(verb), "naming")


def _named_as(verb: Token, named: Token | None) -> Token | None:
    small = child(verb, "oprd", "ccomp", "attr")
    if small is not None:
        return small
    below = [*verb.children, *(named.children if named is not None else ())]
    return next((one for one in below if one.dep_ == "prep" and one.lower_ == "as"), None)


def _called(paragraph: Paragraph, verb: Token) -> Finding | None:
    """Return a name in quotation marks soon after a verb that gives one, with whoever has it."""
    for start, end in paragraph.quotes:
        if (
            verb.i < start <= verb.i + _SOON
            and paragraph.sentence[start] == paragraph.sentence[verb.i]
        ):
            between = paragraph.doc[verb.i + 1 : start]
            if not any(one.pos_ in VERBS or one.text in ";:" for one in between):
                return Finding(set(range(verb.i + 1, end)), _cue(verb), subject(verb), "naming")
    return None


def _about_somebody(_paragraph: Paragraph, verb: Token) -> Finding | None:
    if lemma(verb) not in cues.ABOUT_SOMEBODY | cues.LISTENED:
        return None
    somebody = child(verb, "dobj")
    what = _what_of_somebody(verb, somebody)
    if what is None or what.i < verb.i or (somebody is None and lemma(verb) == "ask"):
        return None
    content, told = set(subtree(what)), None
    if somebody is None and lemma(verb) in cues.HEARD:
        return _heard(verb, content)
    if lemma(verb) in cues.TOLD_TO:
        told = somebody
    elif somebody is not None and verb.i < somebody.i:
        content |= set(subtree(somebody))
    return Finding(spread(content), _cue(verb), subject(verb), "about somebody", told=told)


def _heard(verb: Token, content: set[int]) -> Finding:
    """Return what a listener heard: "they were told to leave", "residents told to leave"."""
    agent, heard = child(verb, "agent"), child(verb, "nsubjpass", "nsubj")
    heard = verb.head if heard is None and verb.dep_ == "acl" else heard
    speaker = child(agent, "pobj") if agent is not None else None
    return Finding(spread(content), _cue(verb), speaker, "about somebody", told=heard)


def _what_of_somebody(verb: Token, somebody: Token | None) -> Token | None:
    """Return the head of what somebody is accused of or urged to do."""
    done = child(verb, "ccomp", "xcomp")
    if done is not None and _to(done):
        return done
    for one in (verb, *([somebody] if somebody is not None else [])):
        for prep in one.children:
            if prep.dep_ == "prep" and prep.lower_ in ("of", "with") and lemma(verb) == "accuse":
                return prep
    return None


def _preposition(_paragraph: Paragraph, verb: Token) -> Finding | None:
    takes = cues.PREPOSITIONS.get(lemma(verb), frozenset())
    for one in verb.children:
        if one.i < verb.i or one.dep_ not in ("prep", "advcl", "xcomp", "ccomp"):
            continue
        first = (
            one if one.dep_ == "prep" else next((m for m in one.children if m.dep_ == "mark"), one)
        )
        if first.lower_ in takes and first.i <= verb.i + 3:
            content = set(subtree(one)) - {first.i}
            for other in verb.children:
                if other.dep_ in ("xcomp", "advcl", "ccomp") and other.i > one.i and _to(other):
                    content |= set(subtree(other))
            if content:
                content |= _where(verb, max(content) + 1)
                cue = (verb.i, max(verb.i, first.i) + 1)
                return Finding(spread(content), cue, subject(verb), "preposition")
    return None


def _where(verb: Token, end: int) -> set[int]:
    """Return where it is that somebody speaks of, right after it: "of floods in the lower town"."""
    place = next((one for one in verb.children if one.i == end and one.lower_ == "in"), None)
    noun = child(place, "pobj") if place is not None else None
    if place is None or noun is None or noun.lemma_.lower() in cues.OCCASIONS:
        return set()
    article = child(noun, "det")
    the = article is not None and article.lower_ == "the" and not noun.ent_type_
    return set(subtree(place)) if the or noun.ent_type_ in _PLACES else set()


def _object(_paragraph: Paragraph, verb: Token) -> Finding | None:
    if lemma(verb) not in cues.OBJECT:
        return None
    thing = child(verb, "dobj", "nsubjpass")
    if thing is None or (thing.dep_ == "dobj" and thing.i < verb.i):
        return None
    content = set(subtree(thing))
    for one in verb.children:
        if one.dep_ == "prep" and one.i > thing.i:
            goes_on = one.i == max(content) + 1 and one.lower_ not in cues.CIRCUMSTANCES
            if goes_on or one.lower_ in ("for", "over", "as"):
                content |= set(subtree(one))
    return Finding(content, _cue(verb), subject(verb), "object")


def _that(paragraph: Paragraph, verb: Token) -> Finding | None:
    """Return the rest of the sentence from a "that" soon after a verb that can only say."""
    if lemma(verb) not in cues.PLAIN:
        return None
    for word in paragraph.doc[verb.i + 1 : verb.i + 16]:
        if paragraph.sentence[word.i] != paragraph.sentence[verb.i] or not paragraph.open(word.i):
            return None
        if word.lower_ == "that" and word.dep_ != "det" and word.tag_ in ("IN", "WDT"):
            content = set(range(word.i, paragraph.sentence_end(word.i)))
            return Finding(content, _cue(verb), subject(verb), "clause", told=listener(verb))
    return None


def _cue(verb: Token) -> tuple[int, int]:
    particle = child(verb, "prt")
    return (verb.i, verb.i + (2 if particle is not None and particle.i == verb.i + 1 else 1))


def listener(verb: Token) -> Token | None:
    """Return the head of the phrase that says who was told, None where nobody is named."""
    if lemma(verb) in cues.LISTENED:
        return child(verb, "dobj", "dative", "nsubjpass")
    for one in verb.children:
        if one.dep_ in ("prep", "dative") and one.lower_ == "to":
            return child(one, "pobj")
    return None

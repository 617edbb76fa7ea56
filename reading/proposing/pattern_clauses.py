"""What a reporting verb attributes in a sentence, and to whom, without a parse."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from reading.proposing import subjects
from reading.proposing.proposals import Span
from reading.proposing.reporting import (
    CLAUSE_VERBS,
    GOING_ON,
    NOUN_LIKE,
    OBJECT_VERB,
    TO_VERB,
    TOLD,
    VERB,
    WEEKDAY,
)
from reading.proposing.sentences import HIDDEN

if TYPE_CHECKING:
    from collections.abc import Iterator

_ASIDE = (
    r"\s*(?:,\s*)?(?:(?:on|in|at|during|to|of|for|by|after|before|through|via|from|about|with|when|while|as)\s"
    rf"|(?:{WEEKDAY}|yesterday|today|tonight|earlier|later|this|last|again|here|there|afterwards?|then|flatly"
    r"|simply|publicly)\b)"
)
_ADVERBIAL = rf"(?:{_ASIDE}[^,:;“”.]{{0,90}}?)?"
_TOLD = re.compile(
    r"\s+(?P<told>[^\s,:;“”.]+(?:\s(?!that\b)[^\s,:;“”]+){0,6}?)(?=\s+that\b|[,:]?\s*“|[,.]"
    rf"|\s(?:on|in|at|during|after|{WEEKDAY})\b|\s(?:[Hh]e|[Ss]he|[Tt]hey|[Ii]t|the|there)\b|$)"
)
_THAT = re.compile(rf"{_ADVERBIAL}\s*(?:,\s*)?(?P<content>(?:that|how|why|whether)\b)")
_MARK = re.compile(rf"{_ADVERBIAL}\s*(?:[,:]\s*)?(?P<content>“)")
_COLON = re.compile(rf"{_ADVERBIAL}\s*:\s*(?P<content>\S)")
_BARE = re.compile(
    rf"\s+(?:(?:{WEEKDAY})\s+)?(?P<content>(?!(?:on|in|at|during|to|of|for|by|after|before|through|via|from|about"
    rf"|with|when|while|as|so|it all|and|or|no|nothing|yes|something|anything|{WEEKDAY}"
    r"|yesterday|today|tonight|earlier|later|this|last|again|here)\b)[\w$£€‘])"
)
_TO = re.compile(r"\s+(?P<content>(?:not )?to\s+[a-z])")
_TAIL = re.compile(
    rf"(?:{_ASIDE}[^,:;“”.]{{0,120}})?(?:,{_ASIDE}[^,:;“”.]{{0,90}})?\s*(?:[.!?]\s*)?$"
)
_ON = re.compile(rf"{_ADVERBIAL}\s*,\s*(?:adding\s*(?:,\s*)?)?(?P<content>[“\w])")
_ON_QUOTED = re.compile(rf"{_ADVERBIAL}\s*,\s*(?:[a-z]+ing\b[^,:;“”.]{{0,60}},?\s*)?(?P<content>“)")
_ACCORDING = re.compile(r"\b(?P<cue>[Aa]ccording to)\s+(?P<name>[^,;:“”.]+(?:\.(?=\S)[^,;:“”.]*)*)")
_COMMA = re.compile(r"\s*,\s*")
_OBJECT = re.compile(r"\s+(?P<content>(?!(?:by|in|as|at|with)\b)[\w“$£€‘])")
_FRONTED = re.compile(
    rf"(?:on|in|at|after|before|as|when|while|if|although|though|since|because|during|with|for|last|this|{WEEKDAY})"
    r"\b",
    re.IGNORECASE,
)
#: "She was brief: “Never,” she said": words that lead in a quotation are not said.
_LED = re.compile(r"[^“”]*[\w)][:.]\s*(?P<content>“[^“”]*”?)$")
#: "…, the board said on Monday.": whose words the sentence gives stands at its end.
_TRAILING = re.compile(
    rf",\s(?!(?:and|but|which|who|while)\b)[^,“”]{{1,80}}\s{CLAUSE_VERBS.pattern}"
    rf"(?:{_ASIDE}[^,:;“”.]{{0,60}})?\s*(?:\.\s*)?$"
)
_APPOSED = re.compile(r"[A-Z]\S+ (?:\S+ ){0,4}[A-Z]\S+(?=,|$)")
_SUBORDINATE = re.compile(
    r"(?:while|as|although|though|whereas|even as|years after)$", re.IGNORECASE
)
_CONDITIONAL = re.compile(r"(?:if|when|whenever|unless|before|until)$", re.IGNORECASE)
_COMMA_OR_END = re.compile(r"[^,]*")
_OPENED = re.compile("[ ,]*“")
_CLAUSE = 4
_FEWEST = 3


class Cue(NamedTuple):
    """A reporting verb, its subject, and what that subject says, by place."""

    verb: Span
    speaker: Span | None
    content: tuple[Span, ...]
    told: Span | None = None


def cues(masked: str, sentence: Span) -> Iterator[Cue]:
    """Yield what is attributed in a sentence of a text whose quotations are hidden, in order."""
    if found := _according(masked, sentence):
        yield found
        return
    done, speaker = sentence.start, None
    for verb in _verbs(masked, sentence):
        if verb.start >= done and (found := _by(masked, sentence, verb, speaker)):
            yield found
            speaker = found.speaker
            done = max(verb.end, found.content[-1].end)


def _verbs(masked: str, sentence: Span) -> list[Span]:
    """Return where the reporting verbs of a sentence stand, in order."""
    found = {
        one.span() for pattern in (VERB, OBJECT_VERB) for one in pattern.finditer(masked, *sentence)
    }
    for one in GOING_ON.finditer(masked, *sentence):
        found.add(one.span("verb") if one["verb"] else one.span("gerund"))
    return [Span(*one) for one in sorted(found)]


def _according(masked: str, sentence: Span) -> Cue | None:
    found = _ACCORDING.search(masked, *sentence)
    if found is None:
        return None
    name = Span(*found.span("name"))
    lead = masked[sentence.start : found.start()]
    if not lead.strip():
        content = Span(_comma_after(masked, name.end, sentence.end), sentence.end)
    else:
        content = Span(sentence.start, found.start())
    return Cue(Span(*found.span("cue")), name, (content,)) if _is_enough(masked, content) else None


def _comma_after(masked: str, at: int, end: int) -> int:
    """Return where the words after a fronted phrase begin: behind its comma, and an apposition's."""
    found = _COMMA.match(masked, at, end)
    return found.end() if found else at


def _by(masked: str, sentence: Span, verb: Span, speaking: Span | None) -> Cue | None:
    """Return what a verb attributes: words before it, words after it, or nothing."""
    inverted = _inverted(masked, sentence, verb)
    if inverted:
        return inverted
    speaker = subjects.before(masked, sentence.start, verb.start)
    going_on = GOING_ON.search(masked, max(sentence.start, verb.start - 20), verb.end)
    if speaker is None and going_on:
        speaker = speaking or subjects.first(masked, *sentence)
    if speaker is None:
        return None
    told = _TOLD.match(masked, verb.end, sentence.end) if TOLD.match(masked, *verb) else None
    rest = told.end() if told else verb.end
    lead = masked[sentence.start : speaker.start].strip()
    if _CONDITIONAL.search(lead):
        return None
    end = _COMMA_OR_END.match(masked, rest, sentence.end) if _SUBORDINATE.match(lead) else None
    found = _behind(masked, sentence, Span(speaker.start, rest), verb, speaker) or _ahead(
        masked, Span(rest, end.end() if end else sentence.end), verb, speaker
    )
    listener = Span(*told.span("told")) if told else None
    return found._replace(told=listener) if found else None


def _inverted(masked: str, sentence: Span, verb: Span) -> Cue | None:
    """Return what stands before "said Mara Oduya"."""
    lead = masked[sentence.start : verb.start].rstrip()
    if not lead.endswith(("”", ",")) or TOLD.match(masked, *verb):
        return None
    speaker = subjects.after(masked, verb.end, sentence.end)
    if speaker is None or not (lead.endswith("”") or _is_clause(lead)):
        return None
    if (
        lead.endswith("”")
        or _TAIL.match(masked, speaker.end, sentence.end)
        or _APPOSED.match(masked, *speaker)
    ):
        return _around(masked, sentence, Span(verb.start, speaker.end), verb, speaker)
    return None


def _behind(masked: str, sentence: Span, gap: Span, verb: Span, speaker: Span) -> Cue | None:
    """Return what stands before "he said", if that is where it stands."""
    lead = masked[sentence.start : gap.start].rstrip()
    if not lead.endswith(("”", ",", "—", "–")):
        return None
    if lead.endswith("”") or (_is_clause(lead) and _ends(masked, gap.end, sentence.end)):
        return _around(masked, sentence, gap, verb, speaker)
    return None


def _is_clause(lead: str) -> bool:
    """Tell whether words before a comma may be what is said: not "On Monday,"."""
    return len(lead.split()) >= _CLAUSE and not _FRONTED.match(lead.lstrip())


def _ahead(masked: str, rest: Span, verb: Span, speaker: Span) -> Cue | None:
    begin = _clause(masked, verb, *rest)
    if begin is None:
        return None
    if _TRAILING.search(masked, max(begin, rest.end - 160), rest.end):
        return None
    content = Span(begin, _last(masked, begin, rest.end))
    return Cue(verb, speaker, (content,)) if _is_enough(masked, content) else None


def _last(masked: str, begin: int, end: int) -> int:
    """Return where a clause ends: before words with which the same speaker goes on."""
    found = GOING_ON.search(masked, begin + 1, end)
    return found.start() if found else end


def _ends(masked: str, at: int, end: int) -> bool:
    if masked[at : at + 1] == ",":
        return not _MARK.match(masked, at, end)
    return bool(_TAIL.match(masked, at, end))


def _around(masked: str, sentence: Span, gap: Span, verb: Span, speaker: Span) -> Cue | None:
    """Return the words before "he said", with those that go on behind it."""
    first = Span(
        sentence.start, sentence.start + len(masked[sentence.start : gap.start].rstrip(" ,"))
    )
    if led := _LED.match(masked, *first):
        first = Span(led.start("content"), first.end)
    parts = [first] if re.search(r"[\w\x00]", first.of(masked)) else []
    on = _ON_QUOTED if first.of(masked).rstrip().endswith("”") else _ON
    if going_on := on.match(masked, gap.end, sentence.end):
        parts.append(Span(going_on.start("content"), sentence.end))
    return Cue(verb, speaker, tuple(parts)) if parts else None


def _clause(masked: str, verb: Span, at: int, end: int) -> int | None:
    """Return where the words begin that a verb governs, None where it seems to govern none."""
    tried = [_MARK, _COLON, _THAT]
    if CLAUSE_VERBS.fullmatch(masked, *verb):
        tried = [*tried, _BARE]
    if TO_VERB.fullmatch(masked, *verb):
        tried = [*tried, _TO]
    if OBJECT_VERB.fullmatch(masked, *verb):
        tried = [*tried, _OBJECT]
    if NOUN_LIKE.fullmatch(masked, *verb):
        tried = [_COLON, _THAT]
    for pattern in tried:
        if found := pattern.match(masked, at, end):
            return found.start("content")
    return None


def _is_enough(masked: str, content: Span) -> bool:
    words = content.of(masked)
    return HIDDEN in words or len(words.split()) >= _FEWEST


def bare(masked: str, place: Span) -> Span:
    """Return a place without blanks and stops at its ends, nor the marks if they are around it all."""
    quoted = "“" in masked[max(0, place.start - 2) : place.start] or _OPENED.match(masked, *place)
    start, end = _stripped(masked, *place, " ,", " ," if quoted else " .,;:")
    words = masked[start:end]
    if words.startswith("“") and words.find("”") in {-1, len(words) - 1} and "“" not in words[1:]:
        start, end = _stripped(masked, start + 1, end - words.endswith("”"), " ", " ,")
    return Span(start, max(start, end))


def _stripped(masked: str, start: int, end: int, before: str, behind: str) -> tuple[int, int]:
    words = masked[start:end]
    return start + len(words) - len(words.lstrip(before)), start + len(words.rstrip(behind))

"""Through whom the words came: who was told, which newsroom relays them, how the source heard."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reading.proposing.proposals import Relayed, Span
from reading.proposing.resolved.bodies import DOCUMENTS
from reading.proposing.resolved.newsrooms import OWN, is_newsroom, is_own, newsroom_in
from reading.proposing.resolved.nouns import noun_of
from reading.proposing.resolved.time_words import TIME
from reading.proposing.wording import words as word_set

if TYPE_CHECKING:
    from reading.proposing.attributions import Attribution
    from reading.proposing.resolved.article import Article

_PLACE = re.compile(
    r"\s+(?:at|in|on|aboard|outside|during|after)\s+(?:an?\s+|the\s+|his\s+|her\s+)?[^,.;:“”\n]{1,60}"
)
_ENDS_PLACE = re.compile(
    r"\s+(?:that|when|after|as|while|if|whether|who|how|why|where|on|he|she|they|it)\b"
)
_INTERVIEW = re.compile(
    r"\b(?:in (?:an?|his|her|their)(?: \w+){0,3} interviews? (?:with|to|on|for|published (?:by|in)|aired (?:by|on))"
    r"|(?:speaking|talking|appearing) (?:to|with|on)|in remarks to)\s+(?P<who>[^,.;:“”\n]{2,60}?)(?=\s+(?:on|in|at|that|after|before|he|she|said|published|broadcast)\b|[,.;:“”\n]|$)",
    re.IGNORECASE,
)
_ON_AIR = re.compile(
    r"\bon (?P<who>(?:the )?[A-Z][\w&-]*(?: [A-Z][\w&-]*){0,3})(?=[’'][sS]?\b|[\s,.”])"
)
_NAME = re.compile(r"(?:\s+[A-Z][\w’-]*){1,3}")
_CAPITAL = re.compile(r"(?:The|A|An|His|Her|Their|Its|This|Our)\s")
_RELATIVE = re.compile(r",?\s+(?:who|which|whose|whom|that)\s|,\s")
_CITING = re.compile(r",?\s+(?:citing|quoting)\s+(?P<who>[^,.;:“”\n]{2,80})")
_DATELINE = re.compile(
    r"^(?:[A-Z][\w .,’'/-]{1,40}?)?\s*\(?(?P<who>[A-Z][\w.’ -]{1,30}?)\)?\s+[—–-]{1,2}\s",
    re.MULTILINE,
)
_SOURCE = re.compile(r"\bSource:\s*(?P<who>[A-Z][\w.’ -]{1,30})$", re.MULTILINE)
_HEAD = 1_500
#: Their name may follow: "ABC affiliate WXYZ".
_STATIONS = word_set(
    "affiliate station newspaper broadcaster channel network magazine daily weekly"
)
_TOLD_THINGS = word_set("that it truth tale lie joke time thing nothing everything something")
_VERBS = {
    "quot": "quoted by",
    "cit": "cited by",
    "accord": "reported by",
    "tell": "told",
    "told": "told",
}


@dataclass(frozen=True)
class Chain:
    """Who was told, how the source heard, through whom, and a sentence on that."""

    told: str | None = None
    heard: str = "unstated"
    relays: tuple[Relayed, ...] = ()
    reason: str | None = None


def outlet_of(article: Article) -> str | None:
    """Return whose article it is: as said, else as its dateline or source line tells."""
    if article.outlet:
        return article.outlet
    head = article.folded[:_HEAD]
    for pattern in (_SOURCE, _DATELINE):
        for found in pattern.finditer(head):
            if is_newsroom(found["who"].strip()):
                return found["who"].strip()
    return None


def chain_of(
    article: Article, found: Attribution, outlet: str | None, speaker: str | None
) -> Chain:
    """Return through whom the words of an attribution came."""
    if found.via:
        return _relayed(found.via.of(article.text), _verb(article, found), outlet)
    if found.told:
        return _told(article, found.told, outlet)
    if speaker and is_own(speaker, outlet):
        return Chain(heard="direct", reason="The source reports it itself.")
    who = _newsroom_beside(article, found)
    return _heard_by(who[0], who[1], outlet) if who else Chain()


def cited_in(article: Article, found: Attribution) -> Span | None:
    """Return whom the speaker's newsroom cites: "Reuters, citing two officials, reported"."""
    if found.speaker is None or not newsroom_in(found.speaker.of(article.text)):
        return None
    end = (found.cue.end if found.cue else found.speaker.end) + _SENTENCE
    cited = _CITING.search(article.folded, found.speaker.start, end)
    if cited is None or any(
        cited.start("who") < one.end and one.start < cited.end("who") for one in found.content
    ):
        return None
    return None if noun_of(cited["who"]) in DOCUMENTS else Span(*cited.span("who"))


_SENTENCE = 60


def _relayed(words: str, verb: str, outlet: str | None) -> Chain:
    name = newsroom_in(words) or _plain(words)
    if is_own(name, outlet):
        return Chain(heard="direct", reason=f"{name} is the source itself.")
    return Chain(
        heard="via",
        relays=(_relay(name, verb),),
        reason=f"The words came through {name}, not to the source itself.",
    )


def _verb(article: Article, found: Attribution) -> str:
    if not (found.cue and found.via):
        return "reported by"
    first, last = sorted((found.cue, found.via))
    between = article.folded[first.start : min(last.end, first.start + _HEAD)].casefold()
    return next((verb for start, verb in _VERBS.items() if start in between), "reported by")


def _told(article: Article, told: Span, outlet: str | None) -> Chain:
    words = _listener(article, told)
    if noun_of(words) in _TOLD_THINGS | DOCUMENTS:
        return Chain()
    own = OWN.fullmatch(words.casefold())
    newsroom = newsroom_in(words)
    if own or (newsroom and is_own(newsroom, outlet)):
        return Chain(words, "direct", reason=f"The source itself was told: “{words}”.")
    if newsroom is None:
        return Chain(words + _where(article, told))
    if outlet is None:
        reason = f"Whether {newsroom} is the source’s own newsroom is not known; if not, it relays the words."
        return Chain(words, reason=reason)
    audience = words if words != newsroom and "’s " in words else None
    reason = f"{newsroom} was told, which is not the source’s own newsroom: a relay."
    return Chain(audience, "via", (_relay(newsroom, "told"),), reason)


def _listener(article: Article, told: Span) -> str:
    """Return the listener, with the name behind "Radio Ruvia’s" and no capital of a sentence."""
    words = _plain(_RELATIVE.split(told.of(article.text))[0])
    owner = words.endswith(("’s", "'s")) or noun_of(words) in _STATIONS
    named = _NAME.match(article.folded, told.end) if owner else None
    named = None if named and TIME.match(named[0].strip()) else named
    whole = words + (f" {_plain(named[0])}" if named else "")
    return whole[0].lower() + whole[1:] if _CAPITAL.match(whole) else whole


def _where(article: Article, told: Span) -> str:
    """Return the place named right behind the listeners: "reporters" + " at the Pentagon"."""
    found = _PLACE.match(article.folded, told.end)
    if found is None:
        return ""
    ends = [one.start() for one in (_ENDS_PLACE.search(found[0], 4), TIME.search(found[0])) if one]
    place = found[0][: min(ends)] if ends else found[0]
    kept = place.rstrip()
    return f" {_plain(kept)}" if re.search(r"\s\S+\s+[A-Z]|\s\S+\s+(?:an?|the)\s+\w", kept) else ""


def _newsroom_beside(article: Article, found: Attribution) -> tuple[str, str] | None:
    """Return the newsroom that interviewed or broadcast, named in the clause of the cue."""
    if found.cue is None:
        return None
    sentence = article.sentence_of(found.cue.start)
    for pattern, verb in ((_INTERVIEW, "interviewed by"), (_ON_AIR, "broadcast by")):
        for one in pattern.finditer(article.folded, sentence.start, sentence.end):
            place = Span(*one.span())
            name = newsroom_in(one["who"])
            own = OWN.match(one["who"])
            name = name or (own[0] if own else None)
            if name and not any(place.overlaps(part) for part in found.content):
                return name, verb
    return None


def _heard_by(name: str, verb: str, outlet: str | None) -> Chain:
    if is_own(name, outlet):
        return Chain(None, "direct", reason=f"It was said to {name}, the source itself.")
    if outlet is None:
        return Chain(reason=f"Whether {name} is the source’s own newsroom is not known.")
    return Chain(
        None, "via", (_relay(name, verb),), f"It was said to {name}, not to the source itself."
    )


def _relay(name: str, verb: str) -> Relayed:
    return Relayed(name.removeprefix("the ").removeprefix("The "), verb)


def _plain(words: str) -> str:
    return " ".join(words.split()).strip(" ,;:“”")

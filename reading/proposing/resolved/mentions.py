"""The mention of a speaker, without what stands beside it: a day, a dateline, the words said."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from reading.proposing.proposals import Span
from reading.proposing.resolved.time_words import TIME

if TYPE_CHECKING:
    from reading.proposing.attributions import Attribution
    from reading.proposing.resolved.article import Article

#: "Jane Roe, on Sunday:" has the name before the day.
_NAMED = re.compile(r"[^.!?:;“”\n]{2,100}$")
_LEADING_TO_DAY = re.compile(r",?\s+(?:on\s+)?$")
_APART = re.compile(r",\s+(?:on\s+)?$")
#: A place, a day or an agency, and a dash: "LUND, 21 March 2017 –", "Lund (ABC) --".
_DATELINE = re.compile(
    r"[A-Z][\w.’'/-]*(?:,? [\w.’'/-]+){0,8},?(?: ?\([^()\n]{2,40}\))?\s+[–—-]{1,2}\s+(?=\w)"
)
_BY_AGENCY = re.compile(r"\([^()\n]{2,40}\)")
_LONGEST = 120


def with_mention(article: Article, found: Attribution) -> Attribution:
    """Return an attribution whose mention of the speaker is a name or description alone."""
    if found.speaker is None or found.named:
        return found
    mention = _after_dateline(article, _before_colon(article, found.speaker), found.cue)
    return replace(found, speaker=_without_day(article, mention))


def _before_colon(article: Article, mention: Span) -> Span:
    words, _colon, _said = mention.of(article.folded).partition(": “")
    return Span(mention.start, mention.start + len(words)) if words else mention


def _without_day(article: Article, mention: Span) -> Span | None:
    """Return a mention without the day beside it; for a day alone, whom the text names before it."""
    words = mention.of(article.folded)
    if TIME.fullmatch(words.strip(" ,.")):
        return _before_day(article, mention.start)
    days = [one for one in TIME.finditer(words) if one.end() == len(words.rstrip(" ,"))]
    led = _APART.search(words, 0, days[-1].start()) if days else None
    return Span(mention.start, mention.start + led.start()) if led and led.start() else mention


def _before_day(article: Article, at: int) -> Span | None:
    first = max(article.sentence_of(at).start, at - _LONGEST)
    led = _LEADING_TO_DAY.search(article.folded, first, at)
    named = _NAMED.search(article.folded, first, led.start()) if led else None
    words = named[0].lstrip() if named else ""
    return Span(named.end() - len(words), named.end()) if named and words[:1].isupper() else None


def _after_dateline(article: Article, mention: Span, cue: Span | None) -> Span:
    """Return the mention behind the dateline of its paragraph, where it was taken from that."""
    number = article.paragraph_at(mention.start)
    start = article.paragraphs[number].start if number >= 0 else mention.start
    dateline = _DATELINE.match(article.folded, start, start + _LONGEST)
    if not dateline or mention.start >= dateline.end() or not _is_dateline(dateline[0]):
        return mention
    if mention.end > dateline.end():
        return Span(dateline.end(), mention.end)
    return _subject(article, dateline.end(), cue) or mention


def _is_dateline(words: str) -> bool:
    return bool(
        TIME.search(words) or _BY_AGENCY.search(words) or words.split(maxsplit=1)[0].isupper()
    )


def _subject(article: Article, start: int, cue: Span | None) -> Span | None:
    """Return what stands between a dateline and its verb, if that is a few words."""
    if cue is None or not start < cue.start <= start + _LONGEST:
        return None
    words = Span(start, cue.start).of(article.folded).rstrip()
    day = next((one for one in TIME.finditer(words) if one.end() == len(words)), None)
    words = words[: day.start()].rstrip(" ,") if day else words
    return Span(start, start + len(words)) if words and not re.search(r"[.:;“”\n]", words) else None

"""When something was said: the words of time in the clause that attributes it, and the date they mean."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reading.dates.written_dates import UnreadDateError, read_date
from reading.proposing.proposals import Span
from reading.proposing.resolved.published import published_on
from reading.proposing.resolved.time_words import LEADS, TIME
from reading.proposing.wording import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Token

    from reading.dates.written_dates import Published
    from reading.proposing.proposals import Proposal
    from reading.proposing.resolved.article import Article

_OCCASIONS = words(
    """
    address air answer appear arrive ask broadcast brief convene deliver discuss give grill hold
    interview issue join make meet post press print publish question release send speak take talk
    tell testify travel tweet visit write announce hear read
    """
)
_CLAUSES = words("advcl acl relcl conj xcomp prep pcomp ccomp dep")
#: What follows them is talked of: "spoke of a vote in May".
_SUBJECTS_OF_TALK = words("of about")
_NEAR = 60
_CLOSE = len(", on ")
_BETWEEN = " \t\n,”’on"


@dataclass(frozen=True)
class Said:
    """When something was said: the EDTF date, the words for it, and a sentence that says how."""

    date: str | None = None
    words: str | None = None
    reason: str | None = None
    undated: bool = False


def read_time(phrase: str, published: Published | None, edtf: str | None) -> Said:
    """Return what words of time mean, counted from the day of publication."""
    plain = " ".join(LEADS.sub("", phrase).split())
    try:
        found = read_date(plain, published)
    except UnreadDateError as error:
        undated = error.kind == UnreadDateError.UNDATED
        reason = (
            f"“{plain}” is counted from the day of publication, which is not known."
            if undated
            else None
        )
        return Said(None, plain, reason, undated)
    if len(found.choices) > 1:
        return Said(None, plain, f"“{plain}” can be {' or '.join(found.choices)}.")
    counted = f", counted back from the publication ({edtf})" if found.relative else ""
    return Said(found.choices[0], plain, f"“{plain}” is read as {found.choices[0]}{counted}.")


def time_of(article: Article, cue: Span, told: Span | None, outside: Sequence[Span]) -> str | None:
    """Return the words of time in the clause of a cue; `outside` are places that do not count."""
    sentence = article.sentence_of(cue.start)
    for found in _in_order(article, sentence, cue, outside):
        if _beside(article, found, cue, told) or _governed(article, found, cue):
            return found.of(article.text)
    return None


def _in_order(
    article: Article, sentence: Span, cue: Span, outside: Sequence[Span]
) -> Iterator[Span]:
    """Yield the words of time of a sentence, the nearest to the cue first."""
    found = (
        Span(*one.span()) for one in TIME.finditer(article.folded, sentence.start, sentence.end)
    )
    kept = (one for one in found if not any(one.overlaps(other) for other in outside))
    yield from sorted(kept, key=lambda one: min(abs(one.start - cue.end), abs(cue.start - one.end)))


def _beside(article: Article, found: Span, cue: Span, told: Span | None) -> bool:
    """Tell whether words of time stand next to the cue, or to whom it says was told."""
    for edge in (cue, told):
        if edge is None:
            continue
        after = found.start >= edge.end
        gap = Span(edge.end, found.start) if after else Span(found.end, edge.start)
        between = gap.of(article.folded) if gap.end - gap.start <= _CLOSE else "far"
        if not between.strip(_BETWEEN if after else " "):
            return True
    return False


def _governed(article: Article, found: Span, cue: Span) -> bool:
    """Tell whether words of time hang on the cue in the parse; without one, whether they are near."""
    token, said = article.token_at(found.start), article.token_at(cue.start)
    if token is None or said is None or token.doc is not said.doc:
        return min(abs(found.start - cue.end), abs(cue.start - found.end)) <= _NEAR
    of_cue, below = _cue_words(article, cue), token
    for above in token.ancestors:
        if above.i in of_cue:
            return below.lemma_ not in _SUBJECTS_OF_TALK
        below = above
        if above.pos_ == "VERB" and not (above.lemma_ in _OCCASIONS and above.dep_ in _CLAUSES):
            return False
    return False


def _cue_words(article: Article, cue: Span) -> set[int]:
    """Return the words of a cue, and the verb that it hangs on: "issued a statement … saying".

    A verb with a subject of its own is another clause, whatever it is joined to by "and".
    """
    piece = article.parse_at(cue.start)
    tokens = list(piece.words(cue) or ()) if piece else []
    own = {token.i for token in tokens}
    for token in tokens:
        own |= {above.i for above in _above(token)}
    return own


def _above(token: Token) -> Iterator[Token]:
    own = token.dep_ == "conj" and any(one.dep_.startswith("nsubj") for one in token.lefts)
    if token.dep_ not in _CLAUSES or own:
        return
    for above in token.ancestors:
        yield above
        if above.pos_ == "VERB":
            return


def undated(proposals: Sequence[Proposal], published: str | None) -> str | None:
    """Return a sentence that asks for the day of publication where days hang on it, None elsewhere."""
    words = [one.said_text for one in proposals if one.said_text and not one.said]
    hanging = [word for word in words if read_time(word, None, None).undated]
    if published_on(published) or not hanging:
        return None
    return (
        f"When this was published is not known: “{hanging[0]}” and the like cannot be counted to a"
        " date. Give the day of publication and read it again."
    )

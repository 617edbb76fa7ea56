"""Words within words: "State media reported that the general said the exercise was over"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reading.proposing.proposals import Span
from reading.proposing.resolved.newsrooms import newsroom_in
from reading.proposing.verbs_of_saying import CLAUSE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

    from reading.proposing.attributions import Attribution
    from reading.proposing.parsing import Parsed
    from reading.proposing.resolved.article import Article


def unnested(article: Article, attributions: Sequence[Attribution]) -> list[Attribution]:
    """Return the attributions, those of a newsroom that only passes words on with who said them.

    A newsroom that cites others in passing says nothing by that, and is left out there.
    """
    kept = [one for one in attributions if not _cites(article, one)]
    passed = {id(one): _inner(article, one) for one in kept if _newsroom(article, one)}
    through = {inner.cue for inner in passed.values() if inner}
    return [
        passed.get(id(one)) or one for one in kept if one.cue not in through or passed.get(id(one))
    ]


def _newsroom(article: Article, one: Attribution) -> bool:
    return one.speaker is not None and newsroom_in(one.speaker.of(article.folded)) is not None


def _cites(article: Article, one: Attribution) -> bool:
    citing = one.cue is not None and one.cue.of(article.folded).casefold() == "citing"
    return citing and _newsroom(article, one)


def _inner(article: Article, outer: Attribution) -> Attribution | None:
    """Return the attribution that the words of a newsroom hold, None where they hold none."""
    content = outer.content[0]
    piece = article.parse_at(content.start)
    verb = _verb(piece, content) if piece else None
    if piece is None or verb is None:
        return None
    subject = next((one for one in verb.lefts if one.dep_ == "nsubj" and one.pos_ != "PRON"), None)
    said = next((one for one in verb.rights if one.dep_ == "ccomp"), None)
    if subject is None or said is None:
        return None
    return replace(
        outer,
        content=(_within(_place(piece, said), content),),
        speaker=_place(piece, subject),
        cue=piece.span(verb),
        told=next((_place(piece, one) for one in verb.rights if one.dep_ == "dobj"), None),
        via=outer.speaker,
    )


def _verb(piece: Parsed, content: Span) -> Token | None:
    """Return the verb of saying that the words of a newsroom are built on."""
    spoken = piece.words(content)
    root = spoken.root if spoken else None
    return root if root is not None and root.lemma_ in CLAUSE else None


def _place(piece: Parsed, token: Token) -> Span:
    return piece.span(token.doc[token.left_edge.i : token.right_edge.i + 1])


def _within(place: Span, outer: Span) -> Span:
    return Span(max(place.start, outer.start), min(place.end, outer.end))

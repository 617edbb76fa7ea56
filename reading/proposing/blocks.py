"""What each paragraph of a text is: prose, a heading, somebody's turn in a transcript, a post."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from reading.proposing.askers import with_questions
from reading.proposing.block import Block, Kind
from reading.proposing.interviews import with_answers
from reading.proposing.labels import SIGNED_POST, Label, is_formal, label, named
from reading.proposing.post_days import with_days
from reading.proposing.posts import with_posts
from reading.proposing.proposals import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_PARAGRAPH = re.compile(r"[^\n]+")
_ASIDE = re.compile(
    r"\s*(?:\([^()]{1,60}\)|\[[^\[\]]{1,60}\]|\*{3,}|[-–—_=#]{3,}|END\b[^\n]{0,40})[\s.]*$"
)
_HEADING = re.compile(r"\s*[^\W_](?:[^.!?:;\n]|\.(?=\w)){2,110}\s*$")
_WORD = re.compile(r"[^\W\d_]{2}")
_MOST_WORDS = 14
_FEWEST_TURNS, _MANY_TURNS = 3, 12


def blocks(folded: str) -> list[Block]:
    """Return the paragraphs of a text that hold anything, in order."""
    places = [Span(*found.span()) for found in _PARAGRAPH.finditer(folded) if found[0].strip()]
    labels = _vouched([_label(place.of(folded)) for place in places], places, folded)
    found = with_days(folded, with_posts(folded, list(_told_apart(folded, places, labels))))
    return with_answers(folded, with_questions(folded, found))


def _vouched(labels: list[Label | None], places: Sequence[Span], folded: str) -> list[Label | None]:
    """Return the labels that are some: a single capitalised word and a colon are none."""
    names = Counter(
        (one.sort, _name(folded, place, one))
        for one, place in zip(labels, places, strict=True)
        if one
    )
    sorts = Counter(one.sort for one in labels if one)
    return [
        one if one and _is_label(one, _name(folded, place, one), names, sorts) else None
        for one, place in zip(labels, places, strict=True)
    ]


def _label(paragraph: str) -> Label | None:
    """Return the label of a paragraph that says something: figures after a name are no speech."""
    found = label(paragraph)
    return found if found and _WORD.search(paragraph, found.words) else None


def _name(folded: str, place: Span, found: Label) -> str:
    return folded[place.start + found.start : place.start + found.end]


def _is_label(
    found: Label, name: str, names: Counter[tuple[str, str]], sorts: Counter[str]
) -> bool:
    """Tell whether a label is one, by what else of its sort the text has."""
    others, again = sorts[found.sort], names[found.sort, name] > 1
    match found.sort:
        case "posted":
            return True
        case "question":
            return others > 1 or bool(sorts["answer"] or sorts["capitals"])
        case "answer":
            return sorts["question"] > 0
        case "capitals":
            return is_formal(name) or again or others > 1
        case _:
            return others >= _FEWEST_TURNS and (again or _recurs(found.sort, names))


def _recurs(sort: str, names: Counter[tuple[str, str]]) -> bool:
    return any(count > 1 for (other, _), count in names.items() if other == sort)


def _told_apart(
    folded: str, places: Sequence[Span], labels: Sequence[Label | None]
) -> Iterator[Block]:
    names = [_name(folded, place, one) for place, one in zip(places, labels, strict=True) if one]
    spoken = _transcript(labels, is_formal_text=any(map(is_formal, names)))
    last: Block | None = None
    for number, (place, found) in enumerate(zip(places, labels, strict=True)):
        block = _labelled(place, found) if found else _unlabelled(folded, place)
        if block.kind in {Kind.PROSE, Kind.HEADING} and last and number in spoken:
            block = Block(place, last.kind, place, last.label)
        if block.kind is not Kind.ASIDE:
            last = block if block.kind in {Kind.TURN, Kind.QUESTION} else None
        yield block


def _transcript(labels: Sequence[Label | None], *, is_formal_text: bool) -> range:
    """Return the numbers of the paragraphs in which one without a label goes on with a turn.

    One in three must have a label. Where neither questions and answers nor titles as of a hearing tell
    of a transcript, a few bare names may be an excerpt, between words of the article's own author.
    """
    turns = [number for number, one in enumerate(labels) if one and one.sort != "posted"]
    asked = any(one and one.sort in {"question", "answer"} for one in labels)
    fewest = _FEWEST_TURNS if asked or is_formal_text else _MANY_TURNS
    if len(turns) < fewest:
        return range(0)
    for end in (len(labels), turns[-1] + 1):
        if len(turns) * 3 >= end - turns[0]:
            return range(turns[0], end)
    return range(0)


def _labelled(place: Span, found: Label) -> Block:
    kind = {"question": Kind.QUESTION, "posted": Kind.POST}.get(found.sort, Kind.TURN)
    name = Span(place.start + found.start, place.start + found.end)
    return Block(place, kind, Span(place.start + found.words, place.end), name)


def _unlabelled(folded: str, place: Span) -> Block:
    paragraph = place.of(folded)
    signed = SIGNED_POST.search(paragraph, max(0, len(paragraph) - 150))
    if signed:
        name = Span(*(place.start + at for at in named(signed)))
        return Block(place, Kind.POST, Span(place.start, place.start + signed.start()), name)
    if _ASIDE.match(paragraph):
        return Block(place, Kind.ASIDE, place)
    is_heading = _HEADING.match(paragraph) and len(paragraph.split()) <= _MOST_WORDS
    return Block(place, Kind.HEADING if is_heading else Kind.PROSE, place)

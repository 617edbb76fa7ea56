"""From the text of an article to proposed statements: the way through this room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reading.proposing.attributed import attributed
from reading.proposing.attributions import Attribution
from reading.proposing.language import language
from reading.proposing.language_model import english
from reading.proposing.layout import laid_out
from reading.proposing.marks import folded
from reading.proposing.parsing import parsed
from reading.proposing.proposals import Proposed
from reading.proposing.quotations import quotations
from reading.proposing.resolved import Article, resolve

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reading.proposing.parsing import Parsed
    from reading.proposing.proposals import Span

    Progress = Callable[[int, int], None]


def propose(
    text: str,
    published: str | None = None,
    outlet: str | None = None,
    progress: Progress | None = None,
) -> Proposed:
    """Propose the statements that a text attributes to somebody.

    `published` is the EDTF date of the article, from which "Monday" is counted; `outlet` who
    published it, so that what was told to others is known for a relay. `progress` is told after
    each paragraph how many characters are read, of how many; what it raises ends the work.
    """
    marked = folded(text)
    layout, spoken = laid_out(marked, quotations(marked)), language(marked)
    parses = _parses(marked, layout.read, progress) if spoken.is_english else None
    found = _unread(layout.quoted) if parses is None else attributed(parses, layout.quoted)
    article = Article(text, marked, layout.marked, parses or (), published, outlet)
    return Proposed(
        tuple(resolve(article, [*layout.attributions, *found])),
        spoken.code,
        by_model=parses is not None,
        notes=(spoken.note,) if spoken.note else (),
    )


def _parses(marked: str, places: Sequence[Span], progress: Progress | None) -> list[Parsed] | None:
    model = english()
    if model is None:
        return None
    parses = []
    for one in parsed(model, marked, places):
        parses.append(one)
        if progress is not None:
            progress(one.place.end, len(marked))
    return parses


def _unread(quoted: Sequence[Span]) -> list[Attribution]:
    return [Attribution(content=(one,), frame="quotation") for one in quoted]

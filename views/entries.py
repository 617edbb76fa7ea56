"""What a list tells at each row: a disputed statement with the responses to it, or a pair."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk.disputes import other_side
from views.catalogue import marked_gettext as _
from views.catalogue import marked_ngettext as ngettext
from views.drawn import drawn_once
from views.knots import asked, outcome, pair_knot, pair_slips, pair_tags, title
from views.link_words import marks
from views.origin_lists import both_sides
from views.shapes import Shape, joined
from views.slips import checked_slip, slip

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Protocol

    from flask import Flask
    from markupsafe import Markup

    from desk.disputes import Disputed
    from desk.pairs import Pair
    from models.records import ReplyRecord, StatementRecord
    from views.documents.notes import Notes

    class Asked(Protocol):
        """What knows who was asked for comment: a report, or the values of a frozen one."""

        def requests_on(self, pair: Pair) -> Iterable[ReplyRecord]:
            """Return who was asked for comment on a pair."""


_PAIR = Shape(
    '<article class="entry" data-row aria-label="%s">%s<p class="rationale">%s</p>%s</article>'
)
_DISPUTE = Shape(
    '<article class="entry" data-row aria-labelledby="%s-%d"><h3 class="mt-0" id="%s-%d">%s'
    ' <span class="muted fw-normal">· %s</span></h3>'
    '<div class="dispute short contra">%s<ol>%s</ol></div></article>'
)
_REPLY = Shape('<li class="reply">%s%s<div class="rationale">%s%s</div></li>')


def pair_entry(pair: Pair, notes: Notes, replies: Asked) -> Markup:
    """Write a pair of a report with why it is one, and what is known of it."""
    both = pair_slips(pair, short=True, notes=notes, checked=True)
    requests = tuple(replies.requests_on(pair))
    return _PAIR(title(pair), both, pair.rationale, _known(pair, requests))


def dispute(disputed: Disputed, section: str, notes: Notes, replies: Asked) -> Markup:
    """Write a disputed statement of a section with the responses to it."""
    one = disputed.statement
    words = marks(disputed.pairs[0], one)
    place = (section, one.id)
    return _DISPUTE(
        *place,
        *place,
        _responses(len(disputed.pairs)),
        _origins(disputed.origins),
        slip(one, words, short=True, notes=notes, checked=True),
        joined([_reply(pair, one, notes, replies) for pair in disputed.pairs]),
    )


def _reply(pair: Pair, to: StatementRecord, notes: Notes, replies: Asked) -> Markup:
    numbers = tuple(notes.numbers(other_side(pair, to)))
    return _response(pair, to.id, numbers, tuple(replies.requests_on(pair)))


@drawn_once
def _response(
    pair: Pair, number: int, notes: tuple[int, ...], requests: tuple[ReplyRecord, ...]
) -> Markup:
    """Write what responds to one of a pair, by its number; `notes` are those of its sources."""
    to = pair.first if pair.first.id == number else pair.second
    response = other_side(pair, to)
    return _REPLY(
        pair_knot(pair, to),
        checked_slip(response, marks(pair, response), notes),
        pair.rationale,
        _known(pair, requests),
    )


@drawn_once
def _known(pair: Pair, requests: tuple[ReplyRecord, ...]) -> Markup:
    """Write below a rationale who stands behind it, on how many origins, and who was asked."""
    return joined([pair_tags(pair), both_sides(pair), outcome(pair), asked(requests)])


def _responses(number: int) -> Markup:
    return ngettext("1 statement, %(num)d response", "1 statement, %(num)d responses", number)


def _origins(names: Sequence[str]) -> Markup:
    if len(names) == 1:
        return _("its one origin: %(name)s", name=names[0])
    return _("its origins: %(names)s", names=", ".join(names))


def register(app: Flask) -> None:
    """Let templates write rows."""
    app.jinja_env.filters.update(pair_entry=pair_entry, dispute=dispute)

"""What is to be seen of a statement at a glance: a sign and its words, since colour tells too little."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from models.terms import NoticeKind, StatementStatus
from views.catalogue import marked_gettext as _
from views.catalogue import marked_ngettext as ngettext
from views.quote_words import check_words, doubts
from views.shapes import NOTHING, Shape, joined

if TYPE_CHECKING:
    from collections.abc import Iterable

    from flask import Flask
    from markupsafe import Markup

    from models.records import StatementRecord

_SIGN = Shape('<span class="%s"><span aria-hidden="true">%s</span> %s</span> ')
_PLAIN = Shape('<span class="tag">%s</span> ')
_TAGS = Shape('<div class="tags">%s</div>')


# By their types too: HTML and the same text are equal.
@lru_cache(maxsize=1024, typed=True)
def sign(mark: str, words: str, look: str = "") -> Markup:
    """Write a tag of words with a sign before them; few of them stand on a thousand slips."""
    return _SIGN(f"tag {look}" if look else "tag", mark, words)


@lru_cache(maxsize=1024, typed=True)
def plain(words: str) -> Markup:
    """Write a tag of words alone."""
    return _PLAIN(words)


def tags(signs: Iterable[Markup]) -> Markup:
    """Write tags beside each other."""
    return _TAGS(joined(signs))


def badges(statement: StatementRecord) -> Markup:
    """Write all that is to be seen of a statement at a glance."""
    origins = len(statement.independent)
    first = [check_words(statement, one) for one in statement.in_order[:1]]
    found = [sign(*one) for one in doubts(statement) or first]
    if origins:
        found.append(plain(ngettext("%(num)d origin", "%(num)d origins", origins)))
    return tags([*found, *_taken_back(statement), *_status(statement.status)])


def warnings(statement: StatementRecord) -> Markup:
    """Write what a list tells at a glance: only what is not as it should be."""
    if statement.status is not StatementStatus.LOGGED:
        return badges(statement)
    found = [*(sign(*one) for one in doubts(statement)), *_taken_back(statement)]
    return tags(found) if found else NOTHING


def _taken_back(statement: StatementRecord) -> Iterable[Markup]:
    """Yield what its sources, or other statements, have said of it since."""
    for kind in dict.fromkeys(notice.kind for _work, notice in statement.notices):
        is_corrected = kind is NoticeKind.CORRECTED
        yield sign("!", _("source corrected") if is_corrected else _("source retracted"), "warn")
    if statement.corrections:
        own = any(one.own for one in statement.corrections)
        told = _("corrected by the speaker") if own else _("corrected by another statement")
        yield sign("↺", told, "warn")


def _status(status: StatementStatus) -> Iterable[Markup]:
    if status is StatementStatus.WITHDRAWN:
        yield sign("×", _("withdrawn"), "bad")
    elif status is StatementStatus.PROPOSED:
        yield sign("?", _("proposed, nobody vouches for it yet"), "warn")


def register(app: Flask) -> None:
    """Let templates write them."""
    app.jinja_env.filters.update(badges=badges, warnings=warnings)

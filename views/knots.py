"""Two statements and the knot that ties them."""

from __future__ import annotations

from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from models.terms import Outcome, Relation, Standing
from views.catalogue import here
from views.catalogue import marked_gettext as _
from views.date_words import gap_words
from views.hrefs import desk_href
from views.link_words import (
    agreed_words,
    comment_words,
    marks,
    relation_class,
    relation_seen,
    relation_sign,
    self_words,
    since_words,
    standing_words,
    why_of,
)
from views.scripts import isolated
from views.shapes import NOTHING, Shape, joined
from views.signs import plain, sign, tags
from views.slips import slip

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from flask import Flask
    from markupsafe import Markup

    from desk.pairs import Pair
    from models.records import LinkRecord, ReplyRecord, StatementRecord
    from views.catalogue import Catalogue
    from views.documents.notes import Notes
    from views.link_words import Answers

    Context = tuple[str, str, str]

_LEADS = Shape('<a class="knot" href="%s">%s</a>')
_KNOT, _APART = Shape('<div class="knot">%s</div>'), Shape(" <span>%s</span>")
_SIGN = Shape('<span class="sign" aria-hidden="true">%s</span> <span class="word">%s</span>')
_PAIR = Shape('<div class="pair %s%s">%s%s%s</div>')
_PARAGRAPH = Shape(
    '<details class="paragraph"><summary>%s</summary><p dir="auto">%s<b>%s</b>%s</p></details>'
)
_FOUND, _LINE = Shape("<strong>%s</strong> %s"), Shape('<p class="line" dir="auto">%s</p>')


def title(pair: Pair) -> Markup:
    """Name both speakers of a pair."""
    first, second = (isolated(side.speaker.name) for side in pair.sides)
    return _("%(first)s and %(second)s", first=first, second=second)


def knot(link: LinkRecord, seen_from: int, apart: str = "", *, linked: bool = True) -> Markup:
    """Write what ties two statements, seen from one of them; it leads to the page of the link.

    `apart` says how far they lie apart in time.
    """
    answers = (link.same_time, link.same_place, link.same_meaning)
    tied = _tied(here(), link.relation, link.from_id != seen_from, answers)
    tied = joined([tied, _apart(apart)]) if apart else tied
    address = desk_href("links.show", link.id) if linked else None
    return _LEADS(address, tied) if address else _KNOT(tied)


@lru_cache(maxsize=2048)
def _tied(_catalogue: Catalogue, relation: Relation, turned: bool, answers: Answers) -> Markup:  # noqa: FBT001 -- keys
    """Say what a link means in the language of the catalogue, which is that of the page."""
    standing = Standing.of(answers) if relation is Relation.CONTRADICTS else None
    words = _SIGN(relation_sign(relation), relation_seen(relation, turned=turned))
    beside = (standing_words(standing), why_of(standing, answers))
    return joined([words, *(_APART(one) for one in beside if one)])


@lru_cache(maxsize=1024, typed=True)
def _apart(words: str) -> Markup:
    return _APART(words)


def pair_knot(
    pair: Pair, seen_from: StatementRecord | None = None, *, linked: bool = True
) -> Markup:
    """Write what ties a pair, and how far apart the two were said."""
    side = pair.first if seen_from is None else seen_from
    return knot(pair.link, side.id, gap_words(pair), linked=linked)


def pair_slips(  # noqa: PLR0913 -- what a pair can show
    pair: Pair,
    *,
    linked: bool = True,
    short: bool = False,
    contexts: Mapping[int, Context] = MappingProxyType({}),
    href: bool = True,
    notes: Notes | None = None,
    checked: bool = False,
) -> Markup:
    """Write both statements and what ties them; `contexts` are the paragraphs around them by id."""
    first, second = (
        slip(
            side,
            marks(pair, side),
            href=href,
            short=short,
            notes=notes,
            checked=checked,
            under=_paragraph(contexts.get(side.id)),
        )
        for side in pair.sides
    )
    look = relation_class(pair.link.relation)
    tied = pair_knot(pair, linked=linked)
    return _PAIR(look, " short" if short else "", first, tied, second)


def _paragraph(context: Context | None) -> Markup:
    return _PARAGRAPH(_("paragraph"), *context) if context else NOTHING


def link_tags(link: LinkRecord, *, waiting: bool = True) -> Markup:
    """Write who stands behind a link, and that it waits for a re-check."""
    return tags(_link_tags(link, waiting=waiting))


def pair_tags(pair: Pair, *, waiting: bool = True) -> Markup:
    """Write the same of a pair, with what is known of it and what became of it since."""
    found = [*_link_tags(pair.link, waiting=waiting)]
    if own := self_words(pair):
        found.append(plain(own))
    if pair.corrected:
        found += [sign(mark, told) for mark, told in since_words(pair)]
    return tags(found)


def _link_tags(link: LinkRecord, *, waiting: bool) -> Iterator[Markup]:
    if waiting or not link.recheck:
        yield plain(agreed_words(link))
    if waiting and link.recheck:
        yield sign("!", _("re-check"), "warn")


def found(pair: Pair) -> Markup:
    """Write why a reviewer says that one speaker changed position, or that both are explained."""
    changed = pair.outcome is Outcome.CHANGED
    told = _("The position changed:") if changed else _("Explained:")
    return _FOUND(told, pair.link.outcome_why)


def outcome(pair: Pair) -> Markup:
    """Write in a line what a reviewer found, if anything."""
    return _LINE(found(pair)) if pair.outcome else NOTHING


def asked(requests: Iterable[ReplyRecord]) -> Markup:
    """Write in a line who was asked for comment on a pair."""
    return _LINE(_("Asked for comment: %(whom)s", whom=comment_words(requests)))


def register(app: Flask) -> None:
    """Let templates write pairs, and parts of them."""
    app.jinja_env.filters.update(
        pair_title=title,
        knot=knot,
        pair_slips=pair_slips,
        link_tags=link_tags,
        pair_tags=pair_tags,
        found_words=found,
    )

"""Statements, speakers and links as a picture names them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from models.dates import read_edtf
from models.terms import Form, Relation, Standing
from views.date_words import when
from views.link_words import relation_between, relation_sign, standing_words
from views.pictures.parts import Caption, Kind, Node, Tie
from views.scripts import calm, isolated
from views.words import form_words, shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from desk.pictures import Between, Shown
    from models.records import LinkRecord, SpeakerRecord, StatementRecord

LETTERS = 160
"""How much of a statement its name in a picture holds."""


def statement_nodes(statements: Iterable[StatementRecord], root: str = "") -> list[Node]:
    """Return statements as nodes; `root` stands before each address."""
    return [_statement_node(statement, root) for statement in statements]


def link_ties(seen: Shown, root: str = "") -> list[Tie]:
    """Return links as ties between statements."""
    named = {one.id: _named(one) for one in seen.statements}
    return [
        _tie(
            (link.from_id, link.to_id),
            link,
            f"{named[link.from_id]} {link_line(link)} {named[link.to_id]}",
            root + url_for("links.show", id=link.id),
        )
        for link in seen.links
    ]


def speaker_nodes(statements: Sequence[StatementRecord], root: str = "") -> list[Node]:
    """Return the speakers of statements as nodes, each once."""
    counts = Counter(one.speaker.id for one in statements)
    known = {one.speaker.id: one.speaker for one in statements}
    return [_speaker_node(known[one], counts[one], root) for one in sorted(known)]


def speaker_ties(between: Iterable[Between], page: str, root: str = "") -> list[Tie]:
    """Return what lies between speakers as ties; several links lead to their row on a page."""
    return [_speaker_tie(one, row, page, root) for row, one in enumerate(between, 1)]


def link_line(link: LinkRecord) -> str:
    """Say what a link says of its statements, and how far: "conflicts with (direct)"."""
    return seen_from(link, link.from_id)


def seen_from(link: LinkRecord, statement_id: int) -> str:
    """Say the same from one of its statements: "supported by" at the far end."""
    far = str(_("waits for a re-check")) if link.recheck else standing_words(link.standing)
    words = relation_between(link, statement_id)
    return str(_("%(relation)s (%(far)s)", relation=words, far=far)) if far else words


def link_sign(link: LinkRecord) -> str:
    """Return the sign of a link; an open conflict has a question mark, an apparent one brackets."""
    sign = relation_sign(link.relation)
    if link.recheck:
        return f"{sign} !"
    forms = {Standing.UNRESOLVED: f"{sign} ?", Standing.APPARENT: f"({sign})"}
    return forms.get(link.standing, sign) if link.standing else sign


def caption(title: str, seen: Shown) -> Caption:
    """Return the words around a picture: how much it shows, and what its signs mean."""
    return Caption(
        title=title,
        description=" ".join([*_known(seen), how_much(seen)]),
        nodes=str(_("Statements")),
        ties=str(_("Links")),
        undated=str(_("Date unknown")),
        legend=legend(seen.links),
        when=when,
    )


def _known(seen: Shown) -> list[str]:
    if seen.past is None:
        return []
    return [str(_("As the desk knew it on %(day)s.", day=when(seen.past.day.isoformat())))]


def how_much(seen: Shown) -> str:
    """Say how many statements and links a picture shows."""
    said = ngettext("%(num)d statement", "%(num)d statements", len(seen.statements))
    links = ngettext("%(num)d link", "%(num)d links", len(seen.links))
    clashes = ngettext("%(num)d is a conflict", "%(num)d are conflicts", seen.conflicts)
    return str(
        _("%(said)s, %(links)s, of which %(clashes)s.", said=said, links=links, clashes=clashes)
    )


def _statement_node(statement: StatementRecord, root: str) -> Node:
    return Node(
        id=statement.id,
        label=calm(statement.speaker.name),
        line=when(statement.said),
        title=f"{_named(statement)}: {_wording(statement)}",
        href=root + url_for("statements.show", id=statement.id),
        earliest=statement.said_from,
        latest=statement.said_to,
        approximate=bool(statement.said) and read_edtf(statement.said).approximate,
    )


def _named(statement: StatementRecord) -> str:
    name = isolated(statement.speaker.name)
    return str(_("%(name)s, %(date)s", name=name, date=when(statement.said)))


def _wording(statement: StatementRecord) -> str:
    text = calm(" ".join(shown(statement).split()))
    short = text if len(text) <= LETTERS else f"{text[:LETTERS].rstrip()}…"
    return f"“{short}”" if statement.form is Form.DIRECT else f"{form_words(statement)}: {short}"


def _tie(sides: tuple[int, int], link: LinkRecord, title: str, href: str, sign: str = "") -> Tie:
    return Tie(
        start=sides[0],
        end=sides[1],
        sign=sign or link_sign(link),
        style=_style(link.relation),
        directed=not link.relation.symmetric,
        title=title,
        href=href,
    )


def _style(relation: Relation) -> str:
    short = {Relation.CONTRADICTS: "contra", Relation.SUPPORTS: "supp"}
    return short.get(relation, relation.value)


def _speaker_node(speaker: SpeakerRecord, count: int, root: str) -> Node:
    line = ngettext("%(num)d statement", "%(num)d statements", count)
    return Node(
        id=speaker.id,
        label=calm(speaker.name),
        line=line,
        title=f"{isolated(speaker.name)}: {line}",
        href=root + url_for("speakers.show", id=speaker.id),
    )


def _speaker_tie(between: Between, row: int, page: str, root: str) -> Tie:
    link, count = between.links[0], len(between.links)
    names = [isolated(one.name) for one in (between.first, between.second)]
    title = f"{names[0]} {link_line(link)} {names[1]}"
    href = root + url_for("links.show", id=link.id)
    if count == 1:
        return _tie((between.first.id, between.second.id), link, title, href)
    times = ngettext("%(num)d link", "%(num)d links", count)
    sides = between.first.id, between.second.id
    sign = f"{count} × {link_sign(link)}"
    return _tie(sides, link, f"{title}: {times}", f"{page}#tie-{row}", sign)


def legend(links: Iterable[LinkRecord]) -> tuple[Kind, ...]:
    """Return each sign among the links once, with what it says."""
    kinds = {
        _place_in_legend(link): Kind(
            sign=link_sign(link), style=_style(link.relation), words=link_line(link)
        )
        for link in links
    }
    return tuple(kinds[one] for one in sorted(kinds))


def _place_in_legend(link: LinkRecord) -> tuple[bool, int, bool, int]:
    """Put conflicts first, direct ones before open and apparent ones, re-checks last."""
    relations, standings = list(Relation), [None, *Standing]
    return (
        link.relation is not Relation.CONTRADICTS,
        relations.index(link.relation),
        link.recheck,
        0 if link.recheck else standings.index(link.standing),
    )

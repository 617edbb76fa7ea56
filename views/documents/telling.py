"""A report told as a document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask_babel import gettext as _
from flask_babel import ngettext

from models.terms import PairKind
from views import section_words as said
from views.date_words import when
from views.documents.notes import Notes, source_runs
from views.documents.pairs import pair_part
from views.documents.tree import Document, Heading, Items, Words, line, lines_of, plain
from views.past_words import past_lines
from views.scripts import isolated
from views.words import page_language

if TYPE_CHECKING:
    from collections.abc import Iterator

    from views.documents.edition import Edition
    from views.documents.tree import Block, Runs, Together


def told(edition: Edition) -> Document:
    """Tell a report: what it is about, its counts, and its pairs by who stands against whom.

    What is only proposed, and what wants a look, is never in it.
    """
    notes = Notes()
    parts = (*_head(edition), *_sections(edition, notes))
    return Document(
        title=_title(edition),
        language=page_language(),
        parts=parts,
        notes_title=str(_("Sources")),
        notes=tuple(source_runs(source) for source in notes.sources),
    )


def _title(edition: Edition) -> str:
    return plain(edition.title or "") or str(_("Contradictions"))


def _head(edition: Edition) -> Iterator[Block]:
    report = edition.report
    yield Heading(1, _title(edition))
    as_of = _(
        "Confirmed conflicts between logged statements, as of %(date)s. A conflict is not a lie.",
        date=when(report.as_of.isoformat()),
    )
    yield line(str(as_of))
    yield from (line(one) for one in past_lines(report.past))
    yield from (line(one) for one in lines_of(edition.introduction or ""))
    if edition.proof:
        yield Items(tuple((Words(plain(one)),) for one in edition.proof))
    yield line(_about(edition))
    yield Items(tuple(_counts(edition)))
    if report.counts.settled:
        yield line(said.headline_words(report))
    if edition.left_out:
        left = ngettext(
            "Told here are the first %(most)s pairs; %(num)d more is left out. CSV and JSON have all.",
            "Told here are the first %(most)s pairs; %(num)d more are left out. CSV and JSON have all.",
            edition.left_out,
            most=edition.most,
        )
        yield line(left)


def _about(edition: Edition) -> str:
    told = [f"{label}: {plain(isolated(name))}" for label, name in edition.scope]
    return " · ".join(told) or str(_("About all that the desk has."))


def _counts(edition: Edition) -> Iterator[Runs]:
    counts = edition.report.counts
    standings = (
        (_("direct"), counts.direct),
        (_("unresolved"), counts.unresolved),
        (_("apparent"), counts.apparent),
        (_("to re-check"), counts.recheck),
    )
    kinds = (
        (said.section_words(PairKind.SELF), counts.self_),
        (said.section_words(PairKind.OTHERS), counts.others),
        (said.section_words(PairKind.UNNAMED), counts.unnamed),
    )
    for group in (standings, kinds):
        yield (Words("; ".join(f"{name}: {number}" for name, number in group)),)


def _sections(edition: Edition, notes: Notes) -> Iterator[Block | Together]:
    report = edition.report
    if not edition.told:
        yield line(str(_("No confirmed conflict lies within these limits.")))
    for kind in PairKind:
        held = [pair for pair in edition.told if pair.kind is kind]
        if held:
            yield Heading(2, said.section_words(kind))
            yield line(said.tally_words(report.tallies[kind]))
            yield from (pair_part(pair, edition, notes) for pair in held)

"""A pair in a document: both sides, what ties them, and who was asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask_babel import gettext as _

from models.terms import Outcome
from views import link_words as tied
from views.date_words import gap_words
from views.documents.asked import asked_runs
from views.documents.sides import side_blocks
from views.documents.tree import Address, Heading, Items, Together, Words, line, plain
from views.scripts import isolated

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desk.pairs import Pair
    from models.records import StatementRecord
    from views.documents.edition import Edition
    from views.documents.notes import Notes
    from views.documents.tree import Block, Runs


def pair_part(pair: Pair, edition: Edition, notes: Notes) -> Together:
    """Tell a pair: both statements, how they stand to each other and why, who was asked."""
    return Together(tuple(_pair_blocks(pair, edition, notes)))


def title_of(pair: Pair) -> str:
    """Name both speakers."""
    first, second = (plain(isolated(side.speaker.name)) for side in pair.sides)
    return str(_("%(first)s and %(second)s", first=first, second=second))


def _pair_blocks(pair: Pair, edition: Edition, notes: Notes) -> Iterator[Block]:
    yield Heading(3, title_of(pair))
    yield from side_blocks(pair.first, _clashing(pair, pair.first), notes)
    yield line(*_knot(pair))
    yield from side_blocks(pair.second, _clashing(pair, pair.second), notes)
    yield from _why(pair)
    yield Items(asked_runs(pair, edition))
    if edition.root:
        yield line(f"{_('This pair at the desk:')} ", Address(f"{edition.root}/links/{pair.id}"))


def _clashing(pair: Pair, side: StatementRecord) -> str | None:
    return pair.link.words if pair.link.from_id == side.id else pair.link.to_words


def _knot(pair: Pair) -> Runs:
    link = pair.link
    tie = Words(
        f"{tied.relation_sign(link.relation)} {tied.relation_words(link.relation)}", strong=True
    )
    told = [tied.standing_words(link.standing), tied.standing_why(link), gap_words(pair)]
    return (tie, Words(" · ".join(["", *filter(None, told)])))


def _why(pair: Pair) -> Iterator[Block]:
    link = pair.link
    why = pair.rationale or str(_("No rationale is written yet."))
    yield line(Words(f"{_('Why they may clash')}:", strong=True), f" {plain(why)}")
    answers = (
        (_("Same time"), link.same_time),
        (_("Same place"), link.same_place),
        (_("Same meaning"), link.same_meaning),
    )
    told = "; ".join(f"{name}: {tied.answer_words(answer)}" for name, answer in answers)
    yield line(f"{_('Could both be true?')} {told}.")
    since = (f"{sign} {words}" for sign, words in tied.since_words(pair))
    tags = (tied.agreed_words(link), tied.self_words(pair), *since)
    yield line(" · ".join(filter(None, tags)))
    yield from (line(plain(f"{_('Re-check:')} {one}")) for one in _rechecks(pair))
    if pair.outcome and link.outcome_why:
        changed = pair.outcome is Outcome.CHANGED
        found = _("The position changed:") if changed else _("Explained:")
        yield line(plain(f"{found} {link.outcome_why}"))


def _rechecks(pair: Pair) -> list[str]:
    return (pair.link.recheck_why or "").splitlines() if pair.recheck else []

"""The sections of a report in words: who stands against whom, and how many of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.terms import PairKind
from views.catalogue import gettext as _
from views.catalogue import ngettext

if TYPE_CHECKING:
    from desk.contradictions import ContradictionReport
    from desk.tallies import Counts, Tally


def section_words(kind: PairKind) -> str:
    """Say who stands against whom."""
    words = {
        PairKind.SELF: _("A speaker against themselves"),
        PairKind.OTHERS: _("Different speakers"),
        PairKind.UNNAMED: _("A side is unnamed"),
    }
    return str(words[kind])


def section_choices(report: ContradictionReport) -> list[tuple[str, str, str]]:
    """Return what a report can be narrowed to: words, how many pairs, the kind or nothing."""
    told = report.tallies
    kinds = [
        (section_words(kind), counted(one.pairs, one), str(kind.value))
        for kind, one in told.items()
    ]
    pairs = sum(one.pairs for one in told.values())
    return [(str(_("All")), f"{pairs}{_plus(*told.values())}", ""), *kinds]


def counted(number: int, tally: Tally) -> str:
    """Return a number out of a tally, marked where there may be more."""
    return f"{number}{_plus(tally)}"


def _plus(*tallies: Tally) -> str:
    return "+" if any(one.least for one in tallies) else ""


def tally_words(tally: Tally) -> str:
    """Say how many pairs there are, the standings apart, leaving out what there is none of."""
    told = (
        (tally.direct, _("%(number)d direct", number=tally.direct)),
        (tally.unresolved, _("%(number)d unresolved", number=tally.unresolved)),
        (tally.apparent, _("%(number)d apparent", number=tally.apparent)),
        (tally.recheck, _("%(number)d to re-check", number=tally.recheck)),
    )
    words = " · ".join(str(words) for number, words in told if number)
    return str(_("at least %(counts)s", counts=words)) if words and tally.least else words


def _settled(counts: Counts) -> str:
    """Say how many pairs there are, and apart how many beside them wait for a re-check."""
    pairs = ngettext("%(num)d pair", "%(num)d pairs", counts.settled)
    if not counts.recheck:
        return pairs
    more = ngettext("%(num)d more to re-check", "%(num)d more to re-check", counts.recheck)
    return _("%(pairs)s (and %(more)s)", pairs=pairs, more=more)


def headline_words(report: ContradictionReport) -> str:
    """Say how many pairs dispute how many statements, so that no pair is taken for a finding."""
    pairs = _settled(report.counts)
    if report.counts.least:
        words = _("At least %(pairs)s. Of several limits at once no more are counted.", pairs=pairs)
        return str(words)
    if report.headline is None:
        return str(
            _("%(pairs)s; narrow the report to see how many statements they dispute.", pairs=pairs)
        )
    on = ngettext("%(num)d statement", "%(num)d statements", report.headline)
    return str(
        _(
            "%(pairs)s on %(statements)s: several answers to one sentence are one dispute.",
            pairs=pairs,
            statements=on,
        )
    )

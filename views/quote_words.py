"""The check of a quote in words: what it found, and what turns the words into their opposite."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from desk.checks import DOUBTED, plain
from desk.history.word_diffs import Change, folded
from models.terms import Form, QuoteCheck
from views.catalogue import gettext as _
from views.catalogue import here
from views.date_words import moment

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from desk.checks import Finding
    from desk.checks.comparisons import CaptureAt, Told
    from desk.history.word_diffs import Run
    from models.records import AppearanceRecord, SourceRecord, StatementRecord
    from views.catalogue import Catalogue

MOST_BETWEEN = 160
"""How many characters of what stands between two quotations are told."""
NEXT_TO = 3
"""How many words stand around a negation where it is called out."""


def check_words(
    statement: StatementRecord, appearance: AppearanceRecord, told: Told | None = None
) -> tuple[str, str, str]:
    """Return sign, words and class of what the comparison with the captured text found.

    What was `told` just now goes before a result stored when a lost negation had no name.
    """
    check, now = appearance.check, told.checked if told else None
    if check is QuoteCheck.ELLIPSIS and now is not None:
        check = now.outcome
    if check is QuoteCheck.NOT_CHECKED:
        return "–", str(_("not checked")), ""
    if check is not QuoteCheck.FOUND:
        return _outcomes(here())[check]
    if statement.form is not Form.DIRECT:
        return "✓", _("passage found in source"), "ok"
    return "✓", _("matches %(whose)s text", whose=whose(appearance.source)), "ok"


@lru_cache(maxsize=64)
def _outcomes(_catalogue: Catalogue) -> dict[QuoteCheck, tuple[str, str, str]]:
    """Return every other outcome in the language of the catalogue, which is that of the page."""
    return {
        QuoteCheck.ELLIPSIS: ("✓", _("found with ellipsis or brackets"), "ok"),
        QuoteCheck.PIECED: ("!", _("pieced together from several quotations"), "bad"),
        QuoteCheck.NEGATION: ("!", _("found, but a negation is left out or put in"), "bad"),
        QuoteCheck.DIFFERS: ("!", _("differs from the source"), "bad"),
        QuoteCheck.CHANGED: ("!", _("source changed since capture"), "warn"),
        QuoteCheck.NOT_FOUND: ("!", _("not found in source"), "bad"),
    }


def doubts(statement: StatementRecord) -> list[tuple[str, str, str]]:
    """Return sign, words and class of each outcome that a person has to look at."""
    if not any(found.check in DOUBTED for found in statement.appearances):
        return []
    doubted = {found.check: found for found in statement.in_order if found.check in DOUBTED}
    return [check_words(statement, found) for found in doubted.values()]


def whose(source: SourceRecord | None) -> str:
    """Name the outlet of a source in the genitive."""
    outlet = source and (source.container_title or source.publisher)
    if not outlet:
        return str(_("the source’s"))
    if outlet.endswith("s"):
        return str(_("%(name)s’", name=outlet))
    return str(_("%(name)s’s", name=outlet))


def shouts(finding: Finding, told: Told) -> list[str]:
    """Say in a sentence each that the quote loses or adds a negation, and in which capture.

    Where the words stand in the capture that the appearance rests on, and were looked for in a
    newer one, it is the source that has changed.
    """
    said, capture = _around(finding), told.compared_with
    changed = capture is not None and told.rests_on is not None and capture != told.rests_on
    lost, added = (_now_has, _no_longer) if changed else (_leaves_out, _puts_in)
    sentences = [
        *(lost(word, said.get(word, word)) for word in finding.lost),
        *(added(word) for word in finding.added),
        *_joins(finding),
    ]
    return [_in_capture(sentence, capture, newer=changed) for sentence in sentences]


def _in_capture(sentence: str, capture: CaptureAt | None, *, newer: bool) -> str:
    """Put before a sentence which capture it is told of."""
    if capture is None:
        return sentence
    told = {"moment": moment(capture.seen_at), "sentence": sentence}
    if newer:
        return str(_("Newer capture, of %(moment)s: %(sentence)s", **told))
    return str(_("Capture of %(moment)s: %(sentence)s", **told))


def _leaves_out(word: str, words: str) -> str:
    said = _(
        "The source says “%(words)s”; the quote leaves out “%(word)s”.", words=words, word=word
    )
    return str(said)


def _puts_in(word: str) -> str:
    return str(_("The quote says “%(word)s”; the source does not.", word=word))


def _joins(finding: Finding) -> list[str]:
    if finding.between is None:
        return []
    words = " ".join(finding.between.split())
    if not any(map(str.isalnum, words)):
        return [str(_("The quote joins two paragraphs of the source as if they were one."))]
    if len(words) > MOST_BETWEEN:
        words = f"{words[:MOST_BETWEEN]}…"
    told = _(
        "The quote joins several quotations: between them the source has “%(words)s”.", words=words
    )
    return [str(told)]


def _now_has(word: str, words: str) -> str:
    said = _(
        "The source now says “%(words)s”; the quote has no “%(word)s”.", words=words, word=word
    )
    return str(said)


def _no_longer(word: str) -> str:
    return str(_("The quote says “%(word)s”; the source no longer does.", word=word))


def folded_runs(runs: Sequence[Run]) -> tuple[Run, ...]:
    """Return the runs of a difference with every long one cut."""
    return folded(runs)


def _around(finding: Finding) -> dict[str, str]:
    """Return a few of the source's words around each negation that was lost, by the negation."""
    words, lost = list(_source_words(finding.runs)), {plain(word): word for word in finding.lost}
    found: dict[str, str] = {}
    for at, (word, is_lost) in enumerate(words):
        bare = lost.get(plain(word.strip(".,;:!?“”\"'")))
        if is_lost and bare is not None and bare not in found:
            near = words[max(0, at - NEXT_TO + 1) : at + NEXT_TO]
            found[bare] = " ".join(one for one, _lost in near)
    return found


def _source_words(runs: Sequence[Run]) -> Iterator[tuple[str, bool]]:
    for run in runs:
        if run.change is not Change.ADDED:
            yield from ((word, run.change is Change.LOST) for word in run.text.split())

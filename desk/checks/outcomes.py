"""What a comparison of words with a text finds."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from desk.checks.folding import Folded, plain
from desk.checks.gaps import find_in_turn, pieces_of
from desk.checks.nearest import nearest
from desk.checks.negations import negations_in
from desk.checks.seams import seam
from desk.checks.standing import places_of
from desk.history.word_diffs import Change, Run
from models.terms import QuoteCheck

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from desk.checks.gaps import Span

#: The worse ones last: of several fragments the worst is the result.
ORDER = (
    QuoteCheck.FOUND,
    QuoteCheck.ELLIPSIS,
    QuoteCheck.PIECED,
    QuoteCheck.DIFFERS,
    QuoteCheck.NEGATION,
    QuoteCheck.NOT_FOUND,
)
_SENTENCE_ENDS = (".", "?", "!", '."', '?"', '!"')
_LOOKED_AT = 50


@dataclass(frozen=True)
class Finding:
    """What became of one run of quoted words.

    `runs` lead from the source's words to the quote's where the two are not the same; lost and
    added are the negations among them, and `before` is one that stands right before the words.
    """

    words: str
    outcome: QuoteCheck
    runs: tuple[Run, ...] = ()
    lost: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    before: str | None = None
    #: What the source has between two quotations that the quote joins.
    between: str | None = None

    @property
    def turned(self) -> bool:
        """Whether a negation was lost or added, so that the words may say the opposite."""
        return bool(self.lost or self.added)


@dataclass(frozen=True)
class Checked:
    """The result of a check, and the findings it was made of."""

    outcome: QuoteCheck
    findings: tuple[Finding, ...] = ()

    @property
    def turned(self) -> bool:
        """Whether a negation was lost or added in any of the fragments."""
        return any(one.turned for one in self.findings)


def compare(words: str, text: str, language: str | None = None) -> QuoteCheck:
    """Say whether the words stand in the text; see `find`."""
    return find(words, Folded(text), language).outcome


def check(fragments: Sequence[str], text: str | Folded, language: str | None = None) -> Checked:
    """Look for each fragment in the text; the result is that of the one that stands worst."""
    folded = text if isinstance(text, Folded) else Folded(text)
    findings = tuple(find(words, folded, language) for words in fragments)
    if not findings:
        return Checked(QuoteCheck.NOT_CHECKED)
    return Checked(max((one.outcome for one in findings), key=ORDER.index), findings)


def find(words: str, text: Folded, language: str | None = None) -> Finding:
    """Say whether the words, of a language if it is known, stand in the text as whole words.

    `found`: all of them in a row, white space and the looks of marks and dashes aside.
    `found_with_ellipsis`: in turn, where an ellipsis stands for up to 2,000 characters of the
    source and words in square brackets for up to 120; `negation` where one of these swallows or
    puts in a “not”, else `pieced_together` where it joins several quotations (see `seams`). `differs`: some place is like them (see
    `nearest`), and the runs show how. Else `not_found`.
    """
    wanted = plain(words)
    places = _places(wanted, text)
    if not places:
        text = text.joined(wanted)
        places = _places(wanted, text)
    if places:
        return Finding(words, QuoteCheck.FOUND, before=_negated(text.text, places, language))
    spans = find_in_turn(pieces_of(wanted), text.text)
    if spans:
        return _with_gaps(Finding(words, QuoteCheck.ELLIPSIS), text, spans, language)
    near = nearest(wanted, text, language)
    if near is None:
        return Finding(words, QuoteCheck.NOT_FOUND)
    return Finding(words, QuoteCheck.DIFFERS, near.runs, near.lost, near.added)


def _places(wanted: str, text: Folded) -> list[int]:
    return list(islice(places_of(wanted, text.text), _LOOKED_AT))


def _negated(text: str, places: Sequence[int], language: str | None) -> str | None:
    """Return the negation that stands right before the words at each of their places, if so."""
    before = (text[max(0, at - 40) : at].split(" ")[-2:-1] for at in places)
    found = [negations_in(words, language) for words in before]
    return found[0][0] if all(found) else None


def _with_gaps(
    found: Finding, text: Folded, spans: Sequence[Span], language: str | None
) -> Finding:
    runs, lost = list(_told(text, spans)), list[str]()
    for (_start, end), (start, _end) in pairwise(spans):
        gap = text.text[end:start].strip()
        if not _ends_a_sentence(gap):
            lost += negations_in(gap.replace(",", " ").split(), language)
    added = [
        word
        for bracketed in plain(found.words).split("[")[1:]
        for word in negations_in(bracketed.partition("]")[0].split(), language)
    ]
    # What brackets put back as it was is neither lost nor added.
    same = set(lost) & set(added)
    lost, added = ([word for word in told if word not in same] for told in (lost, added))
    between = seam(text.original, [text.around(*span) for span in spans])
    outcome = QuoteCheck.PIECED if between else found.outcome
    outcome = QuoteCheck.NEGATION if lost or added else outcome
    return Finding(found.words, outcome, tuple(runs), tuple(lost), tuple(added), between=between)


def _ends_a_sentence(gap: str) -> bool:
    return any(word.endswith(_SENTENCE_ENDS) for word in gap.split(" "))


def _told(text: Folded, spans: Sequence[Span]) -> Iterator[Run]:
    """Yield what the quote keeps of the source and what it leaves out or replaces."""
    places = [text.around(*span) for span in spans]
    for number, (start, end) in enumerate(places):
        after = places[number + 1][0] if number + 1 < len(places) else end
        # Where nothing was left out, the space between two words is kept like the words.
        kept = end if text.original[end:after].strip() else after
        for change, part in (
            (Change.KEPT, text.original[start:kept]),
            (Change.LOST, text.original[kept:after]),
        ):
            if part.strip():
                yield Run(change, part, len(part.split()))

"""The check of a quote in words: what it found, and what turns the words into their opposite."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask_babel import gettext as _

from desk.word_diffs import Change, folded

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from desk.checks import Finding
    from desk.word_diffs import Run

NEXT_TO = 3
"""How many words stand around a negation where it is called out."""


def shouts(finding: Finding, *, changed: bool = False) -> list[str]:
    """Say in a sentence each that the quote loses or adds a negation.

    Of words that stood there once it is the source that has `changed`.
    """
    said = _around(finding)
    lost, added = (_now_has, _no_longer) if changed else (_leaves_out, _puts_in)
    return [
        *(lost(word, said.get(word, word)) for word in finding.lost),
        *(added(word) for word in finding.added),
    ]


def _leaves_out(word: str, words: str) -> str:
    said = _(
        "The source says “%(words)s”; the quote leaves out “%(word)s”.", words=words, word=word
    )
    return str(said)


def _puts_in(word: str) -> str:
    return str(_("The quote says “%(word)s”; the source does not.", word=word))


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
    words = list(_source_words(finding.runs))
    found: dict[str, str] = {}
    for at, (word, is_lost) in enumerate(words):
        bare = word.strip(".,;:!?“”\"'")
        if is_lost and bare in finding.lost and bare not in found:
            near = words[max(0, at - NEXT_TO + 1) : at + NEXT_TO]
            found[bare] = " ".join(one for one, _lost in near)
    return found


def _source_words(runs: Sequence[Run]) -> Iterator[tuple[str, bool]]:
    for run in runs:
        if run.change is not Change.ADDED:
            yield from ((word, run.change is Change.LOST) for word in run.text.split())

"""Texts made to hold the reader up cost about as much as plain ones of the same length."""

from __future__ import annotations

from time import process_time
from typing import TYPE_CHECKING

import pytest

from reading.extracting.heads import head_of
from reading.proposing import propose
from reading.proposing.labels import label
from reading.proposing.layout import laid_out
from reading.proposing.marks import folded
from reading.proposing.parsing import (
    LONGEST,
    MOST_AT_ONCE,
    MOST_PIECES,
    batches,
    paragraphs,
    pieces_of,
)
from reading.proposing.patterns import patterns
from reading.proposing.propose import MOST_CHARACTERS
from reading.proposing.quotations import quotations

if TYPE_CHECKING:
    from collections.abc import Callable

PLAIN = (
    "The mayor of Almby said on Monday that the pier would be shut, and she told the board why. "
)
#: How many times as dear as a plain text; and what a process may lose to its surroundings.
DEARER, SECONDS = 20, 0.1


def cost(do: Callable[[str], object], text: str) -> float:
    """Return the seconds of this process that it takes."""
    began = process_time()
    do(text)
    return process_time() - began


def plain(length: int) -> str:
    """Return plain prose of about a length."""
    return PLAIN * (length // len(PLAIN) + 1)


def is_bounded(do: Callable[[str], object], text: str) -> bool:
    """Tell whether a text costs about as much as a plain one of its length, at one of three tries.

    A process may be held up by what else runs; a text that holds the reader up does so each time.
    """
    prose = plain(len(text))
    return any(cost(do, text) < DEARER * cost(do, prose) + SECONDS for _ in range(3))


@pytest.mark.parametrize("by", ["By A", "BY A", "Von A", "By Jane A", "By A’", "By A."])
@pytest.mark.parametrize("more", ["a", "a’", "a.", "A a"])
def test_a_byline_of_long_words_is_read_in_one_way(by: str, more: str) -> None:
    # 26 letters once took 24 seconds, and each two letters more four times as long.
    for times in (26, 2_000):
        assert is_bounded(head_of, f"{by}{more * times}!\n\n{PLAIN}")


@pytest.mark.parametrize("codes", [",A", " A", ", A", ",A ", ", A, ", "-A,", ". A", "  A"])
@pytest.mark.parametrize("end", ["!", ":", " (A", ""])
def test_a_row_of_codes_is_no_label_at_once(codes: str, end: str) -> None:
    # 36 codes once took seconds.
    for times in (36, 20_000):
        assert is_bounded(label, f"AB{codes * times}{end}")


@pytest.mark.parametrize("text", ["a b " * 10_000, PLAIN * 400, "a\n" * 3_000, "a" * 40_000])
def test_a_long_text_is_parsed_little_by_little(text: str) -> None:
    pieces = [piece for place in paragraphs(text) for piece in pieces_of(text, place)]
    assert max(place.end - place.start for place in pieces) <= LONGEST
    parted = list(batches([(one.of(text), one.start) for one in pieces]))
    assert max(sum(len(words) for words, _ in batch) for batch in parted) <= MOST_AT_ONCE
    assert max(map(len, parted)) <= MOST_PIECES
    assert [one for batch in parted for _, one in batch] == [one.start for one in pieces]


def test_finding_who_is_meant_tells_how_far_it_is_too() -> None:
    told: list[float] = []
    proposed = propose(PLAIN * 20, progress=lambda done, total: told.append(done / total))
    assert len(told) > len(proposed.proposals) >= 20
    assert told == sorted(told)
    assert told[-1] == 1


def test_the_rest_of_a_text_without_end_is_not_read_and_a_note_tells() -> None:
    text = f"{PLAIN}\n" + "漢 " * (MOST_CHARACTERS // 2) + "\n" + PLAIN
    proposed = propose(text)
    assert any("first 999," in note for note in proposed.notes)
    assert all(one.end <= MOST_CHARACTERS for one in proposed.proposals)
    assert not any("very long" in note for note in propose(PLAIN).notes)


BLANKS = [" ", "\n", "\t", " \n", "\u00a0"]
GAPS = [
    "The board said{} and",
    "Jane Roe said{},{}!",
    "“Yes,”{}said{}Jane",
    "He{}said:{}",
    "Ann told{}Bob{}",
]


@pytest.mark.parametrize("gap", GAPS)
@pytest.mark.parametrize("blank", BLANKS)
def test_a_gap_costs_no_more_than_words_do(gap: str, blank: str) -> None:
    assert is_bounded(by_patterns, gap.replace("{}", blank * 10_000) * 2)


def by_patterns(text: str) -> object:
    """Return what is attributed in a text without its parse."""
    marked = folded(text)
    layout = laid_out(marked, quotations(marked))
    return patterns(marked, layout.read, layout.quoted)


def test_a_wide_gap_parts_paragraphs_and_moves_nothing() -> None:
    text = f"The board said{' ' * 400}The pier is shut."
    assert len(folded(text)) == len(text)
    assert [place.of(text) for place in paragraphs(folded(text))] == [
        "The board said",
        "The pier is shut.",
    ]


def test_a_paragraph_of_many_quotations_costs_as_much_as_their_words() -> None:
    propose(PLAIN)
    assert is_bounded(propose, "“a” " * 1_000)

"""Texts made to hold the reader up cost about as much as plain ones of the same length."""

from __future__ import annotations

from time import process_time
from typing import TYPE_CHECKING

import pytest

from reading.extracting.heads import head_of
from reading.proposing.labels import label

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
    """Tell whether a text costs about as much as a plain one of its length."""
    return cost(do, text) < DEARER * cost(do, plain(len(text))) + SECONDS


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

"""Texts that nobody would call articles: nothing raises, and every proposal stands in its text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from reading.proposing import propose
from reading.proposing.blocks import blocks
from reading.proposing.layout import laid_out
from reading.proposing.marks import folded
from reading.proposing.patterns import patterns
from reading.proposing.quotations import quotations

if TYPE_CHECKING:
    from reading.proposing.attributions import Attribution

PIECES = st.sampled_from(
    [
        *"\"'“”‘’«»„「」:.,?!—–-()[]@#",
        *("\n", "\n\n", "\r\n", "\t", "\x00", "\u200f", "\u2028", "\ud800", "``", "''", " "),
        *("Q:", "A.", "MS. ODUYA:", "(APPLAUSE)", "From the desk of Mara Oduya:", "@mara", "6'2\""),
        *(
            "Mara Oduya",
            "she",
            "the board",
            "said",
            "told",
            "that",
            "according to",
            "and",
            "Monday",
        ),
        *('<a href="x">', "{'a': \"b\"}", "ha-\nrbour", "сказал", "„Nein“"),
    ]
)
TEXTS = st.lists(PIECES | st.text(max_size=3), max_size=40).map(" ".join)


def by_patterns(text: str) -> list[Attribution]:
    marked = folded(text)
    layout = laid_out(marked, quotations(marked))
    return [*layout.attributions, *patterns(marked, layout.read, layout.quoted)]


@settings(max_examples=120, deadline=None)
@given(TEXTS)
@example('" " " " " " " \t :')
def test_patterns_find_words_that_stand_in_the_text(text: str) -> None:
    for block in blocks(folded(text)):
        assert block.span.start <= block.words.start <= block.words.end <= block.span.end
    for one in by_patterns(text):
        spans = [*one.content, *(span for span in (one.speaker, one.cue, one.told) if span)]
        assert all(0 <= start < end <= len(text) for start, end in spans)
        assert list(one.content) == sorted(one.content)


@settings(max_examples=25, deadline=None)
@given(TEXTS)
def test_nothing_proposed_of_any_text_is_empty_or_elsewhere(text: str) -> None:
    for one in propose(text, "2031-03-05~").proposals:
        assert one.passage == text[one.start : one.end]
        assert one.passage.strip()
        assert (one.quote is None) == (one.form == "indirect")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\r\n\t",
        "“”“”“”«»''``\"\"",
        "\ud800\udfff\x00",
        "if (a == \"b\") { print('c'); }",
        "“" * 5_000,
        "\"'" * 5_000,
        "(" * 5_000,
        "MS. A: " * 2_000,
        "A " * 5_000 + ":",
    ],
)
def test_marks_and_signs_alone_say_nothing(text: str) -> None:
    assert [one for one in by_patterns(text) if one.frame == "pattern"] == []


def test_ten_times_the_text_has_ten_times_the_attributions() -> None:
    text = "“We closed it,” Mara Oduya said. The board told her that it was “wrong” to do so. "
    assert len(by_patterns(text * 4_000)) == 10 * len(by_patterns(text * 400))


def test_what_no_word_is_as_long_as_is_not_read() -> None:
    text = (
        f"Mara Oduya said: “We closed it.” {'“iVBORw0KGgo=' * 2_000} “It stays closed,” she said."
    )
    assert [one.passage for one in propose(text).proposals][-1] == "It stays closed"
    assert "iVBOR" not in folded(text)

"""Long runs of spaces: a text with them comes through, and nothing about line breaks changes."""

from __future__ import annotations

import pytest

from citations.words import one_line

MANY = 200_000


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a\nb", "a b"),
        ("a \t\r\n \x85 b", "a b"),
        ("a  b \n", "a  b"),
        ("\n\n a\u2028\n\u2029b", "a b"),
        ("a\x1c\x1db  c\v\fd", "a b  c d"),
    ],
)
def test_each_line_break_with_its_spaces_becomes_one_space(text: str, told: str) -> None:
    assert one_line(text) == told


def test_a_line_of_very_many_spaces_comes_through() -> None:
    spaces = " " * MANY
    assert one_line(f"a{spaces}b") == f"a{spaces}b"
    assert one_line(f"a{spaces}\n{spaces}b{spaces}c") == f"a b{spaces}c"

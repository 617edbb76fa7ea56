from __future__ import annotations

import pytest

from reading.proposing import Span
from reading.proposing.marks import folded
from reading.proposing.quotations import quotations
from reading.proposing.resolved.quoted import Quoted


def _span(text: str, words: str) -> Span:
    at = text.index(words)
    return Span(at, at + len(words))


@pytest.mark.parametrize(
    ("text", "content", "form", "quote"),
    [
        ('"We stay," he said.', ["We stay,"], "direct", "We stay,"),
        ("“We stay,” she said, “and we pay.”", ["We stay,", "and we pay."], "direct",
         "We stay, … and we pay."),
        ("“We stay.\n\n“We pay,” she said.", ["We stay.\n\n“We pay,"], "direct",
         "We stay.\n\n“We pay,"),
        ("He said that “all” was “well.”", ["that “all” was “well.”"], "mixed", "all […] well."),
        ("He said that all was well.", ["that all was well"], "indirect", None),
        ("He said “—” was a dash.", ["“—” was a dash"], "indirect", None),
    ],
)  # fmt: skip
def test_only_what_stands_in_marks_is_quoted(
    text: str, content: list[str], form: str, quote: str | None
) -> None:
    quoted = Quoted(folded(text), quotations(folded(text)))
    spans = [_span(text, words) for words in content]
    assert quoted.form(spans) == form
    assert quoted.quote(spans, text) == quote

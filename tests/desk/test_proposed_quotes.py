"""A quote as it is proposed stands in its article, by the check that every quote is put to."""

from __future__ import annotations

import pytest

from desk.checks.outcomes import check
from desk.checks.quotes import words_to_check
from models.terms import Form, QuoteCheck
from reading.proposing import propose


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("\"She told me, 'Jane, be patient,'\" he said.", "She told me, 'Jane, be patient,'"),
        ("“‘Be patient’ is what she told me,” he said.", "‘Be patient’ is what she told me"),
        ('"She told me, "be patient,"" he said.', 'She told me, "be patient,"'),
        ('"Those are the dogs\'," Roe said.', "Those are the dogs'"),
        ('"\'Tis the season," Roe said.', "'Tis the season"),
        ("She said that he had to \"be 'patient'\" and left.", "be 'patient'"),
        ('"We stay. We pay.\n\n"We go on," Roe said.', "We stay. We pay.\n\n“We go on"),
    ],
)
def test_a_proposed_quote_stands_in_its_article(text: str, quote: str) -> None:
    one = propose(text).proposals[0]
    words = words_to_check(Form(one.form), one.quote, one.passage)
    assert one.quote == quote
    assert one.passage == text[one.start : one.end]
    assert check(words, text, "en").outcome is QuoteCheck.FOUND


def test_what_interrupts_a_quotation_takes_no_mark_from_it() -> None:
    text = '"I told them, \'It will fall,\'" Sund said. "They left."'
    (one,) = propose(text).proposals
    assert one.quote == "I told them, 'It will fall,' … They left."

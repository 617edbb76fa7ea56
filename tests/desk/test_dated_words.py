from __future__ import annotations

import pytest

from desk.dated_words import dated, on_date


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2017-09-18", "18 September 2017"),
        ("2017-09", "September 2017"),
        ("2017", "2017"),
        ("2017-09-18~", "about 18 September 2017"),
        ("2017-09-16/2017-09", "between 16 September 2017 and September 2017"),
        ("2017-22", "2017-22"),
        ("../2017", "../2017"),
    ],
)
def test_a_date_in_a_question_is_as_precise_as_the_record(edtf: str, words: str) -> None:
    assert dated(edtf) == words


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2017-09-19", "on 19 September 2017"),
        ("2017-09", "in September 2017"),
        ("2017", "in 2017"),
        ("2017~", "(2017~)"),
        (None, ""),
    ],
)
def test_a_reason_says_when(edtf: str | None, words: str) -> None:
    assert on_date(edtf) == words

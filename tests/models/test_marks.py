from __future__ import annotations

import unicodedata
from time import process_time

import pytest

from models import name_key
from models.asked import asked
from models.marks import MOST_MARKS, stream_safe, too_many_marks
from models.search import ASKED_CHARACTERS, fold

MARKS = ["\u0301", "\u0344", "\u0f73", "\uff9e", "\U0001e94a"]
FLOOD = "\u0301\u0323" * 150_000


@pytest.mark.parametrize("mark", MARKS)
def test_thirty_marks_may_stand_in_a_row_and_no_more(mark: str) -> None:
    most = f"e{mark * MOST_MARKS}"
    assert (too_many_marks(most), stream_safe(most)) == (False, most)
    assert too_many_marks(most + mark)
    assert stream_safe(f"{most}{mark}e") == f"{most}e"


@pytest.mark.parametrize("text", ["", "ground", "Défense", "e\u0301" * 1000, "السَّلَام", "हिन्दी"])
def test_what_people_write_is_left_as_it_is(text: str) -> None:
    assert stream_safe(text) == text


def test_every_letter_that_is_made_of_marks_is_known() -> None:
    # From plane 2 on there are ideographs, tags and what is private: no marks.
    for code in (*range(0xD800), *range(0xE000, 0x20000), *range(0xE0000, 0xE0200)):
        first = unicodedata.normalize("NFKD", chr(code))[0]
        assert too_many_marks(chr(code) * 31) is (unicodedata.combining(first) > 0), hex(code)


@pytest.mark.parametrize("folding", [name_key, fold])
def test_a_flood_of_marks_is_folded_at_once(folding: object) -> None:
    begun = process_time()
    assert callable(folding)
    folding(FLOOD)
    assert process_time() - begun < 1


def test_a_search_reads_the_beginning_alone() -> None:
    long = "word " * ASKED_CHARACTERS
    assert asked(long).wanted == asked(long[:ASKED_CHARACTERS]).wanted

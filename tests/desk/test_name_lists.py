from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.name_lists import names_in, names_line

NAMES = st.text(alphabet=st.sampled_from('ab ,;"“”\n') | st.characters(), min_size=1).filter(
    str.strip
)


@given(st.lists(NAMES, unique=True))
def test_names_written_in_a_line_are_read_back(names: list[str]) -> None:
    assert names_in(names_line(names)) == names


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("", []),
        (" , ;", []),
        ("War, Peace; War", ["War", "Peace"]),
        ('"Ghouta, attack", War', ["Ghouta, attack", "War"]),
        ("“Ghouta, attack” ;War", ["Ghouta, attack", "War"]),
        ('"Fake ""news"", so-called"', ['Fake "news", so-called']),
        ('"Fake news" claims, War', ['"Fake news" claims', "War"]),
        ('"never closed, War', ['"never closed', "War"]),
    ],
)
def test_commas_and_semicolons_part_names_outside_of_quotation_marks(
    line: str, names: list[str]
) -> None:
    assert names_in(line) == names

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.keys import is_key, new_key


def test_a_fresh_key_is_a_lower_case_ulid() -> None:
    assert re.fullmatch(r"[0-9a-hjkmnp-tv-z]{26}", new_key())


def test_fresh_keys_are_keys_and_differ() -> None:
    keys = {new_key() for _ in range(1000)}
    assert len(keys) == 1000
    assert all(map(is_key, keys))


@pytest.mark.parametrize("key", ["o1", "mattis", "o3-contradicts-o2", "1a", "a" * 80, "a.b_c-d"])
def test_an_import_may_bring_its_own_key(key: str) -> None:
    assert is_key(key)


@pytest.mark.parametrize(
    "text", ["", "17", "1.5", "-a", ".a", "O1", "a b", "a/b", "ä", "a\n", "a" * 81, "a\x00"]
)
def test_what_could_be_taken_for_something_else_is_no_key(text: str) -> None:
    assert not is_key(text)


@given(st.integers())
def test_a_number_is_no_key(number: int) -> None:
    assert not is_key(str(number))

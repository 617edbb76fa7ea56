"""Bylines become names as citations need them, and what is no name stays as it is."""

from __future__ import annotations

import pytest

from desk.articles import in_order


@pytest.mark.parametrize(
    ("byline", "proposed"),
    [
        ("Jane Roe", "Roe, Jane"),
        ("Siân O’Brien-Díaz", "O’Brien-Díaz, Siân"),
        ("J. Roe", "Roe, J."),
        ("Roe, Jane", "Roe, Jane"),
        ("Jane van der Roe", "Jane van der Roe"),
        ("Reuters", "Reuters"),
        ("Associated Press", "Associated Press"),
        ("Guardian staff", "Guardian staff"),
        ("Channel 4", "Channel 4"),
    ],
)
def test_a_byline_of_two_names_is_turned(byline: str, proposed: str) -> None:
    assert in_order(byline) == proposed

"""What CSL allows, and how its faults are told."""

from __future__ import annotations

from typing import Any

import pytest

from models.csl import csl_faults, name_faults, unknown_variables

GOOD: dict[str, Any] = {
    "editor": [{"family": "Starr", "given": "B.", "comma-suffix": True}],
    "event-date": {"date-parts": [[2017, 9, "18"], [2017, 10]], "circa": True},
    "original-date": {"literal": "long ago"},
    "submitted": {"date-parts": [[2017]], "season": 2},
    "volume": 3,
    "page": "1-2",
    "medium": "Radio",
    "categories": ["a"],
    "custom": {"any": [1]},
}
BAD = [
    ({"editors": []}, "editors is not a variable of CSL 1.0.2."),
    ({"title": "x"}, "title is kept outside csl."),
    ({"editor": "Starr"}, "editor must be a list of names."),
    ({"editor": [{"name": "x"}]}, "editor holds a name that is none: {'name': 'x'}."),
    ({"editor": [{"family": 1}]}, "editor holds a name that is none: {'family': 1}."),
    ({"event-date": "2017"}, "event-date must be a CSL date."),
    ({"event-date": {"date-parts": []}}, "event-date must be a CSL date."),
    ({"event-date": {"date-parts": [[]]}}, "event-date must be a CSL date."),
    ({"event-date": {"date-parts": [[1, 2, 3, 4]]}}, "event-date must be a CSL date."),
    ({"event-date": {"season": True}}, "event-date must be a CSL date."),
    ({"event-date": {"day": 1}}, "event-date must be a CSL date."),
    ({"volume": True}, "volume must be a text or a number."),
    ({"volume": [1]}, "volume must be a text or a number."),
    ({"medium": 1}, "medium must be a text."),
    ({"categories": [1]}, "categories must be a list of texts."),
    ({"custom": "x"}, "custom must be an object."),
]


def test_good_variables_have_no_fault() -> None:
    assert csl_faults(GOOD) == []
    assert unknown_variables(GOOD) == []


@pytest.mark.parametrize(("csl", "fault"), BAD)
def test_a_fault_names_the_variable(csl: dict[str, Any], fault: str) -> None:
    assert csl_faults(csl) == [fault]


def test_each_fault_is_told() -> None:
    assert csl_faults({"b": 1, "a": 2, "volume": None}) == [
        "a is not a variable of CSL 1.0.2.",
        "b is not a variable of CSL 1.0.2.",
        "volume must be a text or a number.",
    ]


def test_authors_are_checked_by_the_same_rule() -> None:
    assert name_faults("author", [{"literal": "Reuters"}]) == []
    assert name_faults("author", [{}]) == ["author holds a name that is none: {}."]

"""What is wrong with a value is said in plain sentences."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any, Literal

import pytest
from pydantic import Field, ValidationError

from desk.drafts import Draft
from desk.plain_faults import plain


class Colour(StrEnum):
    """Two colours."""

    RED = "red"
    BLUE = "blue"


class Inner(Draft):
    """A part of a draft."""

    page: int = 1


class Outer(Draft):
    """A draft with a field of each kind."""

    name: Annotated[str, Field(min_length=2, max_length=4, pattern="^[a-z]*$")]
    colour: Colour = Colour.RED
    order: Literal["old", "new"] = "old"
    count: Annotated[int, Field(ge=1, le=9)] = 1
    sure: bool = False
    parts: Annotated[tuple[int, ...], Field(min_length=1, max_length=2)] = (1,)
    inner: Inner = Inner()


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({}, "This is needed."),
        ({"name": 7}, "Give a text."),
        ({"name": "a"}, "It has fewer than 2 characters."),
        ({"name": "abcde"}, "It has more than 4 characters."),
        ({"name": "AB"}, "It is not written as it has to be, which is ^[a-z]*$"),
        ({"colour": "green"}, "Give one of “red” or “blue”."),
        ({"order": "late"}, "Give one of “old” or “new”."),
        ({"count": 0}, "Give 1 or more."),
        ({"count": 10}, "Give 9 or less."),
        ({"count": "many"}, "Give a whole number."),
        ({"sure": "maybe"}, "Give true or false."),
        ({"parts": 1}, "Give a list."),
        ({"parts": ()}, "This is needed; give at least 1."),
        ({"parts": (1, 2, 3)}, "Give 2 at most."),
        ({"inner": 1}, "Give an object."),
        ({"inner": {"line": 1}}, "There is no “line” here; leave it out."),
        (
            {"color": "red"},
            "There is no “color” here; there are colour, count, inner, name, order, parts, sure.",
        ),
    ],
)
def test_a_fault_is_told_with_its_remedy(given: dict[str, Any], told: str) -> None:
    with pytest.raises(ValidationError) as refused:
        Outer.model_validate({"name": "abc", **given} if given else {})
    [fault] = refused.value.errors()
    assert plain(fault, Outer.model_fields) == told


def test_of_many_names_the_nearest_is_told() -> None:
    fault: Any = {"type": "extra_forbidden", "loc": ("qoute",), "msg": "", "input": None}
    known = ["quote", *map(str, range(20))]
    assert plain(fault, known) == "There is no “qoute” here; is “quote” meant?"
    assert plain(fault, known[1:]) == "There is no “qoute” here; leave it out."


def test_what_a_draft_says_itself_stays() -> None:
    fault: Any = {"type": "odd", "loc": (), "msg": "It is odd.", "input": None}
    assert plain(fault) == "It is odd."

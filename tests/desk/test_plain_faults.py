"""What is wrong with a value is said in plain sentences."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any, Literal

import pytest
from pydantic import Field, ValidationError

from desk.drafts import Draft
from desk.link_drafts import LinkDraft
from desk.plain_faults import plain
from desk.source_drafts import SourceDraft
from desk.statement_drafts import StatementDraft
from desk.strange_fields import hinted, names_of


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
        ({"name": "abcde"}, "It has more than 4 characters; shorten it."),
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
        ({"inner": {"pag": 1}}, "There is no “pag” here; is “page” meant?"),
        ({"inner": {"line": 1}}, "There is no “line” here; there is only page."),
        ({"inner": {"sure": 1}}, "There is no “sure” here; it belongs in “sure” of the whole."),
        ({"page": 1}, "There is no “page” here; it belongs in “inner.page”."),
        ({"inner": {"id": 1}}, "There is no “id” here; there is only page."),
        ({"color": "red"}, "There is no “color” here; is “colour” meant?"),
        (
            {"line": 1},
            "There is no “line” here; there are colour, count, inner, name, order, parts, sure.",
        ),
    ],
)
def test_a_fault_is_told_with_its_remedy(given: dict[str, Any], told: str) -> None:
    with pytest.raises(ValidationError) as refused:
        Outer.model_validate({"name": "abc", **given} if given else {})
    [fault] = refused.value.errors()
    assert plain(fault, Outer) == told


def test_of_many_names_the_nearest_is_told() -> None:
    known = ["quote", *map(str, range(20))]
    assert hinted("qoute", known) == "There is no “qoute” here; is “quote” meant?"
    assert hinted("qoute", known[1:]) == "There is no “qoute” here; leave it out."


@pytest.mark.parametrize(
    ("place", "told"),
    [
        (("appearance", "exact"), "it belongs in “locator.exact”."),
        (("exact",), "it belongs in “appearance.locator.exact”."),
        (("appearance", "relays", 0, "nme"), "is “name” meant?"),
        (("speaker", "id"), "give “speaker_id” in place of “speaker” for a known one."),
        (("appearance", "source", "speaker_id"), "it belongs in “speaker_id” of the whole."),
        (("set",), "leave it out."),
    ],
)
def test_where_a_field_belongs_is_told_at_every_depth(
    place: tuple[str | int, ...], told: str
) -> None:
    fault: Any = {"type": "extra_forbidden", "loc": place, "msg": "", "input": None}
    assert plain(fault, StatementDraft) == f"There is no “{place[-1]}” here; {told}"


def test_what_is_known_is_named_by_its_id() -> None:
    assert hinted("to", names_of(LinkDraft)) == "There is no “to” here; is “to_id” meant?"


def test_braces_in_a_refusal_mean_themselves() -> None:
    with pytest.raises(ValidationError) as refused:
        SourceDraft.model_validate({"type": "book", "title": "A", "authors": [{"name": "Rita"}]})
    [fault] = refused.value.errors()
    assert plain(fault) == "An author is {“family”, “given”} or {“literal”}, as in CSL 1.0.2."


def test_what_a_draft_says_itself_stays() -> None:
    fault: Any = {"type": "odd", "loc": (), "msg": "It is odd.", "input": None}
    assert plain(fault) == "It is odd."

"""What is drawn once: of the same values, in short texts, and told nothing of who looks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from jinja2 import meta
from markupsafe import Markup

from views.drawn import drawn_once

if TYPE_CHECKING:
    from flask import Flask
    from flask.testing import FlaskClient

DRAWN = Markup("<b>drawn</b>")
FILTERS = ("statements/_filters.html", "reports/_filters.html", "reports/_picture_filters.html")


@dataclass(frozen=True)
class One:
    """A record with texts of so much room."""

    weight: int


@pytest.mark.parametrize(
    ("record", "beside", "times"),
    [
        (One(1), ("a", None), 1),
        (One(5), ("a", None), 2),
        (One(1), ("a" * 20_000, None), 2),
        (One(1), ("a", (One(2), One(3))), 2),
        (One(1), ("a", (One(1), One(1))), 1),
    ],
    ids=["short", "long", "beside it a long text", "beside it much", "beside it little"],
)
def test_long_texts_are_drawn_each_time(
    app: Flask, record: One, beside: tuple[object, ...], times: int
) -> None:
    drawn: list[object] = []

    @drawn_once
    def draw(one: One, *_beside: object) -> Markup:
        drawn.append(one)
        return DRAWN

    with app.test_request_context("/"):
        assert [draw(record, *beside) for _ in range(2)] == [DRAWN] * 2
    assert len(drawn) == times


@pytest.mark.parametrize("template", FILTERS)
def test_a_form_of_filters_looks_at_nothing_of_who_asks(app: Flask, template: str) -> None:
    source, _name, _fresh = app.jinja_env.loader.get_source(app.jinja_env, template)  # type: ignore[union-attr]
    unknown = meta.find_undeclared_variables(app.jinja_env.parse(source))
    assert unknown - app.jinja_env.globals.keys() <= {"form", "args", "pictured", "endpoint"}


def test_what_is_typed_at_length_is_drawn_for_its_own_page_alone(checker: FlaskClient) -> None:
    for words in ("mortar " * 10, "mortar " * 700):
        shown = [checker.get("/statements/", query_string={"q": words}).text for _ in range(2)]
        assert all(words.strip() in one for one in shown)
    assert "mortar" not in checker.get("/statements/").text

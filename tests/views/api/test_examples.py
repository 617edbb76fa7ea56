"""The examples of the API's documentation: one for each operation, answered as it is shown."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.views.api.answered import answered
from views.api.doors import OPERATIONS
from views.api.examples import answers, examples

if TYPE_CHECKING:
    from tests.views.api.conftest import Program
    from views.api.examples import Answered


def test_every_operation_has_an_example_and_an_answer() -> None:
    names = [one.operation for one in examples()]
    assert set(names) == {one.name for one in OPERATIONS}
    assert set(answers()) == set(names)


@pytest.mark.usefixtures("desk_with_case")
def test_a_desk_answers_each_example_as_is_shown(program: Program) -> None:
    """If what is shown is old, `make examples` writes it anew."""
    told = {example.operation: one for example, one in answered(program) if example.first}
    shown = answers()
    assert told.keys() == shown.keys()
    for operation, one in told.items():
        assert _meant(one) == _meant(shown[operation]), operation


def _meant(answer: Answered) -> tuple[int, str, object]:
    """What an answer says: PostgreSQL keeps the members of an object in an order of its own."""
    is_json = answer.media == "application/json"
    return answer.status, answer.media, json.loads(answer.text) if is_json else answer.text

"""What no operation takes, whichever it is: each is refused by name before anything is looked for."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.views.api.test_bad_requests import DEEP, DEEPER
from tests.views.api.test_doors import somewhere
from tests.views.stored import nothing_stored
from views.api.bodies import needed
from views.api.doors import OPERATIONS
from views.api.operations import NothingAsked

if TYPE_CHECKING:
    from sqlalchemy import Engine
    from werkzeug.test import TestResponse

    from tests.views.api.conftest import Program
    from views.api.operations import Operation

TOLD = [one for one in OPERATIONS if one.body]
HUGE = b'{"nonsense": "' + b"a" * (2 * 2**20) + b'"}'
ANY_TAG = f'"{"0" * 32}"'


def _send(program: Program, one: Operation, sent: str | bytes) -> TestResponse:
    headers = {"If-Match": ANY_TAG} if one.versioned else {}
    address = somewhere(one)
    return program.ask(
        one.method, address, data=sent, content_type="application/json", headers=headers
    )


def _pointers(answer: TestResponse) -> list[str]:
    assert answer.json is not None
    return [fault["pointer"] for fault in answer.json["errors"]]


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ("", 400),
        ("{", 400),
        ('{"a": 1', 400),
        (b"\xff", 400),
        (DEEP, 400),
        (DEEPER, 400),
        ('{"a": 1, "a": 1}', 400),
        ('{"a": {"b": 1, "b": 2}}', 400),
        ('{"a": Infinity}', 400),
        ("[]", 422),
        ("null", 422),
        ("1", 422),
        (HUGE, 413),
    ],
    ids=range(13),
)
def test_no_operation_takes_what_is_not_one_object(
    sent: str | bytes, status: int, program: Program, engine: Engine
) -> None:
    program.get("/statements")
    with nothing_stored(engine):
        told = [one for one in TOLD if sent or needed(one.body or NothingAsked, one.method)]
        answered = {one.name: _send(program, one, sent).status_code for one in told}
    assert answered == dict.fromkeys(answered, status)


@pytest.mark.parametrize(
    ("charset", "status"),
    [
        ("utf-8", 201),
        ('"UTF-8"', 201),
        ("utf8", 201),
        ("utf-16", 415),
        ("latin-1", 415),
        ("x", 415),
    ],
)
def test_json_is_read_in_utf_8_alone(charset: str, status: int, program: Program) -> None:
    media = f"application/json; charset={charset}"
    sent = '{"name": "Été"}'.encode()
    answer = program.ask("POST", "/topics", data=sent, content_type=media)
    assert answer.status_code == status
    assert (answer.headers.get("Accept-Post") == "application/json") is (status != 201)


@pytest.mark.parametrize(
    ("value", "place"),
    [
        ({"nonsense": 1}, "#/nonsense"),
        ({"nonsense": {"deep": [None]}}, "#/nonsense"),
        ({"nonsense": "a\0b"}, "#/nonsense"),
        ({"nonsense": ["a", "b\0"]}, "#/nonsense/1"),
        ({"nonsense": "\ud800"}, "#/nonsense"),
        ({"non\0sense": 1}, "#/non\0sense"),
    ],
    ids=range(6),
)
def test_every_operation_refuses_by_name_what_it_does_not_know(
    value: dict[str, Any], place: str, program: Program, engine: Engine
) -> None:
    program.get("/statements")
    with nothing_stored(engine):
        for one in TOLD:
            answer = _send(program, one, json.dumps(value))
            assert answer.status_code == 422, (one.name, answer.text)
            assert place in _pointers(answer), (one.name, answer.text)


WRONG: dict[str, list[object]] = {
    "string": [1, True, [], {}],
    "integer": ["1", 1.5, True, [], 2**31, 10**40, -(2**31) - 1],
    "boolean": ["yes", 1, 0, []],
    "array": ["a", 1, {}],
    "object": ["a", 1, []],
}
"""For each type values that are not of it, or lie where no number of ours does."""


@pytest.mark.parametrize("one", TOLD, ids=[one.name for one in TOLD])
def test_every_field_refuses_another_type(one: Operation, program: Program) -> None:
    assert one.body is not None
    schema = one.body.model_json_schema()
    for name, told in schema["properties"].items():
        kinds = {_kind(kind, schema) for kind in told.get("anyOf", [told])}
        for kind in kinds & WRONG.keys() if len(kinds - {"null"}) == 1 else ():
            for value in WRONG[kind]:
                answer = _send(program, one, json.dumps({name: value}))
                assert answer.status_code == 422, (name, value, answer.text)
                assert f"#/{name}" in {_top(place) for place in _pointers(answer)}, (name, value)


def _kind(told: dict[str, Any], schema: dict[str, Any]) -> str:
    if "$ref" in told:
        told = schema["$defs"][told["$ref"].rpartition("/")[2]]
    return str(told.get("type"))


def _top(place: str) -> str:
    return "/".join(place.split("/")[:2])

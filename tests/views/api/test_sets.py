"""Sets through the API, and whose token it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from models import Role
from models.roles import Scope
from tests.views.api.conftest import Program, etag_of, told

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask

pytestmark = pytest.mark.usefixtures("desk_with_case")


def _members(program: Program, number: int) -> set[int]:
    listed = told(program.get(f"/sets/{number}/statements"))["data"]
    return {one["id"] for one in listed}


def test_a_set_is_made_filled_renamed_and_deleted(program: Program) -> None:
    made = program.post("/sets", {"name": "Bridges", "statements": [1]})
    assert made.status_code == 201, made.text
    number, place = told(made)["id"], made.headers["Location"].removeprefix("/api/v1")
    assert told(program.post(f"{place}/add", {"statements": [1, 2, 3]}))["statements"] == 3
    assert told(program.post(f"{place}/remove", {"statements": [2]}))["statements"] == 2
    assert _members(program, number) == {1, 3}
    etag = etag_of(program, place)
    named = program.put(place, {"name": "Roads"}, etag)
    assert told(named)["name"] == "Roads"
    assert program.put(place, {"name": "Ways"}, etag).status_code == 412
    assert [one["name"] for one in told(program.get("/sets"))["data"]] == ["Roads"]
    tags = [one["tag"] for one in told(program.get(f"{place}/history"))["data"]]
    assert tags == ["set:rename", "set:remove", "set:add", "set:make"]
    assert program.just("DELETE", place, named.headers["ETag"]).status_code == 204
    assert program.get(place).status_code == 404
    assert program.get("/statements/1").status_code == 200


def test_what_is_wrong_with_a_set_is_named(program: Program) -> None:
    place = f"/sets/{told(program.post('/sets', {'name': 'Bridges'}))['id']}"
    taken = program.post("/sets", {"name": "bridges"})
    assert (taken.status_code, told(taken)["errors"][0]["pointer"]) == (422, "#/name")
    none = program.post(f"{place}/add", {"statements": [1, 999]})
    assert (none.status_code, told(none)["errors"][0]["pointer"]) == (422, "#/statements/1")
    none = program.post(f"{place}/add", {"statements": []})
    assert (none.status_code, told(none)["errors"][0]["pointer"]) == (422, "#/statements")
    wrong = program.post(f"{place}/add", {"statements": [0]})
    assert [one["pointer"] for one in told(wrong)["errors"]] == ["#/statements/0"]
    assert program.get(f"/sets/{2**63}").status_code == 404


def test_a_token_says_whose_it_is_and_what_it_may(app: Flask, token: Callable[..., str]) -> None:
    shown = told(Program(app, token(Role.CHECKER, Scope.READ, days=None)).get("/me"))
    assert shown["role"] == "checker"
    assert shown["token"] | {"id": 0} == {
        "id": 0,
        "name": "newsroom",
        "scopes": ["read"],
        "expires_at": None,
    }
    assert shown["email"].startswith("checker")

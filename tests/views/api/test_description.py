"""The description of the API: valid, whole, and as strict as the drafts are."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

from models.roles import Scope
from views.api.described.components import COUNTED
from views.api.doors import OPERATIONS, RESOURCES
from views.api.openapi import TOKEN, description

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask import Flask
    from flask.testing import FlaskClient

Told = dict[str, Any]
PUBLIC = ("/healthz", "/readyz", "/api/v1/openapi.json")
#: Flask answers these everywhere by itself.
EVERYWHERE = {"HEAD", "OPTIONS"}


@lru_cache(maxsize=1)
def _whole() -> Told:
    return description(RESOURCES)


def _operations() -> Iterator[tuple[str, str, Told]]:
    for path, methods in _whole()["paths"].items():
        for method, told in methods.items():
            yield path, method.upper(), told


EVERY = [pytest.param(*one, id=one[2]["operationId"]) for one in _operations()]
OURS = [one for one in EVERY if one.values[0] not in PUBLIC]


def test_it_is_served_to_everybody_and_valid(client: FlaskClient) -> None:
    answer = client.get("/api/v1/openapi.json")
    assert (answer.status_code, answer.mimetype) == (200, "application/json")
    faults = list(OpenAPIV31SpecValidator(answer.json).iter_errors())  # type: ignore[arg-type]
    assert faults == []


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_how_the_desk_does_is_asked_in_one_way_as_described(
    path: str, method: str, client: FlaskClient
) -> None:
    answer = client.open(path, method=method)
    told = _whole()["paths"][path]["get"]["responses"]["405"]
    assert answer.status_code == 405, answer.text
    assert answer.mimetype in told["content"]
    assert {"GET", "HEAD"} <= set(answer.headers["Allow"].split(", "))
    assert "Allow" in told["headers"]


def test_what_is_taken_where_no_order_is_asked_for_is_a_default() -> None:
    told = {
        path: one["schema"]
        for path, _method, operation in _operations()
        for one in operation["parameters"]
        if one["name"] == "order"
    }
    usual = {path: (one["default"], one["default"] in one["enum"]) for path, one in told.items()}
    assert usual == {
        "/api/v1/speakers": ("name", True),
        "/api/v1/statements": ("usual", True),
    }


def test_it_holds_every_address_of_the_api_and_no_other(app: Flask) -> None:
    held = {(path, method) for path, method, _told in _operations()}
    served = {
        (re.sub(r"<int:(\w+)>", r"{\1}", rule.rule), method)
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith("/api/v1") or rule.rule in PUBLIC
        for method in (rule.methods or set()) - EVERYWHERE
    }
    assert held == served
    assert len(held) == len(OPERATIONS) + len(PUBLIC)


def test_each_operation_has_a_name_of_its_own() -> None:
    names = [told["operationId"] for _path, _method, told in _operations()]
    assert len(set(names)) == len(names)


def test_each_group_is_told_of_and_used() -> None:
    told = {one["name"]: one["description"] for one in _whole()["tags"]}
    assert all(text.endswith(".") for text in told.values())
    assert {one["tags"][0] for _path, _method, one in _operations()} == set(told)


@pytest.mark.parametrize(("path", "method", "told"), EVERY)
def test_an_operation_says_what_it_does(path: str, method: str, told: Told) -> None:
    assert re.fullmatch(r"[A-Z].*[.;:]", told["summary"]), told["summary"]
    assert len(told["tags"]) == 1
    places = {one["name"] for one in told["parameters"] if one["in"] == "path"}
    assert places == set(re.findall(r"\{(\w+)\}", path))
    assert method not in {"GET", "DELETE"} or "requestBody" not in told


@pytest.mark.parametrize(("path", "method", "told"), OURS)
def test_an_operation_says_who_may_and_what_is_refused(path: str, method: str, told: Told) -> None:
    (needed,) = told["security"]
    assert set(needed[TOKEN]) <= set(Scope), path
    assert len(needed[TOKEN]) == 1
    refused = {"400", "401", "403", "404", "405", "406", "422", "429", "503"}
    if method != "GET":
        refused |= {"409", "413", "415"}
    versioned = any(one["name"] == "If-Match" for one in told["parameters"])
    assert refused | ({"412", "428"} if versioned else set()) <= set(told["responses"])


@pytest.mark.parametrize(("path", "method", "told"), OURS)
def test_an_answer_says_which_headers_it_bears(path: str, method: str, told: Told) -> None:
    for status, answer in told["responses"].items():
        meant = _meant(answer)
        assert set(COUNTED) <= set(meant["headers"]), (method, path, status)
        assert status not in {"429", "503"} or "Retry-After" in meant["headers"]
        assert status not in {"201", "202"} or "Location" in meant["headers"]


def _meant(told: Told) -> Told:
    if "$ref" not in told:
        return told
    kind, name = told["$ref"].split("/")[2:]
    found: Told = _whole()["components"][kind][name]
    return found


def test_a_desk_below_a_path_says_so(client: FlaskClient) -> None:
    below = client.get("/api/v1/openapi.json", base_url="http://desk.example/desk")
    assert below.json["servers"] == [{"url": "/desk"}]  # type: ignore[index]
    assert client.get("/api/v1/openapi.json").json["servers"] == [{"url": "/"}]  # type: ignore[index]


def test_every_text_that_is_sent_says_what_it_may_be() -> None:
    """Where a draft refuses a text, the schema says which it takes, and how long it may be."""
    bare = [
        f"{name}.{field}"
        for name, schema in _whole()["components"]["schemas"].items()
        if name.endswith(("Draft", "Line"))
        for field, told in schema.get("properties", {}).items()
        for kind in told.get("anyOf", [told])
        if kind.get("type") == "string"
        if not {"enum", "const", "format"} & set(kind) and not {"pattern", "maxLength"} <= set(kind)
    ]
    assert bare == []


def test_every_field_that_is_sent_or_asked_for_says_what_it_means() -> None:
    whole = _whole()
    sent = [
        f"{name}.{field}"
        for name, schema in whole["components"]["schemas"].items()
        if name.endswith("Draft")
        for field, told in schema.get("properties", {}).items()
        if not told.get("description")
    ]
    asked = [
        f"{path}?{one['name']}"
        for path, methods in whole["paths"].items()
        for told in methods.values()
        for one in told["parameters"]
        if one["in"] == "query"
        if not (one.get("description") or one["schema"].get("description"))
    ]
    assert (sent, asked) == ([], [])

"""The documentation of the API: whole, for everybody, and without what a draft alone knows."""

from __future__ import annotations

import json
import shlex
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from tests.views.pages import Page
from views.api.doors import RESOURCES
from views.api.examples import Example
from views.api.openapi import path_of

if TYPE_CHECKING:
    from flask.testing import FlaskClient

    from views.api.operations import Resource


def test_everybody_may_read_what_there_is(client: FlaskClient) -> None:
    page = client.get("/api")
    assert page.status_code == 200
    rows = [row.text for row in Page.of(page).tree.every("tr")]
    for resource in RESOURCES:
        for one in resource.operations:
            assert f"#{one.name}" in page.text
            assert any(row.startswith(f"{one.method} {path_of(one)} ") for row in rows)
    assert "/api/v1/openapi.json" in page.text


@pytest.mark.parametrize("resource", RESOURCES, ids=[one.tag for one in RESOURCES])
def test_a_group_tells_all_of_its_operations(resource: Resource, client: FlaskClient) -> None:
    answer = client.get(f"/api?of={quote(resource.tag)}")
    assert answer.status_code == 200
    told = Page.of(answer).text
    for one in resource.operations:
        assert f"{one.method} {path_of(one).removeprefix('/api/v1')}" in told
    assert "`" not in told.replace("`$ETAG`", "")


def test_fields_are_told_with_what_they_may_be(client: FlaskClient) -> None:
    told = Page.of(client.get("/api?of=Statements")).text
    assert "appearance.source.title needed text, at most 4,000 characters" in told
    assert "appearance.relays[].name" in told
    assert "A date in EDTF" in told
    assert "If-Match needed" in told
    assert "curl -X PUT" in told


@pytest.mark.parametrize("group", ["Nothing", "", "<script>"])
def test_a_group_that_is_not_there_is_not_found(group: str, client: FlaskClient) -> None:
    assert client.get("/api", query_string={"of": group}).status_code == 404


def test_what_is_typed_can_be_typed_in_a_shell() -> None:
    named = {one.name: one for resource in RESOURCES for one in resource.operations}
    one = named["log_statement"]
    line = Example("log_statement", body={"quote": "It’s $HOME"}).curl(one, "http://desk.example")
    words = shlex.split(line.replace("\\\n", ""))
    assert (words[:3], words[-1]) == (["curl", "-X", "POST"], "http://desk.example/statements")
    assert json.loads(words[words.index("--data-binary") + 1]) == {"quote": "It’s $HOME"}

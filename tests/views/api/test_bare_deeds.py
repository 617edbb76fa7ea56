"""Deeds that are told nothing but that they are to be done: they need no body, and no media type."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.factories import a_contradiction
from tests.views.api.conftest import ROOT, Program, etag_of, told
from tests.views.articles_read import article_read
from views.api.doors import RESOURCES
from views.api.openapi import description

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Engine
    from sqlalchemy.orm import Session

_TAG = f'"{"0" * 32}"'


def _needing_no_body() -> Iterator[Any]:
    for path, operations in description(RESOURCES)["paths"].items():
        deed = operations.get("post")
        if deed and not deed.get("requestBody", {}).get("required", False):
            address = path.removeprefix(ROOT).replace("{id}", "999")
            yield pytest.param(address, id=deed["operationId"])


@pytest.mark.parametrize("address", list(_needing_no_body()))
def test_a_deed_whose_body_may_be_left_out_asks_for_none(address: str, program: Program) -> None:
    """Of what is not there none is done; that is said, or what is missing, and nothing of a body."""
    answer = program.just("POST", address, _TAG)
    assert answer.status_code in {404, 422}, answer.text
    assert "Content-Type" not in answer.text


def test_a_proposal_is_rejected_and_waits_again_without_a_body(
    program: Program, engine: Engine
) -> None:
    read = article_read(engine)
    [first, _second] = told(program.get(f"/readings/{read}/proposals"))["data"]
    address = f"/proposals/{first['id']}"
    rejected = program.just("POST", f"{address}/reject", etag_of(program, address))
    assert told(rejected)["state"] == "rejected", rejected.text
    waiting = program.just("POST", f"{address}/reopen", rejected.headers["ETag"])
    assert told(waiting)["state"] == "waiting", waiting.text


def test_a_link_is_confirmed_without_a_body(program: Program, session: Session) -> None:
    number = a_contradiction(session, rationale="One left, the other stayed.").id
    session.commit()
    address = f"/links/{number}"
    answer = program.just("POST", f"{address}/confirm", etag_of(program, address))
    assert told(answer)["status"] == "confirmed", answer.text

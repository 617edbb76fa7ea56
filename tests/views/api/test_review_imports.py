"""Reviews by others sent by a program: as a feed, and as a page."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from models import Role
from models.roles import Scope
from tests.desk.reviewing import a_claim_review, a_feed, a_page
from tests.views.api.conftest import Program
from tests.views.api.test_imports import send, told
from tests.views.stored import rows
from tests.views.test_imports import work_off

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask
    from sqlalchemy import Engine

FEED = json.dumps(a_feed(a_claim_review(), a_claim_review(reviewRating=None))).encode()


def test_a_program_sends_reviews(program: Program, app: Flask, engine: Engine) -> None:
    for media in ("application/ld+json", "text/html"):
        content = FEED if media != "text/html" else a_page(a_claim_review())
        answer = send(program, content, "?trial=false&partial=true", media)
        assert answer.status_code == 202, answer.text
        work_off(app)
        assert len(rows(engine, "review")) == 1
    job = told(program.get("/jobs"))["data"][0]
    assert job["result"]["counts"] == {"statement": {"matched": 1}}


def test_a_job_rates_no_more_than_the_token_it_was_begun_with(
    app: Flask, token: Callable[..., str], engine: Engine
) -> None:
    program = Program(app, token(Role.ADMIN, Scope.READ, Scope.LOG))
    page = a_page(a_claim_review())
    for query in ("?trial=true", "?trial=false", "?trial=false&partial=true&update=true"):
        assert send(program, page, query, "text/html").status_code == 202
        work_off(app)
        job = told(program.get("/jobs"))["data"][0]
        assert job["result"]["counts"] == {"statement": {"refused": 1}}
        [row] = told(program.get(f"/jobs/{job['id']}/rows"))["data"]
        assert (
            row["why"] == "to bring, change or take away reviews a token needs the scope “review”"
        )
    assert rows(engine, "review") == rows(engine, "statement") == []

"""Reviews by others sent by a program: as a feed, and as a page."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tests.desk.reviewing import a_claim_review, a_feed, a_page
from tests.views.api.test_imports import send, told
from tests.views.stored import rows
from tests.views.test_imports import work_off

if TYPE_CHECKING:
    from flask import Flask
    from sqlalchemy import Engine

    from tests.views.api.conftest import Program

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

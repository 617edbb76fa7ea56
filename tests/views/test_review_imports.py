"""Reviews by others on the page of imports: tried, shown, stored, rated."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tests.desk.reviewing import a_claim_review, a_feed, a_page
from tests.views.stored import last, rows
from tests.views.test_imports import stored, tried

if TYPE_CHECKING:
    from flask import Flask
    from flask.testing import FlaskClient
    from sqlalchemy import Engine

FEED = json.dumps(a_feed(a_claim_review(), a_claim_review(reviewRating=None))).encode()


def test_a_page_with_a_review_is_tried_and_stored(
    app: Flask, reviewer: FlaskClient, engine: Engine
) -> None:
    content = a_page(a_claim_review(about="x"))
    page = tried(app, reviewer, content, name="article.html")
    for words in ("Nothing is stored yet", "Ada Berg: Nobody has ever crossed", "about", "Entry"):
        assert words in page
    assert rows(engine, "review") == []
    assert "The history has one event for it." in stored(app, reviewer).text
    assert last(engine, "review")["url"] == "https://bureau.example/valley"
    shown = reviewer.get(f"/statements/{last(engine, 'statement')['id']}").text
    assert "Fact Bureau" in shown
    page = tried(app, reviewer, content, name="article.html")
    assert "There is nothing new in the file" in page


def test_a_trial_tells_who_may_not_rate_that_only_others_may(
    app: Flask, checker: FlaskClient, engine: Engine
) -> None:
    page = tried(app, checker, a_page(a_claim_review()), name="article.html")
    assert "only a reviewer or admin may bring, change or take away reviews" in page
    assert "Nothing is stored yet" not in page
    assert rows(engine, "review") == rows(engine, "statement") == []


def test_a_feed_with_a_fault_names_entry_and_field(app: Flask, checker: FlaskClient) -> None:
    page = tried(app, checker, FEED, name="data.json")
    assert "The file has faults" in page
    assert "a ClaimReview needs a rating; give reviewRating" in page

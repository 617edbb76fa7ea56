"""Articles that wait are no part of the record, and leave nothing behind."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from desk import pending
from desk.articles import Article, pasted
from models import PendingCapture, now
from tests.desk.drafting import keep
from tests.desk.redacting import PASSAGE, SAID, everywhere, redact

if TYPE_CHECKING:
    from sqlalchemy import Engine
    from sqlalchemy.orm import Session

    from desk.actors import Actor
    from models import Statement


def _waiting(session: Session) -> list[int]:
    return [one.account_id for one in session.scalars(select(PendingCapture))]


def test_keeping_an_article_lets_go_of_what_waits_with_the_same_bytes(
    writing: Session, checker: Actor, reviewer: Actor
) -> None:
    for by in (checker, reviewer):
        pending.hold(writing, pasted(PASSAGE), {}, by.account_id)
    pending.hold(writing, pasted("Another article."), {}, checker.account_id)
    keep(writing, checker, PASSAGE)
    assert sorted(_waiting(writing)) == sorted([checker.account_id, reviewer.account_id])
    left = writing.scalars(select(PendingCapture.text).filter_by(account_id=checker.account_id))
    assert left.all() == ["Another article."]


def test_redacting_a_capture_takes_waiting_copies_along(
    writing: Session, secret: Statement, admin: Actor
) -> None:
    assert secret.quote == SAID
    assert _waiting(writing)
    redact(writing, admin, "capture", 1, "content")
    assert _waiting(writing) == []


@pytest.mark.parametrize(
    "article",
    [
        pasted(PASSAGE.replace(" ", "\n")),
        Article(PASSAGE.encode(), "text/html", ""),
        Article(b"%PDF", "application/pdf", "x", note=SAID),
        Article(b"%PDF", "application/pdf", "x", filename=f"{SAID}.pdf"),
    ],
)
def test_redacting_words_takes_waiting_articles_that_hold_them(
    writing: Session,
    secret: Statement,
    checker: Actor,
    admin: Actor,
    engine: Engine,
    article: Article,
) -> None:
    pending.hold(writing, article, {}, checker.account_id)
    pending.hold(writing, pasted("Another article."), {}, checker.account_id)
    redact(writing, admin, "capture", 1, "content")
    redact(writing, admin, "statement", secret.id, "quote", "claim")
    assert _waiting(writing) == [checker.account_id]
    assert "Another article." in everywhere(engine)


def test_what_nobody_came_back_for_is_forgotten_after_a_day(
    writing: Session, checker: Actor, reviewer: Actor
) -> None:
    old = Article(b"x", "text/plain", "x", retrieved_at=now() - timedelta(days=1, minutes=1))
    pending.hold(writing, pasted("Another article."), {}, checker.account_id)
    assert not pending.are_old(writing)
    pending.hold(writing, old, {}, reviewer.account_id)
    assert pending.are_old(writing)
    pending.forget_old(writing)
    assert _waiting(writing) == [checker.account_id]

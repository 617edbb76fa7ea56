"""What a source said at several moments, and what that does to what rests on it."""

from __future__ import annotations

from datetime import timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, cast

import pytest

from desk import articles, pending
from desk.history.audit import record
from desk.keeping import capture_again, keep, tie
from desk.quote_audit import rechecks
from desk.refusals import MissingError, RefusedError, StaleError
from desk.sight import look_as
from models import Capture, PendingCapture, Statement, now
from models.terms import QuoteCheck
from tests.desk.drafting import (
    ARTICLE,
    WORDS,
    a_source_draft,
    confirm,
    history,
    log,
    one_event,
    propose,
    told,
)
from tests.desk.drafting import (
    keep as keep_article,
)
from tests.factories import a_topic

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from sqlalchemy import Engine
    from sqlalchemy.orm import Session

    from desk.actors import Actor
    from desk.articles import Article
    from models import Appearance, Link

CORRECTED = ARTICLE.replace("not ceded any", "ceded some")
FOUND, CHANGED, DIFFERS = QuoteCheck.FOUND, QuoteCheck.CHANGED, QuoteCheck.DIFFERS


def _later(text: str, minutes: int = 1) -> Article:
    return articles.Article(
        text.encode(), articles.PASTED, text, retrieved_at=now() + timedelta(minutes=minutes)
    )


def _again(writing: Session, source_id: int, text: str, by: Actor, minutes: int = 1) -> Capture:
    kept = capture_again(writing, source_id, _later(text, minutes), by)
    writing.commit()
    return kept.capture


def _logged(writing: Session, by: Actor) -> Statement:
    capture = keep_article(writing, by)
    appearance = {"capture_id": capture.id, "locator": {"exact": WORDS}}
    return log(writing, by, appearance=appearance)


def _linked(writing: Session, statement: Statement, by: Actor, reviewer: Actor) -> Link:
    other = log(writing, by, quote="We gave up the outpost.")
    return confirm(writing, propose(writing, statement, other, by), reviewer)


def test_words_that_no_longer_stand_in_the_source_have_changed(
    writing: Session, checker: Actor, reviewer: Actor
) -> None:
    statement = _logged(writing, checker)
    link = _linked(writing, statement, checker, reviewer)
    [found] = statement.appearances
    first = found.capture_id
    kept = capture_again(writing, found.source_id, _later(CORRECTED), checker)
    assert kept.changed == (statement.id,)
    writing.commit()
    assert (found.check, found.capture_id) == (CHANGED, first)
    assert link.recheck
    assert f"statement {statement.id}" in (link.recheck_why or "")
    assert "do not stand in what “The outpost” says now" in (link.recheck_why or "")
    _before, after = told(history(writing)[-1])
    assert after["appearance"][str(found.id)]["check"] == "changed_since_capture"


def test_what_is_hidden_is_looked_at_too_and_not_told(
    writing: Session, checker: Actor, admin: Actor
) -> None:
    statement = _logged(writing, checker)
    seen = log(writing, checker, appearance={"capture_id": statement.appearances[0].capture_id})
    statement.topics = [a_topic(writing, "Secret")]
    statement.topics[0].restricted = True
    record(writing, admin, "statement:revise", statement)
    writing.commit()
    source_id, hidden = statement.appearances[0].source_id, statement.id
    look_as(writing, checker.account_id)
    kept = capture_again(writing, source_id, _later(CORRECTED), checker)
    writing.commit()
    assert kept.changed == (seen.id,)
    look_as(writing, None)
    found = writing.get_one(Statement, hidden).appearances[0]
    assert found.check is CHANGED


def test_words_that_still_stand_are_left_alone(
    writing: Session, checker: Actor, reviewer: Actor
) -> None:
    statement = _logged(writing, checker)
    link = _linked(writing, statement, checker, reviewer)
    source_id = statement.appearances[0].source_id
    kept = capture_again(writing, source_id, _later(f"{ARTICLE}\nMore."), checker)
    writing.commit()
    assert kept.is_new
    assert kept.changed == ()
    assert statement.appearances[0].check is FOUND
    assert not link.recheck


def test_a_source_that_takes_its_change_back_is_believed(writing: Session, checker: Actor) -> None:
    statement = _logged(writing, checker)
    [found] = statement.appearances
    second = _again(writing, found.source_id, CORRECTED, checker)
    third = _again(writing, found.source_id, ARTICLE, checker, minutes=2)
    assert third.id == found.capture_id != second.id
    assert third.seen_again_at
    assert found.check is FOUND
    assert [event.tag for event in history(writing)[-2:]] == ["capture:keep", "capture:see_again"]


def test_a_statement_logged_from_an_old_capture_has_changed_at_once(
    writing: Session, checker: Actor
) -> None:
    first = keep_article(writing, checker)
    _again(writing, first.source_id, CORRECTED, checker)
    statement = log(writing, checker, appearance={"capture_id": first.id})
    assert statement.appearances[0].check is CHANGED


def test_words_that_never_stood_there_have_not_changed(writing: Session, checker: Actor) -> None:
    capture = keep_article(writing, checker)
    quote = WORDS.replace("not ", "")
    statement = log(writing, checker, quote=quote, appearance={"capture_id": capture.id})
    _again(writing, capture.source_id, "All is new.", checker)
    assert statement.appearances[0].check is DIFFERS


def test_what_looking_again_asks_does_not_grow_with_what_rests_on_the_source(
    writing: Session,
    checker: Actor,
    count_queries: Callable[[Engine], AbstractContextManager[list[str]]],
) -> None:
    capture = keep_article(writing, checker)

    def asked(more: int, text: str) -> int:
        for _one in range(more):
            log(writing, checker, appearance={"capture_id": capture.id})
        source_id = capture.source_id
        writing.expunge_all()
        with count_queries(cast("Engine", writing.get_bind())) as queries:
            capture_again(writing, source_id, _later(text), checker)
        writing.commit()
        return len(queries)

    assert asked(2, f"{ARTICLE}\nMore.") == asked(20, f"{ARTICLE}\nStill more.")


def test_the_sum_of_an_article_is_taken_when_it_is_made() -> None:
    article = _later(ARTICLE)
    assert vars(article)["sha256"] == sha256(ARTICLE.encode()).hexdigest()


def test_other_sources_are_left_alone(writing: Session, checker: Actor) -> None:
    statement = _logged(writing, checker)
    other = keep_article(writing, checker, "Another.", url="https://example.org/b", title="B")
    _again(writing, other.source_id, "Another text.", checker)
    assert statement.appearances[0].check is FOUND


def test_a_source_that_is_not_there_is_not_captured(writing: Session, checker: Actor) -> None:
    with pytest.raises(MissingError):
        capture_again(writing, 4711, _later(ARTICLE), checker)


def _untied(writing: Session, by: Actor, exact: str = WORDS) -> tuple[Appearance, Capture]:
    """Log a statement from a source by hand, and keep a capture of that source beside it."""
    source = a_source_draft().model_dump(exclude_defaults=True)
    appearance = {"source": source, "locator": {"exact": exact}}
    found = log(writing, by, quote=exact, appearance=appearance).appearances[0]
    return found, keep_article(writing, by)


def test_an_appearance_is_made_to_rest_on_a_capture(writing: Session, checker: Actor) -> None:
    found, capture = _untied(writing, checker)
    assert found.check is QuoteCheck.NOT_CHECKED
    version = found.statement.version
    with one_event(writing, "statement:anchor") as left:
        tie(writing, found.id, version, capture.id, checker)
    assert left[0].subject_id == found.statement_id
    assert (found.capture_id, found.check) == (capture.id, FOUND)
    assert ARTICLE[found.start : found.end] == WORDS
    assert found.statement.version == version + 1


def test_a_passage_that_stands_there_twice_gets_no_place(writing: Session, checker: Actor) -> None:
    found, _capture = _untied(writing, checker, "ground we")
    twice = _again(writing, found.source_id, f"{ARTICLE}\n{ARTICLE}", checker)
    tie(writing, found.id, found.statement.version, twice.id, checker)
    assert (found.start, found.end) == (None, None)


def test_tying_to_words_that_do_not_stand_there_asks_for_another_look(
    writing: Session, checker: Actor, reviewer: Actor
) -> None:
    found, _capture = _untied(writing, checker)
    link = _linked(writing, found.statement, checker, reviewer)
    capture = _again(writing, found.source_id, CORRECTED, checker)
    tie(writing, found.id, found.statement.version, capture.id, checker)
    assert found.check is DIFFERS
    assert link.recheck


def test_what_cannot_be_tied_is_refused(writing: Session, checker: Actor) -> None:
    found, capture = _untied(writing, checker)
    other = keep_article(writing, checker, "Another.", url="https://example.org/b", title="B")
    version = found.statement.version
    with pytest.raises(RefusedError, match="another source"):
        tie(writing, found.id, version, other.id, checker)
    with pytest.raises(StaleError):
        tie(writing, found.id, version - 1, capture.id, checker)
    with pytest.raises(MissingError):
        tie(writing, 4711, version, capture.id, checker)
    with pytest.raises(RefusedError, match="no capture 4711"):
        tie(writing, found.id, version, 4711, checker)


def test_every_check_is_repeated_from_what_is_stored(writing: Session, checker: Actor) -> None:
    first = _logged(writing, checker).appearances[0]
    capture_id, first_id = first.capture_id, first.id
    second = log(writing, checker, quote="Nothing like it.", appearance={"capture_id": capture_id})
    kept = second.appearances[0].id
    assert [(one.appearance_id, one.holds, one.stands) for one in rechecks(writing)] == [
        (first_id, True, True),
        (kept, True, False),
    ]
    writing.rollback()
    writing.get_one(Capture, capture_id).text = "Tampered with."
    writing.flush()
    done = list(rechecks(writing))
    assert [(one.stored, one.holds) for one in done] == [
        (FOUND, False),
        (QuoteCheck.NOT_FOUND, True),
    ]
    writing.rollback()


def test_an_article_waits_for_the_account_that_brought_it_alone(
    writing: Session, checker: Actor, reviewer: Actor
) -> None:
    held = pending.hold(writing, _later(ARTICLE), {"title": "Typed"}, checker.account_id)
    writing.commit()
    assert pending.waiting(writing, held.id, checker.account_id).details == {"title": "Typed"}
    with pytest.raises(RefusedError, match="no longer at hand"):
        pending.waiting(writing, held.id, reviewer.account_id)
    keep(writing, a_source_draft(), pending.article_of(held), checker)
    writing.commit()
    with pytest.raises(RefusedError, match="no longer at hand"):
        pending.waiting(writing, held.id, checker.account_id)


def test_what_waits_gives_way_after_a_day_or_to_newer_ones(
    writing: Session, checker: Actor, reviewer: Actor
) -> None:
    old = pending.hold(writing, _later(ARTICLE, -25 * 60), {}, reviewer.account_id).id
    ids = [pending.hold(writing, _later(ARTICLE), {}, checker.account_id).id for _one in range(7)]
    writing.commit()
    kept = [one for one in (old, *ids) if writing.get(PendingCapture, one)]
    assert kept == ids[-5:]


def test_what_was_typed_stands_before_what_the_work_says(writing: Session, checker: Actor) -> None:
    article = articles.Article(b"x", articles.PASTED, "x", details={"title": "A", "url": "u"})
    held = pending.hold(writing, article, {"title": "B"}, checker.account_id)
    assert held.details == {"title": "B", "url": "u"}
    writing.commit()

"""A pasted fragment of a known source is asked about before it marks everything as changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from desk import keeping
from desk.articles import pasted
from desk.history.audit import record
from desk.keeping import Ahead, capture_again
from desk.looking_ahead import fragment, look_ahead
from desk.refusals import UnconfirmedError
from desk.sight import look_as
from models import Capture, Statement, now
from models.terms import QuoteCheck
from tests.desk.drafting import ARTICLE, WORDS, a_source_draft, keep, log
from tests.factories import a_topic

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from desk.actors import Actor

SECOND = "The outpost was closed."
LONG = f"{ARTICLE}\n\n" + "Nobody else would say anything about it. " * 9
PART = "“We closed it,” somebody said."


@pytest.fixture
def source_id(writing: Session, checker: Actor) -> int:
    """A captured source on which two statements rest."""
    capture = keep(writing, checker, LONG)
    for quote in (WORDS, SECOND):
        log(writing, checker, quote=quote, appearance={"capture_id": capture.id})
    return capture.source_id


def _asked(session: Session, source_id: int, text: str) -> list[str]:
    article = pasted(text)
    return fragment(session, source_id, article, look_ahead(session, source_id, article))


def test_a_fragment_is_asked_about_and_nothing_is_stored(
    writing: Session, checker: Actor, source_id: int
) -> None:
    with pytest.raises(UnconfirmedError) as raised:
        capture_again(writing, source_id, pasted(PART), checker)
    [asked] = raised.value.warnings
    day = f"{now():%-d %B %Y}"
    assert asked == (
        f"This text is much shorter than what was kept on {day}; the words of 2 statements would "
        "no longer be found in it. Is this the whole text?"
    )
    with pytest.raises(UnconfirmedError):
        keeping.keep(writing, a_source_draft(), pasted(PART), checker)
    writing.rollback()
    assert writing.query(Capture).count() == 1


def test_a_confirmed_fragment_is_kept(writing: Session, checker: Actor, source_id: int) -> None:
    kept = capture_again(writing, source_id, pasted(PART), checker, Ahead(whole=True))
    writing.commit()
    assert len(kept.changed) == 2
    # What is known now is short itself: the next short text is no fragment of it.
    assert capture_again(writing, source_id, pasted(f"{PART} Again."), checker).is_new
    writing.commit()


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        (PART, True),
        ("x" * (len(LONG) // 2), False),
        ("x" * (len(LONG) // 2 - 1), True),
        # One of two is half of them, not most.
        (f"{SECOND} That was all.", False),
        (ARTICLE, False),
        (LONG.replace("not ", "").replace("closed", "shut"), False),
    ],
)
def test_what_is_short_and_loses_most_of_the_words_looks_like_a_fragment(
    writing: Session, source_id: int, text: str, *, asked: bool
) -> None:
    assert bool(_asked(writing, source_id, text)) is asked


def test_words_that_were_not_there_before_cannot_be_lost(writing: Session, checker: Actor) -> None:
    capture = keep(writing, checker, LONG)
    log(writing, checker, quote="Nothing of the sort.", appearance={"capture_id": capture.id})
    assert _asked(writing, capture.source_id, PART) == []


def test_a_source_on_which_nothing_rests_is_not_asked_about(
    writing: Session, checker: Actor
) -> None:
    assert _asked(writing, keep(writing, checker, LONG).source_id, PART) == []
    assert look_ahead(writing, None, pasted(PART)).found == {}


def test_what_is_hidden_is_not_counted(
    writing: Session, checker: Actor, admin: Actor, source_id: int
) -> None:
    first = writing.query(Statement).order_by(Statement.id).first()
    assert first
    first.topics = [a_topic(writing, "Secret")]
    first.topics[0].restricted = True
    record(writing, admin, "statement:revise", first)
    writing.commit()
    look_as(writing, checker.account_id)
    [asked] = _asked(writing, source_id, PART)
    assert "the words of 1 statement would" in asked


def test_the_newest_capture_that_can_be_read_is_the_measure(
    writing: Session, admin: Actor, source_id: int
) -> None:
    capture = writing.query(Capture).one()
    capture.redacted_at = now()
    record(writing, admin, "capture:redact", capture)
    writing.commit()
    assert _asked(writing, source_id, PART) == []


def test_nothing_is_looked_for_under_the_lock_that_was_looked_for_before(
    writing: Session, checker: Actor, source_id: int
) -> None:
    for text in (LONG.replace("not ", ""), PART, LONG):
        article = pasted(text)
        texts = look_ahead(writing, source_id, article)
        known, folded = dict(texts.found), set(texts.folded)
        assert article.sha256 in folded
        assert len(known) >= 2
        writing.rollback()
        texts.folded.clear()
        capture_again(writing, source_id, article, checker, Ahead(texts, whole=True))
        writing.commit()
        assert texts.found == known
        assert not texts.folded


def test_a_check_of_what_is_kept_already_reads_the_kept_text(
    writing: Session, checker: Actor, source_id: int
) -> None:
    capture = writing.query(Capture).one()
    article = pasted(LONG)
    read_otherwise = type(article)(article.content, article.media_type, "Read in another way.")
    texts = look_ahead(writing, source_id, read_otherwise)
    kept = capture_again(writing, source_id, read_otherwise, checker, Ahead(texts, whole=True))
    writing.commit()
    assert kept.capture is capture
    assert kept.changed == ()
    checks = [one.appearances[0].check for one in writing.query(Statement)]
    assert checks == [QuoteCheck.FOUND] * 2

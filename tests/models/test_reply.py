from __future__ import annotations

from typing import TYPE_CHECKING

from models import ReplyRequest, Review
from tests.factories import a_contradiction, a_statement
from tests.rules import refused_by

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

WHOM = "the Pentagon"
ONE_SUBJECT = "ck_reply_request_one_subject"
ASKED_OR_WHY_NOT = "ck_reply_request_asked_or_why_not"


def test_a_request_is_about_something(session: Session) -> None:
    session.add(ReplyRequest(whom=WHOM))
    with refused_by(ONE_SUBJECT):
        session.flush()


def test_a_request_is_about_one_thing(session: Session) -> None:
    link = a_contradiction(session)
    session.add(ReplyRequest(whom=WHOM, link_id=link.id, statement_id=link.from_id))
    with refused_by(ONE_SUBJECT):
        session.flush()


def test_a_request_says_whom_or_why_nobody_was_asked(session: Session) -> None:
    session.add(ReplyRequest(statement_id=a_statement(session).id))
    with refused_by(ASKED_OR_WHY_NOT):
        session.flush()


def test_a_request_does_not_say_both(session: Session) -> None:
    statement = a_statement(session)
    session.add(ReplyRequest(statement_id=statement.id, whom=WHOM, not_sought_because="no address"))
    with refused_by(ASKED_OR_WHY_NOT):
        session.flush()


def test_an_answer_is_a_statement(session: Session) -> None:
    link, answer = a_contradiction(session), a_statement(session)
    request = ReplyRequest(link_id=link.id, whom=WHOM, answer=answer)
    session.add(request)
    session.commit()
    assert request.answer_id == answer.id


def test_a_rating_has_a_word(session: Session) -> None:
    session.add(Review(statement_id=a_statement(session).id, word=""))
    with refused_by("ck_review_has_word"):
        session.flush()

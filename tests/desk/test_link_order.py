from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from desk.link_drafts import LinkWords
from desk.links import propose_link, revise_link
from desk.refusals import UnconfirmedError
from tests.desk.drafting import a_link_draft, found, log, propose

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from desk.actors import Actor
    from models import Statement


def _said(session: Session, by: Actor, said: str | None, published: str | None) -> Statement:
    work = {"type": "webpage", "title": f"Of {published}"} | (
        {"published": published} if published else {}
    )
    return log(session, by, said=said, appearance=found(source=work))


@pytest.mark.parametrize(
    ("published", "said", "odd"),
    [
        ("2017-09-19", "2017-10-01", "odd"),
        ("2017-09", "2017-10", "odd"),
        ("2017-09-19~", "2017-10-01~", "odd"),
        ("2017-09-19", "2017-09-19", "fine"),
        ("2017-09-19", "2017-09-01", "fine"),
        ("2017-09-19", "2017", "fine"),
        ("2017-09-19", None, "fine"),
        (None, "2017-10-01", "fine"),
    ],
)
def test_what_was_published_before_cannot_answer(
    published: str | None, said: str | None, odd: str, writing: Session, checker: Actor
) -> None:
    first = _said(writing, checker, None, published)
    second = _said(writing, checker, said, None)
    draft = a_link_draft(first, second)
    if odd == "odd":
        with pytest.raises(UnconfirmedError, match="cannot be an answer to it"):
            propose_link(writing, draft, checker)
        writing.rollback()
    assert propose_link(writing, draft, checker, confirmed=odd == "odd").id


def test_only_the_first_of_the_two_is_asked_about(writing: Session, checker: Actor) -> None:
    old = _said(writing, checker, "2017-09-18", "2017-09-19")
    new = _said(writing, checker, "2017-10-01", "2017-10-02")
    assert propose(writing, new, old, checker).id


def test_only_a_contradiction_is_asked_about(writing: Session, checker: Actor) -> None:
    old = _said(writing, checker, "2017-09-18", "2017-09-19")
    new = _said(writing, checker, "2017-10-01", "2017-10-02")
    assert propose(writing, old, new, checker, relation="repeats").id


def test_a_link_that_becomes_a_contradiction_is_asked_about(
    writing: Session, checker: Actor
) -> None:
    old = _said(writing, checker, "2017-09-18", "2017-09-19")
    new = _said(writing, checker, "2017-10-01", "2017-10-02")
    link = propose(writing, old, new, checker, relation="repeats")
    words = LinkWords.model_validate({"relation": "contradicts", "rationale": "They clash."})
    with pytest.raises(UnconfirmedError):
        revise_link(writing, link.id, link.version, words, checker)
    writing.rollback()
    revised = revise_link(writing, link.id, link.version, words, checker, confirmed=True)
    writing.commit()
    again = LinkWords.model_validate({"relation": "contradicts", "rationale": "They clash!"})
    assert revise_link(writing, link.id, revised.version, again, checker).rationale == "They clash!"

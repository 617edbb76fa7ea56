"""What a link says rests on its statements, and a decision on all that it says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desk import link_drafts, links
from desk.refusals import RefusedError
from desk.statements import log_statement
from models.terms import Answer, LinkStatus, Relation
from tests.desk.drafting import a_draft, a_link_draft, confirm, log, propose

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from desk.actors import Actor
    from models import Link


@pytest.mark.parametrize("field", ["words", "to_words"])
def test_marked_words_stand_in_their_statement(
    writing: Session, checker: Actor, field: str
) -> None:
    start, end = log(writing, checker), log(writing, checker, quote="We gave up the outpost.")
    draft = a_link_draft(start, end, **{field: "never said by anybody"})
    with pytest.raises(RefusedError) as raised:
        links.propose_link(writing, draft, checker)
    assert raised.value.field == field


def test_marked_words_may_differ_in_case_and_quotation_marks(
    writing: Session, checker: Actor
) -> None:
    start = log(writing, checker, quote="We hold the ‘northern’ post.")
    end = log(writing, checker, quote="We gave up the outpost.")
    assert propose(writing, start, end, checker, words="the 'Northern' post").words


_QUOTE = "We hold the ‘northern’ post, and\nwe  hold it still."


_PART = st.builds(
    lambda one, other: _QUOTE[min(one, other) : max(one, other)],
    st.integers(0, len(_QUOTE)),
    st.integers(0, len(_QUOTE)),
).filter(str.strip)


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(_PART, st.text("weh §", max_size=9))
def test_any_part_of_a_statement_may_be_marked_and_nothing_else(
    writing: Session, checker: Actor, words: str, further: str
) -> None:
    start = log_statement(writing, a_draft(quote=_QUOTE), checker)
    end = log_statement(writing, a_draft(quote="We gave up the outpost."), checker)
    foreign = a_link_draft(start, end, words=f"{words}{further}§")
    with pytest.raises(RefusedError, match="copy them from it") as raised:
        links.propose_link(writing, foreign, checker)
    assert raised.value.field == "words"
    draft = a_link_draft(start, end, words=words)
    assert links.propose_link(writing, draft, checker).words == words
    writing.rollback()


def _confirmed(writing: Session, checker: Actor, reviewer: Actor) -> Link:
    start, end = log(writing, checker), log(writing, checker, quote="We gave up the outpost.")
    answers = {"same_time": "no", "same_place": "yes", "same_meaning": "yes"}
    link = propose(writing, start, end, checker, relation=Relation.CONTRADICTS, **answers)
    return confirm(writing, link, reviewer)


@pytest.mark.parametrize("question", link_drafts.QUESTIONS)
def test_another_answer_sends_a_confirmed_conflict_back(
    writing: Session, checker: Actor, reviewer: Actor, question: str
) -> None:
    link = _confirmed(writing, checker, reviewer)
    said = {name: getattr(link, name) for name in link_drafts.LinkWords.model_fields}
    words = link_drafts.LinkWords.model_validate(said | {question: Answer.UNKNOWN})
    links.revise_link(writing, link.id, link.version, words, checker)
    assert (link.status, link.decider_id) == (LinkStatus.PROPOSED, None)


def test_other_marked_words_do_not(writing: Session, checker: Actor, reviewer: Actor) -> None:
    link = _confirmed(writing, checker, reviewer)
    said = {name: getattr(link, name) for name in link_drafts.LinkWords.model_fields}
    words = link_drafts.LinkWords.model_validate(said | {"to_words": "gave up"})
    links.revise_link(writing, link.id, link.version, words, checker)
    assert link.status is LinkStatus.CONFIRMED

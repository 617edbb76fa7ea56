"""Links in words: fair ones."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from models.records import LinkRecord
from models.terms import Answer, LinkStatus, Relation, Standing
from tests.views.english import english
from views import link_words

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(autouse=True)
def _speaking_english() -> Iterator[None]:
    with english():
        yield


def conflict(*answers: Answer | None, **given: object) -> LinkRecord:
    """A confirmed conflict with the answers to the three questions."""
    time, place, meaning = answers or (None, None, None)
    bare = LinkRecord(
        id=1,
        key="l",
        version=1,
        from_id=1,
        from_key="a",
        to_id=2,
        to_key="b",
        relation=Relation.CONTRADICTS,
        status=LinkStatus.CONFIRMED,
        same_time=time,
        same_place=place,
        same_meaning=meaning,
    )
    return replace(bare, **given)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("relation", "expected"),
    [
        (Relation.CONTRADICTS, ("conflicts with", "≠", "contra")),
        (Relation.SUPPORTS, ("supports", "+", "supp")),
        (Relation.REPEATS, ("repeats", "=", "plain")),
        (Relation.CORRECTS, ("corrects", "↺", "plain")),
    ],
)
def test_a_relation_has_word_sign_and_class(
    relation: Relation, expected: tuple[str, str, str]
) -> None:
    told = (
        link_words.relation_words(relation),
        link_words.relation_sign(relation),
        link_words.relation_class(relation),
    )
    assert told == expected


def test_a_directed_relation_is_turned_round_at_its_far_end() -> None:
    support = conflict(relation=Relation.SUPPORTS)
    assert link_words.relation_between(support, 1) == "supports"
    assert link_words.relation_between(support, 2) == "supported by"
    assert link_words.relation_between(conflict(), 2) == "conflicts with"


def test_a_standing_says_why() -> None:
    yes, no, unknown = Answer.YES, Answer.NO, Answer.UNKNOWN
    assert link_words.standing_why(conflict(yes, yes, yes)) == ""
    assert link_words.standing_why(conflict(no, yes, no)) == "another time, another meaning"
    assert link_words.standing_why(conflict(yes, unknown, None)) == "unknown: place, meaning"
    assert link_words.standing_why(conflict(relation=Relation.SUPPORTS)) == ""


def test_a_standing_has_its_word() -> None:
    told = [link_words.standing_words(standing) for standing in (*Standing, None)]
    assert told == ["direct", "unresolved", "apparent", ""]


def test_an_unanswered_question_counts_as_unknown() -> None:
    told = [link_words.answer_words(answer) for answer in (*Answer, None)]
    assert told == ["yes", "no", "unknown", "unknown"]


@pytest.mark.parametrize(
    ("status", "by_two", "expected"),
    [
        (LinkStatus.CONFIRMED, True, "agreed by two checkers"),
        (LinkStatus.CONFIRMED, False, "one checker"),
        (LinkStatus.PROPOSED, False, "proposed"),
        (LinkStatus.REJECTED, False, "rejected"),
        (LinkStatus.WITHDRAWN, False, "withdrawn"),
    ],
)
def test_a_link_says_who_stands_behind_it(
    status: LinkStatus,
    by_two: bool,  # noqa: FBT001 -- a parameter of the test
    expected: str,
) -> None:
    assert link_words.agreed_words(conflict(status=status, decided_by_two=by_two)) == expected

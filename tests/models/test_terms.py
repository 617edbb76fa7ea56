from __future__ import annotations

from itertools import product

import pytest

from models.terms import Answer, Form, LinkStatus, Relation, Standing

YES, NO, UNKNOWN = Answer.YES, Answer.NO, Answer.UNKNOWN


@pytest.mark.parametrize("answers", list(product([*Answer, None], repeat=3)))
def test_the_standing_is_apparent_then_unresolved_then_direct(
    answers: tuple[Answer | None, ...],
) -> None:
    standing = Standing.of(answers)
    assert (standing is Standing.APPARENT) is (NO in answers)
    assert (standing is Standing.DIRECT) is (answers == (YES, YES, YES))


def test_a_contradiction_with_an_open_question_is_unresolved() -> None:
    assert Standing.of((YES, UNKNOWN, YES)) is Standing.UNRESOLVED


def test_opposites_are_each_other_s() -> None:
    opposed = {relation: relation.opposite for relation in Relation if relation.opposite}
    assert opposed == {
        Relation.SUPPORTS: Relation.CONTRADICTS,
        Relation.CONTRADICTS: Relation.SUPPORTS,
    }


def test_contradicting_and_repeating_read_the_same_from_either_side() -> None:
    symmetric = {relation for relation in Relation if relation.symmetric}
    assert symmetric == {Relation.CONTRADICTS, Relation.REPEATS}


def test_proposed_and_confirmed_links_are_live() -> None:
    live = {status for status in LinkStatus if status.live}
    assert live == {LinkStatus.PROPOSED, LinkStatus.CONFIRMED}


def test_every_form_but_paraphrase_quotes() -> None:
    assert {form for form in Form if form.quotes} == {Form.DIRECT, Form.MIXED}

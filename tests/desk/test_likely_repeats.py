from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from desk.likely_repeats import MOST, Typed, Why, likely_repeats, likely_role
from desk.refusals import RefusedError
from desk.repeating import log_repeat
from models import Link
from models.terms import LinkStatus, Relation
from tests.counting import counted
from tests.desk.drafting import WORDS, a_draft, history, log, withdraw

if TYPE_CHECKING:
    from sqlalchemy import Engine
    from sqlalchemy.orm import Session

    from desk.actors import Actor

OTHER = "The weather over the eastern desert was unusually clear that morning."


def _found(session: Session, **typed: object) -> list[tuple[int, Why]]:
    found = likely_repeats(session, Typed(**typed))  # type: ignore[arg-type]
    return [(one.statement.id, one.why) for one in found]


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        (WORDS, Why.SAME_WORDS),
        (WORDS.upper().replace(" ", "\n "), Why.SAME_WORDS),
        (f"“{WORDS}”", Why.SAME_WORDS),
        ("We have not céded any of the ground we have taken — to anybody!", Why.SAME_WORDS),
        ("We have ceded some of the ground we have taken to nobody.", Why.NEAR_WORDS),
        ("not ceded any of the ground", Why.NEAR_WORDS),
        (WORDS + " And we never will cede it.", Why.NEAR_WORDS),
        ("Nobody has ever heard of that arrangement.", None),
        ("the ground", None),
        ("We", None),
        ("… — !", None),
        ('"ceded" OR -ground NEAR(', None),
        ("", None),
    ],
)
def test_words_that_are_logged_already_are_found(
    typed: str, why: Why | None, writing: Session, checker: Actor
) -> None:
    known = log(writing, checker)
    log(writing, checker, quote=OTHER)
    assert _found(writing, words=typed) == ([(known.id, why)] if why else [])


def test_a_passage_and_a_claim_are_compared_too(writing: Session, checker: Actor) -> None:
    known = log(writing, checker, form="indirect", quote=None, claim=OTHER)
    assert _found(writing, words=OTHER) == [(known.id, Why.SAME_WORDS)]


@pytest.mark.parametrize(
    "words", ["我们没有放弃任何土地", "لم نتنازل عن أي من الأراضي", "नमस्ते दुनिया यहाँ"]
)
def test_words_of_every_script_are_found(words: str, writing: Session, checker: Actor) -> None:
    known = log(writing, checker, quote=words)
    assert _found(writing, words=words) == [(known.id, Why.SAME_WORDS)]


def test_what_is_withdrawn_is_not_shown(writing: Session, checker: Actor) -> None:
    withdraw(writing, log(writing, checker, said="2017-09-18"), checker)
    assert _found(writing, words=WORDS, speaker="James Mattis", said="2017-09-18") == []


def test_the_same_speaker_on_the_same_day_is_shown_behind(writing: Session, checker: Actor) -> None:
    same_day = log(writing, checker, quote=OTHER, said="2017-09-18")
    same_words = log(writing, checker, said="2017-09-01")
    log(writing, checker, quote="Something else altogether", said="2017-09")
    known = [(same_words.id, Why.SAME_WORDS), (same_day.id, Why.SAME_DAY)]
    typed = {"words": WORDS, "said": "2017-09-18"}
    assert _found(writing, **typed, speaker="james mattis") == known
    assert _found(writing, **typed, speaker_id=same_day.speaker_id) == known
    assert _found(writing, **typed, speaker="Somebody Else") == known[:1]
    assert _found(writing, words=WORDS, speaker="James Mattis", said="2017-09") == known[:1]


def test_a_few_are_shown_and_the_database_is_asked_no_more_for_many(
    writing: Session, checker: Actor, engine: Engine
) -> None:
    typed = Typed(words=WORDS, speaker="James Mattis", said="2017-09-18")
    log(writing, checker, said="2017-09-18")
    with counted(engine) as few:
        likely_repeats(writing, typed)
    for place in range(40):
        log(writing, checker, quote=f"{WORDS} {place}", said="2017-09-18")
    with counted(engine) as many:
        found = likely_repeats(writing, typed)
    assert len(found) == MOST
    assert found[0].why is Why.SAME_WORDS
    assert len(many) == len(few)


def test_the_role_to_be_filled_in_is_told_for_one_speaker_and_a_day(
    writing: Session, checker: Actor
) -> None:
    office = {"title": "Secretary", "organisation": "Defense", "from": "2017-01-20"}
    known = log(writing, checker, speaker={"name": "James Mattis", "offices": [office]})
    day = "2017-09-18"
    assert likely_role(writing, Typed(speaker="James Mattis", said=day)) == "Secretary, Defense"
    assert likely_role(writing, Typed(speaker_id=known.speaker_id, said=day))
    assert likely_role(writing, Typed(speaker="James Mattis")) is None
    assert likely_role(writing, Typed(speaker="James Mattis", said="2016")) is None
    assert likely_role(writing, Typed(speaker="Nobody", said=day)) is None
    log(writing, checker, speaker={"name": "James Mattis"}, new_speaker=True)
    assert likely_role(writing, Typed(speaker="James Mattis", said=day)) is None


def test_a_repeat_is_logged_and_linked_at_once(writing: Session, checker: Actor) -> None:
    known = log(writing, checker)
    statement = log_repeat(writing, a_draft(said="2017-10-01"), known.id, checker)
    writing.commit()
    link = writing.query(Link).one()
    assert (link.from_id, link.to_id) == (statement.id, known.id)
    assert (link.relation, link.status) == (Relation.REPEATS, LinkStatus.PROPOSED)
    assert link.proposer_id == checker.account_id
    assert link.rationale
    assert [event.tag for event in history(writing)][-2:] == ["statement:log", "link:propose"]


def test_nothing_is_logged_when_the_link_is_refused(writing: Session, checker: Actor) -> None:
    known = log(writing, checker)
    withdraw(writing, known, checker)
    before = len(history(writing))
    with pytest.raises(RefusedError, match="is withdrawn"):
        log_repeat(writing, a_draft(), known.id, checker)
    writing.rollback()
    assert len(history(writing)) == before

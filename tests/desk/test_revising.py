"""Statements revised, withdrawn and restored; what rests on them is looked at again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from desk import statements
from desk.lists import statements as listed
from desk.refusals import MissingError, RefusedError, StaleError
from desk.statement_scopes import StatementScope
from models.terms import QuoteCheck, StatementStatus
from tests.desk.drafting import (
    ARTICLE,
    REPORT,
    WORDS,
    a_draft,
    confirm,
    found,
    keep,
    log,
    propose,
    revise,
    withdraw,
)

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from desk.actors import Actor
    from models import Link

OTHER = {"type": "webpage", "title": "Transcript", "url": "https://example.org/transcript"}


@pytest.fixture
def confirmed(writing: Session, checker: Actor, reviewer: Actor) -> Link:
    """A conflict that a reviewer confirmed."""
    end = log(writing, checker, quote="We gave up the outpost.", speaker={"name": "A. Rebel"})
    link = propose(writing, log(writing, checker, said="2017-09-18"), end, checker)
    return confirm(writing, link, reviewer)


def _why(link: Link, change: dict[str, object]) -> str:
    fields = [name for name in ("form", "quote", "claim", "said", "speaker") if name in change]
    return f"statement {link.from_id} was revised: {', '.join(fields)}"


@pytest.mark.parametrize(
    "change",
    [
        {"quote": "We have not ceded any ground."},
        {"claim": "No ground was given up."},
        {"speaker": {"name": "Rex Tillerson"}},
        {"said": "2017-09-19"},
        {"said": None},
        {"form": "mixed", "claim": "No ground was given up."},
    ],
)
def test_a_weighty_change_asks_for_another_look(
    writing: Session, checker: Actor, confirmed: Link, change: dict[str, object]
) -> None:
    known = {"said": "2017-09-18"}
    revise(writing, confirmed.from_statement, checker, **known | change)
    assert (confirmed.recheck, confirmed.recheck_why) == (True, _why(confirmed, change))


@pytest.mark.parametrize(
    "change",
    [
        {"note": "Seen on video."},
        {"topics": ["At Tanf"]},
        {"role": "Secretary"},
        {"where": "Washington"},
        {"appearance": found(locator={"page": "3"})},
        {},
    ],
)
def test_any_other_change_does_not(
    writing: Session, checker: Actor, confirmed: Link, change: dict[str, object]
) -> None:
    revise(writing, confirmed.from_statement, checker, said="2017-09-18", **change)
    assert (confirmed.recheck, confirmed.recheck_why) == (False, None)


def test_a_proposed_link_asks_for_nothing(writing: Session, checker: Actor) -> None:
    start, end = log(writing, checker), log(writing, checker, quote="We gave it up.")
    link = propose(writing, start, end, checker)
    revise(writing, start, checker, claim="None was given up.")
    assert not link.recheck


def test_a_stale_version_is_refused(writing: Session, checker: Actor) -> None:
    statement = log(writing, checker)
    seen = statement.version
    revise(writing, statement, checker, note="First.")
    with pytest.raises(StaleError) as raised:
        statements.revise_statement(writing, statement.id, seen, a_draft(), checker)
    assert (raised.value.noun, raised.value.subject_id) == ("statement", statement.id)
    with pytest.raises(StaleError):
        statements.withdraw_statement(writing, statement.id, seen, "Twice.", checker)
    with pytest.raises(StaleError):
        statements.restore_statement(writing, statement.id, seen, "No.", checker)
    assert statement.note == "First."


def test_a_statement_that_is_not_there_is_missing(writing: Session, checker: Actor) -> None:
    with pytest.raises(MissingError):
        statements.revise_statement(writing, 4711, 1, a_draft(), checker)


@pytest.mark.parametrize(
    "appearance",
    [found(locator={"page": "3"}), found(heard="direct"), found(relays=[{"name": "AP"}])],
)
def test_the_version_moves_when_only_the_appearance_changes(
    writing: Session, checker: Actor, appearance: dict[str, object]
) -> None:
    statement = log(writing, checker)
    before = statement.version
    revise(writing, statement, checker, appearance=appearance)
    assert statement.version > before


def test_relays_are_replaced(writing: Session, checker: Actor) -> None:
    hops = [{"name": "Reuters", "verb": "told"}, {"name": "AP"}]
    statement = log(writing, checker, appearance=found(relays=hops))
    revise(writing, statement, checker, appearance=found(relays=[hops[1], {"name": "AFP"}]))
    assert [hop.name for hop in statement.appearances[0].relays] == ["AP", "AFP"]
    revise(writing, statement, checker)
    assert statement.appearances[0].relays == []


def test_another_source_lets_go_of_the_capture_of_the_first(
    writing: Session, checker: Actor
) -> None:
    statement = log(writing, checker, appearance={"capture_id": keep(writing, checker).id})
    revise(writing, statement, checker, appearance={"source": OTHER})
    [found_now] = statement.appearances
    assert (found_now.source.title, found_now.capture) == ("Transcript", None)
    assert found_now.check is QuoteCheck.NOT_CHECKED


def test_a_capture_of_another_source_brings_its_source(writing: Session, checker: Actor) -> None:
    statement = log(writing, checker, appearance={"capture_id": keep(writing, checker).id})
    other = keep(writing, checker, f"Transcript: {WORDS}", **OTHER)
    revise(writing, statement, checker, appearance={"capture_id": other.id})
    assert statement.appearances[0].source.title == "Transcript"
    assert statement.appearances[0].check is QuoteCheck.FOUND


def test_without_a_source_named_the_source_and_capture_stay(
    writing: Session, checker: Actor
) -> None:
    capture = keep(writing, checker)
    statement = log(writing, checker, appearance={"capture_id": capture.id})
    place = {
        "exact": WORDS,
        "start": ARTICLE.index(WORDS),
        "end": ARTICLE.index(WORDS) + len(WORDS),
    }
    revise(writing, statement, checker, appearance={"locator": place})
    [found_now] = statement.appearances
    assert (found_now.capture_id, found_now.start) == (capture.id, place["start"])
    assert found_now.source.title == REPORT["title"]


def test_a_revised_statement_is_found_by_its_new_words(writing: Session, checker: Actor) -> None:
    statement = log(writing, checker)
    revise(writing, statement, checker, quote="Nothing was surrendered.")
    for words, ids in (("surrendered", [statement.id]), ("ceded", [])):
        page = listed(writing, StatementScope(q=words))
        assert [one.id for one in page.rows] == ids


def test_a_withdrawn_statement_leaves_the_lists_with_its_reason(
    writing: Session, checker: Actor
) -> None:
    statement = withdraw(writing, log(writing, checker), checker)
    assert statement.status_reason == "Logged twice."
    assert listed(writing, StatementScope()).rows == ()
    withdrawn = listed(writing, StatementScope(status=StatementStatus.WITHDRAWN)).rows
    assert [one.id for one in withdrawn] == [statement.id]


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_withdrawing_needs_a_reason(writing: Session, checker: Actor, reason: str) -> None:
    statement = log(writing, checker)
    with pytest.raises(RefusedError) as raised:
        statements.withdraw_statement(writing, statement.id, statement.version, reason, checker)
    assert raised.value.field == "reason"


def test_a_statement_is_withdrawn_once_and_restored_once(writing: Session, checker: Actor) -> None:
    statement = withdraw(writing, log(writing, checker), checker)
    with pytest.raises(RefusedError):
        statements.withdraw_statement(writing, statement.id, statement.version, "Again.", checker)
    with pytest.raises(RefusedError, match="Say why"):
        statements.restore_statement(writing, statement.id, statement.version, " ", checker)
    statements.restore_statement(writing, statement.id, statement.version, "He said it.", checker)
    writing.commit()
    assert (statement.status, statement.status_reason) == (StatementStatus.LOGGED, "He said it.")
    assert [one.id for one in listed(writing, StatementScope()).rows] == [statement.id]
    with pytest.raises(RefusedError):
        statements.restore_statement(writing, statement.id, statement.version, "No.", checker)

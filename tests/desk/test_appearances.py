"""Appearances: several sources for one statement."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from desk.appearances import add_appearance, remove_appearance, revise_appearance
from desk.refusals import RefusedError, StaleError, UnconfirmedError
from desk.source_drafts import AppearanceDraft
from models import Notice, NoticeAppearance
from models.terms import NoticeKind
from tests.desk.drafting import (
    WORDS,
    confirm,
    found,
    history,
    keep,
    log,
    one_event,
    propose,
    told,
)

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from desk.actors import Actor
    from models import Appearance, Link, Statement

SKY = {"type": "article-newspaper", "title": "No ground ceded", "url": "https://example.com/sky"}


def _in_sky(**parts: object) -> AppearanceDraft:
    return AppearanceDraft.model_validate({"source": SKY} | parts)


def test_a_statement_appears_in_another_source(writing: Session, checker: Actor) -> None:
    """A second source is added behind the first; the statement's version moves."""
    statement = log(writing, checker)
    seen = statement.version
    with one_event(writing, "statement:appear") as events:
        added = add_appearance(writing, statement.id, seen, _in_sky(), checker)
    assert [one.source.title for one in statement.appearances] == ["The outpost", SKY["title"]]
    assert added.position == 1
    assert statement.version == seen + 1
    assert events[0].subject_id == statement.id
    assert str(added.id) in told(events[0])[1]["appearance"]


def test_an_appearance_asked_for_on_an_old_version_is_refused(
    writing: Session, checker: Actor
) -> None:
    """What somebody else changed meanwhile is looked at first."""
    statement = log(writing, checker)
    with pytest.raises(StaleError):
        add_appearance(writing, statement.id, statement.version - 1, _in_sky(), checker)


def test_an_appearance_needs_a_source(writing: Session, checker: Actor) -> None:
    """An appearance nowhere is refused at the field."""
    statement = log(writing, checker)
    with pytest.raises(RefusedError) as refused:
        add_appearance(writing, statement.id, statement.version, AppearanceDraft(), checker)
    assert refused.value.field == "source_id"


def test_a_source_older_than_the_statement_is_asked_about(writing: Session, checker: Actor) -> None:
    """A report of what was said later is taken once a person confirms it."""
    statement = log(writing, checker, said="2017-09-18")
    older = _in_sky(source=SKY | {"published": "2017-09-17"})
    with pytest.raises(UnconfirmedError):
        add_appearance(writing, statement.id, statement.version, older, checker)
    found = add_appearance(writing, statement.id, statement.version, older, checker, confirmed=True)
    assert found.source.published == "2017-09-17"


def test_one_place_in_one_source_is_one_appearance(writing: Session, checker: Actor) -> None:
    """What nothing tells from a known appearance is refused; another page of the work is not."""
    statement = log(writing, checker)
    with pytest.raises(RefusedError, match="already"):
        _add(writing, statement, checker, **found())
    writing.rollback()
    assert _add(writing, statement, checker, **found(locator={"page": "A2"})).position == 1


def test_a_known_source_or_a_capture_is_enough(writing: Session, checker: Actor) -> None:
    """The source comes with the capture, and the quote is checked in it."""
    statement = log(writing, checker)
    capture = keep(writing, checker, **SKY)
    added = _add(writing, statement, checker, capture_id=capture.id, locator={"exact": WORDS})
    assert (added.source, added.capture, added.check) == (capture.source, capture, "found")
    assert added.start == 1


def test_an_appearance_is_revised(writing: Session, checker: Actor) -> None:
    """Page, time, way of knowing and chain are replaced; the source stays if none is named."""
    statement = log(writing, checker)
    with one_event(writing, "statement:revise_appearance") as events:
        revised = _revise(
            writing,
            statement.appearances[0],
            checker,
            locator={"page": "A1"},
            heard="via",
            relays=[{"name": "Reuters"}, {"name": "Sky", "verb": "quoted by"}],
        )
    assert (revised.source.title, revised.page) == ("The outpost", "A1")
    assert [hop.name for hop in revised.relays] == ["Reuters", "Sky"]
    assert told(events[0])[1]["appearance"] == {str(revised.id): {"heard": "via", "page": "A1"}}


def test_an_appearance_moves_to_another_source(writing: Session, checker: Actor) -> None:
    """What was kept of the old source is no capture of the new one."""
    capture = keep(writing, checker)
    statement = log(writing, checker, appearance=found(capture_id=capture.id))
    moved = _revise(writing, statement.appearances[0], checker, source=SKY)
    assert (moved.source.title, moved.capture) == (SKY["title"], None)


def test_an_unnamed_speaker_goes_along_with_the_source(writing: Session, checker: Actor) -> None:
    """A description belongs to the source that gives it, or to nobody."""
    official = {"name": "a US official", "kind": "unnamed"}
    statement = log(writing, checker, speaker=official)
    moved = _revise(writing, statement.appearances[0], checker, source=SKY)
    assert statement.speaker.source is moved.source
    log(
        writing,
        checker,
        quote="We gave up the outpost.",
        speaker=None,
        speaker_id=statement.speaker_id,
        appearance={"source_id": moved.source_id},
    )
    with pytest.raises(RefusedError, match="change the speaker first"):
        _revise(writing, statement.appearances[0], checker, **found())


def test_the_home_of_an_unnamed_speaker_is_not_removed(writing: Session, checker: Actor) -> None:
    """Else nobody could say any more who described the speaker so."""
    statement = log(writing, checker, speaker={"name": "a US official", "kind": "unnamed"})
    _add(writing, statement, checker, source=SKY)
    with pytest.raises(RefusedError, match="a US official"):
        _remove(writing, statement.appearances[0], checker)


def test_an_appearance_is_removed_with_a_reason(writing: Session, checker: Actor) -> None:
    """The reason stands in the history; what is left closes ranks; notices let go of it."""
    statement = log(writing, checker)
    second = _add(writing, statement, checker, source=SKY)
    third = _add(writing, statement, checker, source=SKY | {"url": "https://example.com/bbc"})
    notice = Notice(kind=NoticeKind.CORRECTED, touched=[NoticeAppearance(appearance=second)])
    second.source.notices.append(notice)
    with one_event(writing, "statement:remove_appearance") as events:
        remove_appearance(writing, second.id, statement.version, "It is not in there.", checker)
    assert [one.position for one in statement.appearances] == [0, 1]
    assert statement.appearances[1] is third
    before, after = told(events[0])
    assert after["statement"][str(statement.id)]["because"] == "It is not in there."
    assert str(second.id) in before["appearance"]
    assert notice.touched == []


def test_the_last_appearance_stays(writing: Session, checker: Actor) -> None:
    """A statement that appears nowhere is no statement."""
    statement = log(writing, checker)
    with pytest.raises(RefusedError, match="only source"):
        _remove(writing, statement.appearances[0], checker)


def test_a_removal_needs_a_reason(writing: Session, checker: Actor) -> None:
    """Nothing goes without a word."""
    statement = log(writing, checker)
    second = _add(writing, statement, checker, source=SKY)
    with pytest.raises(RefusedError, match="Say why"):
        _remove(writing, second, checker, reason=" ")


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"locator": {"exact": "He said nothing was ceded."}}, "passage"),
        ({"source": SKY}, "source"),
        ({"relays": [{"name": "Reuters"}]}, "relays"),
    ],
)
def test_links_are_looked_at_again_when_what_they_rest_on_changes(
    writing: Session, checker: Actor, reviewer: Actor, change: dict[str, object], named: str
) -> None:
    """Passage, source and chain of the first appearance are what a link rests on."""
    link = _a_confirmed_link(writing, checker, reviewer)
    statement = link.from_statement
    _revise(writing, statement.appearances[0], checker, confirmed=True, **change)
    assert link.recheck_why == f"an appearance of statement {statement.id} was revised: {named}"


@pytest.mark.parametrize(
    "change", [{"locator": {"page": "A2"}}, {"heard": "direct"}, {"locator": {"time": "00:12"}}]
)
def test_links_stand_when_only_the_place_changes(
    writing: Session, checker: Actor, reviewer: Actor, change: dict[str, object]
) -> None:
    """A page number is no evidence."""
    link = _a_confirmed_link(writing, checker, reviewer)
    _revise(writing, link.from_statement.appearances[0], checker, **change)
    assert not link.recheck


def test_a_further_source_leaves_links_alone_until_it_is_the_only_one(
    writing: Session, checker: Actor, reviewer: Actor
) -> None:
    """Adding evidence takes nothing away; removing what stood first does."""
    link = _a_confirmed_link(writing, checker, reviewer)
    statement = link.from_statement
    second = _add(writing, statement, checker, source=SKY)
    _revise(writing, second, checker, locator={"page": "4"})
    assert not link.recheck
    _remove(writing, statement.appearances[0], checker)
    assert link.recheck_why == f"an appearance of statement {statement.id} was removed: source"


def test_a_stub_is_opened_only_on_purpose(writing: Session, checker: Actor) -> None:
    """Describing a stub as consulted asks first; the event of the deed tells that it was opened."""
    stub = {"type": "webpage", "title": "Wire", "url": "https://example.net/wire", "seen": False}
    relays = [{"name": "Reuters", "source": stub}]
    statement = log(writing, checker, appearance=found(relays=relays))
    hop = statement.appearances[0].relays[0]
    _revise(
        writing,
        statement.appearances[0],
        checker,
        relays=[{"name": "Reuters", "verb": "quoted by", "source": stub | {"seen": True}}],
    )
    assert hop.source is not None
    assert not hop.source.seen
    read = AppearanceDraft.model_validate({"source": stub | {"seen": True}})
    with pytest.raises(UnconfirmedError, match="nobody here has consulted"):
        add_appearance(writing, statement.id, statement.version, read, checker)
    added = add_appearance(writing, statement.id, statement.version, read, checker, confirmed=True)
    writing.commit()
    assert added.source.seen
    before, after = told(history(writing)[-1])
    assert before["source"] == {str(added.source_id): {"seen": False}}
    assert after["source"] == {str(added.source_id): {"seen": True}}


def _a_confirmed_link(writing: Session, checker: Actor, reviewer: Actor) -> Link:
    start = log(writing, checker)
    end = log(writing, checker, quote="We gave up the outpost.", appearance=found(source=SKY))
    return confirm(writing, propose(writing, start, end, checker), reviewer)


def _add(writing: Session, statement: Statement, by: Actor, **parts: object) -> Appearance:
    draft = AppearanceDraft.model_validate(parts)
    added = add_appearance(writing, statement.id, statement.version, draft, by)
    writing.commit()
    return added


def _revise(writing: Session, one: Appearance, by: Actor, **parts: object) -> Appearance:
    confirmed = bool(parts.pop("confirmed", None))
    draft = AppearanceDraft.model_validate(parts)
    version = one.statement.version
    revised = revise_appearance(writing, one.id, version, draft, by, confirmed=confirmed)
    writing.commit()
    return revised


def _remove(writing: Session, one: Appearance, by: Actor, reason: str = "Not in there.") -> None:
    remove_appearance(writing, one.id, one.statement.version, reason, by)
    writing.commit()

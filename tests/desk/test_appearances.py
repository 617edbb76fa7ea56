"""Appearances: several sources for one statement."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from desk.appearances import add_appearance
from desk.refusals import RefusedError, StaleError, UnconfirmedError
from desk.source_drafts import AppearanceDraft
from tests.desk.drafting import log, one_event, told

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from desk.actors import Actor

SKY = {"type": "article-newspaper", "title": "No ground ceded", "url": "https://example.com/sky"}


def _in_sky(**parts: object) -> AppearanceDraft:
    return AppearanceDraft.model_validate({"source": SKY} | parts)


def test_a_statement_appears_in_another_source(writing: Session, checker: Actor) -> None:
    """A second source is added behind the first; the statement's version moves."""
    statement = log(writing, checker)
    seen = statement.version
    with one_event(writing, "statement:appear") as events:
        found = add_appearance(writing, statement.id, seen, _in_sky(), checker)
    assert [one.source.title for one in statement.appearances] == ["The outpost", SKY["title"]]
    assert found.position == 1
    assert statement.version == seen + 1
    assert events[0].subject_id == statement.id
    assert str(found.id) in told(events[0])[1]["appearance"]


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

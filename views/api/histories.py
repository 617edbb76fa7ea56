"""Histories: what happened to a record, the last deed first."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from desk import parties, records
from desk.history.histories import events_of
from desk.history.subjects import Subject
from desk.pages import Page, PageScope
from desk.pairs import pair_of
from desk.saved_reports import saved_report
from desk.sets import set_line
from desk.topic_records import topic_record
from views.api.answers.histories import EventJSON, ImportedFileJSON
from views.api.operations import Resource
from views.context import reading

if TYPE_CHECKING:
    from desk.history.histories import EventLine

histories = Resource(
    "History", "What happened to a record: each deed, by whom, and what it changed."
)


@histories.lists("/statements/<int:id>/history", EventJSON, PageScope)
def list_events_of_statement(scope: PageScope, id: int) -> Page[EventJSON]:  # noqa: A002 -- the name in the address
    """List what happened to a statement, and to what it rests on in passing, the last first."""
    return _events("statement", id, records.card(reading(), id).key, scope)


@histories.lists("/links/<int:id>/history", EventJSON, PageScope)
def list_events_of_link(scope: PageScope, id: int) -> Page[EventJSON]:  # noqa: A002
    """List what happened to a link, its remarks and requests for comment, the last first."""
    return _events("link", id, pair_of(reading(), id).key, scope)


@histories.lists("/speakers/<int:id>/history", EventJSON, PageScope)
def list_events_of_speaker(scope: PageScope, id: int) -> Page[EventJSON]:  # noqa: A002
    """List what happened to a speaker, the last first."""
    return _events("speaker", id, parties.one_speaker(reading(), id).key, scope)


@histories.lists("/sources/<int:id>/history", EventJSON, PageScope)
def list_events_of_source(scope: PageScope, id: int) -> Page[EventJSON]:  # noqa: A002
    """List what happened to a source, the last first."""
    return _events("source", id, parties.one_source(reading(), id).key, scope)


@histories.lists("/topics/<int:id>/history", EventJSON, PageScope)
def list_events_of_topic(scope: PageScope, id: int) -> Page[EventJSON]:  # noqa: A002
    """List what happened to a topic, the last first."""
    return _events("topic", id, topic_record(reading(), id).key, scope)


@histories.lists("/saved-reports/<int:id>/history", EventJSON, PageScope)
def list_events_of_saved_report(scope: PageScope, id: int) -> Page[EventJSON]:  # noqa: A002
    """List what happened to a saved report, the last first."""
    return _events("saved_report", id, saved_report(reading(), id).key, scope)


@histories.lists("/sets/<int:id>/history", EventJSON, PageScope)
def list_events_of_set(scope: PageScope, id: int) -> Page[EventJSON]:  # noqa: A002
    """List what happened to a set, the last first."""
    return _events("statement_set", id, set_line(reading(), id).key, scope)


def _events(kind: str, number: int, key: str, scope: PageScope) -> Page[EventJSON]:
    page = events_of(reading(), Subject(kind, number, key), scope.before).events
    return Page(tuple(_told(one) for one in page.rows), page.next, page.previous_exists)


def _told(event: EventLine) -> EventJSON:
    file: Any = event.file and ImportedFileJSON(name=event.file[0], sha256=event.file[1])
    return EventJSON.model_validate(replace(event, file=file))

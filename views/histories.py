"""Pages of what happened to a record."""

from __future__ import annotations

from flask import Blueprint, render_template, url_for

from desk import parties, topics
from desk.history.histories import events_of
from desk.history.subjects import Subject
from desk.refusals import MissingError
from models import Permission
from views.context import reading
from views.guards import may
from views.numbers import number

bp = Blueprint("histories", __name__)


def page(subject: Subject, title: str, back: str, versions: str | None = None) -> str:
    """Show what happened to a record, the last deed first.

    `versions` is the endpoint that shows the record as it stood after a deed, if there is one.
    """
    return render_template(
        "history.html",
        subject_title=title,
        back=back,
        history=events_of(reading(), subject, number("before")),
        versions=versions,
    )


@bp.get("/speakers/<int:id>/history")
@may(Permission.SEE)
def speaker(id: int) -> str:  # noqa: A002 -- the name in the address
    """Show what happened to a speaker."""
    found = parties.one_speaker(reading(), id)
    subject = Subject("speaker", id, found.key)
    return page(subject, found.name, url_for("speakers.show", id=id))


@bp.get("/sources/<int:id>/history")
@may(Permission.SEE)
def source(id: int) -> str:  # noqa: A002
    """Show what happened to a source."""
    found = parties.one_source(reading(), id)
    subject = Subject("source", id, found.key)
    return page(subject, found.title, url_for("sources.show", id=id))


@bp.get("/topics/<slug>/history")
@may(Permission.SEE)
def topic(slug: str) -> str:
    """Show what happened to a topic."""
    found = topics.topic_at(reading(), slug)
    if found is None:
        noun = "topic"
        raise MissingError(noun, slug)
    subject = Subject("topic", found.id, found.key)
    return page(subject, found.name, url_for("topics.show", slug=found.slug))

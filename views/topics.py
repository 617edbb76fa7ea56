"""Pages of topics."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, redirect, render_template, url_for

from desk import lists
from desk import topics as desk
from desk.lists import StatementScope
from desk.refusals import MissingError
from models import Permission
from views.context import reading
from views.guards import may
from views.numbers import number

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

bp = Blueprint("topics", __name__, url_prefix="/topics")


@bp.get("/")
@may(Permission.SEE)
def index() -> str:
    """Show topics."""
    page = lists.topics(reading(), number("before"))
    return render_template("topics/index.html", page=page)


@bp.get("/<slug>")
@may(Permission.SEE)
def show(slug: str) -> str | Response:
    """Show a topic's statements; an old slug leads to the present one."""
    topic = desk.topic_at(reading(), slug)
    if topic is None:
        noun = "topic"
        raise MissingError(noun, slug)
    if topic.slug != slug:
        return redirect(url_for("topics.show", slug=topic.slug), 301)
    scope = StatementScope(topic_id=topic.id, before=number("before"))
    page = lists.statements(reading(), scope)
    return render_template("topics/show.html", topic=topic, page=page)

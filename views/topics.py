"""Pages of topics: the list, one topic, another name for it, two topics that are one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, redirect, render_template, request, url_for
from flask_babel import gettext as _

from desk import lists, topic_files
from desk import topic_deeds as desk
from desk.references import id_of
from desk.refusals import MissingError, RefusedError
from desk.topics import topic_at, topic_with
from models import Permission, Topic
from views.choices import known_topics
from views.context import me, reading
from views.deeds import onward, tried
from views.forms.filters import SearchForm
from views.forms.mergers import BothSeenForm
from views.forms.topics import OtherTopicForm, RenamingForm
from views.guards import may
from views.numbers import number

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

    Page = tuple[str, int]

bp = Blueprint("topics", __name__, url_prefix="/topics")


@bp.get("/")
@may(Permission.SEE)
def index() -> str:
    """Show topics, found by name."""
    form = SearchForm.from_address()
    page = lists.topics(reading(), number("before"), form.q.data)
    return render_template("topics/index.html", page=page, form=form, args=form.args)


@bp.get("/<slug>")
@may(Permission.SEE)
def show(slug: str) -> str | Response:
    """Show a topic's statements in time, its conflicts, its sources; old addresses lead here."""
    topic = topic_here(slug)
    if topic.slug != slug:
        return redirect(url_for("topics.show", slug=topic.slug), 301)
    file = topic_files.file_of(reading(), topic, number("after"))
    return render_template("topics/show.html", topic=topic, file=file, page=file.page)


@bp.route("/<slug>/rename", methods=["GET", "POST"])
@may(Permission.REVISE)
def rename(slug: str) -> Response | Page:
    """Give a topic another name; its old address leads to the new one."""
    topic, form = topic_here(slug), RenamingForm()
    if request.method != "POST":
        form.name.data, form.version.data = topic.name, str(topic.version)
        return _renaming(topic, form), 200
    topic_id, version = topic.id, topic.version
    renamed = tried(
        form,
        form.draft(),
        lambda session, draft: desk.rename_topic(session, topic_id, draft, me()).slug,
        version,
    )
    if renamed is None:
        return _renaming(topic_here(slug), form), form.refusal_status
    told = _("The topic is renamed; its old address leads here.")
    return onward(told, "topics.show", slug=renamed)


@bp.route("/<slug>/merge", methods=["GET", "POST"])
@may(Permission.REVISE)
def merge(slug: str) -> Response | Page:
    """Choose which topic is the same case, see what would move, and say so."""
    topic, asked = topic_here(slug), OtherTopicForm.from_address()
    other = _other(asked, topic)
    form = BothSeenForm()
    draft = form.draft() if request.method == "POST" and other else None
    if draft is None or other is None:
        return _merging(topic, other, asked, form), 422 if asked.faulty else form.answer_status
    kept = tried(
        form,
        draft,
        lambda session, seen: desk.merge_topics(session, topic.id, other.id, seen, me()).slug,
    )
    if kept is None:
        return _merging_again(slug, asked, form), form.refusal_status
    told = _("The two are one topic now; the other one’s address leads here.")
    return onward(told, "topics.show", slug=kept)


def topic_here(slug: str) -> Topic:
    """Return the topic at an address, old or new; raises MissingError."""
    topic = topic_at(reading(), slug)
    if topic is None:
        noun = "topic"
        raise MissingError(noun, slug)
    return topic


def _other(asked: OtherTopicForm, topic: Topic) -> Topic | None:
    """Return the topic that the address names, by name, slug, id or key; never the same one."""
    if not asked.other.data:
        return None
    try:
        other = topic_with(reading(), id_of(reading(), Topic, asked.other.data))
    except (MissingError, RefusedError) as error:
        asked.object_at("other", str(error))
        return None
    if other.id == topic.id:
        asked.object_at("other", _("This is one topic already; choose another one."))
        return None
    return other


def _renaming(topic: Topic, form: RenamingForm) -> str:
    return render_template("topics/rename.html", topic=topic, form=form)


def _merging_again(slug: str, asked: OtherTopicForm, form: BothSeenForm) -> str:
    topic = topic_here(slug)
    return _merging(topic, _other(asked, topic), asked, form)


def _merging(topic: Topic, other: Topic | None, asked: OtherTopicForm, form: BothSeenForm) -> str:
    form.version.data = str(topic.version)
    form.other_version.data = str(other.version) if other else None
    return render_template(
        "topics/merge.html",
        topic=topic,
        other=other,
        count=topic_files.statements_of(reading(), other) if other else 0,
        asked=asked,
        form=form,
        topics=known_topics(),
    )

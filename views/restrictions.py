"""Who may see a topic: the page by which an admin restricts one, and lifts that again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from desk import restrictions as desk
from desk.refusals import MissingError, RefusedError, StaleError
from desk.topics import topic_at
from models import Permission
from views.context import me, reading, writing
from views.forms.topics import LiftingForm, RestrictionForm
from views.guards import may

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

    from models import Topic

bp = Blueprint("restrictions", __name__, url_prefix="/topics")


@bp.route("/<slug>/restrict", methods=["GET", "POST"])
@may(Permission.RESTRICT)
def restrict(slug: str) -> Response | tuple[str, int]:
    """Choose the accounts that alone may see a topic, beside the admins."""
    topic, form = _topic(slug), RestrictionForm()
    if request.method != "POST":
        form.version.data = str(topic.version)
        form.accounts.data = [str(one.id) for one in desk.let_in(reading(), topic.id)]
        return _page(topic, form), 200
    draft = form.draft()
    if draft is None:
        return _page(topic, form), form.refusal_status
    try:
        with writing() as session:
            desk.restrict_topic(session, topic.id, draft, me())
            session.commit()
    except StaleError as stale:
        topic = _topic(slug)
        form.give_way(stale, topic.version)
        return _page(topic, form), 409
    except RefusedError as refused:
        form.object_to(refused)
        return _page(_topic(slug), form), 422
    flash(_("The topic is restricted: the accounts chosen and the admins see it."), "success")
    return redirect(url_for("topics.show", slug=slug), 303)


@bp.post("/<slug>/lift")
@may(Permission.RESTRICT)
def lift(slug: str) -> Response | tuple[str, int]:
    """Let everybody at the desk see a topic again."""
    topic, form = _topic(slug), LiftingForm()
    draft = form.draft()
    if draft is None:
        return _page(topic, RestrictionForm(formdata=None)), form.refusal_status
    with writing() as session:
        desk.lift_restriction(session, topic.id, draft, me())
        session.commit()
    flash(_("Everybody at the desk sees the topic again."), "success")
    return redirect(url_for("topics.show", slug=slug), 303)


def _page(topic: Topic, form: RestrictionForm) -> str:
    form.offer(desk.candidates(reading()))
    return render_template("topics/restrict.html", topic=topic, form=form)


def _topic(slug: str) -> Topic:
    topic = topic_at(reading(), slug)
    if topic is None:
        noun = "topic"
        raise MissingError(noun, slug)
    return topic

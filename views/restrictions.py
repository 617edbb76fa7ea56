"""Who may see a topic: the page by which an admin restricts one, and lifts that again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, render_template, request
from flask_babel import gettext as _

from desk import restrictions as desk
from models import Permission
from views.context import me, reading, writing
from views.deeds import onward, tried
from views.forms.seen import SeenForm
from views.forms.topics import RestrictionForm
from views.guards import may
from views.topics import topic_here

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

    from models import Topic

bp = Blueprint("restrictions", __name__, url_prefix="/topics")


@bp.route("/<slug>/restrict", methods=["GET", "POST"])
@may(Permission.RESTRICT)
def restrict(slug: str) -> Response | tuple[str, int]:
    """Choose the accounts that alone may see a topic, beside the admins."""
    topic, form = topic_here(slug), RestrictionForm()
    if request.method != "POST":
        form.version.data = str(topic.version)
        form.accounts.data = [str(one.id) for one in desk.let_in(reading(), topic.id)]
        return _page(topic, form), 200
    done = tried(
        form,
        form.draft(),
        lambda session, draft: desk.restrict_topic(session, topic.id, draft, me()),
        topic.version,
    )
    if done is None:
        return _page(topic_here(slug), form), form.refusal_status
    told = _("The topic is restricted: the accounts chosen and the admins see it.")
    return onward(told, "topics.show", slug=slug)


@bp.post("/<slug>/lift")
@may(Permission.RESTRICT)
def lift(slug: str) -> Response | tuple[str, int]:
    """Let everybody at the desk see a topic again."""
    topic, form = topic_here(slug), SeenForm()
    draft = form.draft()
    if draft is None:
        return _page(topic, RestrictionForm(formdata=None)), form.refusal_status
    with writing() as session:
        desk.lift_restriction(session, topic.id, draft, me())
        session.commit()
    return onward(_("Everybody at the desk sees the topic again."), "topics.show", slug=slug)


def _page(topic: Topic, form: RestrictionForm) -> str:
    form.offer(desk.candidates(reading()))
    return render_template("topics/restrict.html", topic=topic, form=form)

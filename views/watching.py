"""Following statements, speakers and topics, and what is new of them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for

from desk import watching as desk
from desk.news import What, news
from models import Permission
from models.terms import NoticeKind, Watched
from views.catalogue import gettext as _
from views.context import me, my_account, reading, writing
from views.guards import may
from views.numbers import number, number_in

if TYPE_CHECKING:
    from flask import Flask
    from werkzeug.wrappers import Response

    from desk.news import News, NewsPage, Place

bp = Blueprint("watching", __name__, url_prefix="/watching")
ON_DESK = 5
"""How much of what is new the desk page shows."""


def register(app: Flask) -> None:
    """Let templates say what happened, and ask whether something is followed."""
    words = (follows, news_title, news_address, news_signs)
    app.jinja_env.globals.update({word.__name__: word for word in words})


@bp.get("/")
@may(Permission.SEE)
def index() -> str:
    """Show what has happened to what the visitor follows, the newest first."""
    before = _place(request.args.get("before"))
    page = news(reading(), me().account_id, before=before)
    return render_template(
        "watching/index.html", page=page, before=before, onward=_written(page.next)
    )


@bp.get("/followed")
@may(Permission.SEE)
def followed() -> str:
    """Show what the visitor follows, the last followed first."""
    page = desk.following(reading(), me().account_id, number("before"))
    return render_template("watching/followed.html", page=page)


@bp.post("/<kind>/<int:id>")
@may(Permission.SEE)
def follow(kind: str, id: int) -> Response:  # noqa: A002 -- the name in the address
    """Follow a record, or follow it no more."""
    watched = Watched(kind) if kind in list(Watched) else abort(404)
    stop = request.form.get("follow") == "no"
    deed = desk.unfollow if stop else desk.follow
    with writing() as session:
        deed(session, me().account_id, watched, id)
        session.commit()
    told = _("You follow it no more.") if stop else _("You follow it; the desk tells what is new.")
    flash(told, "success")
    back = request.form.get("back") == "followed"
    return redirect(url_for("watching.followed") if back else address_of(watched, id), 303)


@bp.post("/seen")
@may(Permission.SEE)
def seen() -> Response:
    """Note that the visitor has seen what was new up to the newest that the page showed."""
    until = _moment(request.form.get("until", ""))
    if until is None or until > datetime.now(UTC):
        abort(400)
    with writing() as session:
        desk.look(session, me().account_id, until)
        session.commit()
    return redirect(url_for("desk.index"), 303)


def newest_for_me() -> NewsPage | None:
    """Return what is new to the visitor since the last look, None for who follows nothing."""
    since = desk.last_look(reading(), me().account_id)
    return news(reading(), me().account_id, since, size=ON_DESK) if since else None


def follows(kind: str, id: int) -> bool:  # noqa: A002
    """Tell whether the visitor follows a record."""
    return desk.is_followed(reading(), my_account().id, Watched(kind), id)


def address_of(kind: Watched, id: int, **options: Any) -> str:  # noqa: A002, ANN401 -- as url_for
    """Return the address of the page of what can be followed."""
    if kind is Watched.TOPIC:
        return url_for("topics.show", slug=id, **options)
    return url_for(f"{kind}s.show", id=id, **options)


def news_address(one: News) -> str:
    """Return the path of the page that tells more."""
    endpoint = "sources.show" if one.what is What.NOTICE else "links.show"
    return url_for(endpoint, id=one.page)


def news_signs() -> dict[What, str]:
    """Return what each kind of news is called."""
    return {
        What.CONFLICT: _("conflict confirmed"),
        What.CORRECTION: _("correction confirmed"),
        What.RECHECK: _("re-check"),
        What.NOTICE: _("notice of a source"),
    }


def news_title(one: News) -> str:
    """Return news in one line."""
    both = {"first": one.first, "second": one.second}
    titles: dict[What, str] = {
        What.CONFLICT: _("Statements of %(first)s and %(second)s conflict", **both),
        What.CORRECTION: _("A statement of %(first)s corrects one of %(second)s", **both),
        What.RECHECK: _("The link between statements of %(first)s and %(second)s", **both),
        What.NOTICE: _notice_title(one),
    }
    return titles[one.what]


def _notice_title(one: News) -> str:
    title: str
    if one.second == NoticeKind.RETRACTED:
        title = _("“%(title)s” was retracted", title=one.first)
    else:
        title = _("“%(title)s” was corrected", title=one.first)
    return title


def _written(place: Place | None) -> str | None:
    return f"{place[0].isoformat()}~{place[1]}~{place[2]}" if place else None


def _place(text: str | None) -> Place | None:
    if text is None:
        return None
    told, _mark, rest = text.partition("~")
    what, _mark, last = rest.partition("~")
    at, row = _moment(told), number_in(last)
    return (at, what, row) if at and row and what in list(What) else abort(404)


def _moment(text: str) -> datetime | None:
    """Read a moment as our pages write it; None for anything else."""
    try:
        moment = datetime.fromisoformat(text)
        return moment.astimezone(UTC) if moment.tzinfo else None
    except (ValueError, OverflowError):
        # In UTC it may lie before the first year or after the last.
        return None

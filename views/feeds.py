"""The Atom feed of what an account follows, and the address that opens it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, Response, abort, flash, redirect, render_template, request
from flask import url_for as path_of
from flask_babel import gettext as _

from desk import feeds as desk
from desk import visiting
from desk.news import news
from desk.settings import settings
from views.atom import Entry, Feed, lasting_id, written
from views.context import me, reading, see_as, writing
from views.date_words import when
from views.desk_address import address_of, below_the_desk, desk_address
from views.guards import public, signed_in
from views.limits import GUESSES, limiter
from views.watching import news_address, news_signs, news_title

if TYPE_CHECKING:
    from werkzeug.wrappers import Response as Answer

    from desk.feeds import Feed as Opened
    from desk.news import News

bp = Blueprint("feeds", __name__)
ENTRIES = 50
GONE = 410


@bp.get("/feeds/<secret>.atom")
@public
@limiter.limit(GUESSES)
def atom(secret: str) -> Answer:
    """Show the newest of what an account follows, to whoever knows the address."""
    opened = desk.feed_at(reading(), secret)
    if opened is None:
        abort(404)
    if opened.gone:
        abort(GONE)
    see_as(visiting.viewer(reading(), opened.account_id))
    answer = Response(written(_feed(opened)), content_type="application/atom+xml; charset=utf-8")
    answer.add_etag()
    return answer.make_conditional(request)


@bp.get("/account/feed")
@signed_in
def show() -> str:
    """Show whether one's feed has an address, without the address."""
    return _page(None)


@bp.post("/account/feed")
@signed_in
def renew() -> str:
    """Make a new address and show it once; the one before opens nothing any more."""
    with writing() as session:
        secret = desk.renew_feed(session, me())
        session.commit()
    return _page(address_of("feeds.atom", secret=secret))


@bp.post("/account/feed/revoke")
@signed_in
def revoke() -> Answer:
    """Let the address open nothing any more."""
    with writing() as session:
        desk.revoke_feed(session, me())
        session.commit()
    flash(_("The feed has no address any more."), "success")
    return redirect(path_of("feeds.show"), 303)


def _page(address: str | None) -> str:
    since = desk.feed_since(reading(), me().account_id)
    return render_template("watching/feed.html", address=address, since=since)


def _feed(opened: Opened) -> Feed:
    root, rows = desk_address(), news(reading(), opened.account_id, size=ENTRIES).rows
    author = settings(reading()).name or "Gainsay"
    return Feed(
        id=lasting_id(f"{root}/feeds/{opened.account_id}"),
        title=_("%(desk)s: what you follow", desk=author),
        author=author,
        home=address_of("watching.index"),
        updated=rows[0].at if rows else opened.made_at,
        entries=[_entry(root, one) for one in rows],
    )


def _entry(root: str, one: News) -> Entry:
    link = root + below_the_desk(news_address(one))
    dates = [when(said) for said in (one.first_said, one.second_said) if said]
    return Entry(
        id=lasting_id(f"{link}#{one.what}-{one.number}-{one.at.isoformat()}"),
        title=news_title(one),
        link=link,
        updated=one.at,
        category=one.what.value,
        content="\n".join(filter(None, (news_signs()[one.what], "; ".join(dates), one.why))),
    )

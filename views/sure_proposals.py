"""Accepting many proposals in one go: those that are sure, after a look at what they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from desk.proposals.accepting import AT_ONCE, accept_sure
from desk.proposals.proposed import proposals_of
from models.terms import ProposalState
from views.articles import LISTED
from views.context import me, reading, writing
from views.deciding import place
from views.numbers import number_in
from views.proposals import article_at

if TYPE_CHECKING:
    from collections.abc import Sequence

    from werkzeug.wrappers import Response

    from desk.proposals.accepting import AcceptedMany

#: So many of those that a person has to look at are named one by one.
OTHERS = 100


def show(id: int) -> str | Response:  # noqa: A002 -- the name in the address
    """Show which proposals are sure and what would be logged, and why the others are not."""
    article = article_at(id)
    if request.method == "POST":
        return _accept(id)
    waiting = proposals_of(reading(), id, ProposalState.WAITING)
    sure = [one for one in waiting if one.sure]
    others = [one for one in waiting if not one.sure]
    return render_template(
        "reading/sure.html",
        article=article,
        sure=sure[:AT_ONCE],
        later=len(sure[AT_ONCE:]),
        others=others[:OTHERS],
        unlisted=len(others[OTHERS:]),
    )


def _accept(reading_id: int) -> Response:
    """Accept those of the sure that were on the page and stay chosen."""
    chosen = [found for found in map(number_in, request.form.getlist("proposal")) if found]
    ours = {one.id for one in proposals_of(reading(), reading_id, ProposalState.WAITING)}
    with writing() as session:
        done = accept_sure(session, [one for one in chosen if one in ours], me())
        session.commit()
    _tell(done)
    if done.left:
        # Those would be offered as sure again: a person decides them now, the first one first.
        return redirect(place(reading_id, done.left[0].proposal.number), 303)
    return redirect(url_for("reading.show", id=reading_id), 303)


def _tell(done: AcceptedMany) -> None:
    made: Sequence[int] = done.statements
    told = ngettext("%(num)d statement is logged:", "%(num)d statements are logged:", len(made))
    if made:
        flash({"text": told, "statements": list(made[:LISTED])}, "success")  # type: ignore[arg-type]
    if done.left:
        left = ngettext(
            "%(num)d proposal was left for you to look at: it may be logged already, or looks odd.",
            "%(num)d proposals were left for you to look at: they may be logged already, or look "
            "odd.",
            len(done.left),
        )
        flash(left, "warning")
    if not (made or done.left):
        flash(_("None was chosen."), "warning")

"""Pages of ratings: written, revised, withdrawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, render_template, request
from flask_babel import gettext as _

from desk import records, settings
from desk import reviews as desk
from models import Permission, this_day
from views.context import me, reading
from views.deeds import onward, tried
from views.forms.reviews import OURS, THEIRS, ReviewForm
from views.forms.withdrawals import WithdrawalForm
from views.guards import may
from views.numbers import number_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session
    from werkzeug.wrappers import Response

    from desk.statement_drafts import ReviewDraft
    from models import Review
    from models.records import ReviewRecord

    Page = tuple[str, int]

bp = Blueprint("reviews", __name__)


@bp.route("/statements/<int:id>/reviews/new", methods=["GET", "POST"])
@may(Permission.REVIEW)
def new(id: int) -> Response | Page:  # noqa: A002 -- the name in the address
    """Rate a statement."""
    form = ReviewForm()
    if request.method != "POST":
        has_scale = bool(settings.settings(reading()).ratings)
        form.whose.data = OURS if has_scale else THEIRS
        form.date.data = this_day().isoformat()
        return _page(form, id), 200
    return _answer(
        form,
        id,
        lambda session, draft: desk.write_review(session, id, draft, me()),
        _("The rating stands on the page of the statement."),
    )


@bp.route("/reviews/<int:id>", methods=["GET", "POST"])
@may(Permission.REVIEW)
def edit(id: int) -> Response | Page:  # noqa: A002
    """Change a rating."""
    review, statement_id = desk.review_of(reading(), id)
    form = ReviewForm()
    if request.method != "POST":
        form.fill(review)
        return _page(form, statement_id, review), 200
    seen = number_in(form.version.data) or 0
    return _answer(
        form,
        statement_id,
        lambda session, draft: desk.revise_review(session, id, seen, draft, me()),
        _("The rating is revised."),
        review,
    )


@bp.post("/reviews/<int:id>/withdraw")
@may(Permission.REVIEW)
def withdraw(id: int) -> Response | Page:  # noqa: A002
    """Take a rating back, with the reason."""
    review, statement_id = desk.review_of(reading(), id)
    taking_back = WithdrawalForm()
    gone = tried(
        taking_back,
        taking_back.draft(),
        lambda session, said: desk.withdraw_review(session, id, said.version, said.reason, me()),
        review.version,
    )
    if gone is None:
        form = ReviewForm(formdata=None)
        form.fill(review)
        page = _page(form, statement_id, review, taking_back)
        return page, taking_back.refusal_status
    told = _("The rating is withdrawn; it leaves the exports.")
    return onward(told, "statements.show", id=statement_id)


def _answer(
    form: ReviewForm,
    statement_id: int,
    deed: Callable[[Session, ReviewDraft], Review],
    told: str,
    review: ReviewRecord | None = None,
) -> Response | Page:
    if tried(form, form.draft(), deed, review.version if review else None) is None:
        return _page(form, statement_id, review), form.refusal_status
    return onward(told, "statements.show", id=statement_id)


def _page(
    form: ReviewForm,
    statement_id: int,
    review: ReviewRecord | None = None,
    taking_back: WithdrawalForm | None = None,
) -> str:
    scale = settings.settings(reading()).ratings
    form.offer(scale, review.word if review and review.organisation is None else None)
    return render_template(
        "reviews/edit.html",
        form=form,
        scale=scale,
        statement=records.card(reading(), statement_id),
        review=review,
        conflict=review if form.stale else None,
        taking_back=taking_back
        or WithdrawalForm(formdata=None, version=review.version if review else None),
    )

"""Pages of ratings: written, revised, withdrawn."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from desk import records, settings
from desk import reviews as desk
from desk.refusals import RefusedError, StaleError
from models import Permission
from views.context import me, reading, writing
from views.forms.reviews import OURS, THEIRS, ReviewForm
from views.forms.withdrawals import WithdrawalForm
from views.guards import may
from views.numbers import number_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session
    from werkzeug.wrappers import Response

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
        form.date.data = datetime.now(UTC).date().isoformat()
        return _page(form, id), 200
    draft = form.draft()
    if draft is None:
        return _page(form, id), form.refusal_status
    return _done(
        form,
        id,
        lambda session: desk.write_review(session, id, draft, me()),
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
    draft, seen = form.draft(), number_in(form.version.data) or 0
    if draft is None:
        return _page(form, statement_id, review), form.refusal_status
    return _done(
        form,
        statement_id,
        lambda session: desk.revise_review(session, id, seen, draft, me()),
        _("The rating is revised."),
        review,
    )


@bp.post("/reviews/<int:id>/withdraw")
@may(Permission.REVIEW)
def withdraw(id: int) -> Response | Page:  # noqa: A002
    """Take a rating back, with the reason."""
    review, statement_id = desk.review_of(reading(), id)
    taking_back = WithdrawalForm()
    draft = taking_back.draft()
    if draft is not None:
        try:
            with writing() as session:
                desk.withdraw_review(session, id, draft.version, draft.reason, me())
                session.commit()
            flash(_("The rating is withdrawn; it leaves the exports."), "success")
            return redirect(url_for("statements.show", id=statement_id), 303)
        except StaleError as stale:
            taking_back.give_way(stale, review.version or 0)
        except RefusedError as refused:
            taking_back.object_to(refused)
    form = ReviewForm(formdata=None)
    form.fill(review)
    return _page(form, statement_id, review, taking_back=taking_back), taking_back.refusal_status


def _done(
    form: ReviewForm,
    statement_id: int,
    deed: Callable[[Session], object],
    told: str,
    review: ReviewRecord | None = None,
) -> Response | Page:
    try:
        with writing() as session:
            deed(session)
            session.commit()
    except StaleError as stale:
        form.give_way(stale, (review and review.version) or 0)
        return _page(form, statement_id, review, conflict=True), form.refusal_status
    except RefusedError as refused:
        form.object_to(refused)
        return _page(form, statement_id, review), 422
    flash(told, "success")
    return redirect(url_for("statements.show", id=statement_id), 303)


def _page(
    form: ReviewForm,
    statement_id: int,
    review: ReviewRecord | None = None,
    *,
    conflict: bool = False,
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
        conflict=review if conflict else None,
        taking_back=taking_back or WithdrawalForm(formdata=None, version=review and review.version),
    )

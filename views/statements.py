"""Pages of statements: the list, one statement, its history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, render_template, request, url_for
from flask_babel import gettext as _

from citations.coins import coins_of
from citations.linked.claim_review import on_a_page
from desk import ledger, records
from desk import statements as desk
from desk.beside import beside
from desk.checks.comparisons import told_checks
from desk.exports import Selection
from desk.history.subjects import Subject
from desk.redacting.tombstones import tombstones_of
from desk.statement_files import file_of
from desk.statement_scopes import StatementScope
from models import Permission
from views import addresses, histories, likely, logging, revising, searching
from views.choices import offer_parties, parties
from views.context import me, reading
from views.deeds import onward, tried
from views.followups import followed_up
from views.forms.filters import StatementFilterForm
from views.forms.withdrawals import WithdrawalForm
from views.guards import may
from views.leaving import this_desk
from views.numbers import number

if TYPE_CHECKING:
    from collections.abc import Callable

    from werkzeug.wrappers import Response

    from desk.redacting.tombstones import Tombstone
    from models import Statement
    from models.records import StatementRecord


bp = Blueprint("statements", __name__, url_prefix="/statements")
bp.add_url_rule("/likely", "likely", may(Permission.LOG)(likely.show))
bp.add_url_rule("/new", "new", may(Permission.LOG)(logging.new), methods=["GET", "POST"])
bp.add_url_rule(
    "/<int:id>/edit", "edit", may(Permission.REVISE)(revising.edit), methods=["GET", "POST"]
)


@bp.get("/")
@may(Permission.SEE)
def index() -> str:
    """Show statements, narrowed and ordered by what the address says."""
    form = StatementFilterForm.from_address()
    offer_parties(form)
    scope = form.scope(StatementScope, **parties(form), before=number("before"))
    form.name_usual_order(scope.usual_order)
    found = searching.found(form, scope)
    notes = searching.notes(scope, found["counts"])
    return render_template("statements/index.html", form=form, args=form.args, notes=notes, **found)


@bp.get("/<int:id>.<suffix>")
@may(Permission.EXPORT)
def cited(id: int, suffix: str) -> Response:  # noqa: A002 -- the name in the address
    """Send one statement in the format that the address ends with."""
    return addresses.ended(Selection(statement=(id,)), suffix, f"statement-{id}")


@bp.get("/<int:id>")
@may(Permission.SEE)
def show(id: int) -> Response | str:  # noqa: A002
    """Show one statement, or send it in a format that the client would rather have."""
    sent = addresses.accepted(Selection(statement=(id,)), f"statement-{id}")
    return sent or _shown(id)


def _shown(id: int) -> str:  # noqa: A002
    kept = beside(reading(), id, me().account_id)
    found = file_of(reading(), id, number("before"), kept)
    statement, desk_here = found.statement, this_desk()
    return render_template(
        "statements/show.html",
        **found._asdict(),
        checks=told_checks(reading(), statement, captured=kept.captured),
        stones=_stones(statement),
        departures=kept.departures,
        desk_name=desk_here.name,
        sets=kept.sets,
        followed=kept.followed,
        coins=coins_of(statement),
        linked_data=on_a_page(statement, desk_here),
    )


@bp.get("/<int:id>/history", endpoint="history")
@may(Permission.SEE)
def show_history(id: int) -> str:  # noqa: A002
    """Show what happened to a statement, the last deed first."""
    statement = records.card(reading(), id)
    subject = Subject("statement", id, statement.key)
    back = url_for("statements.show", id=id)
    return histories.page(subject, statement.wording, back, "versions.show")


@bp.route("/<int:id>/withdraw", methods=["GET", "POST"])
@may(Permission.REVISE)
def withdraw(id: int) -> Response | tuple[str, int]:  # noqa: A002
    """Take a statement out of lists and reports, with a reason."""
    told = _("The statement is withdrawn; it stays in the record.")
    return _with_reason(id, desk.withdraw_statement, told)


@bp.route("/<int:id>/restore", methods=["GET", "POST"])
@may(Permission.REVISE)
def restore(id: int) -> Response | tuple[str, int]:  # noqa: A002
    """Log a withdrawn statement again, with a reason."""
    return _with_reason(id, desk.restore_statement, _("The statement is logged again."))


def _with_reason(
    statement_id: int, deed: Callable[..., Statement], told: str
) -> Response | tuple[str, int]:
    statement = records.card(reading(), statement_id)
    form = WithdrawalForm(version=statement.version)
    draft = form.draft() if request.method == "POST" else None
    done = tried(
        form,
        draft,
        lambda session, said: deed(session, statement_id, said.version, said.reason, me()),
        statement.version,
    )
    restoring = deed is desk.restore_statement
    if done is not None:
        gone = [] if restoring else [statement_id]
        return onward(followed_up(told, gone), "statements.show", id=statement_id)
    page = render_template(
        "statements/withdraw.html",
        statement=statement,
        form=form,
        restoring=restoring,
        departures=ledger.departures(reading(), statement_id),
    )
    return page, form.answer_status


def _stones(statement: StatementRecord) -> tuple[Tombstone, ...]:
    if statement.redacted_at is None:
        return ()
    return tombstones_of(reading(), "statement", statement.id)

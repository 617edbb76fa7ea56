"""Accounts: signing in and out, joining by a one-time link, managing who may what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, flash, redirect, render_template, request, session, url_for
from flask_babel import gettext as _
from flask_login import current_user, login_user, logout_user

from desk import accounts as desk
from desk import tokens
from desk.refusals import RefusedError
from desk.visiting import recorded
from models import Permission, Role
from views.context import desk as equipment
from views.context import me, reading, writing
from views.deeds import tried
from views.forms.accounts import InvitationForm, JoinForm, PasswordForm, SignInForm
from views.guards import may, public, signed_in
from views.joining import join_address
from views.limits import ONE_ACCOUNT, SIGN_IN, TRIES, limiter, this_account, this_email
from views.visitors import SignedIn
from views.ways_back import safe

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

    from models import Account

    Page = tuple[str, int]

bp = Blueprint("accounts", __name__)


@bp.route("/sign-in", methods=["GET", "POST"])
@limiter.limit(SIGN_IN, methods=TRIES)
@limiter.limit(ONE_ACCOUNT, key_func=this_email, methods=["POST"])
@public
def sign_in() -> Response | Page:
    """Open a session for an account whose password fits."""
    form = SignInForm()
    if request.method != "POST":
        return render_template("accounts/sign_in.html", form=form), 200
    # A database may refuse to look for a NUL, and no account has one.
    account = desk.account_named(reading(), (form.email.data or "").replace("\0", " "))
    if not _may_enter(account, form.password.data or ""):
        form.object_at("password", _("E-mail and password do not fit together."))
        return render_template("accounts/sign_in.html", form=form), 422
    _enter(account, remember=form.remember.data)  # type: ignore[arg-type]
    return redirect(safe(request.args.get("next")), 303)


@bp.post("/sign-out")
@signed_in
def sign_out() -> Response:
    """End this session, and the one that a machine keeps for somebody who stays signed in."""
    session.clear()
    # Last: it leaves in the session that the kept cookie has to go.
    logout_user()
    return redirect(url_for("accounts.sign_in"), 303)


@bp.post("/account/sign-out-everywhere")
@signed_in
def sign_out_everywhere() -> Response:
    """End every session of the account."""
    by = me()
    with writing() as writer:
        desk.sign_out_everywhere(writer, desk.account_with(writer, by.account_id), by)
        writer.commit()
    return sign_out()


@bp.route("/join/<secret>", methods=["GET", "POST"])
@limiter.limit(SIGN_IN, methods=TRIES)
@public
def join(secret: str) -> Response | Page:
    """Use up a one-time link: the first admin, or an invited account, sets a password."""
    token = desk.open_invitation(reading(), secret)
    invited = token.account
    form = JoinForm(
        email=invited.email if invited else None, name=invited.name if invited else None
    )
    draft = form.draft() if request.method == "POST" else None
    if draft is None:
        status = form.refusal_status if request.method == "POST" else 200
        return render_template("accounts/join.html", form=form), status
    hashed = tokens.hash_password(draft.password, equipment().hasher)
    try:
        with writing() as writer:
            account = desk.join(writer, secret, draft, hashed)
            writer.commit()
            _enter(account)
    except RefusedError as refused:
        form.object_to(refused)
        return render_template("accounts/join.html", form=form), 422
    flash(_("Welcome to the desk."), "success")
    return redirect(url_for("desk.index"), 303)


@bp.route("/account", methods=["GET", "POST"])
@limiter.limit(f"{SIGN_IN}; {ONE_ACCOUNT}", key_func=this_account, methods=TRIES)
@signed_in
def show() -> Response | Page:
    """Show one's own account; change its password."""
    form = PasswordForm()
    if request.method != "POST":
        return render_template("accounts/show.html", form=form), 200
    if not _old_fits(form) or form.new_password() is None:
        return render_template("accounts/show.html", form=form), 422
    hashed = tokens.hash_password(form.password.data or "", equipment().hasher)
    by = me()
    with writing() as writer:
        account = desk.account_with(writer, by.account_id)
        desk.change_password(writer, account, hashed, by)
        writer.commit()
        _enter(account)
    flash(_("The password is changed; other sessions have ended."), "success")
    return redirect(url_for("accounts.show"), 303)


@bp.route("/accounts/", methods=["GET", "POST"])
@may(Permission.ADMINISTER)
def index() -> Page:
    """Show all accounts; invite somebody by a link that is shown once."""
    form = InvitationForm()
    draft = form.draft() if request.method == "POST" else None
    secret = tried(form, draft, lambda writer, invited: desk.invite(writer, invited, me()))
    link, status = (join_address(secret), 200) if secret else (None, form.answer_status)
    people = [account for account in desk.accounts(reading()) if not account.machine]
    return render_template("accounts/index.html", accounts=people, form=form, link=link), status


@bp.post("/accounts/<int:id>")
@may(Permission.ADMINISTER)
def change(id: int) -> Response:  # noqa: A002 -- the name in the address
    """Give an account another role, disable or enable it."""
    try:
        with writing() as writer:
            account = desk.account_with(writer, id)
            if "role" in request.form:
                desk.give_role(writer, account, _role(request.form["role"]), me())
            if "active" in request.form:
                wanted = request.form["active"] == "yes"
                desk.set_active(writer, account, me(), active=wanted)
            writer.commit()
        flash(_("The account is changed."), "success")
    except RefusedError as refused:
        flash(refused.reason, "danger")
    return redirect(url_for("accounts.index"), 303)


def _role(name: str) -> Role:
    try:
        return Role(name)
    except ValueError as error:
        field = "role"
        raise RefusedError(field, _("Choose one of the roles in the list.")) from error


def _may_enter(account: Account | None, password: str) -> bool:
    hashed = account.password_hash if account and account.active and not account.machine else None
    return tokens.password_fits(password, hashed, equipment().hasher)


def _enter(account: Account, *, remember: bool = False) -> None:
    session.clear()
    login_user(SignedIn(recorded(account)), remember=remember)


def _old_fits(form: PasswordForm) -> bool:
    account = current_user.account
    fits = tokens.password_fits(form.old.data or "", account.password_hash, equipment().hasher)
    if not fits:
        form.object_at("old", _("This is not your password."))
    return fits

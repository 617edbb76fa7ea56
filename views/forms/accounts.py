"""The forms of accounts: signing in, joining, changing a password, inviting."""

from __future__ import annotations

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import PasswordField

from desk.accounts import InvitationDraft, JoiningDraft, PasswordDraft
from views.forms import fields
from views.forms.base import DraftForm, given

ROLES = (
    ("reader", _("reader: sees and exports")),
    ("checker", _("checker: also logs, links and captures")),
    ("reviewer", _("reviewer: also decides links")),
    ("admin", _("admin: also manages accounts")),
)


class SignInForm(DraftForm):
    """E-mail and password."""

    email = fields.text(_("E-mail"))
    password = PasswordField(_("Password"))
    remember = fields.tick(_("Stay signed in on this machine"))


class PasswordForm(DraftForm):
    """A new password, typed twice, once the old one is known."""

    old = PasswordField(_("Password now"))
    password = PasswordField(_("New password"))
    again = PasswordField(_("New password again"))

    def new_password(self) -> PasswordDraft | None:
        """Return the new password, or None with the faults at their fields."""
        draft = self.taken(PasswordDraft, given({"password": self.password.data}))
        return draft if same_twice(self) else None


class JoinForm(DraftForm):
    """Who you are, and a password of your own."""

    email = fields.text(_("E-mail"))
    name = fields.text(_("Your name"))
    password = PasswordField(_("Password"))
    again = PasswordField(_("Password again"))

    def draft(self) -> JoiningDraft | None:
        """Return the draft, or None with the faults at their fields."""
        values = {name: self[name].data for name in ("email", "name", "password")}
        draft = self.taken(JoiningDraft, given(values))
        return draft if same_twice(self) else None


def same_twice(form: JoinForm | PasswordForm) -> bool:
    """Tell whether the password was typed alike both times; if not, say so at the field."""
    if form.password.data != form.again.data:
        form.object_at("again", gettext("The two passwords differ; type the same one twice."))
        return False
    return True


class InvitationForm(DraftForm):
    """Whom to invite, and as what."""

    email = fields.text(_("E-mail"))
    name = fields.text(_("Name"))
    role = fields.choose(_("Role"), ROLES)

    def draft(self) -> InvitationDraft | None:
        """Return the draft, or None with the faults at their fields."""
        values = {name: self[name].data for name in ("email", "name", "role")}
        return self.taken(InvitationDraft, given(values))

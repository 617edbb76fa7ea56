"""Protection against forged forms, which signs no token that nobody draws."""

from __future__ import annotations

from typing import Any

from flask_wtf import FlaskForm
from wtforms.csrf.core import CSRFTokenField


class LateToken(CSRFTokenField):
    """A token against forgery that is signed when it is drawn: most forms that are sent never are."""

    def process(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 -- as WTForms
        """Take what was sent, as any hidden field does."""
        super(CSRFTokenField, self).process(*args, **kwargs)

    def _value(self) -> str:
        return str(self.csrf_impl.generate_csrf_token(self))


class Protection(FlaskForm.Meta.csrf_class):  # type: ignore[misc, valid-type]
    """Flask-WTF's protection against forged forms, with a token that is made late."""

    field_class = LateToken

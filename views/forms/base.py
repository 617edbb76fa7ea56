"""Forms hold labels and widgets; what is right is said once, in the draft they build."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from babel.support import NullTranslations, Translations
from flask_babel import get_locale
from flask_babel import gettext as _
from flask_wtf import FlaskForm
from pydantic import ValidationError
from wtforms import FieldList
from wtforms.i18n import messages_path

from desk.plain_faults import plain
from desk.refusals import AmbiguousSpeakerError, RefusedError, StaleError, UnconfirmedError
from views.forms.protection import Protection

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wtforms import Field

    from desk.drafts import Draft
    from models.records import SpeakerRecord

    D = TypeVar("D", bound="Draft")

TOO_LARGE = "too_large"


def as_it_stands(text: object) -> str | None:
    """Fold line ends to LF and take an empty field for an absent one; keep all else."""
    if text is None:
        return None
    return re.sub(r"\r\n?", "\n", str(text)) or None


def optional_text(text: object) -> str | None:
    """Fold line ends to LF, trim, and take an empty field for an absent one."""
    kept = as_it_stands(text)
    return kept.strip() or None if kept else None


class Said:
    """What WTForms says by itself, in the language of the page; read once for each language."""

    def gettext(self, message: str) -> str:
        """Return a message in the language of the page."""
        return str(_wtforms(str(get_locale())).ugettext(message))

    def ngettext(self, one: str, many: str, number: int) -> str:
        """Return the message for a number."""
        return str(_wtforms(str(get_locale())).ungettext(one, many, number))


@cache
def _wtforms(locale: str) -> NullTranslations:
    return Translations.load(messages_path(), [locale], domain="wtforms")


_SAID = Said()


class DraftForm(FlaskForm):
    """A form that builds a draft and shows what the draft or the desk refuses at the field."""

    class Meta(FlaskForm.Meta):
        """How WTForms makes it."""

        csrf_class = Protection

        def get_translations(self, _form: object) -> Said:
            """Return what says WTForms' own words."""
            return _SAID

    #: The form field for a draft's field, by its dotted path, where the names differ.
    PLACES: ClassVar[dict[str, str]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 -- as WTForms
        super().__init__(*args, **kwargs)  # type: ignore[no-untyped-call]
        #: The status of the answer once something was refused.
        self.refusal_status = 422
        #: Why the desk said no, once it did.
        self.no: RefusedError | StaleError | UnconfirmedError | None = None

    @property
    def answer_status(self) -> int:
        """The status of the page that shows it: that of a refusal once it was sent."""
        sent: bool = self.is_submitted()  # type: ignore[no-untyped-call]
        return self.refusal_status if sent else 200

    @property
    def stale(self) -> bool:
        """Whether somebody else was faster."""
        return isinstance(self.no, StaleError)

    @property
    def warnings(self) -> Sequence[str]:
        """What looks odd and waits for a tick."""
        return self.no.warnings if isinstance(self.no, UnconfirmedError) else ()

    @property
    def candidates(self) -> Sequence[SpeakerRecord]:
        """The speakers that a name fits, where a person has to choose."""
        return self.no.candidates if isinstance(self.no, AmbiguousSpeakerError) else ()

    def taken(self, draft: type[D], values: dict[str, Any]) -> D | None:
        """Return the draft of these values, or None with every fault put at its field.

        None too when a field has objected before, as a date does that is not clear yet.
        """
        objected = any(map(_objects, self))
        try:
            made = draft.model_validate(values)
        except ValidationError as error:
            for fault in error.errors(include_url=False, include_input=False):
                path = ".".join(str(part) for part in fault["loc"])
                self.object_at(path, _reason(fault["type"], plain(fault)))
                self.refusal_status = 413 if fault["type"] == TOO_LARGE else self.refusal_status
            return None
        return None if objected else made

    def object_to(self, refused: RefusedError) -> None:
        """Put the desk's refusal at its field."""
        self.object_at(refused.field, refused.reason)

    def object_at(self, path: str, reason: str) -> None:
        """Put a reason at the field for a draft's path, or at the form when there is none."""
        field = self._field(path)
        if field is None:
            self.form_errors.append(reason)
        else:
            field.errors = [*field.errors, reason]

    def hear(
        self, no: RefusedError | StaleError | UnconfirmedError, version: int | None = None
    ) -> None:
        """Say why the desk said no; what was typed stays, for the version there is now."""
        self.no = no
        if isinstance(no, RefusedError):
            self.object_to(no)
        elif isinstance(no, StaleError):
            self.form_errors.append(str(no))
            self.refusal_status = 409
            if version is not None:
                self.renew(version)

    def renew(self, version: int) -> None:
        """Have what was typed stand for the version that is shown, where somebody was faster."""
        if self.stale:
            self._fields["version"].data = str(version)

    def _field(self, path: str) -> Field | None:
        parts = path.split(".")
        # A fault inside a field of many parts, such as the second topic, stands at the field.
        paths = (".".join(parts[:length]) for length in range(len(parts), 0, -1))
        fields = (self._fields.get(self.PLACES.get(one, one)) for one in paths)
        return next((field for field in fields if field is not None), None)


def _objects(field: Any) -> bool:  # noqa: ANN401 -- a field, or rows of fields
    """Tell whether something was said to be wrong at a field, or in a row of it."""
    rows = field.entries if isinstance(field, FieldList) else ()
    return bool(field.errors) or any(map(_objects, rows))


def given(values: dict[str, Any]) -> dict[str, Any]:
    """Leave out what was not given, so that the draft's own defaults stand."""
    return {name: value for name, value in values.items() if value is not None}


def _reason(kind: str, message: str) -> str:
    known = {
        "missing": _("This is needed."),
        "int_parsing": _("This has to be a number."),
        "enum": _("Choose one of the list."),
        "bool_parsing": _("Choose one of the list."),
        "string_pattern_mismatch": _("This does not look right; compare the hint."),
    }
    return str(known.get(kind, message))

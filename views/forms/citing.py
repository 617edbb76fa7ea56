"""How to cite: in which format, in which style and language, and to whom it goes."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

from citations.formats import FORMATS
from citations.formatted.locales import LOCALES, OWN, UnknownLocaleError, locale_named
from citations.formatted.styles import (
    FOUND,
    LONGEST_SEARCH,
    STYLES,
    UnknownStyleError,
    style_named,
    styles_like,
    title_of,
)
from citations.styling import ATTRIBUTION, Part, Styling
from desk.baskets import Choice
from views.forms import fields
from views.forms.filters import FilterForm


def still_known(last: Choice | None) -> Choice | None:
    """Return how somebody cited last, if its format, style and locale are there still."""
    if last is None or last.format not in FORMATS:
        return None
    try:
        style_named(last.style)
        locale_named(last.locale)
    except (UnknownStyleError, UnknownLocaleError):
        return None
    return last


class CitationForm(FilterForm):
    """Which format to cite in, and how; `find` looks for further styles."""

    format = fields.choose(_("Format"))
    style = fields.choose(_("Style"))
    part = fields.choose(
        _("Written as"),
        (
            (Part.BIBLIOGRAPHY.value, _("Bibliography")),
            (Part.CITATION.value, _("Footnotes or citations in the text")),
        ),
    )
    locale = fields.choose(_("Language of the style"))
    quotes = fields.choose(
        _("Under each entry"), (("yes", _("what was found in it")), ("no", _("nothing")))
    )
    find = fields.text(_("Find another style"))
    to = fields.text(_("To whom"))

    def fill(self, last: Choice) -> None:
        """Take what the address does not say from how somebody cited last."""
        for field, kept in (
            (self.format, last.format),
            (self.style, last.style),
            (self.locale, last.locale),
        ):
            if not field.raw_data:
                field.data = kept

    def offer(self) -> None:
        """Offer the formats, the styles named first with the one that is chosen, and the locales."""
        self.format.choices = fields.options((one.name, one.title) for one in FORMATS.values())
        self.locale.choices = fields.options([(OWN, _("as the style is made")), *LOCALES.items()])
        named = dict(STYLES)
        chosen = self.style.data
        if chosen and chosen not in named and not self.style.errors:
            named[chosen] = title_of(chosen)
        self.style.choices = fields.options(named.items())

    def styling(self) -> Styling:
        """Return the style, locale and part; a fault is put at its field, and our own stands then."""
        style, quotes = self._style(), self.quotes.data != "no"
        return Styling(style, self._locale(), quotes=quotes, part=self._part())

    def found(self) -> dict[str, str] | None:
        """Return the styles that `find` finds, with their titles; None where it asks for none.

        One more than `FOUND` stands for all further ones. Words that are too long are a fault at the field.
        """
        words = self.find.data
        if words and len(words) > LONGEST_SEARCH:
            told = _("at most %(most)d signs can be looked for", most=LONGEST_SEARCH)
            self.object_at("find", str(told))
            return None
        return styles_like(words, FOUND + 1) if words else None

    def pass_over_styles(self) -> None:
        """Say nothing of style, locale and part: the format is written in none, and they are not seen."""
        self.style.errors = self.locale.errors = self.part.errors = ()

    @property
    def choice(self) -> Choice:
        """What is chosen, to be remembered."""
        told = (self.format.data, self.style.data, self.locale.data)
        return Choice(*(text or "" for text in told))

    def _style(self) -> str:
        try:
            return style_named(self.style.data or ATTRIBUTION).id
        except UnknownStyleError as error:
            self.object_at("style", str(error))
            return ATTRIBUTION

    def _part(self) -> Part:
        named = self.part.data or Part.BIBLIOGRAPHY
        if named not in list(Part):
            told = _("unknown part “%(name)s”; choose one of the list", name=named[:40])
            self.object_at("part", str(told))
            return Part.BIBLIOGRAPHY
        return Part(named)

    def _locale(self) -> str:
        try:
            return locale_named(self.locale.data or OWN)
        except UnknownLocaleError as error:
            told = _("unknown locale “%(code)s”; choose one of the list", code=error.code[:40])
            self.object_at("locale", str(told))
            return OWN

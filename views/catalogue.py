"""Texts in the language of the page, whose catalogue is found once for all the texts of a page.

A list says a thousand words. The library finds language, domain and catalogue anew for each of them;
here they are found for the first one, and what a message is in a language is kept.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from babel.support import NullTranslations
from flask import current_app, g
from flask_babel import get_locale, get_translations
from flask_babel.speaklater import LazyString
from markupsafe import Markup, escape

from views.shapes import filled

if TYPE_CHECKING:
    from flask import Flask

_KEPT, _HERE = "gainsay_catalogues", "catalogue"


class Catalogue:
    """What messages are in one language, as far as somebody asked for them."""

    def __init__(self, translations: NullTranslations) -> None:
        """Begin without any."""
        self._translations = translations
        self._texts: dict[str, str] = {}
        self._marked: dict[str, Markup] = {}

    def text(self, message: str) -> str:
        """Return a message in this language."""
        known = self._texts.get(message)
        if known is None:
            known = self._texts[message] = str(self._translations.ugettext(message))
        return known

    def text_for(self, number: int, one: str, many: str) -> str:
        """Return the message for a number, in the form of it that the language has for this one."""
        return str(self._translations.ungettext(one, many, number))

    def marked(self, message: str) -> Markup:
        """Return a message without variables as templates say it."""
        known = self._marked.get(message)
        if known is None:
            known = self._marked[message] = escape(self.text(message)) % {}
        return known


_NOWHERE = Catalogue(NullTranslations())


def here() -> Catalogue:
    """Return the catalogue of this request's language; outside of an app that of no language."""
    try:
        # A proxy asks anew for its object with each attribute.
        kept = vars(g._get_current_object())  # noqa: SLF001 -- the one way to what a proxy stands for
    except RuntimeError:
        return _NOWHERE
    return cast("Catalogue", kept.get(_HERE) or kept.setdefault(_HERE, _of_the_page()))


def gettext(message: str, **variables: object) -> str:
    """Return a text in the language of the page, with the variables put in."""
    said = here().text(message)
    return said % variables if variables else said


def ngettext(one: str, many: str, num: int, **variables: object) -> str:
    """Return one of two texts by a number, which stands in it as `num`."""
    return here().text_for(num, one, many) % {"num": num, **variables}


def lazy_gettext(message: str) -> LazyString:
    """Return what becomes a text in the language of the page where it is said."""
    return LazyString(gettext, message)


def register(app: Flask) -> None:
    """Let templates say their texts so."""
    app.extensions[_KEPT] = {}
    app.jinja_env.globals.update(
        {"_": marked_gettext, "gettext": marked_gettext, "ngettext": marked_ngettext}
    )


def marked_gettext(message: str, **variables: object) -> Markup:
    """Return a text as templates say it: HTML, in which the variables are escaped."""
    if not variables:
        return here().marked(message)
    return filled(escape(here().text(message)), variables)


def marked_ngettext(one: str, many: str, num: int, **variables: object) -> Markup:
    """Return one of two texts by a number, as templates say it."""
    return filled(escape(here().text_for(num, one, many)), {"num": num, **variables})


def _of_the_page() -> Catalogue:
    known: dict[Any, Catalogue] = current_app.extensions.setdefault(_KEPT, {})
    language = str(get_locale())
    return known.get(language) or known.setdefault(language, Catalogue(get_translations()))

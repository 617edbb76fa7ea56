"""The environment of our templates: what every template knows stands in one plain dictionary."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask.templating import Environment

if TYPE_CHECKING:
    from collections.abc import MutableMapping

    from flask import Flask


class Templates(Environment):
    """Flask's environment, in which templates share what they all know.

    Jinja gives each template a chain of dictionaries of its own, and for each macro that a page
    imports looks through it, name by name, for what the page alone might know: a tenth of a page.
    """

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Return what a template knows; raises TypeError for what it alone is to know.

        Whatever is added would be known to all others: it belongs among the values of the page.
        """
        if d:
            message = "Templates have no globals of their own: hand them values."
            raise TypeError(message)
        return self.globals


def register(app: Flask) -> None:
    """Have an app's templates live in it; before anything is said to them."""
    app.jinja_environment = Templates

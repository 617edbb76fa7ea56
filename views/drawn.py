"""What was drawn of the same values, in the same language and for the same place, is not drawn again.

What is drawn is told apart by all that it is drawn of: who changes a statement changes what its row is
asked for by. So nothing has to be taken back here, and what a deed leaves as it was stays drawn.
"""

from __future__ import annotations

from functools import lru_cache, wraps
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, Protocol, TypeVar

from flask import current_app, request
from markupsafe import Markup, escape

from models import this_day
from models.weights import USUAL
from views.catalogue import here
from views.hrefs import place

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from flask import Flask

    from views.forms.filters import FilterForm


class Weighed(Protocol):
    """A record that tells how much room its texts take."""

    @property
    def weight(self) -> int:
        """In statements of usual length."""


Record = TypeVar("Record", bound=Weighed)
P = ParamSpec("P")
HEAVIEST = 4
"""How much room texts may take, in statements of usual length, of which what is drawn is kept."""
KEPT = 2048
"""How many pieces of each kind are kept, those that were asked for last."""
FORMS = 128
"""How many forms of filters are kept."""


def drawn_once(
    draw: Callable[Concatenate[Record, P], Markup],
) -> Callable[Concatenate[Record, P], Markup]:
    """Keep what a function draws of a record by its arguments, which are frozen values.

    Beside them it may look at nothing but the page's language, where the app is mounted, and whether
    the page may lead to others of the desk. By the types of arguments too: HTML and the same text
    are equal. Of long texts nothing is kept.
    """

    @lru_cache(maxsize=KEPT, typed=True)
    def kept(
        _language: object, _place: object, record: Record, *values: P.args, **named: P.kwargs
    ) -> Markup:
        return draw(record, *values, **named)

    @wraps(draw)
    def drawn(record: Record, /, *values: P.args, **named: P.kwargs) -> Markup:
        if record.weight + sum(map(_weight, values)) > HEAVIEST:
            return draw(record, *values, **named)
        return kept(here(), place(), record, *values, **named)  # type: ignore[arg-type]  # frozen

    return drawn


def _weight(value: object) -> int:
    if isinstance(value, str):
        return len(value) // USUAL
    return sum(map(_weight, value)) if type(value) is tuple else getattr(value, "weight", 0)


class _Filters:
    """A form of filters that is to be drawn: the same as another one that stands as it does."""

    __slots__ = ("_draw", "_stands")

    def __init__(self, stands: Hashable, draw: Callable[[], Markup]) -> None:
        self._stands, self._draw = stands, draw

    def __hash__(self) -> int:
        return hash(self._stands)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Filters) and self._stands == other._stands

    def draw(self) -> Markup:
        """Draw it, and let go of the form."""
        drawn, self._draw = self._draw(), Markup
        return drawn


@lru_cache(maxsize=FORMS)
def _drawn(filters: _Filters) -> Markup:
    return filters.draw()


def filters(template: str, form: FilterForm, **told: Any) -> Markup:  # noqa: ANN401 -- of the template
    """Draw a form of filters by its template; once, for as long as it stands as it does.

    It is told the form, the `endpoint` of its page, and of all else no more than whether there is
    any: nothing of who looks. Dates in words such as “yesterday” mean another day tomorrow.
    """
    beside = {"endpoint": request.endpoint, **{name: bool(one) for name, one in told.items()}}
    around = (template, here(), place(), this_day(), *beside.items())
    asked = _Filters((*around, form.standing), lambda: _written(template, {"form": form, **beside}))
    return asked.draw() if form.lengthy else _drawn(asked)


def _written(template: str, told: dict[str, Any]) -> Markup:
    # Without what Flask tells each template, such as who visits.
    return escape(current_app.jinja_env.get_template(template).make_module(told))


def register(app: Flask) -> None:
    """Let templates draw forms of filters."""
    app.jinja_env.globals["filters"] = filters

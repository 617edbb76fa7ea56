"""HTML with gaps, into which nothing goes but escaped; lists write thousands of them.

The operators of `Markup` look at each value three times over; what they do is done here once.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_AS_IT_IS = frozenset((Markup, int))
"""What holds nothing that would have to be escaped."""
_html_of = str.__new__
"""`_html_of(Markup, text)` is `Markup(text)` of what is HTML already."""

#: Escapes words that stand in many rows, such as names; by their type too, since HTML and the same
#: text are equal.
escaped = lru_cache(maxsize=8192, typed=True)(escape)


class Shape:
    """A piece of HTML, with `%s` where a value goes: text is escaped, HTML and numbers stay."""

    __slots__ = ("_html",)

    def __init__(self, html: str) -> None:
        """Begin with the piece as it stands in our own code; a `%` in it is written twice."""
        self._html = html

    def __call__(self, *values: object) -> Markup:
        """Return the piece with the values in its gaps."""
        for one in values:
            if type(one) not in _AS_IT_IS:
                values = tuple([one if type(one) in _AS_IT_IS else escape(one) for one in values])
                break
        return _html_of(Markup, self._html % values)


def filled(html: Markup, values: Mapping[str, object]) -> Markup:
    """Return HTML with `%(name)s` and `%(name)d`, the values in their places: text is escaped."""
    put = {name: one if type(one) in _AS_IT_IS else escape(one) for name, one in values.items()}
    return _html_of(Markup, str.__mod__(html, put))


def joined(parts: Iterable[object]) -> Markup:
    """Return pieces of HTML one behind the other; text among them is escaped."""
    put = [one if type(one) is Markup else escape(one) for one in parts]
    return _html_of(Markup, "".join(put))


NOTHING = Markup("")

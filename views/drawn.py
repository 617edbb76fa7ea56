"""What was drawn of the same values, in the same language and for the same place, is not drawn again.

What is drawn is told apart by all that it is drawn of: who changes a statement changes what its row is
asked for by. So nothing has to be taken back here, and what a deed leaves as it was stays drawn.
"""

from __future__ import annotations

from functools import lru_cache, wraps
from typing import TYPE_CHECKING, ParamSpec

from views.catalogue import here
from views.hrefs import place

if TYPE_CHECKING:
    from collections.abc import Callable

    from markupsafe import Markup

P = ParamSpec("P")
KEPT = 2048
"""How many pieces of each kind are kept, those that were asked for last."""


def drawn_once(draw: Callable[P, Markup]) -> Callable[P, Markup]:
    """Keep what a function draws by its arguments, which are frozen values, and by the page's place.

    Beside them it may look at nothing but the page's language, where the app is mounted, and whether
    the page may lead to others of the desk. By the types of arguments too: HTML and the same text
    are equal.
    """

    @lru_cache(maxsize=KEPT, typed=True)
    def kept(_language: object, _place: object, *values: P.args, **named: P.kwargs) -> Markup:
        return draw(*values, **named)

    @wraps(draw)
    def drawn(*values: P.args, **named: P.kwargs) -> Markup:
        return kept(here(), place(), *values, **named)  # type: ignore[arg-type]  # frozen values

    return drawn

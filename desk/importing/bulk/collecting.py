"""How often Python looks for garbage that holds itself, while very many lines are at work."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

#: After how many new objects it looks among them: usually, and meanwhile.
_USUAL, _SELDOM = gc.get_threshold()[0], 10_000


@contextmanager
def seldom_collected() -> Iterator[None]:
    """Have Python look seldom: tuples and drafts go by themselves, and looking takes an eighth.

    For the whole process; where several are at it, until the first of them ends.
    """
    _, *others = gc.get_threshold()
    gc.set_threshold(_SELDOM, *others)
    try:
        yield
    finally:
        gc.set_threshold(_USUAL, *others)

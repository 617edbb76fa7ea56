"""Reading the text of an article, which takes part of a second and holds no lock."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from reading.proposing import Proposed


def read_text(
    text: str,
    published: str | None = None,
    outlet: str | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Proposed:
    """Propose the statements of a text; `published` is its EDTF date, `outlet` whose article it is."""
    # Imported here: its patterns take a tenth of a second that every start would pay.
    from reading.proposing import propose  # noqa: PLC0415

    return propose(text, published, outlet, progress)


def has_model() -> bool:
    """Tell whether the English model is there; without it a text is read by patterns alone."""
    from reading.proposing.language_model import english  # noqa: PLC0415

    return english() is not None

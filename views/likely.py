"""Already logged? What is likely the same as the statement in a form, told while it is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import render_template, request

from desk.likely_repeats import Typed, Why, likely_repeats, likely_role
from desk.written_dates import UnclearDateError, read_written
from views.context import reading
from views.dates import published
from views.numbers import number_in

if TYPE_CHECKING:
    from collections.abc import Mapping

    from desk.likely_repeats import Likely

#: Whose words are compared: the quote, else the claim, else the passage.
WORDS = ("quote", "claim", "passage")
#: The form's fields that tell of a statement before it is logged.
ASKED = (*WORDS, "speaker_id", "speaker_name", "said")
LONGEST = 20_000


def show() -> str:
    """Answer with the part of a page that shows likely repeats, and the role to be filled in."""
    typed = typed_in(request.args)
    return render_template(
        "statements/_typed.html",
        likely=likely_repeats(reading(), typed),
        role=likely_role(reading(), typed),
    )


def typed_in(told: Mapping[str, str | None]) -> Typed:
    """Read what a form tells so far of a statement; what is not clear yet is left out."""
    words = next(filter(None, map(told.get, WORDS)), None)
    name = (told.get("speaker_name") or "").strip()
    return Typed(
        words=words[:LONGEST] if words else None,
        speaker_id=number_in(told.get("speaker_id")),
        speaker=name or None,
        said=_said(told),
    )


def unseen(likely: tuple[Likely, ...], shown: str | None) -> bool:
    """Tell whether the words are likely known already and nobody has been shown where.

    What the same speaker said on the same day is shown beside it, but never asked about alone.
    """
    seen = set((shown or "").split())
    alike = (one for one in likely if one.why is not Why.SAME_DAY)
    return any(str(one.statement.id) not in seen for one in alike)


def _said(told: Mapping[str, str | None]) -> str | None:
    text = told.get("said")
    if not text or not text.strip():
        return None
    try:
        found = read_written(text, published(told))
    except UnclearDateError:
        return None
    chosen = told.get("said_read")
    return chosen if chosen in found.choices else found.edtf

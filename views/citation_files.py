"""Citations as files: written, noted in the ledger, and sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import abort, request
from flask_babel import gettext as _

from citations.formats import OURS
from desk.ledger import AddressDraft
from models import Export
from views import citing
from views.context import me
from views.forms.base import given
from views.forms.citing import CitationForm
from views.leaving import leaving
from views.ledger_lines import line_of
from views.spools import attached, spooled, streamed

if TYPE_CHECKING:
    from flask import Response

    from citations.formats import Format
    from citations.styling import Styling
    from desk.baskets import Choice
    from desk.exports import Selection


def styling_of(form: CitationForm) -> Styling:
    """Return the style, locale and part that an address asks for; a fault is a 400 that names it."""
    styling = form.styling()
    if form.faulty:
        abort(400, " ".join(str(told) for field in form for told in field.errors))
    return styling


def varies(response: Response) -> Response:
    """Say of an answer that it is another one for a client that accepts another format."""
    response.vary.add("Accept")
    return response


def sent(
    selection: Selection,
    chosen: Format,
    styling: Styling = OURS,
    *,
    name: str = "gainsay",
    to_whom: str | None = None,
    choice: Choice | None = None,
) -> Response:
    """Send what is chosen in a format as a file, and write into the ledger that it left.

    `choice` is how the visitor cites, where that is to be remembered.
    """
    held = citing.choice_of(selection, chosen)
    style = styling.style if chosen.write_styled else None
    left = Export(format=chosen.name, style=style, to_whom=to_whom)
    left.scope = selection.model_dump(mode="json")
    note = line_of(left, held, me(), choice)
    pieces, file = chosen.written(leaving(selection, held), styling), f"{name}{chosen.suffix}"
    if chosen.streams(styling):
        return streamed(pieces, note, chosen.content_type, file)
    with spooled(pieces) as kept:
        if request.method == "GET":
            note(kept.sha256, whole=True)
        return attached(kept, chosen.content_type, file)


def to_whom() -> str | None:
    """Return to whom an address says that a file goes; what is no line of text is a 400."""
    form = CitationForm.from_address()
    draft = form.taken(AddressDraft, given({"to_whom": form.to.data}))
    return draft.to_whom if draft else abort(400, _("To whom: a line of plain text is needed."))

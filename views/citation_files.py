"""Citations as files: written, noted in the ledger, and sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import abort, request
from flask_babel import gettext as _

from desk import exports
from desk.ledger import AddressDraft
from models import Export
from views import citing
from views.context import me, writing
from views.forms.base import given
from views.forms.filters import CitationForm
from views.leaving import leaving
from views.spools import attached, spooled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flask import Response

    from citations.formats import Format
    from desk.exports import Selection


def sent(selection: Selection, chosen: Format, name: str = "gainsay") -> Response:
    """Send what is chosen in a format as a file, and write into the ledger that it left."""
    ids = citing.ids_of(selection, chosen)
    to_whom = _to_whom()
    with spooled(chosen.written(leaving(selection, ids))) as kept:
        if request.method == "GET":
            _record(selection, chosen, ids, kept.sha256, to_whom)
        return attached(kept, chosen.content_type, f"{name}{chosen.suffix}")


def _record(
    selection: Selection, chosen: Format, ids: Sequence[int], sha256: str, to_whom: str | None
) -> None:
    scope = selection.model_dump(mode="json")
    with writing() as session:
        left = Export(format=chosen.name, scope=scope, to_whom=to_whom)
        exports.record_export(session, ids, left, sha256, me())
        session.commit()


def _to_whom() -> str | None:
    form = CitationForm.from_address()
    draft = form.taken(AddressDraft, given({"to_whom": form.to.data}))
    return draft.to_whom if draft else abort(400, _("To whom: a line of plain text is needed."))

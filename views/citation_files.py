"""Citations as files: written, noted in the ledger, and sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import abort, make_response, request
from flask_babel import gettext as _

from desk import exports
from desk.ledger import AddressDraft
from models import Export
from views import citing
from views.context import me, writing
from views.forms.base import given
from views.forms.filters import CitationForm

if TYPE_CHECKING:
    from flask import Response

    from citations.formats import Format
    from desk.exports import Selection


def sent(selection: Selection, chosen: Format, name: str = "gainsay") -> Response:
    """Send what is chosen in a format as a file, and write into the ledger that it left."""
    ids = citing.ids_of(selection, chosen)
    content = b"".join(chosen.written(citing.held(selection, chosen, ids)))
    if request.method == "GET":
        _record(selection, chosen, ids, content)
    response = make_response(content)
    response.headers["Content-Type"] = chosen.content_type
    response.headers["Content-Disposition"] = f'attachment; filename="{name}{chosen.suffix}"'
    return response


def _record(selection: Selection, chosen: Format, ids: list[int], content: bytes) -> None:
    to_whom, scope = _to_whom(), selection.model_dump(mode="json")
    with writing() as session:
        left = Export(format=chosen.name, scope=scope, to_whom=to_whom)
        exports.record_export(session, ids, left, content, me())
        session.commit()


def _to_whom() -> str | None:
    form = CitationForm.from_address()
    draft = form.taken(AddressDraft, given({"to_whom": form.to.data}))
    return draft.to_whom if draft else abort(400, _("To whom: a line of plain text is needed."))

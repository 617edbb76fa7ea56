"""The ledger of exports: what left the desk, to whom, and what has changed since."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk import ledger
from desk.ledger import AddressDraft, LedgerScope
from desk.pages import OnwardScope
from models import Permission
from views.api.answers.citations import ExportJSON, HeldJSON
from views.api.operations import Resource
from views.context import me, reading

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from desk.ledger import ExportLine
    from desk.pages import Page

exports = Resource("Exports", "What left the desk, when, to whom, and what has changed since.")


@exports.lists("/exports", ExportJSON, LedgerScope, permission=Permission.EXPORT)
def list_exports(scope: LedgerScope) -> Page[ExportLine]:
    """List what left the desk, the last first.

    `changed` leaves those of which a statement was corrected, withdrawn or redacted since.
    """
    return ledger.exports(reading(), scope)


@exports.shows("/exports/<int:id>", ExportJSON, permission=Permission.EXPORT)
def show_export(id: int) -> ExportLine:  # noqa: A002 -- the name in the address
    """Show an export, and what has happened since to the statements that it held."""
    return ledger.export(reading(), id)


@exports.lists("/exports/<int:id>/statements", HeldJSON, OnwardScope, permission=Permission.EXPORT)
def list_exported(scope: OnwardScope, id: int) -> Page[HeldJSON]:  # noqa: A002
    """List the statements that an export held, by their numbers."""
    ledger.export(reading(), id)
    held = ledger.statements_in(reading(), id, scope.after or 0)
    return held.of(lambda ids: [HeldJSON(id=one) for one in ids])


@exports.does("/exports/<int:id>/address", AddressDraft, show_export, permission=Permission.EXPORT)
def address_export(session: Session, draft: AddressDraft, id: int) -> int:  # noqa: A002
    """Note to whom an export went; whoever sent it may, and who places notices."""
    return ledger.address(session, id, draft.to_whom, me()).id

"""Lines of the export ledger, written once it is known what has left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk import baskets, exports
from views.context import reading, writing

if TYPE_CHECKING:
    from desk.actors import Actor
    from desk.baskets import Choice
    from desk.chosen import Chosen
    from models import Export
    from views.outgoing import Note


def line_of(
    left: Export, held: Chosen, by: Actor, choice: Choice | None = None, *, in_parts: bool = True
) -> Note:
    """Return what writes into the ledger that chosen statements left, from the state just read.

    `choice` is how somebody cites, where that is to be remembered. What was broken off is in the
    ledger as such where it leaves `in_parts`; else nothing of it has left.
    """

    def note(sha256: str, *, whole: bool) -> None:
        if not whole and not in_parts:
            return
        ids = held.ids(reading())
        left.scope = left.scope if whole else {**left.scope, "broken_off": True}
        with writing() as session:
            exports.record_export(session, ids, left, sha256, by)
            if choice:
                baskets.remember(session, by.account_id, choice)
            session.commit()

    return note

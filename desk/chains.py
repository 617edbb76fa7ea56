"""Chains: through whose hands a statement came from its speaker to a source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk.sources import source_for, source_with
from models import Relay

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from desk.source_drafts import AppearanceDraft, RelayDraft
    from models import Appearance


def hand_on(session: Session, found: Appearance, draft: AppearanceDraft) -> None:
    """Give an appearance the hops of a draft; what is told already stays as it is."""
    relays = [_relay(session, place, hop) for place, hop in enumerate(draft.relays)]
    if [_told(hop) for hop in relays] == [_told(hop) for hop in found.relays]:
        return
    if found.relays:
        # The old hops have to go first: two of one place cannot stand beside each other.
        found.relays.clear()
        session.flush()
    found.relays = relays


def _told(hop: Relay) -> tuple[str, str | None, int | None]:
    return hop.name, hop.verb, hop.source.id if hop.source else None


def _relay(session: Session, position: int, hop: RelayDraft) -> Relay:
    source = None
    if hop.source_id is not None:
        source = source_with(session, hop.source_id, "relays")
    elif hop.source is not None:
        source = source_for(session, hop.source)
    return Relay(position=position, name=hop.name, verb=hop.verb, source=source)

"""Where a statement stands in a source: the source of a draft, its capture, the place in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk.chains import hand_on
from desk.checks import check_quote, plain
from desk.refusals import RefusedError, refused_at
from desk.sources import described, same_source, source_for, source_with
from models import Capture, name_key
from models.origins import in_order

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from desk.source_drafts import AppearanceDraft
    from models import Appearance, Relay, Source, Statement


def names_source(draft: AppearanceDraft) -> bool:
    """Tell whether a draft says in which source."""
    return any((draft.capture_id, draft.source_id, draft.source))


def drafted_source(session: Session, draft: AppearanceDraft) -> Source:
    """Return the source that a draft means, made if it is new.

    Raises RefusedError on the field when it names none, or one that is not there.
    """
    if draft.capture_id is not None:
        return _source_of_capture(session, draft.capture_id, draft.source_id)
    if draft.source_id is not None:
        return source_with(session, draft.source_id)
    if draft.source is None:
        field = "source_id"
        raise RefusedError(field, "Name a known source, or describe a new one.")
    with refused_at("source"):
        return source_for(session, draft.source)


def foreseen_source(session: Session, draft: AppearanceDraft) -> Source:
    """Return the source that a draft means; a new one as it would be, not in the record.

    Raises what drafted_source raises.
    """
    if draft.source is None or draft.capture_id is not None or draft.source_id is not None:
        return drafted_source(session, draft)
    return same_source(session, draft.source) or described(draft.source)


def _source_of_capture(session: Session, capture_id: int, source_id: int | None) -> Source:
    source = _capture(session, capture_id).source
    if source_id is not None and source_with(session, source_id) is not source:
        field = "capture_id"
        raise RefusedError(
            field, "This text was kept of another source; choose one of this source."
        )
    return source


def opens(source: Source, draft: AppearanceDraft) -> bool:
    """Tell whether a draft describes as consulted what is known as a stub."""
    return draft.source is not None and draft.source.seen and not source.seen


def open_if_read(source: Source, draft: AppearanceDraft) -> None:
    """Mark a stub as consulted when a draft says so; the event of the deed tells it."""
    if opens(source, draft):
        source.seen = True


def _capture(session: Session, capture_id: int) -> Capture:
    capture = session.get(Capture, capture_id)
    if capture is None:
        field = "capture_id"
        raise RefusedError(field, f"There is no capture {capture_id}; paste the article again.")
    return capture


def appear(session: Session, found: Appearance, draft: AppearanceDraft) -> None:
    """Write what a draft says of an appearance whose source is set, and check its quote."""
    place = draft.locator
    found.exact, found.prefix, found.suffix = place.exact, place.prefix, place.suffix
    found.start, found.end, found.page, found.time = place.start, place.end, place.page, place.time
    found.heard = draft.heard
    if draft.capture_id is not None:
        found.capture = _capture(session, draft.capture_id)
    anchor(found)
    hand_on(session, found, draft)
    check_quote(found.statement, found)


def anchor(found: Appearance) -> None:
    """Keep a place in the captured text only if the passage stands there, else find it anew."""
    if found.capture is None or found.exact is None:
        found.start = found.end = None
        return
    text, exact = found.capture.text, found.exact
    if found.start is not None and text[found.start : found.end] == exact:
        return
    only = text.find(exact) if text.count(exact) == 1 else -1
    found.start, found.end = (only, only + len(exact)) if only >= 0 else (None, None)


def move(found: Appearance, source: Source) -> None:
    """Give an appearance its source; what was kept of one source is no capture of another."""
    if found.source is not source:
        found.capture, found.source = None, source


def basis(statement: Statement) -> dict[str, object]:
    """Return what a link rests on beside the words: the passage, and where it first appeared.

    What differs in looks only is the same passage.
    """
    found = in_order(statement.appearances)
    passage = next((one.exact for one in statement.appearances if one.exact), None)
    return {
        "passage": plain(passage or ""),
        "source": [one.source.id for one in found[:1]],
        "relays": [_hop(hop) for one in found[:1] for hop in one.relays],
    }


def _hop(relay: Relay) -> tuple[str, int | None]:
    return name_key(relay.name), relay.source.id if relay.source else None

"""What a note of ours does not tell and the record knows: the rest of the source and the statement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk.importing.overlay import belongings, known_appearance
from desk.refusals import RefusedError

if TYPE_CHECKING:
    from desk.importing.parties import Parties
    from desk.source_drafts import AppearanceLine, RelayLine
    from desk.statement_drafts import StatementLine
    from models.records import StatementRecord

#: What notes leave out.
_UNTOLD = ("context", "note", "status", "status_reason", "topics")


def completed_note(
    draft: StatementLine, known: StatementRecord | None, parties: Parties
) -> StatementLine:
    """Return the statement that notes tell, with what they leave out taken from the record.

    Raises RefusedError where the source that a note stands under was refused.
    """
    speaker = parties.whole_speaker(draft.speaker)
    found = tuple(_appearance(one, parties) for one in draft.appearances)
    if known is None:
        return draft.model_copy(update={"speaker": speaker, "appearances": found})
    values: dict[str, object] = {name: getattr(known, name) for name in _UNTOLD}
    values |= belongings(known)
    # Of translations a note tells all.
    values["translations"] = draft.translations
    return draft.model_copy(
        update=values | {"speaker": speaker, "appearances": _appearances(found, known)}
    )


def _appearance(found: AppearanceLine, parties: Parties) -> AppearanceLine:
    source = parties.source_of_file(found.source)
    if source is None:
        field = "source"
        reason = "the source that this note stands under is refused"
        raise RefusedError(field, reason)
    relays = tuple(_relay(one, parties) for one in found.relays)
    return found.model_copy(update={"source": source, "relays": relays})


def _relay(relay: RelayLine, parties: Parties) -> RelayLine:
    source = parties.source_behind(relay.source) if relay.source else None
    return relay.model_copy(update={"source": source})


def _appearances(
    found: tuple[AppearanceLine, ...], known: StatementRecord
) -> tuple[AppearanceLine, ...]:
    """Return the known appearances, those of the notes as they tell them, and the new ones.

    Of several in one source the first told is the first known.
    """
    lines = [known_appearance(one) for one in known.appearances]
    waiting = list(found)
    for place, line in enumerate(lines):
        told = next((one for one in waiting if one.source.key == line.source.key), None)
        if told is not None:
            waiting.remove(told)
            lines[place] = _as_told(told, line)
    return (*lines, *waiting)


def _as_told(told: AppearanceLine, known: AppearanceLine) -> AppearanceLine:
    """Return an appearance as a note tells it; a passage that stayed keeps its place in the text."""
    values = {name: getattr(told.locator, name) for name in ("exact", "page", "time")}
    if told.locator.exact != known.locator.exact:
        values |= dict.fromkeys(("prefix", "suffix", "start", "end"))
    locator = known.locator.model_copy(update=values)
    return told.model_copy(update={"locator": locator})

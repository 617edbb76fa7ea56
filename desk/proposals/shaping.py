"""What reading proposes, as it is kept: in one line where the record has one, never out of shape."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from desk.drafts import LINE_CHARACTERS
from models.dates import UnreadableDateError, read_edtf
from models.terms import Form, Heard, SpeakerKind

if TYPE_CHECKING:
    from reading.proposing.proposals import Proposal, Relayed, Span

_LINES = ("speaker", "role", "affiliation", "told", "said_text")


def shaped(text: str, found: Proposal) -> dict[str, Any] | None:
    """Return the columns of a proposal; None where its passage does not stand in the text."""
    if not found.passage.strip() or text[found.start : found.end] != found.passage:
        return None
    form = Form(found.form) if found.quote else Form.INDIRECT
    relays = [hop for one in found.relays if (hop := _hop(one))]
    return {
        "start": found.start,
        "end": found.end,
        "passage": found.passage,
        "parts": [list(part) for part in found.parts],
        "form": form,
        "quote": found.quote if form.quotes else None,
        **_place("cue", found.cue),
        **_place("mention", found.mention),
        "mention": _line(found.mention.of(text)) if found.mention else None,
        "speaker_kind": SpeakerKind(found.speaker_kind),
        "plural": found.plural,
        **{name: _line(getattr(found, name)) for name in _LINES},
        "heard": _heard(found, relays),
        "relays": relays,
        "said": _date(found.said),
        "reason": found.reason,
    }


def _heard(found: Proposal, relays: list[dict[str, str | None]]) -> Heard:
    """Return how the source heard it: through others only where somebody is named."""
    heard = Heard(found.heard)
    return Heard.UNSTATED if heard is Heard.VIA and not relays else heard


def _place(name: str, span: Span | None) -> dict[str, int | None]:
    start, end = span or (None, None)
    return {f"{name}_start": start, f"{name}_end": end}


def _hop(relayed: Relayed) -> dict[str, str | None] | None:
    name = _line(relayed.name)
    return {"name": name, "verb": _line(relayed.verb)} if name else None


def _line(words: str | None) -> str | None:
    return " ".join((words or "").split())[:LINE_CHARACTERS] or None


def _date(said: str | None) -> str | None:
    try:
        return read_edtf(said).text if said else None
    except UnreadableDateError:
        return None

"""Proposed statements as JSON, for the terminal and for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from reading.proposing import Proposal, Span


def proposal_json(one: Proposal) -> dict[str, Any]:
    """Return a proposal as JSON; what it does not tell is left out.

    Places are in code points of the article's text, half-open: `passage` is what stands between
    `start` and `end`. `speaker_start` and `speaker_end` are where the speaker is named beside the
    words ("he"); `speaker` is whom that means. `said` is EDTF.
    """
    told: dict[str, Any] = {
        "start": one.start,
        "end": one.end,
        "passage": one.passage,
        "parts": [list(part) for part in one.parts],
        "direct": one.direct,
        "form": str(one.form),
        "quote": one.quote,
        "speaker": one.speaker,
        **_place("speaker", one.mention),
        **_place("cue", one.cue),
        "speaker_kind": str(one.speaker_kind) if one.speaker or one.mention else None,
        "plural": one.plural or None,
        "role": one.role,
        "affiliation": one.affiliation,
        "told": one.told,
        "heard": str(one.heard),
        "relays": [_known({"name": hop.name, "verb": hop.verb}) for hop in one.relays],
        "said": one.said,
        "said_text": one.said_text,
        "reason": one.reason,
    }
    return _known(told)


def _place(name: str, span: Span | None) -> dict[str, int]:
    return {f"{name}_start": span.start, f"{name}_end": span.end} if span else {}


def _known(told: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in told.items() if value not in (None, "", [])}

"""What a text attributes to whom, before anybody asks who that is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reading.proposing.proposals import Span


@dataclass(frozen=True, kw_only=True)
class Attribution:
    """Words of a text, who is said to have said them, and in which words the text says so.

    `content` is in the order of the text, without the quotation marks at its ends; `speaker` is the
    mention beside the words, such as "he"; `told` that of the listener. `named` is where the text
    has that speaker's full name, if the make-up of the text tells: the person interviewed of "A:".
    `dated` is the day that stands beside a post. `frame` names the construction that was recognised, for whoever words the reason.
    """

    content: tuple[Span, ...]
    speaker: Span | None = None
    cue: Span | None = None
    told: Span | None = None
    via: Span | None = None
    named: Span | None = None
    dated: Span | None = None
    frame: str

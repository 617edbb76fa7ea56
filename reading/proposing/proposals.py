"""What is proposed of an article: a statement with its place, its speaker and the reasons for both."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Span(NamedTuple):
    """A place in a text: half-open, in code points."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return what stands there."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two have a character in common."""
        return self.start < other.end and other.start < self.end


class Relayed(NamedTuple):
    """One hop between speaker and source: by whom, and in which word the source says so."""

    name: str
    verb: str | None = None


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """A statement that the article attributes to somebody, as far as its text tells.

    `start` and `end` bound the words attributed, without the words that attribute them, and
    `passage` is the text between; where those words are interrupted, `parts` has each piece.
    `form`, `speaker_kind` and `heard` take the values of the record's terms. `quote` holds only
    words that stand in quotation marks. `mention` is who speaks as it stands beside the words
    ("he"), `speaker` whom that means. `said` is EDTF, counted from `said_text` and the day of
    publication. `reason` says in a sentence or more why each was proposed.
    """

    start: int
    end: int
    passage: str
    parts: tuple[Span, ...] = ()
    form: str
    quote: str | None = None
    cue: Span | None = None
    mention: Span | None = None
    speaker: str | None = None
    speaker_kind: str = "person"
    plural: bool = False
    role: str | None = None
    affiliation: str | None = None
    told: str | None = None
    heard: str = "unstated"
    relays: tuple[Relayed, ...] = ()
    said: str | None = None
    said_text: str | None = None
    reason: str

    @property
    def direct(self) -> bool:
        """Whether all of it stands in quotation marks."""
        return self.form == "direct"


@dataclass(frozen=True)
class Proposed:
    """The proposals of an article, in the order of its text.

    `language` is the one it seems to be written in (BCP 47), None where that cannot be told;
    `by_model` whether the language model took part; `notes` are sentences for people on what was
    left undone, such as the paraphrases of a text that is not English.
    """

    proposals: tuple[Proposal, ...]
    language: str | None = None
    by_model: bool = False
    notes: tuple[str, ...] = ()

"""A statement as one note of a source tells it: what was said, by whom, and through whom."""

from __future__ import annotations

from dataclasses import dataclass

from models.terms import Form, Heard, SpeakerKind, StatementStatus, TranslationKind


@dataclass(frozen=True, kw_only=True)
class Hop:
    """One hop of the chain; of the report that carried it, key, CSL type and title."""

    name: str
    verb: str | None = None
    key: str | None = None
    type: str | None = None
    title: str | None = None
    title_supplied: bool = False
    seen: bool = True


@dataclass(frozen=True, kw_only=True)
class Translated:
    """The words in another language, and whose they are; `date` is EDTF."""

    language: str
    kind: TranslationKind
    text: str
    by: str | None = None
    date: str | None = None


@dataclass(frozen=True, kw_only=True)
class Note:
    """A statement in one source; dates are EDTF, `exact` is the passage in the source's words.

    `outlet` is what the note calls the source; its key, its CSL type and its date are those of the
    record, which not every format can tell.
    """

    key: str
    source: str
    source_type: str | None = None
    published: str | None = None
    form: Form
    name: str
    speaker: str
    kind: SpeakerKind
    plural: bool = False
    role: str | None = None
    where: str | None = None
    told: str | None = None
    in_answer_to: str | None = None
    quote: str | None = None
    claim: str | None = None
    exact: str | None = None
    outlet: str
    #: Which of several appearances of the statement it is; 0 of a single one.
    place: int = 0
    said: str | None = None
    said_text: str | None = None
    about: str | None = None
    about_text: str | None = None
    language: str | None = None
    heard: Heard = Heard.UNSTATED
    page: str | None = None
    time: str | None = None
    status: StatementStatus = StatementStatus.LOGGED
    status_reason: str | None = None
    hops: tuple[Hop, ...] = ()
    translations: tuple[Translated, ...] = ()


IN_THE_LEAD = ("name", "role", "where", "told", "in_answer_to")
"""What stands before the words that were said."""

IN_THE_SENTENCE = (*IN_THE_LEAD, "quote", "claim", "exact", "outlet")
"""What the sentence tells exactly, so that the tail need not."""

IN_THE_TAIL = (
    "said",
    "said_text",
    "about",
    "about_text",
    "language",
    "heard",
    "page",
    "time",
    "status",
    "status_reason",
)
"""What the tail tells, the sentence in words at most."""

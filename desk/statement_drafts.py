"""Drafts of statements and their speakers."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import AfterValidator, Field, ValidationInfo, field_validator, model_validator

from desk.drafts import (
    Draft,
    EdtfText,
    Key,
    Language,
    Line,
    Mark,
    RecordId,
    Sentence,
    WebUrl,
    Words,
    at_most,
    refusal,
    refuse_both,
)
from desk.source_drafts import AppearanceDraft, AppearanceLine
from models.terms import (
    Answer,
    Form,
    LinkStatus,
    Relation,
    SpeakerKind,
    StatementStatus,
    TranslationKind,
)

TopicName = Annotated[Line, *at_most(200)]


_ITEM = r"^Q[1-9][0-9]{0,18}$"
#: An item of Wikidata.
Wikidata = Annotated[Mark, Field(pattern=_ITEM, json_schema_extra={"pattern": _ITEM})]


class OfficeDraft(Draft):
    """An office that a speaker held; `from` and `until` are EDTF dates."""

    title: Line
    organisation: Line | None = None
    since: EdtfText | None = Field(default=None, alias="from")
    until: EdtfText | None = None


def _each_once(names: tuple[str, ...]) -> tuple[str, ...]:
    if len(set(names)) < len(names):
        kind = "alias"
        raise refusal(kind, "The same other name is given twice; give it once.")
    return names


class SpeakerWords(Draft):
    """What is kept of a speaker; names are not unique."""

    name: Line
    kind: SpeakerKind = SpeakerKind.PERSON
    plural: bool = False
    aliases: Annotated[
        tuple[Line, ...],
        AfterValidator(_each_once),
        Field(json_schema_extra={"uniqueItems": True}),
    ] = ()
    offices: tuple[OfficeDraft, ...] = ()
    speaks_for: Line | None = None
    wikidata: Wikidata | None = None
    note: Words | None = None


class SpeakerDraft(SpeakerWords):
    """A speaker with the key by which other desks know it."""

    key: Key | None = None


class StatementWords(Draft):
    """What was said, in which form, when and to whom; the part that every draft shares."""

    form: Form
    quote: Words | None = Field(default=None, validate_default=True)
    claim: Sentence | None = None
    language: Language | None = None
    role: Line | None = None
    told: Line | None = None
    in_answer_to: Sentence | None = None
    said: EdtfText | None = None
    said_text: Line | None = None
    about: EdtfText | None = None
    about_text: Line | None = None
    where: Line | None = None
    context: Words | None = None
    note: Words | None = None
    topics: tuple[TopicName, ...] = ()

    @field_validator("quote")
    @classmethod
    def _fits_form(cls, quote: str | None, info: ValidationInfo) -> str | None:
        form = info.data.get("form")
        if form is None:
            return quote
        if form.quotes and quote is None:
            kind = "quote_missing"
            message = (
                "Give the words that the source puts in quotation marks, "
                "or say that it is a paraphrase (indirect)."
            )
            raise refusal(kind, message)
        if quote is not None and not form.quotes:
            kind = "quote_on_paraphrase"
            message = (
                "A paraphrase holds no quoted words. Say that it is a paraphrase with quoted words "
                "(mixed), or move these words to the passage."
            )
            raise refusal(kind, message)
        return quote


PLAIN = tuple(name for name in StatementWords.model_fields if name not in {"form", "topics"})
"""The fields of a statement that are kept as they are given."""


class StatementDraft(StatementWords):
    """A statement as a person logs it, with the one source it was found in."""

    speaker_id: RecordId | None = None
    speaker: SpeakerDraft | None = None
    #: Make a new speaker even though the name is known.
    new_speaker: bool = False
    appearance: AppearanceDraft
    confirmed: bool = False

    @field_validator("speaker")
    @classmethod
    def _one_speaker(
        cls, speaker: SpeakerDraft | None, info: ValidationInfo
    ) -> SpeakerDraft | None:
        refuse_both(speaker, info.data.get("speaker_id"), "speaker_id")
        return speaker

    @field_validator("new_speaker")
    @classmethod
    def _no_known_speaker(cls, new: bool, info: ValidationInfo) -> bool:  # noqa: FBT001 -- a value
        refuse_both(new, info.data.get("speaker_id"), "speaker_id")
        return new

    @model_validator(mode="after")
    def _has_substance(self) -> Self:
        if self.form is not Form.DIRECT and not (self.claim or self.appearance.locator.exact):
            raise _no_substance()
        return self


class TranslationDraft(Draft):
    """The words in another language."""

    language: Language
    text: Words
    by: Line | None = None
    date: EdtfText | None = None
    kind: TranslationKind = TranslationKind.OURS


class LinkLine(Draft):
    """A link as the exchange format gives it, standing on one of its statements."""

    key: Key | None = None
    to: Key
    relation: Relation
    rationale: Words | None = None
    status: LinkStatus = LinkStatus.PROPOSED
    same_time: Answer | None = None
    same_place: Answer | None = None
    same_meaning: Answer | None = None
    words: Words | None = None
    to_words: Words | None = None
    reason: Words | None = None

    @field_validator("same_time", "same_place", "same_meaning")
    @classmethod
    def _asked_of_contradictions(cls, answer: Answer | None, info: ValidationInfo) -> Answer | None:
        if answer is not None and info.data.get("relation") is not Relation.CONTRADICTS:
            kind = "question"
            raise refusal(kind, "The three questions are asked of contradictions only.")
        return answer

    @model_validator(mode="after")
    def _confirmed_has_rationale(self) -> Self:
        if self.status is LinkStatus.CONFIRMED and self.rationale is None:
            kind = "rationale"
            raise refusal(kind, "A confirmed link needs a rationale.")
        return self


Rating = Annotated[int, Field(ge=-(2**31), le=2**31 - 1)]


class ReviewDraft(Draft):
    """A rating of a statement."""

    word: Line
    value: Rating | None = None
    best: Rating | None = None
    worst: Rating | None = None
    summary: Words | None = None
    url: WebUrl | None = None
    date: EdtfText | None = None
    organisation: Line | None = None


class _Reply(Draft):
    whom: Line | None = None
    asked: EdtfText | None = None
    route: Line | None = None
    deadline: EdtfText | None = None
    not_sought_because: Words | None = None

    @model_validator(mode="after")
    def _asked_or_why_not(self) -> Self:
        if (self.whom is None) == (self.not_sought_because is None):
            kind = "reply"
            raise refusal(kind, "Say whom you asked, or why nobody was asked: one of the two.")
        return self


class ReplyLine(_Reply):
    """A request for comment, or why none was sought; `answer` is a statement's key."""

    answer: Key | None = None


class ReplyDraft(_Reply):
    """A request for comment as people write it; `answer` is the id or key of a statement."""

    answer: Line | None = None


def _somewhere(
    appearances: tuple[AppearanceLine, ...],
) -> tuple[AppearanceLine, ...]:
    if not appearances:
        kind = "appearance"
        raise refusal(kind, "A statement was found in one source at least; name it.")
    return appearances


class StatementLine(StatementWords):
    """One line of our lossless exchange format."""

    key: Key | None = None
    speaker: SpeakerDraft
    translations: tuple[TranslationDraft, ...] = ()
    status: StatementStatus = StatementStatus.LOGGED
    status_reason: Words | None = None
    appearances: Annotated[tuple[AppearanceLine, ...], AfterValidator(_somewhere)]
    links: tuple[LinkLine, ...] = ()
    reviews: tuple[ReviewDraft, ...] = ()
    reply_requests: tuple[ReplyLine, ...] = ()

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        if self.form is not Form.DIRECT and not self.claim:
            _refuse_unless_passage(self.appearances)
        if self.status is StatementStatus.WITHDRAWN and self.status_reason is None:
            kind = "status_reason"
            raise refusal(kind, "A withdrawn statement needs a status_reason.")
        return self


def _refuse_unless_passage(appearances: tuple[AppearanceLine, ...]) -> None:
    if not any(found.locator.exact for found in appearances):
        raise _no_substance()


def _no_substance() -> Exception:
    kind = "no_substance"
    return refusal(
        kind, "A paraphrase needs the passage in the source’s words, or a claim in yours."
    )

"""What a line does not tell and the record knows: a table without the columns, a part of an export."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar
from urllib.parse import urlsplit

from desk.refusals import RefusedError
from desk.source_drafts import AppearanceLine, LocatorDraft, NoticeDraft, RelayLine, SourceDraft
from desk.statement_drafts import (
    PLAIN,
    ReplyLine,
    ReviewDraft,
    SpeakerDraft,
    StatementLine,
    TranslationDraft,
)
from models import name_key

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from desk.drafts import Draft
    from models import Notice as NoticeRow
    from models.records import AppearanceRecord, NoticeRecord, SourceRecord, StatementRecord

    D = TypeVar("D", bound=Draft)
    Notice = NoticeDraft | NoticeRecord | NoticeRow
    Find = Callable[[SourceDraft], SourceRecord | None]

#: What a table that has no column for it says of the kind of a source.
SUPPOSED_TYPES = frozenset({"webpage", "document"})


def filled(draft: StatementLine, known: StatementRecord | None, find: Find) -> StatementLine:
    """Return the line of a table with what its columns do not tell taken from the record.

    The source is the known one of that key, else of that address or title.
    """
    found = draft.appearances[0]
    found = found.model_copy(update={"source": filled_source(found.source, find(found.source))})
    if known is None:
        return draft.model_copy(update={"appearances": (found,)})
    told = {name: getattr(known, name) for name in (*PLAIN, "form", "status", "status_reason")}
    carried = draft.model_fields_set
    values = {name: value for name, value in told.items() if name not in carried}
    if "topics" not in carried:
        values["topics"] = known.topics
    values |= {name: told for name, told in belongings(known).items() if name not in carried}
    values["speaker"] = _speaker(draft.speaker, known)
    values["appearances"] = _appearances(found, known)
    return draft.model_copy(update=values)


def filled_source(draft: SourceDraft, record: SourceRecord | None) -> SourceDraft:
    """Return the source of a table with what its columns do not tell taken from the known one.

    Raises RefusedError where all that is told is the key of a source that is not there.
    """
    if record is not None:
        return _source(draft, record)
    if draft.title_supplied and draft.title == draft.key:
        field = "appearances.0.source.key"
        raise RefusedError(field, f"there is no source “{draft.key}”; give its title")
    return draft


def completed(
    draft: StatementLine, known: StatementRecord, keys: Collection[str | None]
) -> StatementLine:
    """Return a line with what it leaves out because it lay outside the file.

    An export of some statements leaves out the answers and notices that point to others.
    """
    found = tuple(
        _completed_appearance(one, other, keys)
        for one, other in zip(draft.appearances, known.appearances, strict=False)
    )
    return draft.model_copy(
        update={
            "appearances": found + draft.appearances[len(found) :],
            "reply_requests": _completed_replies(draft, known, keys),
        }
    )


def completed_notices(
    draft: SourceDraft, held: Iterable[tuple[Notice, set[str]]], keys: Collection[str | None]
) -> SourceDraft:
    """Return a source whose notices touch what they touched outside the file as well.

    `held` are the notices that the record has of it, each with the statements it touches.
    """
    if not draft.notices:
        return draft
    known = {(_said(one), frozenset(touched & set(keys))): touched for one, touched in held}
    notices = tuple(
        one.model_copy(update={"touches": tuple(sorted(known.get(_inside(one), set(one.touches))))})
        for one in draft.notices
    )
    return draft.model_copy(update={"notices": notices})


def _completed_appearance(
    draft: AppearanceLine, known: AppearanceRecord, keys: Collection[str | None]
) -> AppearanceLine:
    relays = tuple(
        one.model_copy(update={"source": _completed_source(one.source, other.source, keys)})
        if one.source and other.source
        else one
        for one, other in zip(draft.relays, known.relays, strict=False)
    )
    return draft.model_copy(
        update={
            "source": _completed_source(draft.source, known.source, keys),
            "relays": relays + draft.relays[len(relays) :],
        }
    )


def _completed_source(
    draft: SourceDraft, known: SourceRecord, keys: Collection[str | None]
) -> SourceDraft:
    return completed_notices(draft, [(one, set(one.touches)) for one in known.notices], keys)


def _completed_replies(
    draft: StatementLine, known: StatementRecord, keys: Collection[str | None]
) -> tuple[ReplyLine, ...]:
    if len(draft.reply_requests) != len(known.reply_requests):
        return draft.reply_requests
    return tuple(
        one.model_copy(update={"answer": other.answer})
        if one.answer is None and other.answer not in keys
        else one
        for one, other in zip(draft.reply_requests, known.reply_requests, strict=True)
    )


def told_of(source: SourceRecord) -> SourceDraft:
    """Return a known source as a line would tell it."""
    plain = {name: getattr(source, name) for name in SourceDraft.model_fields}
    return SourceDraft.model_construct(**plain | {"notices": _drafts(NoticeDraft, source.notices)})


def _said(notice: Notice) -> tuple[str, str | None, str | None]:
    return str(notice.kind), notice.date, notice.note


def _inside(notice: NoticeDraft) -> tuple[tuple[str, str | None, str | None], frozenset[str]]:
    return _said(notice), frozenset(notice.touches)


def _source(draft: SourceDraft, record: SourceRecord) -> SourceDraft:
    known = told_of(record)
    if not draft.key:
        return known
    carried = {name: getattr(draft, name) for name in draft.model_fields_set}
    if draft.type in SUPPOSED_TYPES:
        carried.pop("type")
    if draft.title_supplied and draft.title in {draft.container_title, _host(draft.url), draft.key}:
        carried.pop("title")
        carried.pop("title_supplied")
    # The outlet of our table is the container, or else the publisher.
    if known.container_title is None and known.publisher == draft.container_title:
        carried.pop("container_title", None)
    return known.model_copy(update=carried)


def _host(url: str | None) -> str | None:
    return urlsplit(url).hostname if url else None


def belongings(known: StatementRecord) -> dict[str, object]:
    """Return what stands beside the words of a known statement as a line would tell it."""
    return {
        "translations": _drafts(TranslationDraft, known.translations),
        "reviews": _drafts(ReviewDraft, known.reviews),
        "reply_requests": _drafts(ReplyLine, known.reply_requests),
    }


def _drafts(kind: type[D], records: Iterable[object]) -> tuple[D, ...]:
    return tuple(kind.model_validate(one, from_attributes=True) for one in records)


def _speaker(draft: SpeakerDraft, known: StatementRecord) -> SpeakerDraft:
    speaker = known.speaker
    same = (name_key(draft.name), draft.kind) == (name_key(speaker.name), speaker.kind)
    if not same or draft.key not in {None, speaker.key}:
        return draft
    return SpeakerDraft.model_validate(speaker, from_attributes=True, by_name=True)


def _appearances(found: AppearanceLine, known: StatementRecord) -> tuple[AppearanceLine, ...]:
    """Return the known appearances, the one in the source of the line as the line tells it."""
    lines = [known_appearance(one) for one in known.appearances]
    places = [n for n, one in enumerate(lines) if one.source.key == found.source.key]
    if not places:
        return (*lines, found)
    lines[places[0]] = _told(found, lines[places[0]], known.passage)
    return tuple(lines)


def known_appearance(found: AppearanceRecord) -> AppearanceLine:
    """Return a known appearance as a line would tell it."""
    return AppearanceLine.model_construct(
        source=told_of(found.source),
        locator=LocatorDraft.model_validate(found, from_attributes=True),
        heard=found.heard,
        relays=tuple(
            RelayLine.model_construct(
                name=hop.name, verb=hop.verb, source=told_of(hop.source) if hop.source else None
            )
            for hop in found.relays
        ),
    )


def _told(found: AppearanceLine, known: AppearanceLine, passage: str | None) -> AppearanceLine:
    told = {name: getattr(found.locator, name) for name in found.locator.model_fields_set}
    if told.get("exact") == passage:
        told.pop("exact", None)
    values: dict[str, object] = {
        "source": found.source,
        "locator": known.locator.model_copy(update=told),
    }
    if [hop.name for hop in found.relays] != [hop.name for hop in known.relays] and found.relays:
        values["relays"] = found.relays
    return known.model_copy(update=values)

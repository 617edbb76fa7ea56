"""What a line of the lossless format is made of: speakers, sources, translations, reviews."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citations.canon import JSON, kept, ordered

if TYPE_CHECKING:
    from models.records import (
        NoticeRecord,
        OfficeRecord,
        ReplyRecord,
        ReviewRecord,
        SourceRecord,
        SpeakerRecord,
        TranslationRecord,
    )


def speaker_json(speaker: SpeakerRecord) -> JSON:
    """Return a speaker with aliases and offices."""
    return kept(
        {
            "key": speaker.key,
            "name": speaker.name,
            "kind": speaker.kind,
            "plural": speaker.plural or None,
            "aliases": list(speaker.aliases),
            "offices": [_office(office) for office in speaker.offices],
            "speaks_for": speaker.speaks_for,
            "wikidata": speaker.wikidata,
            "note": speaker.note,
        }
    )


def _office(office: OfficeRecord) -> JSON:
    return kept(
        {
            "title": office.title,
            "organisation": office.organisation,
            "from": office.since,
            "until": office.until,
        }
    )


def source_json(source: SourceRecord) -> JSON:
    """Return a source with its notices, as the lossless format orders it."""
    return kept(
        {
            "key": source.key,
            "type": source.type,
            "title": source.title,
            "title_supplied": source.title_supplied or None,
            "authors": ordered(source.authors),
            "container_title": source.container_title,
            "publisher": source.publisher,
            "genre": source.genre,
            "url": source.url,
            "published": source.published,
            "accessed": source.accessed,
            "archived_url": source.archived_url,
            "language": source.language,
            "seen": None if source.seen else False,
            "csl": ordered(source.csl),
            "notices": [_notice(each) for each in source.notices],
        }
    )


def _notice(notice: NoticeRecord) -> JSON:
    touches = sorted(notice.touches)
    return kept({"kind": notice.kind, "date": notice.date, "note": notice.note, "touches": touches})


def translation_json(translation: TranslationRecord) -> JSON:
    """Return the words in another language."""
    return kept(
        {
            "language": translation.language,
            "text": translation.text,
            "by": translation.by,
            "date": translation.date,
            "kind": translation.kind,
        }
    )


def review_json(review: ReviewRecord) -> JSON:
    """Return a rating."""
    return kept(
        {
            "word": review.word,
            "value": review.value,
            "best": review.best,
            "worst": review.worst,
            "summary": review.summary,
            "url": review.url,
            "date": review.date,
            "organisation": review.organisation,
        }
    )


def reply_json(request: ReplyRecord) -> JSON:
    """Return a request for comment."""
    return kept(
        {
            "whom": request.whom,
            "asked": request.asked,
            "route": request.route,
            "deadline": request.deadline,
            "answer": request.answer,
            "not_sought_because": request.not_sought_because,
        }
    )

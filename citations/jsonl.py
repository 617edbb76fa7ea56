"""Gainsay's own lossless format: JSON Lines, one statement a line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from citations.canon import JSON, kept
from citations.jsonl_parts import (
    reply_json,
    review_json,
    source_json,
    speaker_json,
    translation_json,
)
from models.terms import Heard, StatementStatus

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citations.exported import Exported
    from models.records import AppearanceRecord, LinkRecord, RelayRecord, StatementRecord


def write_jsonl(exported: Exported) -> Iterator[str]:
    """Write one statement a line, sorted by key: UTF-8 unescaped, absent where empty."""
    for statement in exported.statements():
        yield json.dumps(statement_json(statement), ensure_ascii=False) + "\n"


def statement_json(statement: StatementRecord) -> JSON:
    """Return a statement with all that belongs to it, as the lossless format orders it."""
    logged = statement.status is StatementStatus.LOGGED
    return kept(
        {
            "key": statement.key,
            "quote": statement.quote,
            "form": statement.form,
            "claim": statement.claim,
            "language": statement.language,
            "translations": [translation_json(each) for each in statement.translations],
            "speaker": speaker_json(statement.speaker),
            "role": statement.role,
            "told": statement.told,
            "in_answer_to": statement.in_answer_to,
            "said": statement.said,
            "said_text": statement.said_text,
            "about": statement.about,
            "about_text": statement.about_text,
            "where": statement.where,
            "context": statement.context,
            "note": statement.note,
            "topics": sorted(statement.topics),
            "status": None if logged else statement.status,
            "status_reason": statement.status_reason,
            "appearances": [_appearance(found) for found in statement.appearances],
            "links": _links(statement),
            "reviews": [review_json(review) for review in statement.reviews],
            "reply_requests": [reply_json(request) for request in statement.reply_requests],
        }
    )


def _appearance(found: AppearanceRecord) -> JSON:
    return kept(
        {
            "source": source_json(found.source),
            "locator": _locator(found),
            "heard": None if found.heard is Heard.UNSTATED else found.heard,
            "relays": [_relay(relay) for relay in found.relays],
        }
    )


def _locator(found: AppearanceRecord) -> JSON:
    return kept(
        {
            "exact": found.exact,
            "prefix": found.prefix,
            "suffix": found.suffix,
            "start": found.start,
            "end": found.end,
            "page": found.page,
            "time": found.time,
        }
    )


def _relay(relay: RelayRecord) -> JSON:
    source = source_json(relay.source) if relay.source else None
    return kept({"name": relay.name, "verb": relay.verb, "source": source})


def _links(statement: StatementRecord) -> list[JSON]:
    standing = [link for link in statement.links if _home(link) == statement.key]
    written = [_link(link, statement.key) for link in standing]
    return sorted(written, key=lambda link: (link["to"], link["relation"], link["key"]))


def _home(link: LinkRecord) -> str:
    """Return the key of the statement a link stands on: a symmetric one on the smaller key."""
    return min(link.from_key, link.to_key) if link.relation.symmetric else link.from_key


def _link(link: LinkRecord, home: str) -> JSON:
    turned = home != link.from_key
    words, to_words = (link.to_words, link.words) if turned else (link.words, link.to_words)
    return kept(
        {
            "key": link.key,
            "to": link.from_key if turned else link.to_key,
            "relation": link.relation,
            "rationale": link.rationale,
            "status": link.status,
            "same_time": link.same_time,
            "same_place": link.same_place,
            "same_meaning": link.same_meaning,
            "words": words,
            "to_words": to_words,
            "reason": link.reason,
        }
    )

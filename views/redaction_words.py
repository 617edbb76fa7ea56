"""Redactions in words: what can go, where words still stand, where a record is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import url_for
from flask_babel import gettext as _

if TYPE_CHECKING:
    from collections.abc import Iterable

    from flask import Flask

    from desk.redacting.tombstones import Place, Tombstone

_SHOWN = {
    "statement": "statements.show",
    "speaker": "speakers.show",
    "source": "sources.show",
    "link": "links.show",
    "capture": "captures.show",
    "account": "accounts.show",
    "saved_report": "saved.show",
    "statement_set": "sets.show",
}


def part_words(subject: str, part: str) -> str:
    """Say which part of a record is meant, as its form names it."""
    special = {
        ("capture", "content"): _("bytes, text and SHA-256"),
        ("link", "words"): _("the marked words"),
    }
    known = {**_of_statements(), **_of_speakers(), **_of_sources(), **_of_others()}
    return str(special.get((subject, part)) or known.get(part, part))


def _of_statements() -> dict[str, str]:
    return {
        "quote": _("quote"),
        "claim": _("claim"),
        "context": _("context"),
        "note": _("note"),
        "told": _("to whom it was said"),
        "where": _("where"),
        "in_answer_to": _("what it answered"),
        "role": _("role at the time"),
        "status_reason": _("why it was withdrawn"),
        "said": _("when it was said"),
        "about": _("what time it speaks of"),
        "translations": _("translations"),
        "passages": _("passages in the sources’ words"),
        "relays": _("through whom it came"),
    }


def _of_speakers() -> dict[str, str]:
    return {
        "name": _("name"),
        "aliases": _("other names"),
        "offices": _("offices"),
        "speaks_for": _("for whom they speak"),
        "wikidata": _("Wikidata id"),
        "roles": _("roles on their statements"),
        "email": _("e-mail"),
    }


def _of_sources() -> dict[str, str]:
    return {
        "title": _("title"),
        "authors": _("authors"),
        "outlet": _("outlet and publisher"),
        "genre": _("genre"),
        "addresses": _("web address and archived copy"),
        "csl": _("every other CSL variable"),
        "notices": _("what its notices say"),
        "url": _("web address"),
        "filename": _("name of the file"),
    }


def _of_others() -> dict[str, str]:
    return {
        "introduction": _("introduction"),
        "rationale": _("rationale"),
        "reasons": _("reasons given"),
        "summary": _("summary"),
        "word": _("rating"),
        "organisation": _("organisation"),
        "withdrawn_reason": _("why it was withdrawn"),
        "whom": _("who was asked"),
        "route": _("by what route"),
        "not_sought_because": _("why no comment was sought"),
        "text": _("the words of the remark"),
    }


def subject_words(subject: str, number: int) -> str:
    """Name a record by its kind and number."""
    kinds = {
        "statement": _("statement"),
        "speaker": _("speaker"),
        "source": _("source"),
        "capture": _("capture"),
        "link": _("link"),
        "review": _("rating"),
        "reply_request": _("request for comment"),
        "remark": _("remark"),
        "account": _("account"),
        "saved_report": _("saved report"),
        "statement_set": _("set"),
        "proposal": _("proposal"),
    }
    return f"{kinds.get(subject, subject.replace('_', ' '))} {number}"


def stone_words(stone: Tombstone) -> str:
    """Say what a redaction blanked."""
    return ", ".join(part_words(stone.subject_type, part) for part in stone.parts)


def places_words(places: Iterable[Place]) -> str:
    """Name the rows in which words still stand."""
    return ", ".join(subject_words(place.table, place.id) for place in places)


def record_address(subject: str, number: int) -> str:
    """Return where a record is shown; the list of redactions for one without a page."""
    endpoint = _SHOWN.get(subject)
    return url_for(endpoint, id=number) if endpoint else url_for("redactions.index")


def register(app: Flask) -> None:
    """Give templates these words."""
    app.jinja_env.globals.update(
        part_words=part_words,
        subject_words=subject_words,
        stone_words=stone_words,
        redacted_address=record_address,
    )

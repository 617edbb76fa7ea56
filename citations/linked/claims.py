"""Statements as Claims of schema.org: what was said, by whom, when, and where it appeared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citations import words
from citations.canon import JSON, kept
from citations.corrections import correction_words
from citations.linked.graph import date_fields, statement_iri
from citations.linked.works import creative_work
from models.notes.sentences import opened
from models.terms import Form, SpeakerKind, TranslationKind
from models.tombstone import TOMBSTONE, WITHHELD

if TYPE_CHECKING:
    from citations.exported import Desk
    from models.records import AppearanceRecord, SpeakerRecord, StatementRecord, TranslationRecord

WIKIDATA = "http://www.wikidata.org/entity/"
_TRANSLATIONS = {
    TranslationKind.OURS: "Our translation.",
    TranslationKind.PUBLISHED: "Published translation.",
}


def claim(statement: StatementRecord, desk: Desk) -> JSON:
    """Return a statement as a Claim: `text` is the quote untouched, else the paraphrase.

    `description` says which of the two, and how it was said. Words in quotation marks within a
    paraphrase stand as a Quotation of its own. Only sources that somebody here has read count.
    """
    direct, first = statement.form is Form.DIRECT, first_appearance(statement)
    paraphrase = statement.claim or statement.passage
    withheld = statement.quote == TOMBSTONE
    quote = WITHHELD if withheld else statement.quote
    quoted = {"@type": "Quotation", "text": quote} if quote and not withheld else None
    return kept(
        {
            "@type": "Claim",
            "@id": statement_iri(desk, statement.id, statement.key) if desk.address else None,
            "identifier": statement.key,
            "text": quote if direct else paraphrase,
            "abstract": statement.claim if direct else None,
            "inLanguage": statement.language if direct or not statement.claim else None,
            "hasPart": None if direct else quoted,
            "description": _described(statement),
            "author": said_by(statement.speaker, statement.role),
            **date_fields(statement.said),
            "keywords": sorted(statement.topics),
            "workTranslation": [_translation(each) for each in statement.translations],
            "correction": list(correction_words(statement)),
            "firstAppearance": creative_work(first.source) if first else None,
            "appearance": _others(statement, first),
        }
    )


def said_by(speaker: SpeakerRecord, role: str | None = None) -> JSON:
    """Return a speaker with the role at the time; one without a name is described, never named.

    Several without a name are neither a person nor an organisation that we could tell.
    """
    if speaker.kind is SpeakerKind.UNNAMED:
        told = ", ".join(filter(None, (speaker.name, role)))
        return {"@type": "Thing" if speaker.plural else "Person", "description": told}
    person = speaker.kind is SpeakerKind.PERSON
    return kept(
        {
            "@type": "Person" if person else "Organization",
            "name": speaker.name,
            "alternateName": list(speaker.aliases),
            "jobTitle" if person else "description": role,
            "sameAs": f"{WIKIDATA}{speaker.wikidata}" if speaker.wikidata else None,
        }
    )


def first_appearance(statement: StatementRecord) -> AppearanceRecord | None:
    """Return where it appeared first, as far as is known: before all others, and at first hand.

    None where dates do not tell, where it came through somebody, or where nobody has read it.
    """
    ordered = statement.in_order
    if not ordered or not ordered[0].source.seen or ordered[0].relays:
        return None
    last = ordered[0].source.published_to
    others = [found.source.published_from for found in ordered[1:]]
    known = all(last and other and last < other for other in others)
    return ordered[0] if known else None


def _others(statement: StatementRecord, first: AppearanceRecord | None) -> list[JSON]:
    works = {found.source.key: found.source for found in statement.in_order if found.source.seen}
    if first:
        del works[first.source.key]
    return [creative_work(work) for work in works.values()]


def _described(statement: StatementRecord) -> str:
    """Return in words what schema.org has no property for: whose words, how said, through whom."""
    how = words.circumstances(statement)
    said = words.sentence(f"Said {how}") if how else ""
    return " ".join(filter(None, (_kind(statement), said, *_relayed(statement))))


def _relayed(statement: StatementRecord) -> list[str]:
    """Return each chain of relays that a consulted source names, once."""
    through = (found for found in statement.in_order if found.source.seen and found.relays)
    chains = dict.fromkeys(map(words.chain_words, through))
    return [words.sentence(f"Reported by {words.one_line(chain)}") for chain in chains]


def _kind(statement: StatementRecord) -> str:
    if statement.form is Form.DIRECT:
        return "Quoted word for word."
    return words.sentence(opened(words.owned(statement)[1]))


def _translation(translation: TranslationRecord) -> JSON:
    return kept(
        {
            "@type": "CreativeWork",
            "text": translation.text,
            "inLanguage": translation.language,
            "translator": translation.by,
            "description": _TRANSLATIONS[translation.kind],
            **date_fields(translation.date),
        }
    )

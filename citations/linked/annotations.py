"""Web Annotation (W3C data model, JSON-LD): each statement, at its words in each source consulted."""

from __future__ import annotations

import json
from itertools import chain
from typing import TYPE_CHECKING

from citations.canon import JSON, kept, listed
from citations.cited import Finding
from citations.linked.claims import WIKIDATA
from citations.linked.graph import iri, name_of, organisation, statement_iri
from citations.linked.places import address_of, selectors, state_of
from citations.omissions import Noun, Omission
from citations.pair_formats import pair_line
from citations.text import attribution
from citations.words import one_line, who
from models.terms import LinkStatus, Relation, SpeakerKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from citations.exported import Desk, Exported
    from citations.pairs import CitedPair
    from models.records import SpeakerRecord, StatementRecord

CITO = "http://purl.org/spar/cito/"
CONTEXT = ("http://www.w3.org/ns/anno.jsonld", {"cito": CITO})
TERMS = {
    Relation.SUPPORTS: "cito:supports",
    Relation.CONTRADICTS: "cito:disputes",
    Relation.REPEATS: "cito:agreesWith",
    Relation.CORRECTS: "cito:corrects",
}
"""What a link is in CiTO, the Citation Typing Ontology."""
_HEAD = {"id": "#annotations", "type": "AnnotationCollection", "label": "Statements"}
_PAGE = {"id": "#page", "type": "AnnotationPage", "partOf": "#annotations", "startIndex": 0}


def write_annotations(exported: Exported) -> Iterator[str]:
    """Write a collection of one page, with an annotation an appearance, in order of keys.

    The words selected are as the source has them. A link to a statement is told by the one it
    starts from, by both where it is symmetric, and once somebody has confirmed it.
    """
    return _collection(_annotations(exported))


def write_pair_annotations(exported: Exported) -> Iterator[str]:
    """Write the same, and before it what links both statements, with its reasons."""
    linking = [_linking(exported.pair, exported.desk)] if exported.pair else []
    return _collection(chain(linking, _annotations(exported)))


def not_on_the_web(exported: Exported) -> Iterator[Omission]:
    """Yield the statements that were found in no consulted source with an address."""
    for one in exported.statements():
        if not any(address_of(found.source) for found in one.appearances):
            why = "no source of it that has a web address was consulted"
            yield Omission(Noun.STATEMENT, one.id, one.key, one.wording, why)


def _collection(nodes: Iterable[JSON]) -> Iterator[str]:
    yield json.dumps({"@context": CONTEXT, **_HEAD})[:-1] + ', "first": '
    yield json.dumps(_PAGE)[:-1] + ', "items": '
    yield from listed(nodes)
    yield "}}\n"


def _linking(pair: CitedPair, desk: Desk) -> JSON:
    return kept(
        {
            "id": iri(pair.url) if pair.url else name_of("link", pair.link.key),
            "type": "Annotation",
            "motivation": "linking",
            "creator": _creator(desk),
            "body": {
                "type": "TextualBody",
                "purpose": "linking",
                "format": "text/plain",
                "value": pair_line(pair),
            },
            "target": [
                statement_iri(desk, side.id, side.key) for side in (pair.first, pair.second)
            ],
        }
    )


def _annotations(exported: Exported) -> Iterator[JSON]:
    for one in exported.statements():
        for place, found in enumerate(one.appearances):
            if address := address_of(found.source):
                yield _annotation(Finding(one, found), place, iri(address), exported.desk)


def _annotation(finding: Finding, place: int, address: str, desk: Desk) -> JSON:
    statement, found = finding.statement, finding.appearance
    tags = [{"type": "TextualBody", "purpose": "tagging", "value": one} for one in statement.topics]
    return kept(
        {
            "id": name_of("appearance", f"{statement.key} {place} {found.source.key}"),
            "type": "Annotation",
            "motivation": ["describing", "identifying"],
            "creator": _creator(desk),
            "body": [_described(statement, desk), _identified(statement), *tags],
            "target": kept(
                {
                    "type": "SpecificResource",
                    "source": address,
                    "selector": selectors(finding),
                    "state": state_of(found.source),
                }
            ),
        }
    )


def _creator(desk: Desk) -> JSON | None:
    told = organisation(desk, "homepage")
    return {"type": "Organization", **told} if told else None


def _described(statement: StatementRecord, desk: Desk) -> JSON:
    """Return a statement in words, under its own name, with what it does to others."""
    return {
        "id": statement_iri(desk, statement.id, statement.key),
        "type": "TextualBody",
        "purpose": "describing",
        "format": "text/plain",
        "value": one_line(attribution(statement)),
        **_links(statement, desk),
    }


def _links(statement: StatementRecord, desk: Desk) -> JSON:
    told: dict[str, list[JSON]] = {}
    for link in statement.links:
        starts = link.from_key == statement.key
        if link.status is LinkStatus.CONFIRMED and (starts or link.relation.symmetric):
            number, key = (link.to_id, link.to_key) if starts else (link.from_id, link.from_key)
            other = {"id": statement_iri(desk, number, key)}
            told.setdefault(TERMS[link.relation], []).append(other)
    return dict(sorted(told.items()))


def _identified(statement: StatementRecord) -> JSON:
    """Return who spoke: somebody with a name, or the words by which the source describes them."""
    speaker = statement.speaker
    if speaker.kind is SpeakerKind.UNNAMED:
        value = who(statement)
        return {"type": "TextualBody", "purpose": "identifying", "value": value}
    return {"type": "SpecificResource", "purpose": "identifying", "source": _agent(speaker)}


def _agent(speaker: SpeakerRecord) -> JSON:
    known = f"{WIKIDATA}{speaker.wikidata}" if speaker.wikidata else None
    person = speaker.kind is SpeakerKind.PERSON
    return {
        "id": known or name_of("speaker", speaker.key),
        "type": "Person" if person else "Organization",
        "name": speaker.name,
    }

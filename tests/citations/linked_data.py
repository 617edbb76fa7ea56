"""JSON-LD as its processor reads it, with contexts of our own for the terms that we write.

The contexts of schema.org and of the W3C are not in this tree, and nothing is fetched. They give
these terms the same meaning.
"""

from __future__ import annotations

from typing import Any

from pyld import jsonld

from citations.linked.annotations import CONTEXT as W3C
from citations.linked.claim_review import CONTEXT as SCHEMA_ORG

BASE = "https://desk.example/export.jsonld"
OA = "http://www.w3.org/ns/oa#"
XSD = "http://www.w3.org/2001/XMLSchema#"
_NODES = {
    "body": "oa:hasBody",
    "target": "oa:hasTarget",
    "source": "oa:hasSource",
    "selector": "oa:hasSelector",
    "state": "oa:hasState",
    "cached": "oa:cachedSource",
    "creator": "dcterms:creator",
    "homepage": "foaf:homepage",
    "partOf": "as:partOf",
    "first": "as:first",
}
_TEXTS = {
    "exact": "oa:exact",
    "prefix": "oa:prefix",
    "suffix": "oa:suffix",
    "format": "dc:format",
    "value": "rdf:value",
    "name": "foaf:name",
    "label": "rdfs:label",
}
_TYPES = {
    "Annotation": "oa:Annotation",
    "TextualBody": "oa:TextualBody",
    "SpecificResource": "oa:SpecificResource",
    "TextQuoteSelector": "oa:TextQuoteSelector",
    "TextPositionSelector": "oa:TextPositionSelector",
    "TimeState": "oa:TimeState",
    "Person": "foaf:Person",
    "Organization": "foaf:Organization",
    "AnnotationCollection": "as:OrderedCollection",
    "AnnotationPage": "as:OrderedCollectionPage",
    "describing": "oa:describing",
    "identifying": "oa:identifying",
    "tagging": "oa:tagging",
    "linking": "oa:linking",
}
_TYPED = {"start": "nonNegativeInteger", "end": "nonNegativeInteger"} | dict.fromkeys(
    ("sourceDate", "sourceDateStart", "sourceDateEnd"), "dateTime"
)
WEB_ANNOTATION: dict[str, Any] = {
    "oa": OA,
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "as": "http://www.w3.org/ns/activitystreams#",
    "id": "@id",
    "type": "@type",
    "items": {"@id": "as:items", "@type": "@id", "@container": "@list"},
    "startIndex": {"@id": "as:startIndex", "@type": f"{XSD}nonNegativeInteger"},
    "motivation": {"@id": "oa:motivatedBy", "@type": "@vocab"},
    "purpose": {"@id": "oa:hasPurpose", "@type": "@vocab"},
    **{name: {"@id": term, "@type": "@id"} for name, term in _NODES.items()},
    **{name: {"@id": f"oa:{name}", "@type": f"{XSD}{kind}"} for name, kind in _TYPED.items()},
    **_TEXTS,
    **_TYPES,
}
_SCHEMA = (
    "abstract alternateName appearance archivedAt author bestRating claimReviewed correction"
    " datePublished description familyName firstAppearance genre givenName hasPart honorificSuffix"
    " identifier inLanguage isPartOf itemReviewed jobTitle keywords name publisher ratingValue"
    " reviewBody reviewRating sameAs temporal text translator url workTranslation worstRating"
)
_ADDRESSES = ("archivedAt", "sameAs", "url")
SCHEMA: dict[str, Any] = {
    **{name: f"http://schema.org/{name}" for name in _SCHEMA.split()},
    **{name: {"@id": f"http://schema.org/{name}", "@type": "@id"} for name in _ADDRESSES},
}
_TYPES_OF_SCHEMA = (
    "Claim ClaimReview CreativeWork Organization Person Thing Rating Quotation Episode"
    " TVEpisode RadioEpisode"
)
SCHEMA |= {name: f"http://schema.org/{name}" for name in _TYPES_OF_SCHEMA.split()}
CONTEXTS = {SCHEMA_ORG: SCHEMA, W3C[0]: WEB_ANNOTATION}


def triples(document: dict[str, Any], contexts: dict[Any, Any] | None = None) -> list[Any]:
    """Return what a processor makes of a document."""
    known = CONTEXTS if contexts is None else contexts

    def load(address: str, _options: object) -> dict[str, Any]:
        context = {"@context": known[address]}
        return {"contextUrl": None, "documentUrl": address, "document": context}

    read = jsonld.to_rdf(document, {"documentLoader": load, "base": BASE})
    return list(read.get("@default", []))


def expected(document: dict[str, Any]) -> int:
    """Count the triples of a document if no key of it is unknown and no text of it is dropped."""
    return sum(map(_of_node, document.get("@graph", [document])))


def _of_node(node: dict[str, Any]) -> int:
    told = {name: value for name, value in node.items() if name not in {"@context", "id", "@id"}}
    return sum(map(_of_value, told.values()))


def _of_value(value: Any) -> int:  # noqa: ANN401 -- any JSON value
    if isinstance(value, dict):
        return 1 + _of_node(value)
    if isinstance(value, list):
        texts = {each for each in value if not isinstance(each, dict)}
        return len(texts) + sum(_of_value(each) for each in value if isinstance(each, dict))
    return 1

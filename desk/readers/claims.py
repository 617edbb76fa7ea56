"""A Claim of schema.org as a statement: the words, who said them and when, where they appeared."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from desk.readers.claim_works import appeared, review_page
from desk.readers.languages import language_tag
from desk.readers.linked_dates import date_of
from desk.readers.ratings import reviewer
from desk.refusals import RefusedError
from models.keys import is_key
from models.terms import Form, SpeakerKind

if TYPE_CHECKING:
    from desk.readers.linked_nodes import Node

    Values = dict[str, Any]

#: How our own export begins to say what the text of a claim is.
_QUOTED, _MIXED, _PARAPHRASED = (
    "Quoted word for word.",
    "Paraphrase with quoted words",
    "Paraphrase",
)
_OURS = "in our words"
_CUT = ("…", "...")
_PAIRS = {"“": "”", "„": "“", "«": "»", "»": "«", '"': '"', "「": "」"}
_WIKIDATA = re.compile(r"https?://(?:www\.)?wikidata\.org/(?:entity|wiki)/(Q[1-9][0-9]*)")
_ORGANISATION = re.compile("Organi[sz]ation|Corporation|Party|Agency|Project")
#: Of how long a description it is looked up where the words are from.
_DESCRIBED = 10_000
_TAKEN = frozenset(
    {"text", "name", "abstract", "hasPart", "description", "author", "datePublished", "temporal"}
    | {"inLanguage", "firstAppearance", "appearance", "identifier", "url", "sameAs", "keywords"}
)


def claimed(claim: Node | None, review: Node | None) -> tuple[Values, list[str]]:
    """Return the fields of the statement that is claimed, and what of it could not be taken.

    Raises RefusedError where it holds no words, or two speakers.
    """
    said, untaken = date_of(claim, "datePublished") if claim else (None, [])
    works, unplaced = appeared(claim) if claim else ([], [])
    values = _words(claim, review)
    values |= {"speaker": _speaker(claim, review), "said": said, **_beside(claim)}
    values["appearances"] = _appearances(values, works, claim, review)
    return values, [*untaken, *unplaced]


def untaken_of(claim: Node) -> list[str]:
    """Return the names of what is said of a Claim and has no place in a statement."""
    return sorted(claim.names - _TAKEN) if "Claim" in claim.types else []


def _words(claim: Node | None, review: Node | None) -> Values:
    """Return form, quote and claim: word for word what stands in quotation marks as a whole."""
    text, told = _text(claim, review), _told(claim)
    if told.startswith(_QUOTED):
        return {"form": Form.DIRECT, "quote": text, "claim": claim and claim.text("abstract")}
    inner = claim.part("hasPart") if claim and told.startswith(_MIXED) else None
    if inner and inner.text("text"):
        return {"form": Form.MIXED, "quote": inner.text("text"), "claim": text}
    quoted = _quoted(text)
    return (
        {"form": Form.DIRECT, "quote": quoted} if quoted else {"form": Form.INDIRECT, "claim": text}
    )


@lru_cache(maxsize=8)
def _quoted(text: str) -> str | None:
    """Return what stands in quotation marks as a whole, the same text for all who refer to it."""
    closing = _PAIRS.get(text[0])
    whole = text[1:-1].strip()
    return whole if text[-1] == closing and not set(whole) & {text[0], closing} else None


def _text(claim: Node | None, review: Node | None) -> str:
    """Return the words of the claim: its own text, else what the review says was claimed."""
    told = claim if claim and "Claim" in claim.types else None
    own = told.text("text") if told else None
    text = own or (review.text("claimReviewed") if review else None)
    text = text or (told.text("name", "headline") if told else None)
    if not text:
        field = "claimReviewed"
        raise RefusedError(field, "it does not say what was claimed; give claimReviewed")
    if not own and text.endswith(_CUT):
        field = "claimReviewed"
        raise RefusedError(field, "the words are cut short; give them whole as itemReviewed.text")
    return text


def _told(claim: Node | None) -> str:
    return ((claim.text("description") if claim else None) or "")[:_DESCRIBED]


def _beside(claim: Node | None) -> Values:
    """Return what else is told of a statement, where it is told as we need it."""
    if claim is None:
        return {}
    key, language = claim.text("identifier"), claim.text("inLanguage")
    topics = claim.texts("keywords") if _told(claim).startswith((_QUOTED, _PARAPHRASED)) else []
    values = {
        "key": key if key and is_key(key) else None,
        "language": language_tag(language) if language else None,
        "role": _role(claim),
        "topics": tuple(dict.fromkeys(topics)),
    }
    return {name: value for name, value in values.items() if value}


def _role(claim: Node) -> str | None:
    author = claim.part("author")
    return author.text("jobTitle") if author else None


def _speaker(claim: Node | None, review: Node | None) -> Values:
    """Return who said it; without a name, described as published, or as nobody was named."""
    authors = claim.parts("author") if claim else []
    if len(authors) > 1:
        field = "itemReviewed.author"
        names = ", ".join(filter(None, (one.text("name") for one in authors[:3])))
        raise RefusedError(field, f"a statement has one speaker, this one several ({names}…)")
    author = authors[0] if authors else None
    name = author.text("name") if author else None
    if author is None or name is None:
        return _unnamed(author, review)
    wikidata = (_WIKIDATA.fullmatch(text) for text in author.texts("sameAs"))
    others = dict.fromkeys(author.texts("alternateName"))
    return {
        "name": name,
        "kind": _kind(author),
        "aliases": tuple(one for one in others if one != name),
        "wikidata": next((found[1] for found in wikidata if found), None),
    }


def _kind(author: Node) -> SpeakerKind:
    is_body = any(_ORGANISATION.search(one) for one in author.types)
    return SpeakerKind.ORGANISATION if is_body else SpeakerKind.PERSON


def _unnamed(author: Node | None, review: Node | None) -> Values:
    told = author.text("description") if author else None
    by = reviewer(review) if review else None
    name = told or f"somebody whom {by or 'the reviewer'} does not name"
    plural = bool(author and "Thing" in author.types)
    return {"name": name, "kind": SpeakerKind.UNNAMED, "plural": plural}


def _appearances(
    values: Values, works: list[Values], claim: Node | None, review: Node | None
) -> list[Values]:
    """Return where it appeared; nowhere else than in the review, if that is all that is known.

    A paraphrase is in the words of whoever wrote it: ours stay ours, those of a source are its
    passage, those of a reviewer are called so.
    """
    found: list[Values] = [{"source": work} for work in works]
    told = _told(claim)
    is_passage = told.startswith(_PARAPHRASED) and _OURS not in told
    if not found:
        found = [{"source": review_page(review)}]
        is_passage = is_passage or not told.startswith(_PARAPHRASED)
    elif values["form"] is Form.INDIRECT and not told.startswith(_PARAPHRASED):
        by = reviewer(review) if review else None
        values["note"] = f"The words are those of {by or 'whoever reviewed it'}."
    if is_passage and values["form"] is not Form.DIRECT:
        place = next((n for n, work in enumerate(works) if _outlet(work) in told), 0)
        found[place]["locator"] = {"exact": values.pop("claim")}
    return found


def _outlet(work: Values) -> str:
    return str(work.get("container_title") or work.get("publisher") or work["title"])

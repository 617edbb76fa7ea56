from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings

from citations.cited import by_key
from citations.exported import Desk, Held
from citations.formats import FORMATS
from citations.linked.claim_review import SHORT, in_short
from citations.linked.claims import claim
from citations.linked.works import TYPES, creative_work
from models.csl import ITEM_TYPES
from models.records import NoticeRecord, RelayRecord, ReviewRecord
from models.terms import Form, NoticeKind, SpeakerKind
from tests.citations.linked_data import SCHEMA, expected, triples
from tests.citations.records import a_source, a_speaker, a_statement, an_appearance
from tests.citations.strategies import SELECTIONS
from tests.citations.works_of_every_type import every_type
from tests.citations.writing import text_of

if TYPE_CHECKING:
    from models.records import StatementRecord

QUOTE = "We have not ceded any of the ground we have taken to anybody, and I mean not any of it"
DESK = Desk("The Desk", "https://desk.example/", "https://check.example")
OURS = ReviewRecord(
    word="mostly false", value=2, best=5, worst=1, url="https://desk.example/5", date="2017-10"
)
THEIRS = ReviewRecord(word="false", organisation="Another Desk", summary="It was ceded.")
SCHEMA |= {name: f"http://schema.org/{name}" for name in TYPES.values()}


def _written(*statements: StatementRecord, desk: Desk = DESK) -> dict[str, Any]:
    text = b"".join(FORMATS["claimreview"].written(Held(statements, desk=desk))).decode()
    written: dict[str, Any] = json.loads(text)
    return written


def _reviewed(**values: Any) -> StatementRecord:  # noqa: ANN401 -- any field
    early, late = (a_source(key=d, title=d, published=d) for d in ("2017-09-19", "2017-09-20"))
    found = (an_appearance(late), an_appearance(early))
    given = {"quote": QUOTE, "said": "2017-09", "appearances": found, "reviews": (OURS,)}
    return a_statement(**(given | values))


def test_a_review_is_told_as_its_readers_want_it() -> None:
    review = _written(_reviewed())
    assert review["@context"] == "https://schema.org"
    assert review["@type"] == "ClaimReview"
    assert review["author"] == {
        "@type": "Organization",
        "name": "The Desk",
        "url": "https://desk.example/",
    }
    assert (review["url"], review["datePublished"]) == ("https://desk.example/5", "2017-10")
    assert review["reviewRating"] == {
        "@type": "Rating",
        "alternateName": "mostly false",
        "ratingValue": 2,
        "bestRating": 5,
        "worstRating": 1,
    }
    said = review["itemReviewed"]
    assert (said["@type"], said["text"], said["datePublished"]) == ("Claim", QUOTE, "2017-09")
    assert said["author"] == {"@type": "Person", "name": "James Mattis"}
    assert said["firstAppearance"]["name"] == "2017-09-19"
    assert [work["name"] for work in said["appearance"]] == ["2017-09-20"]


def test_several_reviews_are_a_graph_and_claims_without_one_stand_beside_them() -> None:
    graph = _written(_reviewed(reviews=(OURS, THEIRS)), a_statement(key="z", claim="x"))["@graph"]
    assert [node["@type"] for node in graph] == ["ClaimReview", "ClaimReview", "Claim"]
    assert graph[1]["author"]["name"] == "Another Desk"
    assert graph[1]["reviewBody"] == "It was ceded."
    assert _written()["@graph"] == []
    withdrawn = replace(OURS, withdrawn_reason="Wrong.")
    assert _written(_reviewed(reviews=(withdrawn,)))["@type"] == "Claim"


def test_a_desk_without_a_name_makes_none_up() -> None:
    assert "author" not in _written(_reviewed(), desk=Desk())
    assert "@id" not in _written(_reviewed(), desk=Desk())["itemReviewed"]
    assert _written(_reviewed())["itemReviewed"]["@id"].startswith("https://check.example/st")


@pytest.mark.parametrize(
    ("values", "short"),
    [
        (
            {"quote": QUOTE},
            "“We have not ceded any of the ground we have taken to anybody, and I …”",
        ),
        ({"quote": "Not an\ninch"}, "“Not an inch”"),
        ({"quote": QUOTE, "claim": "No ground was ceded."}, "No ground was ceded."),
        ({"quote": "x" * 100}, f"“{'x' * 72}…”"),
        ({"claim": "word " * 20}, "word " * 14 + "…"),
    ],
)
def test_what_was_reviewed_is_told_in_short(values: dict[str, Any], short: str) -> None:
    told = in_short(a_statement(**values))
    assert told == short
    assert len(told) <= SHORT


def test_a_paraphrase_is_nobodys_words_in_quotation_marks() -> None:
    mixed = a_statement(form=Form.MIXED, quote="ceded", claim="Nothing was “ceded”.")
    told = claim(mixed, Desk())
    assert told["text"] == "Nothing was “ceded”."
    assert told["hasPart"] == {"@type": "Quotation", "text": "ceded"}
    assert told["description"] == "Paraphrase with quoted words, in our words."
    found = an_appearance(a_source(container_title="CNN"), exact="He spoke of ground.")
    passage = claim(a_statement(appearances=(found,)), Desk())
    assert (passage["text"], passage["description"]) == (
        "He spoke of ground.",
        "Paraphrase, in the words of CNN.",
    )


@pytest.mark.parametrize(
    ("kind", "plural", "type_"),
    [
        (SpeakerKind.PERSON, False, "Person"),
        (SpeakerKind.ORGANISATION, False, "Organization"),
        (SpeakerKind.GROUP, True, "Organization"),
        (SpeakerKind.UNNAMED, False, "Person"),
        (SpeakerKind.UNNAMED, True, "Thing"),
    ],
)
def test_who_spoke_is_named_or_described(kind: SpeakerKind, plural: bool, type_: str) -> None:  # noqa: FBT001
    speaker = a_speaker(name="a US official", kind=kind, plural=plural, wikidata="Q5")
    author = claim(a_statement(claim="x", speaker=speaker), Desk())["author"]
    assert author["@type"] == type_
    unnamed = kind is SpeakerKind.UNNAMED
    assert author["description" if unnamed else "name"] == "a US official"
    assert ("name" in author) is not unnamed
    assert ("sameAs" in author) is not unnamed


@pytest.mark.parametrize(
    "said", ["2017-09-18~", "2017?", "2017-21", "199X", "2017/2018", "../2017"]
)
def test_a_date_that_iso_has_no_form_for_is_told_in_words(said: str) -> None:
    told = claim(a_statement(claim="x", said=said), Desk())
    assert "datePublished" not in told
    assert told["temporal"]


def test_a_first_appearance_is_one_that_is_known_to_be_the_first() -> None:
    day, other = (
        a_source(key="a", published="2017-09-19"),
        a_source(key="b", published="2017-09-20"),
    )
    undated, stub = a_source(key="c"), a_source(key="d", published="2017-09-01", seen=False)
    hop = (RelayRecord(name="Reuters"),)
    for found, first, others in (
        ((an_appearance(day), an_appearance(other)), True, 1),
        ((an_appearance(day), an_appearance(undated)), False, 2),
        ((an_appearance(stub), an_appearance(day)), False, 1),
        ((an_appearance(day, relays=hop), an_appearance(other)), False, 2),
        ((an_appearance(undated),), True, 0),
        ((), False, 0),
    ):
        told = claim(a_statement(claim="x", appearances=found), Desk())
        assert ("firstAppearance" in told) is first
        assert len(told.get("appearance", [])) == others


def test_a_paraphrase_says_whose_words_it_is_in_wherever_it_was_found() -> None:
    mixed = a_statement(form=Form.MIXED, quote="ceded", claim="Nothing was “ceded”.")
    assert "said (paraphrase with quoted words, in our words)" in text_of("text", [mixed])
    nobody = claim(a_statement(appearances=(an_appearance(),)), Desk())
    assert nobody["description"] == "Paraphrase."


def test_whom_a_source_has_it_from_goes_with_the_claim() -> None:
    stub = a_source(key="stub", seen=False)
    hops = (RelayRecord(name="Reuters", source=stub), RelayRecord(name="an aide"))
    found = an_appearance(a_source(key="a", container_title="CNN"), relays=hops)
    again = an_appearance(a_source(key="b", container_title="CNN"), relays=hops)
    unread = an_appearance(stub, relays=(RelayRecord(name="Sputnik"),))
    told = claim(a_statement(claim="x", appearances=(found, again, unread)), Desk())
    assert told["description"] == (
        "Paraphrase, in our words."
        " Reported by CNN, citing an aide, citing Reuters (original not consulted)."
    )


def test_every_type_of_source_has_a_type_of_work() -> None:
    assert set(TYPES) <= ITEM_TYPES
    source = a_source(type="broadcast", csl={"medium": "Radio"}, archived_url="https://a.org/ x")
    assert creative_work(source)["@type"] == "RadioEpisode"
    assert creative_work(source)["archivedAt"] == "https://a.org/%20x"
    assert creative_work(replace(source, csl={}))["@type"] == "Episode"


def test_a_name_keeps_all_its_particles() -> None:
    name = {
        "given": "Jan",
        "dropping-particle": "van",
        "non-dropping-particle": "den",
        "family": "Berg",
        "suffix": "Jr.",
    }
    (author,) = creative_work(a_source(authors=(name,)))["author"]
    assert (author["name"], author["familyName"]) == ("Jan van den Berg Jr.", "van den Berg")
    (alone,) = creative_work(a_source(authors=({"given": "Madonna"},)))["author"]
    assert alone == {"@type": "Person", "name": "Madonna", "givenName": "Madonna"}


def test_a_correction_goes_with_the_claim() -> None:
    notice = NoticeRecord(kind=NoticeKind.CORRECTED, note="The date.", touches=("s1",))
    found = an_appearance(a_source(notices=(notice,)))
    told = claim(a_statement(claim="x", appearances=(found,)), Desk())
    assert told["correction"] == ["Corrected: The date."]


def test_a_processor_reads_every_word_of_works_of_every_type() -> None:
    reviewed = [replace(one, reviews=(OURS, THEIRS)) for one in every_type()[:5]]
    document = _written(*reviewed, *every_type()[5:], desk=Desk())
    assert len(triples(document)) == expected(document)


@settings(max_examples=15)
@given(SELECTIONS)
def test_every_quote_is_in_it_and_no_key_is_unknown(statements: list[StatementRecord]) -> None:
    document = json.loads(text_of("claimreview", statements))
    nodes = document.get("@graph", [document])
    for node, statement in zip(nodes, by_key(statements), strict=True):
        told = [node.get("text"), node.get("hasPart", {}).get("text")]
        assert statement.quote in told
    assert len(triples(document)) == expected(document)

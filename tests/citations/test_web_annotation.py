from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings

from citations.exported import NAMELESS, Desk, Held
from citations.formats import FORMATS
from citations.linked.graph import iri
from models.terms import LinkStatus, Relation, SpeakerKind
from tests.citations.linked_data import OA, WEB_ANNOTATION, expected, triples
from tests.citations.records import a_link, a_source, a_speaker, a_statement, an_appearance
from tests.citations.strategies import SELECTIONS
from tests.citations.works import ANY_SIGN
from tests.citations.works_of_every_type import every_type

if TYPE_CHECKING:
    from models.records import AppearanceRecord, SourceRecord, StatementRecord

PAGE = "https://example.org/a"
CITO = "http://purl.org/spar/cito/"


def _collection(*statements: StatementRecord, desk: Desk = NAMELESS) -> dict[str, Any]:
    text = b"".join(FORMATS["webannotation"].written(Held(statements, desk=desk))).decode()
    written: dict[str, Any] = json.loads(text)
    return written


def _items(*statements: StatementRecord, desk: Desk = NAMELESS) -> list[dict[str, Any]]:
    return list(_collection(*statements, desk=desk)["first"]["items"])


def _found(**values: Any) -> AppearanceRecord:  # noqa: ANN401 -- any field of a source
    return an_appearance(a_source(url=PAGE, **values))


def test_words_are_selected_as_the_source_has_them() -> None:
    exact, prefix, suffix = " He “said”\r\n\tso ", "before: ", " :after"
    found = replace(_found(), exact=exact, prefix=prefix, suffix=suffix, start=3, end=19)
    [item] = _items(a_statement(quote="so", appearances=(found,)))
    quote, position = item["target"]["selector"]
    assert quote == {
        "type": "TextQuoteSelector",
        "exact": exact,
        "prefix": prefix,
        "suffix": suffix,
    }
    assert position == {"type": "TextPositionSelector", "start": 3, "end": 19}
    assert item["target"]["source"] == PAGE


def test_without_a_passage_the_quote_is_selected_and_a_paraphrase_selects_nothing() -> None:
    quoted, told = (
        _items(a_statement(appearances=(_found(),), **values))[0]
        for values in ({"quote": "“so”"}, {"claim": "So."})
    )
    assert quoted["target"]["selector"] == [{"type": "TextQuoteSelector", "exact": "“so”"}]
    assert "selector" not in told["target"]


@pytest.mark.parametrize(
    ("values", "state"),
    [
        (
            {"archived_url": "https://web.archive.org/web/20170919123456/https://x.org"},
            {
                "cached": "https://web.archive.org/web/20170919123456/https://x.org",
                "sourceDate": "2017-09-19T12:34:56Z",
            },
        ),
        (
            {"accessed": "2026-11", "archived_url": "https://perma.cc/A"},
            {
                "cached": "https://perma.cc/A",
                "sourceDateStart": "2026-11-01T00:00:00Z",
                "sourceDateEnd": "2026-11-30T23:59:59Z",
            },
        ),
        (
            {"archived_url": "https://archive.ph/2017.09.19-123456/https://x.org"},
            {
                "cached": "https://archive.ph/2017.09.19-123456/https://x.org",
                "sourceDate": "2017-09-19T12:34:56Z",
            },
        ),
        (
            {"archived_url": "https://web.archive.org/web/20179919123456/x"},
            {"cached": "https://web.archive.org/web/20179919123456/x"},
        ),
        ({"accessed": "2026-11~"}, None),
        ({"accessed": "2026/.."}, None),
    ],
)
def test_the_state_of_the_source_is_as_exact_as_is_known(
    values: dict[str, str], state: dict[str, str] | None
) -> None:
    [item] = _items(a_statement(claim="x", appearances=(_found(**values),)))
    assert item["target"].get("state") == (state and {"type": "TimeState", **state})


def test_who_spoke_is_identified_by_name_or_as_described() -> None:
    known = a_speaker(wikidata="Q348617")
    unnamed = a_speaker(name="an official", kind=SpeakerKind.UNNAMED)
    for speaker, body in (
        (
            known,
            {
                "type": "SpecificResource",
                "purpose": "identifying",
                "source": {
                    "id": "http://www.wikidata.org/entity/Q348617",
                    "type": "Person",
                    "name": "James Mattis",
                },
            },
        ),
        (unnamed, {"type": "TextualBody", "purpose": "identifying", "value": "an official"}),
    ):
        [item] = _items(a_statement(claim="x", speaker=speaker, appearances=(_found(),)))
        assert body in item["body"]


def test_links_are_told_once_somebody_has_confirmed_them() -> None:
    confirmed = {"status": LinkStatus.CONFIRMED, "from_id": 7, "to_id": 8}
    links = (
        a_link("a", "b", Relation.SUPPORTS, **confirmed),
        a_link("a", "b", Relation.CONTRADICTS, **confirmed),
        a_link("a", "b", Relation.CORRECTS),
    )
    one, other = (
        a_statement(key=key, claim="x", links=links, appearances=(_found(),)) for key in "ab"
    )
    collection = _collection(one, other, desk=Desk(address="https://check.example"))
    told = {
        (each["subject"]["value"], each["predicate"]["value"].removeprefix(CITO))
        for each in triples(collection)
        if each["predicate"]["value"].startswith(CITO)
    }
    first, second = (f"https://check.example/statements/{one.id}" for one in (one, other))
    assert told == {(first, "supports"), (first, "disputes"), (second, "disputes")}


def test_what_stands_nowhere_on_the_web_is_left_out_and_named() -> None:
    paper, stub = an_appearance(), an_appearance(a_source(url=PAGE, seen=False))
    copy = an_appearance(a_source(archived_url="https://perma.cc/A"))
    statements = [
        a_statement(key=key, claim="x", appearances=(found,))
        for key, found in (("a", paper), ("b", stub), ("c", copy))
    ]
    left = list(FORMATS["webannotation"].omissions(Held(statements)))
    assert [one.key for one in left] == ["a", "b"]
    [item] = _items(*statements)
    assert item["target"]["source"] == "https://perma.cc/A"


def test_an_address_with_any_sign_is_one_that_a_processor_takes() -> None:
    assert iri(ANY_SIGN).count("%5C") == ANY_SIGN.count("\\")
    assert iri("https://example.org/é?a=b%20c#d") == "https://example.org/é?a=b%20c#d"
    found = an_appearance(a_source(url=ANY_SIGN, archived_url="https://a.org/x y"))
    [item] = _items(a_statement(quote="x", appearances=(found,)))
    read = {each["predicate"]["value"]: each["object"]["value"] for each in _triples_of(item)}
    assert read[f"{OA}hasSource"] == iri(ANY_SIGN)
    assert read[f"{OA}cachedSource"] == "https://a.org/x%20y"


def test_a_collection_has_one_page_with_everything_in_order() -> None:
    collection = _collection(*every_type(), desk=Desk("The Desk", "https://desk.example/"))
    assert collection["type"] == "AnnotationCollection"
    assert collection["first"]["type"] == "AnnotationPage"
    assert collection["first"]["items"][0]["creator"]["name"] == "The Desk"
    found = [each for one in every_type() for each in one.appearances]
    targets = [each for each in found if each.source.url or each.source.archived_url]
    assert len(collection["first"]["items"]) == sum(each.source.seen for each in targets)
    listed = [t for t in triples(collection) if t["predicate"]["value"].endswith("-ns#first")]
    assert len(listed) == len(collection["first"]["items"])


def test_a_processor_reads_every_word_of_works_of_every_type() -> None:
    for item in _items(*every_type()):
        assert len(_triples_of(item)) == expected(item)


@settings(max_examples=12)
@given(SELECTIONS)
def test_every_quote_is_selected_and_no_key_is_unknown(statements: list[StatementRecord]) -> None:
    seen = [_on_the_web(one) for one in {one.key: one for one in statements}.values()]
    items = _items(*seen)
    assert len(items) == sum(len(one.appearances) for one in seen)
    told = json.dumps(items, ensure_ascii=False)
    for one in seen:
        for found in one.appearances:
            assert json.dumps(found.exact or one.quote or "", ensure_ascii=False)[1:-1] in told
    for item in items:
        assert len(_triples_of(item)) == expected(item)


def _on_the_web(statement: StatementRecord) -> StatementRecord:
    def seen(source: SourceRecord) -> SourceRecord:
        return replace(source, seen=True, url=PAGE)

    found = (replace(each, source=seen(each.source)) for each in statement.appearances)
    topics = tuple(dict.fromkeys(statement.topics))
    return replace(statement, appearances=tuple(found), topics=topics)


def _triples_of(item: dict[str, Any]) -> list[Any]:
    return triples({"@context": WEB_ANNOTATION, **item})

"""COinS are read back as a page's reader does: attribute unescaped, then key and encoded value."""

from __future__ import annotations

from html import escape, unescape
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs

from hypothesis import given, settings

from citations.coins import coins_of, context_object
from citations.words import title_words
from tests.citations.records import a_source, a_statement, an_appearance
from tests.citations.strategies import statements

if TYPE_CHECKING:
    from models.records import SourceRecord, StatementRecord


def _read(source: SourceRecord) -> dict[str, list[str]]:
    attribute = escape(context_object(source))
    return parse_qs(unescape(attribute), strict_parsing=True)


def test_a_news_article_is_read_back_whole() -> None:
    source = a_source(
        type="article-newspaper",
        title="Rebels & outposts: 100% “closed”?",
        container_title="The Daily = News",
        authors=(
            {"family": "Gogh", "given": "Vincent", "non-dropping-particle": "van"},
            {"literal": "Barnes and Noble, Inc."},
        ),
        published="2017-09-18",
        url="https://example.org/a?b=c&d=%20e#f",
        language="en",
    )
    assert _read(source) == {
        "ctx_ver": ["Z39.88-2004"],
        "rft_val_fmt": ["info:ofi/fmt:kev:mtx:dc"],
        "rft.type": ["newspaperArticle"],
        "rft.title": ["Rebels & outposts: 100% “closed”?"],
        "rft.source": ["The Daily = News"],
        "rft.aulast": ["van Gogh"],
        "rft.aufirst": ["Vincent"],
        "rft.au": ["Barnes and Noble, Inc."],
        "rft.date": ["2017-09-18"],
        "rft.language": ["en"],
        "rft.identifier": ["https://example.org/a?b=c&d=%20e#f"],
        "rft_id": ["https://example.org/a?b=c&d=%20e#f"],
    }


def test_a_journal_and_a_book_have_matrices_of_their_own() -> None:
    further: dict[str, Any] = {"volume": "12", "issue": "3", "page": "1-9", "DOI": "10.1/x"}
    paper = _read(a_source(type="article-journal", container_title="Journal", csl=further))
    assert paper["rft_val_fmt"] == ["info:ofi/fmt:kev:mtx:journal"]
    assert (paper["rft.jtitle"], paper["rft.pages"]) == (["Journal"], ["1-9"])
    assert "info:doi/10.1/x" in paper["rft_id"]
    assert _read(a_source(type="book", publisher="House"))["rft.pub"] == ["House"]


def test_a_date_is_never_more_exact_than_it_is_and_a_title_of_ours_stands_in_brackets() -> None:
    found = _read(a_source(published="2017-09", title="A page", title_supplied=True))
    assert found["rft.date"] == ["2017-09"]
    assert found["rft.title"] == ["[A page]"]
    assert "rft.date" not in _read(a_source(published=None))


def test_a_source_that_nobody_consulted_is_none_and_each_stands_once() -> None:
    seen, stub = a_source(key="seen"), a_source(key="stub", seen=False)
    said = a_statement(appearances=(an_appearance(seen), an_appearance(stub), an_appearance(seen)))
    assert coins_of(said) == (context_object(seen),)


@settings(max_examples=25)
@given(statements())
def test_whatever_stands_in_a_record_is_read_back(statement: StatementRecord) -> None:
    for found in statement.appearances:
        read = _read(found.source)
        titles = [
            value for name in ("title", "atitle", "btitle") for value in read.get(f"rft.{name}", [])
        ]
        assert titles == [title_words(found.source)]

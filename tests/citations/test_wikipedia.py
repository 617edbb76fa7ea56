from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Any

import mwparserfromhell
import pytest
from hypothesis import given, settings

from citations.cited import cited
from citations.csl import csl_item
from citations.exported import Held
from citations.formats import FORMATS
from citations.wikitext.templates import TEMPLATES, template_of
from citations.words import one_line
from models.csl import ITEM_TYPES
from models.records import NoticeRecord, TranslationRecord
from models.terms import Form, NoticeKind, TranslationKind
from tests.citations.records import a_source, a_statement, an_appearance
from tests.citations.strategies import SELECTIONS
from tests.citations.works import ANY_SIGN, MARKUP, SNAPSHOT
from tests.citations.works_of_every_type import every_type
from tests.citations.writing import text_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from models.records import StatementRecord

TAKEN_BACK = NoticeRecord(kind=NoticeKind.RETRACTED, date="2018", note="Forged", touches=("h",))
Read = tuple[str, dict[str, str]]
_ENTITY = re.compile(r"&(?:#[0-9]+|[a-z]+);")


def _templates(statements: Iterable[StatementRecord]) -> list[Read]:
    """Return name and parameters of each line as a parser of wikitext reads it."""
    lines = text_of("wikipedia", statements).split("\n")
    assert lines.pop() == ""
    return [_template(line) for line in lines]


def _template(line: str) -> Read:
    code = mwparserfromhell.parse(line)
    whole, *others = code.filter_templates()
    assert str(whole) == line
    assert {str(each) for each in others} <= {"{{!}}"}
    for markup in (code.filter_wikilinks(), code.filter_tags(), code.filter_comments()):
        assert markup == []
    return str(whole.name).strip(), {str(each.name): _text(each.value) for each in whole.params}


def _text(value: object) -> str:
    told = str(value).rstrip(" ").replace("{{!}}", "|")
    return _ENTITY.sub(lambda found: html.unescape(found[0]), told)


def _one(**source: Any) -> Read:  # noqa: ANN401 -- any field
    [read] = _templates([_of(source, quote="q")])
    return read


def _of(source: dict[str, Any], **statement: Any) -> StatementRecord:  # noqa: ANN401 -- any field
    return a_statement(**statement, appearances=(an_appearance(a_source(**source)),))


def _plain(text: str) -> str:
    return one_line(text.replace("\t", " "))


def _check(statements: list[StatementRecord]) -> None:
    works = [work for work in cited(statements) if not work.source.title_supplied]
    read = _templates(statements)
    for work in works:
        item = csl_item(work)
        template = template_of(item)
        quotes = {_plain(each.quote or "") for each in work.statements}
        for name, told in read[: len(quotes)]:
            assert name == template.name
            assert told[template.title] == _plain(item["title"])
            quotes.discard(told.get("quote", ""))
            assert "archive-url" not in told or {"archive-date", "url-status", "url"} <= set(told)
            assert "access-date" not in told or "url" in told
        read = read[len({_plain(each.quote or "") for each in work.statements}) :]
        assert quotes <= {""}
    assert read == []


def test_a_parser_reads_back_every_work_and_every_quote() -> None:
    _check(list(every_type()))


@settings(max_examples=40)
@given(SELECTIONS)
def test_whatever_people_write_the_templates_stay_whole(statements: list[StatementRecord]) -> None:
    _check(statements)


def test_paraphrases_share_a_template_without_quote_and_each_quotation_has_its_own() -> None:
    source: dict[str, Any] = {"container_title": "CNN"}
    statements = [
        _of(source, key="a", claim="One."),
        _of(source, key="b", claim="Two."),
        _of(source, key="c", quote="Three", claim="Three.", form=Form.MIXED),
        _of(source, key="d", quote="Four"),
    ]
    told = [parameters.get("quote") for _, parameters in _templates(statements)]
    assert told == [None, "Three", "Four"]
    assert "One." not in text_of("wikipedia", statements)


def test_every_name_of_a_parameter_is_in_small_letters() -> None:
    for _, told in _templates(every_type()):
        assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*[0-9]*", name) for name in told)


@pytest.mark.parametrize("kind", sorted(ITEM_TYPES))
def test_every_type_has_a_template_that_can_do_without_an_address(kind: str) -> None:
    name, _ = _one(type=kind)
    assert name.startswith("cite ")
    assert name not in {"cite web", "cite episode"}
    assert set(TEMPLATES) <= ITEM_TYPES


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ({"type": "report", "genre": "Press release"}, "cite press release"),
        ({"type": "report", "genre": "Audit"}, "cite report"),
        ({"type": "broadcast", "container_title": "News"}, "cite episode"),
        ({"type": "broadcast"}, "cite AV media"),
        ({"type": "webpage", "url": "https://a.example/"}, "cite web"),
        ({"type": "webpage"}, "cite document"),
        ({"type": "dataset"}, "cite report"),
        ({"type": "chapter"}, "cite book"),
    ],
)
def test_the_template_is_the_one_for_such_a_work(source: dict[str, Any], name: str) -> None:
    assert _one(**source)[0] == name


def test_a_chapter_stands_in_its_book_and_a_case_by_its_litigants() -> None:
    assert _one(type="chapter", container_title="Book")[1]["title"] == "Book"
    _, case = _one(
        type="legal_case",
        title="A v. B",
        authors=({"literal": "C"},),
        url="https://c.example/",
        accessed="2026-11-21",
        archived_url=f"{SNAPSHOT}https://c.example/",
        csl={"authority": "D. Ct.", "number": "7"},
    )
    assert case == {
        "litigants": "A v. B",
        "court": "D. Ct.",
        "opinion": "7",
        "url": "https://c.example/",
        "quote": "q",
    }


def test_names_are_split_where_they_were_told_so_and_corporate_ones_are_masked() -> None:
    _, told = _one(
        authors=(
            {"family": "Beethoven", "given": "Ludwig", "dropping-particle": "van"},
            {"family": "King", "given": "Martin", "suffix": "Jr."},
            {"literal": "Barnes and Noble, Inc."},
            {"literal": "Reuters"},
            {"family": "Smith, and Sons", "given": "X"},
        )
    )
    assert (told["last1"], told["first1"]) == ("van Beethoven", "Ludwig")
    assert (told["last2"], told["first2"]) == ("King", "Martin Jr.")
    assert told["author3"] == "((Barnes and Noble, Inc.))"
    assert told["author4"] == "Reuters"
    assert told["author5"] == "((X Smith, and Sons))"
    assert _one(authors=({"family": "Roe", "given": "Jo"},))[1]["last"] == "Roe"


def test_archive_and_access_need_the_address_and_a_whole_day() -> None:
    page = {"url": "https://a.example/", "archived_url": f"{SNAPSHOT}https://a.example/"}
    _, told = _one(**page, accessed="2026-11-21")
    assert told["access-date"] == "21 November 2026"
    assert (told["archive-date"], told["url-status"]) == ("19 September 2017", "live")
    _, month = _one(**page, accessed="2026-11")
    assert "access-date" not in month
    _, bare = _one(archived_url=page["archived_url"], accessed="2026-11-21")
    assert set(bare) == {"title", "quote"}


def test_words_in_quotation_marks_have_their_published_translation_and_their_page() -> None:
    published = TranslationKind.PUBLISHED
    others = (
        TranslationRecord(language="fr", text="Jamais", kind=published),
        TranslationRecord(language="en-GB", text="Never", kind=published),
        TranslationRecord(language="en", text="Ours"),
    )
    found = an_appearance(a_source(language="ar-SY"), page="4-5", time="1:02")
    given: dict[str, Any] = {"translations": others, "appearances": (found,)}
    [(_, direct)] = _templates([a_statement(quote="q", **given)])
    assert (direct["trans-quote"], direct["quote-pages"]) == ("Never", "4–5")
    assert direct["language"] == "ar"
    assert "time" not in direct
    mixed = a_statement(quote="q", claim="c", form=Form.MIXED, **given)
    assert "trans-quote" not in _templates([mixed])[0][1]
    assert set(_templates([a_statement(claim="c", **given)])[0][1]) == {"title", "language"}


def test_a_recording_has_the_time() -> None:
    aired = an_appearance(a_source(type="broadcast", container_title="News"), time="1:02")
    [(_, told)] = _templates([a_statement(quote="q", appearances=(aired,))])
    assert told["time"] == "1:02"


def test_a_platform_delivers_a_post_and_an_outlet_is_named_once() -> None:
    post = {"type": "post", "container_title": "Example Social", "url": "https://a.example/"}
    assert _one(**post)[1]["via"] == "Example Social"
    assert "publisher" not in _one(container_title="CNN", publisher="CNN")[1]


def test_what_is_no_isbn_or_doi_is_left_out() -> None:
    _, told = _one(type="book", csl={"ISBN": "123", "DOI": "10.1000/x", "page": "7"})
    assert "isbn" not in told
    assert (told["doi"], told["page"]) == ("10.1000/x", "7")


@pytest.mark.parametrize(
    ("edition", "told"),
    [
        (1, "1st"),
        ("2", "2nd"),
        ("3", "3rd"),
        (11, "11th"),
        (112, "112th"),
        (22, "22nd"),
        ("x", "x"),
    ],
)
def test_an_edition_is_an_ordinal(edition: str | int, told: str) -> None:
    assert _one(type="book", csl={"edition": edition})[1]["edition"] == told


def test_markup_is_told_as_it_is() -> None:
    _, told = _one(title=MARKUP)
    assert told["title"] == MARKUP
    for text in ("~~~~", "__NOTOC__", "'a'", "see https://b.example/", "a\u200bb\xa0c", "&amp;"):
        assert _one(title=text)[1]["title"] == text
        assert f"={text} |" not in text_of("wikipedia", [_of({"title": text}, quote="q")])


def test_what_templates_have_no_place_for_is_named() -> None:
    given = [
        _of({"key": "ours", "title_supplied": True}, key="a", quote="q"),
        _of({"key": "ours", "title_supplied": True}, key="b", claim="c"),
        _of({"key": "open", "published": "2017/.."}, key="c", quote="q"),
        _of({"key": "about", "published": "2017-09-18~"}, key="d", quote="q"),
        _of({"key": "year", "published": "2017~"}, key="e", quote="q"),
        _of({"key": "wayback", "archived_url": SNAPSHOT + ANY_SIGN}, key="f", quote="q"),
        a_statement(key="g", claim="c"),
        _of({"key": "wrong", "notices": (TAKEN_BACK,)}, key="h", quote="q"),
    ]
    left = [(one.key, one.why) for one in FORMATS["wikipedia"].omissions(Held(given))]
    assert left == [
        ("about", "its date is told by the year alone: about 18 September 2017"),
        ("open", "its date is not told: 2017 or later"),
        ("ours", "its title is ours, and templates want the published one"),
        ("a", "no source of it has a published title"),
        ("b", "no source of it has a published title"),
        (
            "wayback",
            f"its archived copy, {SNAPSHOT}{ANY_SIGN}, is not told: the work itself has no address",
        ),
        ("wrong", "this is not told: Retracted in 2018: Forged."),
        ("g", "no source of it was consulted"),
    ]
    assert len(_templates(given)) == len(given) - 3

"""What stands in a formatted entry, and below it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import BoundedSemaphore
from typing import TYPE_CHECKING

import pytest

from citations import programs
from citations.exported import Held
from citations.formats import FORMATS
from citations.formatted import entries as under_test
from citations.formatted import marks
from citations.formatted.documents import styled_text
from citations.formatted.entries import dropped
from citations.formatted.formatter import Pandoc
from citations.formatted.inlines import text_of
from citations.formatted.kept import Kept, Key
from citations.formatted.locales import OWN, UnknownLocaleError
from citations.formatted.quotations import unread
from citations.formatted.rules import rules_of
from citations.formatted.styles import STYLES, UnknownStyleError, style_named
from citations.programs import NotWrittenError
from citations.styling import Styling
from models.records import NoticeRecord, RelayRecord
from models.terms import NoticeKind
from tests.citations.records import a_source, a_statement, an_appearance
from tests.citations.works_of_every_type import every_type

if TYPE_CHECKING:
    from models.records import SourceRecord, StatementRecord

QUOTED, BARE = Styling("apa"), Styling("apa", quotes=False)
CSL = [style for style in STYLES if style != "attribution"]


def _found(*sources: SourceRecord, **values: object) -> StatementRecord:
    found = tuple(an_appearance(source, page="7", time="00:03:10") for source in sources)
    return a_statement(
        **({"quote": "No deal", "said": "2017-09-18", "appearances": found} | values)
    )


def _text(*statements: StatementRecord, styling: Styling = BARE) -> str:
    return "".join(styled_text(Held(statements), styling))


def _dated(*dates: str | None, style: str = "apa") -> list[str]:
    sources = [
        a_source(key=f"w{place}", title=f"T{place}", published=date, container_title="CNN")
        for place, date in enumerate(dates)
    ]
    lines = _text(_found(*sources), styling=Styling(style, quotes=False)).split("\n\n")
    return [line.strip() for line in sorted(lines, key=lambda line: line[line.index("T") :])]


@pytest.mark.parametrize("style", CSL)
def test_what_looks_like_markup_stands_as_it_is(style: str) -> None:
    signs = "<i>A</i> &amp; '''b''' {c} \\d $e$ @f *g* ~h~ [i](j) 5 < 6 \U00100041\ufdd0"
    source = a_source(title=signs, container_title="<b>CNN</b>\nER  - ", published="2017")
    told = _text(_found(source), styling=Styling(style, quotes=False)).casefold()
    for sign in signs.casefold().split()[:-1]:
        assert sign in told
    assert "<b>cnn</b> er -" in told
    assert told.count("\n") == 1


def test_marks_without_a_partner_are_not_tried() -> None:
    signs = ["“‘", "“", "‘", "'\"", "\"“'‘", "“'a ", '“ ‘a ” "']
    titles = [f"{each * 1_500}End" for each in signs]
    told = _text(_found(*(a_source(key=title, title=title) for title in titles)))
    assert told.count("End") == len(signs)
    assert all(title in told for title in titles[:3])


def test_who_finds_all_turns_taken_waits_a_moment_and_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert programs.WAIT <= 2
    taken = BoundedSemaphore(1)
    monkeypatch.setattr(programs, "AT_ONCE", taken)
    with taken, pytest.raises(NotWrittenError, match="Try again"):
        _text(_found(a_source(title="Not yet formatted")))


def test_what_is_nested_too_deep_to_be_read_is_refused_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(marks, "unread", lambda _text: frozenset())
    with pytest.raises(NotWrittenError, match="nested too deep"):
        _text(_found(a_source(title="'\"" * 1_500)))


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("“a ‘b “c” d’ e” ’til Don't dogs' “f", ""),
        ("“a ‘b “c ‘d “e” d’ c” b’ a”", "9 12 14 17"),
        ("“a ‘b” ‘c ‘d ‘e f”", "3 7 10 13"),
        ('"a" "b" "c "d" \'e\' “f”', ""),
    ],
)
def test_marks_are_read_in_pairs(text: str, places: str) -> None:
    assert sorted(unread(text)) == [int(each) for each in places.split()]


def test_a_number_of_any_length_is_told() -> None:
    source = a_source(type="article-journal", container_title="J", csl={"volume": 10**30})
    assert f"J, {10**30}" in _text(_found(source))


def test_a_date_that_is_no_number_stops_nothing() -> None:
    odd = [[[10**30]], [["spring", 4], ["x"]], [["2017", "5"]]]
    sources = [
        a_source(key=f"w{at}", type="book", csl={"original-date": {"date-parts": parts}})
        for at, parts in enumerate(odd)
    ]
    assert _text(_found(*sources)).count("An outpost closes") == 3


def test_quotation_marks_are_drawn_as_the_style_draws_them() -> None:
    source = a_source(title='He said "no"', container_title="CNN")
    told = _text(_found(source), styling=Styling("modern-language-association", quotes=False))
    assert told == "“He Said ‘No’.” CNN.\n"


def test_a_date_is_told_as_exactly_as_it_is_known() -> None:
    dates = ["2017-09-18", "2017-09", "2017-21", "2017-09-18~", "2017/2018", "2017/..", "../2017"]
    told = _dated(*dates, "2017?", "199X", None)
    expected = [
        "(2017, September 18)",
        "(2017, September)",
        "(2017, Spring)",
        "(ca. 2017, September 18)",
        "(2017–2018)",
        "(2017–)",
        "(2017 or earlier)",
        "(2017 (uncertain))",
        "(the 1990s)",
        "(n.d.)",
    ]
    assert told == [f"T{at}. {date}. CNN." for at, date in enumerate(expected)]


def test_a_style_that_knows_no_approximate_date_is_given_words() -> None:
    told = _dated("2017~", style="harvard-cite-them-right")
    assert told == ["CNN (about 2017) “T0.”"]


@pytest.mark.parametrize("style", CSL)
@pytest.mark.parametrize("given", [{}, {"event-date": {"date-parts": [[2016, 8, 17]], "circa": 1}}])
def test_an_approximate_date_of_an_event_is_never_told_as_exact(
    style: str, given: dict[str, object]
) -> None:
    speech = a_source(type="speech", title="Remarks", published="2017-09-19", csl=given)
    said = "2015" if given else "2016-08-17~"
    told = _text(_found(speech, said=said), styling=Styling(style, quotes=False))
    marked = ("about 17 August 2016", "ca. 2016", "2016?]")
    assert "2016" not in told or any(one in told for one in marked)


@pytest.mark.parametrize("style", CSL)
@pytest.mark.parametrize("kind", ["speech", "interview", "hearing"])
def test_the_day_of_an_event_is_told_once(style: str, kind: str) -> None:
    event = a_source(type=kind, title="Remarks", published="2011-05-19", publisher="State")
    told = _text(_found(event, said="2011-05-19"), styling=Styling(style, quotes=False))
    assert (told.count("2011"), told.count("19") <= 1) == (1, True)


def test_a_style_that_dates_speeches_by_their_event_alone_is_given_one() -> None:
    quoted = an_appearance(
        a_source(type="speech", title="Remarks", published="2020-02-02"),
        relays=(RelayRecord(name="John Kerry"),),
    )
    said = a_statement(quote="No deal", said="2019", appearances=(quoted,))
    told = _text(said, styling=Styling("modern-language-association", quotes=False))
    assert told == "“Remarks.” 2 Feb. 2020.\n"


def test_our_title_is_in_brackets_and_the_archived_copy_follows() -> None:
    copy = "https://web.archive.org/web/20170918000000/https://cnn.example/"
    source = a_source(title="A tweet", title_supplied=True, archived_url=copy)
    assert _text(_found(source)) == f"[A tweet]. (n.d.). Archived at {copy}\n"


def test_what_we_found_is_told_below_and_not_to_the_style() -> None:
    notice = NoticeRecord(kind=NoticeKind.RETRACTED, date="2017-09-21", note="Never said")
    source = a_source(container_title="CNN", published="2017-09-19", notices=(notice,))
    bare, quoted = _text(_found(source)), _text(_found(source), styling=QUOTED)
    entry, retracted = "An outpost closes. (2017, September 19). CNN.", "Retracted on 21 September"
    assert bare == f"{entry}\n\n  {retracted} 2017: Never said.\n"
    assert quoted.startswith(
        f"{entry}\n\n  James Mattis, on 18 September 2017: “No deal” — in CNN, page 7, at 00:03:10."
    )
    assert retracted in quoted


def test_what_was_found_is_told_as_it_was_written() -> None:
    quote = "5\u00a0<b per cent & &amp; a\tb ¶ c\u1100\nd"
    told = _text(_found(a_source(container_title="A\u00a0<B"), quote=quote), styling=QUOTED)
    assert ": “5\u00a0<b per cent & &amp; a\tb ¶ c\u1100 d” — in A\u00a0<B, page 7" in told


def test_no_sign_of_a_note_stands_where_the_record_has_none() -> None:
    assert "¶" not in _text(*every_type(), styling=QUOTED)


def test_the_author_of_an_article_is_never_the_speaker() -> None:
    article = a_source(key="a", published="2017")
    speech = a_source(key="b", type="speech", title="Remarks", published="2017")
    told = _text(_found(article, speech))
    assert told.splitlines()[0] == "An outpost closes. (2017)."
    assert told.splitlines()[2].startswith("James Mattis. (2017). Remarks")


def test_a_stub_is_no_entry_and_what_a_style_drops_is_named() -> None:
    styling = Styling("chicago-notes-bibliography")
    kind = FORMATS["text"]
    left = list(kind.omissions(Held(every_type()), styling))
    assert [(one.noun, one.key) for one in left] == [("statement", "s-unread"), ("source", "post")]
    assert left[1].words == "[A post on the outpost]"
    assert left[1].why == "the style has no entry for it"
    none = list(dropped(Held(every_type()), Styling("chicago-notes")))
    assert none[-1].why == "the style has no bibliography"
    assert len(none) == 21


def test_a_locale_speaks_and_an_unknown_style_or_locale_is_refused() -> None:
    statement = _found(a_source(published=None))
    assert "(s.\u00a0d.)" in _text(statement, styling=Styling("apa", "fr-FR", quotes=False))
    ours = Styling("pontifical-gregorian-university-fr", OWN, quotes=False)
    assert _text(statement, styling=ours)
    with pytest.raises(UnknownLocaleError):
        _text(statement, styling=Styling("apa", "xx"))
    with pytest.raises(UnknownStyleError):
        _text(statement, styling=Styling("../apa"))


def test_too_many_sources_are_refused_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(under_test, "MOST", 1)
    with pytest.raises(NotWrittenError, match="at most 1 sources"):
        _text(_found(a_source(key="a"), a_source(key="b")))


def test_the_same_is_not_formatted_again(monkeypatch: pytest.MonkeyPatch) -> None:
    items, rules = [{"id": "e0", "type": "book", "title": "T"}], rules_of(_rules("ieee"))
    formatter = Pandoc()
    first = formatter.entries(items, rules, "en-US")
    monkeypatch.setattr(programs, "_run", None)
    again = formatter.entries(items, rules, "en-US")
    assert again == first
    again["e0"].clear()
    assert formatter.entries(items, rules, "en-US") == first
    with pytest.raises(TypeError):
        formatter.entries(items, rules, "de-DE")


def test_what_is_kept_has_its_bounds_whoever_asks() -> None:
    kept = Kept(most=2_000)

    def put(number: int) -> None:
        key = Key.of([], rules=str(number), locale="", part="bibliography")
        kept.put(key, {"e0": [{"t": "Str", "c": "x" * 300}]})
        found = kept.get(key)
        assert found is None or text_of(found["e0"]) == "x" * 300

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(put, range(200)))
    sizes = [len(text) for text in kept._texts.values()]  # noqa: SLF001 -- what is bounded
    assert 0 < sum(sizes) <= 2_000
    kept.put(Key("r", "", "", ""), {"e0": [{"t": "Str", "c": "x" * 3_000}]})
    assert kept.get(Key("r", "", "", "")) is None


def _rules(style: str) -> bytes:
    return style_named(style).rules or b""

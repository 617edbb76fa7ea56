"""Notes of ours in the shapes that reference managers give them, and what is wrong with others."""

from __future__ import annotations

import json
from html import escape
from typing import TYPE_CHECKING

import pytest

from citations.pairs import CitedPair
from desk.readers.bibtex import read_bibtex
from desk.readers.csl_json import read_csl_json
from desk.readers.notes import paragraphs
from desk.readers.ris import read_ris
from models.records import NoticeRecord, RelayRecord
from models.terms import Heard, NoticeKind, Relation
from tests.citations.records import a_link, a_source, a_statement, an_appearance
from tests.citations.writing import text_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from desk.readers.reading import FileRead
    from desk.statement_drafts import StatementLine

STUB = a_source(key="wire", type="article", title="Wire report", seen=False)
FOUND = an_appearance(
    a_source(container_title="CNN", published="2017-09-19~"),
    heard=Heard.VIA,
    relays=(RelayRecord(name="Reuters", verb="quoted by", source=STUB),),
)
STATEMENT = a_statement(
    quote="“A” & B <b>\n\nand 5 % of &amp;",
    role="Secretary",
    said="2017-09-18~",
    appearances=(FOUND,),
)
NOTE = next(line[6:] for line in text_of("ris", [STATEMENT]).splitlines() if line.startswith("N1"))


def _ris(*notes: str, key: str = "ID  - outpost\n") -> str:
    tags = "".join(f"N1  - {note}\n" for note in notes)
    return f"TY  - NEWS\n{key}TI  - An outpost closes\nT2  - CNN\nDA  - 2017/09/19/\n{tags}ER  - \n"


def _bib(annote: str, kind: str = "article") -> str:
    return (
        f"@{kind}{{noauthor_outpost_2017,\n title = {{An {{Outpost}} {{Closes}}}},\n"
        f" journal = {{CNN}},\n month = sep,\n year = {{2017}},\n{annote}}}\n"
    )


def _one(read: FileRead) -> StatementLine:
    assert [str(fault) for fault in read.faults] == []
    [line] = read.lines
    [work] = read.works
    assert line.draft.appearances[0].source == work.draft
    return line.draft


IN_HTML = escape(NOTE, quote=False)
IN_TEX = NOTE.replace("&", r"\&").replace("%", r"\%").replace("~", r"\textasciitilde{}")
READERS = {
    "ris": read_ris,
    "bibtex": read_bibtex,
    "biblatex": read_bibtex,
    "csl-json": read_csl_json,
}
ZOTERO = "http://zotero.org/users/1/items/ABCD"
SHAPES = [
    (read_ris, _ris(NOTE)),
    (read_ris, _ris(f"<p>{IN_HTML}</p>", key="")),
    (read_ris, _ris(f'<div data-schema-version="9"><p>{IN_HTML}</p>\n</div>', key="")),
    (read_ris, _ris(f"<p>{IN_HTML.replace(' — ', '&nbsp;— ')}</p>", f"<p>{IN_HTML}</p>")),
    (read_ris, _ris(NOTE.replace("Secretary, ", "Secretary,\n  "))),
    (read_bibtex, _bib(f" annote = {{{IN_TEX}}},\n")),
    (read_bibtex, _bib(f" annotation = {{{IN_TEX}}},\n note = {{Seen}},\n")),
    (read_bibtex, _bib(f" annote = {{Seen}},\n annote = {{{IN_TEX}}},\n")),
    (read_bibtex, _bib(f" annote = {{Seen \\par {IN_TEX} \\par Read}},\n")),
    (read_bibtex, _bib(f" annote = {{Seen\n\n{IN_TEX}\n\nRead}},\n", kind="misc")),
    (
        read_csl_json,
        json.dumps([{"id": ZOTERO, "type": "book", "title": "An outpost closes", "annote": NOTE}]),
    ),
    (
        read_csl_json,
        json.dumps(
            {
                "items": [
                    {
                        "id": ZOTERO,
                        "title": "An outpost closes",
                        "note": f"{NOTE}\n\nCitation Key: noauthor_outpost_2017",
                    }
                ]
            }
        ),
    ),
]


@pytest.mark.parametrize(("read", "content"), SHAPES)
def test_a_note_comes_through_a_manager(read: Callable[[bytes], FileRead], content: str) -> None:
    draft = _one(read(content.encode()))
    assert (draft.key, draft.quote, draft.role) == ("s1", STATEMENT.quote, "Secretary")
    assert (draft.said, draft.speaker.key) == ("2017-09-18~", "mattis")
    [found] = draft.appearances
    assert (found.source.key, found.source.type) == ("outpost", "article-newspaper")
    assert (found.source.published, found.heard) == ("2017-09-19~", Heard.VIA)
    [hop] = found.relays
    assert (hop.name, hop.verb, hop.source and hop.source.key) == ("Reuters", "quoted by", "wire")
    assert hop.source is not None
    assert not hop.source.seen


def test_notes_of_others_stay_notes_of_the_source() -> None:
    read = read_ris(_ris("Read twice.", NOTE, "<p>One</p><p>Two</p>").encode())
    assert _one(read).key == "s1"
    assert read.works[0].draft.csl["note"] == "Read twice.\n\nOne\n\nTwo"
    tex = read_bibtex(_bib(f" annote = {{Seen \\par {IN_TEX} \\par Read}},\n").encode())
    assert tex.works[0].draft.csl["annote"] == "Seen\n\nRead"


def test_what_we_said_of_a_source_is_no_note_of_it() -> None:
    aside = "Retracted on 20 September 2017: No. [gainsay 1; aside]"
    read = read_ris(_ris(NOTE, aside, "Number: H.R. 1. [gainsay 1; aside]").encode())
    assert read.works[0].draft.csl == {"number": "H.R. 1"}
    since = "Corrected by the speaker."
    note = f" annote = {{{IN_TEX} \\newline {since} [gainsay 1; aside]}},\n note = {{{since} "
    note += "\\newline Genre: Bill. "
    note += "\\newline Published about 19 September 2017. \\newline Theirs},\n"
    work = read_bibtex(_bib(note).encode()).works[0].draft
    assert (work.genre, work.csl, work.published) == ("Bill", {"note": "Theirs"}, "2017-09-19~")


@pytest.mark.parametrize("name", ["ris", "bibtex", "biblatex"])
def test_a_variable_that_ends_with_a_stop_is_read_with_it(name: str) -> None:
    source = a_source(csl={"container-title-short": "U.S."})
    written = text_of(name, [a_statement(quote="q", appearances=(an_appearance(source),))])
    [work] = READERS[name](written.encode()).works
    assert work.draft.csl == {"container-title-short": "U.S."}


@pytest.mark.parametrize("name", ["ris", "bibtex", "biblatex", "csl-json"])
@pytest.mark.parametrize("given", [None, "Bound with others."])
def test_corrections_by_others_stay_notes_of_the_source(name: str, given: str | None) -> None:
    """Ours, which the export adds to them, do not: the record makes them anew."""
    theirs = "Corrected by hand against the print edition."
    notice = NoticeRecord(kind=NoticeKind.RETRACTED, note="50 % & {more}\n\nof it", touches=("s1",))
    source = a_source(notices=(notice,), csl={"note": given} if given else {})
    written = text_of(name, [a_statement(quote="q", appearances=(an_appearance(source),))])
    add = {
        "ris": lambda: written.replace("ER  -", f"N1  - {theirs}\r\nER  -"),
        "csl-json": lambda: _without_custom(written, theirs),
    }
    added = add.get(name, lambda: written.replace(" note = {", f" note = {{{theirs} \\newline "))()
    [work] = READERS[name](added.encode()).works
    assert sorted(work.draft.csl["note"].split("\n\n")) == sorted(filter(None, [given, theirs]))


def _without_custom(written: str, note: str) -> str:
    [item] = json.loads(written)
    del item["custom"]
    return json.dumps([item | {"note": f"{item['note']}\n\n{note}"}])


def test_a_date_that_was_edited_elsewhere_is_the_one_that_counts() -> None:
    edited = _ris(NOTE).replace("2017/09/19/", "2018/01/02/")
    assert read_ris(edited.encode()).works[0].draft.published == "2018-01-02"


def test_a_statement_of_two_sources_is_one_statement() -> None:
    other = an_appearance(a_source(key="second", title="Another"), page="7")
    twice = a_statement(quote="q", appearances=(other, FOUND))
    read = read_ris(text_of("ris", [twice]).encode())
    assert [work.draft.key for work in read.works] == ["outpost", "second"]
    [line] = read.lines
    assert [found.source.key for found in line.draft.appearances] == ["second", "outpost"]
    assert line.draft.appearances[0].locator.page == "7"


def test_a_note_that_stands_twice_is_one_statement() -> None:
    read = read_ris((_ris(NOTE) + _ris(NOTE)).encode())
    assert (len(read.lines), len(read.works), read.repeats) == (1, 2, [(13, 6)])


@pytest.mark.parametrize(
    ("content", "line", "words"),
    [
        (_ris(NOTE.replace("Secretary", "Minister of")), None, ""),
        (_ris(NOTE.replace("2017-09-18~", "2017-09-18")), 6, "its words do not say"),
        (_ris(NOTE.replace("speaker mattis|person", "speaker mattis")), 6, "its end does not tell"),
        (_ris(NOTE[:-1]), 6, "its end, from [gainsay to ], is damaged"),
        (_ris(NOTE[NOTE.index("[gainsay") :]), 6, "its words do not say"),
        (_ris(NOTE, NOTE.replace("source outpost", "source other")), 1, "its notes are of several"),
        (_ris(NOTE.replace("key s1", "key S 1")), 6, "A key has up to 80"),
        (
            _ris(NOTE) + _ris(NOTE.replace("Secretary", "Minister")),
            13,
            "“s1” is told otherwise on line 6",
        ),
    ],
)
def test_a_note_that_is_not_sound_is_reported_with_its_line(
    content: str, line: int | None, words: str
) -> None:
    read = read_ris(content.encode())
    if line is None:
        assert _one(read).role == "Minister of"
        return
    [fault] = read.faults
    assert fault.line == line
    assert words in fault.reason


def test_nothing_of_an_entry_with_a_damaged_note_is_taken() -> None:
    read = read_ris((_ris(NOTE[:-1]) + _ris("Sound.", key="ID  - sound\n")).encode())
    assert [work.draft.key for work in read.works] == ["sound"]
    assert (len(read.lines), len(read.faults)) == (0, 1)


def test_html_is_read_as_text_and_text_is_no_html() -> None:
    assert paragraphs("<p>a &lt;b&gt; <em>c</em></p><p>d</p>") == ["a <b> c", "d"]
    assert paragraphs("a &lt;b&gt; <em>c</em>") == ["a &lt;b&gt; <em>c</em>"]


def test_csl_json_that_lost_our_part_tells_each_statement_once() -> None:
    [item] = json.loads(text_of("csl-json", [STATEMENT]))
    whole = read_csl_json(json.dumps([item]).encode())
    del item["custom"]
    lost = read_csl_json(json.dumps([item, item]).encode())
    assert (len(lost.lines), lost.faults, lost.repeats) == (1, [], [(2, 1)])
    assert lost.lines[0].draft.quote == whole.lines[0].draft.quote
    both = [*json.loads(text_of("csl-json", [STATEMENT])), item]
    read = read_csl_json(json.dumps(both).encode())
    assert ([line.noted for line in read.lines], read.repeats) == ([False], [(2, 1)])


def test_the_pair_of_our_export_is_no_source() -> None:
    pair = {"id": "l1", "type": "webpage", "title": "A and B", "custom": {"gainsay": {"link": {}}}}
    read = read_csl_json(json.dumps([pair, *json.loads(text_of("csl-json", [STATEMENT]))]).encode())
    assert (len(read.works), len(read.lines)) == (0, 1)
    assert read.dropped == ("the pair “A and B”",)


@pytest.mark.parametrize(
    ("name", "read"), [("ris", read_ris), ("bibtex", read_bibtex), ("biblatex", read_bibtex)]
)
def test_the_entry_of_a_pair_is_passed_over(name: str, read: Callable[[bytes], FileRead]) -> None:
    other = a_statement(key="s2", quote="No", appearances=(FOUND,))
    link = a_link("s1", "s2", Relation.CONTRADICTS)
    pair = CitedPair(link, STATEMENT, other, desk="The desk")
    told = read(text_of(name, [STATEMENT, other], pair).encode())
    assert [str(fault) for fault in told.faults] == []
    assert [work.draft.key for work in told.works] == ["outpost"]
    assert [line.draft.key for line in told.lines] == ["s1", "s2"]
    [dropped] = told.dropped
    assert dropped.startswith("the pair “")

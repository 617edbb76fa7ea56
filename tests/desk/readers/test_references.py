"""CSL-JSON, BibTeX and RIS: works as sources, and the names of what no source can hold."""

from __future__ import annotations

import json
from time import process_time
from typing import TYPE_CHECKING, Any

import pytest

from desk.importing.rows import row_of
from desk.readers.bibtex import read_bibtex
from desk.readers.csl_json import read_csl_json
from desk.readers.faults import ImportRefusedError
from desk.readers.ris import read_ris

if TYPE_CHECKING:
    from collections.abc import Callable

    from desk.readers.reading import FileRead

BIBTEX = r"""
@string{cnn = "CNN"}
% a word between entries
@article{Browne2017,
  author = {Browne, Ryan and {Reuters Staff} and van der Berg, Jan},
  title = {The {\"O}utpost \emph{at} Tanf},
  journal = cnn, year = 2017, month = sep, pages = {1--9}, doi = {10.1/X},
  keywords = {war}, file = {/home/me/x.pdf}, publisher = "A" # cnn
}
@online{page, title = {A page}, date = {2017-09-18}, url = {https://example.org/a\_b},
  urldate = {2017-10-01}}
@misc{old, title = "Old", year = {c. 1999}}
"""
RIS = """TY  - NEWS\r
ID  - browne-2017\r
TI  - The outpost\r
 at Tanf\r
AU  - Browne, Ryan\r
AU  - Reuters Staff\r
T2  - The Daily\r
PY  - 2017\r
DA  - 2017/09/18/about\r
Y2  - 2017/10//\r
UR  - https://example.org/a;b\r
L2  - https://web.archive.org/x\r
SP  - 1\r
EP  - 9\r
SN  - 1234-5678\r
KW  - war\r
N1  - A note.\r
L1  - file:///home/me\r
ZZ  - unknown\r
ER  - \r
"""


def _told(read: FileRead) -> list[dict[str, Any]]:
    assert [str(fault) for fault in read.faults] == []
    return [work.draft.model_dump(exclude_defaults=True) for work in read.works]


def test_bibtex_is_read_with_its_latex_strings_and_names() -> None:
    read = read_bibtex(BIBTEX.encode())
    article, page, old = _told(read)
    assert article == {
        "type": "article-journal",
        "title": "The Öutpost at Tanf",
        "authors": (
            {"family": "Browne", "given": "Ryan"},
            {"literal": "Reuters Staff"},
            {"family": "Berg", "given": "Jan", "non-dropping-particle": "van der"},
        ),
        "container_title": "CNN",
        "published": "2017-09",
        "csl": {"page": "1-9", "DOI": "10.1/X", "keyword": "war"},
    }
    assert page["url"] == "https://example.org/a_b"
    assert (page["published"], page["accessed"]) == ("2017-09-18", "2017-10-01")
    assert "published" not in old
    assert [(work.number, work.dropped) for work in read.works] == [
        (4, ("file", "publisher")),
        (10, ()),
        (12, ()),
    ]
    assert read.works[2].unread == ("year “c. 1999”",)


def test_ris_is_read_with_the_date_as_far_as_it_is_known() -> None:
    read = read_ris(RIS.encode())
    assert _told(read) == [
        {
            "key": "browne-2017",
            "type": "article-newspaper",
            "title": "The outpost at Tanf",
            "authors": ({"family": "Browne", "given": "Ryan"}, {"literal": "Reuters Staff"}),
            "container_title": "The Daily",
            "url": "https://example.org/a;b",
            "published": "2017-09-18",
            "accessed": "2017-10",
            "archived_url": "https://web.archive.org/x",
            "csl": {"page": "1-9", "ISSN": "1234-5678", "keyword": "war", "note": "A note."},
        }
    ]
    assert read.works[0].dropped == ("L1", "ZZ")


def test_csl_json_is_read_and_what_is_none_of_its_variables_named() -> None:
    items = [
        {
            "id": "a",
            "type": "book",
            "title": "[Untitled]",
            "author": [{"family": "Browne", "given": "Ryan"}, {"isni": "x"}, 3],
            "issued": {"date-parts": [[2017, 9], [2017, 10]], "circa": True},
            "ISBN": "978-3-16-148410-0",
            "colour": "red",
            "URL": "javascript:alert(1)",
        },
        {"id": "Smith 2017", "type": "strange", "title": "B", "issued": {"literal": "once"}},
        {"id": "c", "title": "C", "issued": {"date-parts": [["2017"]], "season": 2}},
    ]
    read = read_csl_json(("[\n" + ",\n".join(map(json.dumps, items)) + "]").encode())
    first, second, third = _told(read)
    assert first == {
        "key": "a",
        "type": "book",
        "title": "Untitled",
        "title_supplied": True,
        "authors": ({"family": "Browne", "given": "Ryan"},),
        "published": "2017-09~/2017-10~",
        "csl": {"ISBN": "978-3-16-148410-0"},
    }
    assert (second["type"], "key" in second) == ("document", False)
    assert third["published"] == "2017-22"
    assert [work.number for work in read.works] == [2, 3, 4]
    assert [work.dropped for work in read.works] == [
        ("colour", "url"),
        ("type “strange”",),
        (),
    ]
    assert [work.unread for work in read.works] == [(), ("issued “once”",), ()]


def test_one_work_alone_is_a_file_too() -> None:
    assert _told(read_csl_json(b'{"id": "a", "type": "book", "title": "T"}'))[0]["title"] == "T"


@pytest.mark.parametrize(
    ("read", "content", "fault"),
    [
        (read_bibtex, "@misc{a, title={open\n@misc{b, title={B}}", "line 1: the entry that begins"),
        (read_bibtex, "@misc{a, title={A}}\n@misc{a, title={B}}", "line 2, key: “a” is the key of"),
        (read_bibtex, "@misc{a, title={A}, title={B}}", "line 1, title: the field stands twice"),
        (read_bibtex, "@misc{a, year=2017}", "line 1, title: an entry needs a title"),
        (read_bibtex, "words", "there is no entry in the file"),
        (read_ris, "TY  - BOOK\nTI  - A\n", "line 1, ER: the record that begins here does not end"),
        (read_ris, "TY  - BOOK\nTI  - A\nTY  - BOOK\nTI  - B\nER  - \n", "line 1, ER: the record"),
        (read_ris, "TY  - BOOK\nER  - \n", "line 1, title: an entry needs a title"),
        (read_ris, "AU  - A\n", "line 1, AU: it stands in no record"),
        (read_ris, "\n", "there is no record in the file"),
        (read_ris, "TY  - BOOK\nTI  - A\nAU- B\nER  - \n", "line 3, TI: the line has no tag"),
        (read_ris, "TY  - BOOK\nTI  - A\n AU- B\nER  - \n", "line 3, TI: the line has no tag"),
        (read_csl_json, '[{"title": "A"}, {"id": "b"}]', "entry 2, title: an entry needs a title"),
        (read_csl_json, '[{"id": "a",\n"title" "T"}]', "line 2, column 9: this is not JSON"),
        (read_csl_json, '[{"id": "a", "id": "b"}]', "line 1: the key “id” stands twice"),
        (read_csl_json, "[" * 100_000, "line 1: this is"),
        (read_csl_json, '["T"]', "line 1: an item is a JSON object"),
        (read_csl_json, '[\n\n{"id": "a"}]', "line 3, title: an entry needs a title"),
        (read_csl_json, '[{"title": NaN}]', "line 1: NaN is not JSON"),
        (
            read_csl_json,
            '[{"custom": {"gainsay": {"statements": [{"form": "direct"}]}}}]',
            "line 1, quote:",
        ),
        (
            read_csl_json,
            '[{"custom": {"gainsay": {"statements": [7]}}}]',
            "line 1, custom.gainsay.statements: A line holds one JSON object",
        ),
    ],
)
def test_a_fault_is_named_with_its_line(
    read: Callable[[bytes], FileRead], content: str, fault: str
) -> None:
    faults = [str(one) for one in read(content.encode()).faults]
    assert any(one.startswith(fault) for one in faults), faults


@pytest.mark.parametrize("read", [read_bibtex, read_ris, read_csl_json])
def test_what_is_no_text_is_refused(read: Callable[[bytes], FileRead]) -> None:
    for content in (b"TY  - \xff", b"TY  - \0"):
        with pytest.raises(ImportRefusedError):
            read(content)


def test_strings_that_double_and_marks_that_nest_blow_nothing_up() -> None:
    begun = process_time()
    doubling = "".join(f"@string{{a{n + 1} = a{n} # a{n}}}\n" for n in range(60))
    read = read_bibtex(f'@string{{a0 = "x"}}\n{doubling}@misc{{z, title = a60}}\n'.encode())
    assert len(str(read)) < 10_000
    read_bibtex(b"@misc{z, title={" + b"{" * 5_000 + b"x" + b"}" * 5_000 + b"}}")
    read_bibtex(b"@misc{z, title={" + b"\\emph{" * 3_000 + b"x" + b"}" * 3_000 + b"}}")
    read_ris(b"TY  - BOOK\nTI  - a\n" + b" more\n" * 20_000 + b"ER  - \n")
    assert process_time() - begun < 20


def test_a_type_that_is_none_of_ris_is_named() -> None:
    read = read_ris(b"TY  - ZZZZ\nTI  - A\nER  - \nTY  - GEN\nTI  - B\nAB  - one\ntwo\nER  - \n")
    assert [work.dropped for work in read.works] == [("type “ZZZZ”",), ()]
    assert read.faults == []


@pytest.mark.parametrize(
    ("read", "content"),
    [
        (read_bibtex, b"@misc{a, year=2017}"),
        (read_ris, b"TY  - BOOK\nER  - \n"),
        (read_csl_json, b'[{"id": "a"}]'),
    ],
)
def test_what_is_refused_of_a_reference_file_is_a_source(
    read: Callable[[bytes], FileRead], content: bytes
) -> None:
    assert [row_of(one).what for one in read(content).faults] == ["source"]


@pytest.mark.parametrize("value", ["{" * 3000 + "}" * 3000, r"\begin{x}" * 3000])
def test_nesting_without_end_is_a_fault_of_the_entry(value: str) -> None:
    read = read_bibtex(f"@misc{{a, title = {{{value}}}}}".encode())
    assert read.faults
    assert read.works == []


def test_a_value_of_very_many_lines_is_put_together_once() -> None:
    lines = "\n".join(["TY  - NEWS", "TI  - Outpost", *["  and so on"] * 100_000, "ER  - "])
    began = process_time()
    read_ris(lines.encode())
    assert process_time() - began < 60


def test_a_title_of_very_many_spaces_comes_through() -> None:
    spaces = " " * 200_000
    titles = f"a{spaces}b", f"a{spaces}\n{spaces}b"
    items = [{"id": str(number), "title": title} for number, title in enumerate(titles)]
    read = read_csl_json(json.dumps(items).encode())
    told = [work.draft.title for work in read.works]
    assert (told, len(read.faults)) == (["a b"], 1)

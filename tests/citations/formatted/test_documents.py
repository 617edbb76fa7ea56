"""Documents hold every entry, with what was found in it, for those who read them."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any

import docx
import pytest

from citations.exported import Held
from citations.formats import FORMATS
from citations.formatted import documents
from citations.formatted.inlines import in_blocks, plain, text_of
from citations.pairs import CitedPair
from citations.programs import NotWrittenError, pandoc
from citations.styling import Styling
from models.terms import Answer, LinkStatus, Relation
from tests.citations.formatted.golden import files
from tests.citations.records import a_link, a_source, a_statement, an_appearance
from tests.citations.works_of_every_type import every_type
from tests.citations.writing import BY_PANDOC, bytes_of, lines_of
from tests.citations.writing import text_of as written

if TYPE_CHECKING:
    from citations.exported import Exported
    from citations.formatted.inlines import Inlines

APA, OURS = Styling("apa"), Styling()
WHOLE = Held(every_type())


def _written(name: str, styling: Styling, exported: Exported = WHOLE) -> bytes:
    return b"".join(FORMATS[name].written(exported, styling))


def _paragraphs(name: str, content: bytes) -> list[str]:
    """Read the paragraphs of a document, each without the space around it."""
    if name == "docx":
        return [one.text.strip() for one in docx.Document(io.BytesIO(content)).paragraphs]
    reader = {"markdown": "commonmark"}.get(name, name)
    read = json.loads(pandoc([f"--from={reader}", "--to=json"], content))["blocks"]
    return [text_of(in_blocks([block])).strip() for block in _flat(read)]


def _squeezed(text: str) -> str:
    # pandoc does not read the two halves in which RTF has a sign beyond the first plane.
    return " ".join(text.replace("\ufffd\ufffd", "😀").split())


def _flat(blocks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    boxes = {"Div": lambda c: c[1], "BlockQuote": lambda c: c}
    return [
        one
        for block in blocks
        for one in (_flat(boxes[block["t"]](block["c"])) if block["t"] in boxes else [block])
    ]


def test_each_style_and_document_is_as_it_was() -> None:
    for path, content in files():
        assert lines_of(content) == lines_of(path.read_bytes()), (
            f"{path.name}; if this change is meant: python -m tests.citations.formatted.golden"
        )


@pytest.mark.parametrize("name", sorted(BY_PANDOC))
@pytest.mark.parametrize("styling", [APA, OURS], ids=["apa", "ours"])
def test_a_document_has_the_paragraphs_of_the_text(name: str, styling: Styling) -> None:
    text = _written("text", styling).decode()
    read = _paragraphs(name, _written(name, styling))
    assert [*map(_squeezed, read)] == [*map(_squeezed, text.split("\n\n"))]


def test_word_has_a_style_for_entries_and_one_for_what_was_found() -> None:
    paragraphs = docx.Document(io.BytesIO(_written("docx", APA))).paragraphs
    styles = [one.style.name for one in paragraphs if one.style]
    assert set(styles) == {"Bibliography", "Block Text"}
    assert styles.count("Bibliography") == 20


def test_a_page_says_its_language_and_leads_to_the_web_alone() -> None:
    page = _written("html", Styling("apa", "de-AT")).decode()
    assert page.startswith('<!DOCTYPE html>\n<html lang="de-AT">')
    assert '<a href="https://wire.example/2">' in page
    assert "<script" not in page
    assert "<i>A</i>" not in page
    odd: Inlines = [
        {"t": "Link", "c": [["", [], []], [{"t": "Str", "c": "x"}], ["javascript:x", ""]]}
    ]
    assert plain(odd) == [{"t": "Str", "c": "x"}]


@pytest.mark.parametrize("styling", [OURS, APA])
def test_an_address_ends_where_its_link_does(styling: Styling) -> None:
    url = "https://e.example/)\"<script>alert('1')</script>[x](y)\\`\\b"
    safe = "https://e.example/%29%22%3Cscript%3Ealert%28%271%27%29%3C/script%3E%5Bx%5D%28y%29%5C%60%5Cb"
    source = a_source(url=url, archived_url=url)
    exported = Held([a_statement(appearances=(an_appearance(source),))])
    markdown, rtf, html = (
        _written(name, styling, exported).decode() for name in ("markdown", "rtf", "html")
    )
    assert f"]({safe})" in markdown
    assert "<script" not in markdown.replace("\\<script", "")
    assert f'HYPERLINK "{safe}"}}' in rtf
    assert f'href="{safe}"' in html
    assert "&lt;script&gt;" in html


def test_a_pair_has_its_entries_and_then_what_links_them() -> None:
    first, second = (
        a_statement(key=key, quote=key, appearances=(an_appearance(a_source(key=f"w{key}")),))
        for key in ("a", "b")
    )
    link = a_link(
        "a",
        "b",
        Relation.CONTRADICTS,
        status=LinkStatus.CONFIRMED,
        rationale="Both cannot be",
        same_time=Answer.YES,
        same_place=Answer.YES,
        same_meaning=Answer.YES,
    )
    pair = Held((first, second), CitedPair(link, first, second))
    for name in ("text", "html"):
        told = _written(name, APA, pair).decode()
        assert told.count("An outpost closes") == 2
        assert told.index("Conflict, direct. Both cannot be.") > told.rindex("An outpost closes")
    assert "Both cannot be." in _written("markdown", OURS, pair).decode()


def test_a_document_in_parts_is_that_of_one_run(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = {name: written(name, every_type()).split() for name in ("html", "markdown")}
    monkeypatch.setattr(documents, "TOGETHER", 7)
    assert {name: written(name, every_type()).split() for name in whole} == whole


def test_a_document_that_is_too_long_is_refused_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(documents, "MOST", 3)
    with pytest.raises(NotWrittenError, match="at most 3 paragraphs"):
        bytes_of("rtf", every_type())


def test_nothing_chosen_is_an_empty_document() -> None:
    assert written("markdown", []) == ""
    assert "<body>\n</body>" in written("html", [])
    assert _paragraphs("docx", bytes_of("docx", [])) == []
    assert b"".join(FORMATS["text"].written(Held(()), APA)) == b""


def test_runs_of_every_kind_have_their_text() -> None:
    word, gap = {"t": "Str", "c": "a"}, {"t": "SoftBreak"}
    box = {"t": "Span", "c": [["", ["csl-left-margin"], []], [word]]}
    quoted = {"t": "Quoted", "c": [{"t": "DoubleQuote"}, [word]]}
    note = {"t": "Note", "c": [{"t": "Para", "c": [word]}, {"t": "Para", "c": [word]}]}
    raised = {"t": "Superscript", "c": [box, word]}
    runs: Inlines = [box, gap, quoted, note, raised, {"t": "Code", "c": [["", [], []], "x"]}]
    assert text_of(plain(runs)) == "a  aa aa a"

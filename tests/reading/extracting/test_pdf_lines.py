"""PDFs are read in the order of their columns, their lines joined to paragraphs and words to words."""

from __future__ import annotations

import textwrap

import pytest
from weasyprint import HTML

from desk.articles import uploaded
from reading.extracting import pdf_text
from reading.extracting.pdf_columns import read_in_columns
from reading.extracting.pdf_lines import Line, joined, joined_pages, paragraphs
from tests.reading.extracting.papers import a_pdf, drawn, written
from tests.reading.extracting.web_pages import TITLE, WORDS

LONG = [*WORDS, *reversed(WORDS), *WORDS]
STYLE = (
    "@page { size: A5; margin: 15mm } body { font: 11px serif } h1 { font-size: 20px } "
    "div { columns: 2; column-gap: 8mm; hyphens: auto; text-align: justify } p { margin: 0 0 6px } "
)
INDENTED = f"{STYLE} p {{ margin: 0; text-indent: 1em }}"


def _printed(style: str, made: str = "") -> bytes:
    shown = "".join(f"<p>{words}</p>" for words in LONG)
    return bytes(
        HTML(
            string=f'<html lang="en"><head><title>{TITLE}</title><style>{style}</style>{made}</head>'
            f"<body><h1>{TITLE}</h1><div>{shown}</div></body></html>"
        ).write_pdf()
    )


@pytest.mark.parametrize("style", [STYLE, INDENTED])
def test_two_columns_with_parted_words_are_read_as_they_were_written(style: str) -> None:
    assert pdf_text.read(_printed(style), None).text.splitlines() == [TITLE, *LONG]


def _at(x: int, y: int, text: str, size: int = 10) -> str:
    return f"BT /F1 {size} Tf {x} {y} Td ({text}) Tj ET "


def test_columns_that_are_drawn_line_by_line_across_are_read_one_after_the_other() -> None:
    left, right = (textwrap.wrap(" ".join(WORDS[some]), 44)[:6] for some in (slice(2), slice(1, 3)))
    wide = _at(72, 740, f"{TITLE} and the whole of the coast is waiting for it", 14)
    rows = (
        _at(72, 700 - 12 * row, one) + _at(320, 700 - 12 * row, other)
        for row, (one, other) in enumerate(zip(left, right, strict=True))
    )
    text = pdf_text.read(written(drawn(wide + "".join(rows))), None).text
    assert text.splitlines()[1:] == [" ".join(left), " ".join(right)]


def test_a_table_is_read_row_by_row() -> None:
    rows = (
        _at(72, 700 - 12 * row, f"Pile {row}") + _at(320, 700 - 12 * row, "rotten")
        for row in range(6)
    )
    assert "Pile 3 rotten" in pdf_text.read(written(drawn("".join(rows))), None).text


def test_a_page_that_is_drawn_column_by_column_is_left_as_it_is() -> None:
    layout = "\n".join(["one two three four     five six seven eight"] * 5)
    assert read_in_columns(layout, ["one two three four", "five six seven eight"] * 5) is None
    placed = read_in_columns(layout, ["one two three four five six seven eight"] * 5)
    assert placed is not None
    assert [one.text for one in placed] == ["one two three four"] * 5 + ["five six seven eight"] * 5


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        ("the govern-", "ment said", "the government said"),
        ("the govern\u2010", "ment said", "the government said"),
        ("a well-", "known man", "a well-known man"),
        ("the Almby-", "Dunmark line", "the Almby- Dunmark line"),
        ("it was -", "so he said", "it was - so he said"),
        ("two", "lines", "two lines"),
    ],
)
def test_a_parted_word_is_joined_but_for_hyphens_of_its_own(
    first: str, second: str, whole: str
) -> None:
    assert joined(first, second) == whole
    assert joined_pages([first, second]) == (
        whole if second[0].islower() else f"{first}\n\n{second}"
    )


def test_what_is_set_apart_is_a_paragraph_of_its_own() -> None:
    full = "A line that is as long as the column in which it stands"
    lines = [
        Line("A heading of some length above the story", 50, 700, 16),
        Line(full, 50, 680, 10),
        Line(f"{full}.", 50, 668, 10),
        Line(full, 60, 656, 10),
        Line("short end", 50, 644, 10),
        Line(full, 50, 620, 10),
        Line(full, 50, 590, 10),
    ]
    assert paragraphs(lines) == [
        *(lines[0].text, f"{full} {full}.", f"{full} short end", full, full),
    ]
    assert paragraphs([]) == []


def test_the_day_on_which_a_pdf_was_made_is_not_taken_for_its_publication() -> None:
    made = (
        '<meta name="dcterms.created" content="2023-05-01"><meta name="author" content="Ann Able">'
    )
    article = uploaded(_printed(STYLE, made), "a.pdf", "application/pdf")
    assert (article.details["title"], article.details["authors"]) == (TITLE, "Able, Ann")
    assert "published" not in article.details | article.offered


@pytest.mark.parametrize("title", ["Microsoft Word - ferry.docx", "ferry_final.indd", "Untitled"])
def test_the_name_of_a_file_is_no_title(title: str) -> None:
    content = written(a_pdf("The ferry is shut.", title=title))
    assert "title" not in uploaded(content, "a.pdf", "application/pdf").details

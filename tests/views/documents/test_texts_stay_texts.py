"""Whatever signs a text holds, readers of each format read it as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.citations.strategies import TEXTS
from tests.views.documents.reading_back import parts_of, parts_read
from views.documents.html import write_html
from views.documents.markdown import write_markdown
from views.documents.tree import (
    Address,
    Document,
    Heading,
    Items,
    NoteMark,
    Paragraph,
    Quote,
    Together,
    Words,
)

if TYPE_CHECKING:
    from collections.abc import Callable

SIGNS = st.sampled_from(
    [
        "*a*",
        "__b__",
        "`c`",
        "<script>alert(1)</script>",
        "</style><img src=x onerror=alert(1)>",
        "&lt;b&gt;&#x41;",
        "[x](javascript:alert(1))",
        "![x](http://example.org/x.png)",
        "[1]: http://example.org",
        "1. one",
        "2) two",
        "- three",
        "+ four",
        "# five",
        "> six",
        "===",
        "---",
        "~~~",
        "```",
        "| a | b |",
        "$x$",
        "www.example.org",
        "https://example.org",
        "who@example.org",
        ":smile:",
        "\\",
        "\\*",
        "  ",
        "_",
    ]
)
PIECES = st.lists(st.one_of(SIGNS, TEXTS), min_size=1, max_size=4).map("".join)
WORDS = st.builds(Words, PIECES, strong=st.booleans(), marked=st.booleans())
RUNS = st.lists(st.one_of(WORDS, st.builds(NoteMark, st.integers(1, 3))), min_size=1, max_size=3)
# Two marks beside each other are one, as the builders make them.
LINES = RUNS.map(lambda runs: tuple(one for run in runs for one in (run, Words(" · "))))
PARAGRAPHS = st.builds(Paragraph, LINES, st.sampled_from([None, "ar", "en", "<x"]))
BLOCKS = st.one_of(
    PARAGRAPHS,
    st.builds(Heading, st.integers(1, 3), PIECES.map(lambda text: f"A {text}")),
    st.builds(Quote, st.lists(PARAGRAPHS, min_size=1, max_size=2).map(tuple)),
)
PARTS = st.lists(st.one_of(BLOCKS, st.builds(lambda one: Together((one,)), BLOCKS)), max_size=8)
URL = Address("https://example.org/a_b_(c)*d*?e=f&amp;<g>")


@st.composite
def documents(draw: st.DrawFn) -> Document:
    notes = draw(st.lists(LINES, max_size=2))
    return Document(
        title=draw(PIECES),
        language="en",
        parts=(*draw(PARTS), Heading(2, "A list"), Items(tuple(draw(st.lists(LINES, max_size=3))))),
        notes_title="Sources",
        notes=tuple(notes),
    )


@pytest.mark.parametrize(
    ("write", "kind"),
    [(write_markdown, "commonmark"), (write_markdown, "gfm"), (write_html, "html")],
)
@settings(max_examples=20, deadline=None)
@given(document=documents())
def test_no_text_becomes_markup(
    write: Callable[[Document], str], kind: str, document: Document
) -> None:
    assert parts_read(write(document).encode(), kind) == parts_of(document)


def test_an_address_leads_where_it_says_and_nowhere_else() -> None:
    document = Document("T", "en", (Paragraph((URL,)),), "Sources", ())
    [(_kind, text)] = parts_read(write_markdown(document).encode(), "commonmark")
    assert text == "https://example.org/a_b_(c)*d*?e=f&amp;%3Cg%3E"

"""Footnotes and citations in the text, as a style writes them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from citations.exported import Held
from citations.formats import FORMATS
from citations.formatted import entries as under_test
from citations.formatted.documents import styled_text
from citations.formatted.entries import dropped
from citations.programs import NotWrittenError
from citations.styling import Part, Styling
from tests.citations.records import a_source, a_statement, an_appearance
from tests.citations.works_of_every_type import every_work

if TYPE_CHECKING:
    from models.records import StatementRecord

NOTES, APA, IEEE = (
    Styling(style, quotes=False, part=Part.CITATION)
    for style in ("chicago-notes-bibliography", "apa", "ieee")
)
BROWNE = ({"family": "Browne", "given": "Ryan"},)
HOSTILE = "}x{ *a* <i>b</i> [c] @e0 ^n^ $x$ https://x.example/"
COPY = "https://web.archive.org/web/2017/https://cnn.example/1"


def _found() -> tuple[StatementRecord, ...]:
    """Return statements on two works that are told apart by a letter, and on others of the matrix."""
    first, second = (
        a_source(
            key=f"browne{day}",
            title=f"Title {day}",
            authors=BROWNE,
            container_title="CNN",
            published=f"2017-09-{day}",
            url=f"https://cnn.example/{day}",
            archived_url=COPY if day == 19 else None,
        )
        for day in (19, 20)
    )
    works = every_work()
    placed = {
        "s1": ((first, {"page": "4"}), (second, {"time": "00:03:10"})),
        "s2": ((first, {"page": "p. 4"}), (works["magazine"], {"page": "12-14, A3"})),
        "s3": ((first, {"page": "A-12"}), (works["post"], {"page": HOSTILE})),
        "s4": (
            (second, {"page": "4 & 7"}),
            (works["report"], {"time": HOSTILE}),
            (works["bill"], {}),
        ),
    }
    return tuple(
        a_statement(
            key=key,
            quote=f"Said {key}",
            appearances=tuple(an_appearance(source, **where) for source, where in found),
        )
        for key, found in placed.items()
    )


def _lines(styling: Styling, statements: tuple[StatementRecord, ...] = ()) -> list[str]:
    told = "".join(styled_text(Held(statements or _found()), styling))
    return told.rstrip("\n").split("\n\n")


def test_a_footnote_is_told_in_full_for_each_place_in_a_source() -> None:
    lines = _lines(NOTES)
    browne = "Ryan Browne, “Title {}, 2017, {}https://cnn.example/{}."
    assert [line for line in lines if "Browne" in line] == [
        browne.format("19,” CNN, September 19", "4, ", 19) + f" Archived at {COPY}",
        browne.format("19,” CNN, September 19", "A-12, ", 19) + f" Archived at {COPY}",
        browne.format("20,” CNN, September 20", "00:03:10, ", 20),
        browne.format("20,” CNN, September 20", "4 & 7, ", 20),
    ]
    assert any("War & Peace, September 2017, 12–14, A3." in line for line in lines)
    assert HOSTILE in next(line for line in lines if "Operation Inherent Resolve" in line)
    # The bibliography has no entry for a post, and so no place in its order.
    assert lines[-1].startswith("James Mattis, “[A post on the outpost],”")
    assert HOSTILE in lines[-1]
    assert list(dropped(Held(_found()), NOTES)) == []


def test_a_citation_in_the_text_tells_works_apart_as_the_bibliography_does() -> None:
    lines = _lines(APA)
    assert [line for line in lines if "Browne" in line] == [
        "(Browne, 2017a, p. 4)",
        "(Browne, 2017a, p. A-12)",
        "(Browne, 2017b, 00:03:10)",
        "(Browne, 2017b, p. 4 & 7)",
    ]
    assert "(de la Cruz & O’Neill, 2017, pp. 12–14, A3)" in lines
    assert f"(Fine, ca. 2017, {HOSTILE})" in lines
    entries = _lines(Styling("apa", quotes=False))
    assert [line[:31] for line in entries if "Browne" in line] == [
        "Browne, R. (2017a, September 19",
        "Browne, R. (2017b, September 20",
    ]


def test_a_style_that_numbers_gives_the_numbers_of_its_bibliography() -> None:
    entries = _lines(Styling("ieee", quotes=False))
    [number] = [line.split()[0] for line in entries if "Title 20" in line]
    told = _lines(IEEE)
    assert (f"{number[:-1]}, 00:03:10]" in told, f"{number[:-1]}, p. 4 & 7]" in told) == (
        True,
        True,
    )


def test_below_a_citation_stands_what_was_found_at_that_place() -> None:
    lines = _lines(replace(APA, quotes=True))
    first = lines.index("(Browne, 2017a, p. 4)")
    assert [line.count("Said s1") + line.count("Said s2") for line in lines[first : first + 4]] == [
        0,
        1,
        1,
        0,
    ]
    page = b"".join(FORMATS["html"].written(Held(_found()), NOTES)).decode()
    assert "<em>CNN</em>" in page
    assert f'Archived at <a\nhref="{COPY}">' in page.replace(" <a href", " <a\nhref")


def test_a_citation_without_a_word_is_named() -> None:
    works = every_work()
    placed = an_appearance(works["page"], page="7")
    statement = a_statement(quote="q", appearances=(placed, an_appearance(works["magazine"])))
    styling = Styling("deutsche-sprache", quotes=False, part=Part.CITATION)
    [left] = dropped(Held((statement,)), styling)
    assert (left.key, left.why) == ("page", "the style has no citation for it")
    assert len(_lines(styling, (statement,))) == 1
    assert "".join(styled_text(Held(()), APA)) == ""


def test_too_many_sources_for_one_run_are_refused_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(under_test, "MOST_CITED", 2)
    with pytest.raises(NotWrittenError, match="at most 2 sources"):
        _lines(APA)

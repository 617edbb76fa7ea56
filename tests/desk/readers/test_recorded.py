"""What a format spells otherwise comes back as the record has it, unless it was edited since."""

from __future__ import annotations

from typing import Any

import pytest

from citations.kinds import KINDS, TYPE_WORDS
from desk.readers.bibtex import read_bibtex
from desk.readers.bibtex_fields import PLAIN_TYPES, SAID_BY_TYPE
from desk.readers.ris import read_ris
from desk.readers.ris_tags import TYPES_BY_GENRE
from models.notes.recorded import read_recorded, recorded
from models.notes.written import without_tail
from tests.citations.records import a_source, a_statement, an_appearance
from tests.citations.writing import text_of

NAMES = [
    {"literal": "Barnes; Noble | Sons, Inc."},
    {"family": "Berg", "given": "Jan", "dropping-particle": "van"},
]
READERS = {"ris": read_ris, "bibtex": read_bibtex, "biblatex": read_bibtex}
SOURCE: dict[str, Any] = {
    "type": "article-newspaper",
    "publisher": "The Wire, Inc.",
    "genre": "Post",
    "authors": NAMES,
    "csl": {"page": "1–2", "version": "2.", "interviewer": [NAMES[1]], "editor": [*NAMES]},
}


def _written(name: str, **values: Any) -> str:  # noqa: ANN401 -- the fields of any source
    source = a_source(**(SOURCE | values))
    return text_of(name, [a_statement(quote="q", appearances=(an_appearance(source),))])


@pytest.mark.parametrize("name", list(READERS))
def test_it_comes_back(name: str) -> None:
    [work] = READERS[name](_written(name).encode()).works
    told = work.draft.model_dump(include=set(SOURCE))
    assert told | {"authors": list(told["authors"])} == SOURCE
    assert (work.draft.container_title, work.dropped) == (None, ())


@pytest.mark.parametrize(
    ("of", "to", "field", "value"),
    [
        ("AU  - van Berg, Jan", "AU  - Roe, Ann", "authors", {"family": "Roe", "given": "Ann"}),
        ("SP  - 1\r\n", "SP  - 7\r\n", "csl", "7-2"),
        ("T2  - The Wire, Inc.", "T2  - The Other Wire", "container_title", "The Other Wire"),
        ("M3  - Post", "M3  - Dispatch", "genre", "Dispatch"),
    ],
)
def test_what_was_edited_elsewhere_stays_so(of: str, to: str, field: str, value: object) -> None:
    written = _written("ris")
    assert of in written
    [work] = read_ris(written.replace(of, to).encode()).works
    read = getattr(work.draft, field)
    assert (read[-1] if field == "authors" else read["page"] if field == "csl" else read) == value


@pytest.mark.parametrize(
    "words",
    ["Read in the record, page: 1", "In the record, page 1", "In the record, page: ¶x", ""],
)
def test_what_is_no_such_note_is_none(words: str) -> None:
    assert read_recorded(words) is None


def test_signs_that_part_values_are_kept() -> None:
    assert read_recorded(without_tail(recorded("author", NAMES))) == ("author", NAMES)
    assert read_recorded(without_tail(recorded("page", "1 [2]; 3"))) == ("page", "1 [2]; 3")


@pytest.mark.parametrize("name", list(READERS))
@pytest.mark.parametrize("genre", [None, "Preprint", "Musical score", "Film"])
def test_a_genre_is_told_apart_from_the_name_of_the_type(name: str, genre: str | None) -> None:
    works = [a_source(key=f"w{n}", type=each, genre=genre) for n, each in enumerate(KINDS)]
    told = [
        a_statement(key=f"s-{work.key}", quote="q", appearances=(an_appearance(work),))
        for work in works
    ]
    read = READERS[name](text_of(name, told).encode())
    assert {work.draft.type: work.draft.genre for work in read.works} == dict.fromkeys(KINDS, genre)


def test_every_word_that_a_reader_takes_for_a_type_is_known() -> None:
    assert {*SAID_BY_TYPE, *PLAIN_TYPES, *TYPES_BY_GENRE} - {""} <= TYPE_WORDS

"""Tables: delimiters, encodings, quotation marks, columns; every fault with its line and column."""

from __future__ import annotations

from time import process_time

import pytest

from desk.readers.csv_cells import Marks, read_table
from desk.readers.csv_table import read_csv
from desk.readers.faults import ImportRefusedError
from models.terms import Form, SpeakerKind

HEADER = "key,quote,speaker,title\n"


def _faults(content: str | bytes) -> list[str]:
    raw = content.encode() if isinstance(content, str) else content
    return [str(fault) for fault in read_csv(raw).faults]


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(sign: str) -> None:
    table = f"quote{sign}speaker{sign}title\nYes.{sign}Ann{sign}A page\n"
    [line] = read_csv(table.encode()).lines
    assert (line.number, line.draft.quote, line.draft.speaker.name) == (2, "Yes.", "Ann")
    assert line.draft.appearances[0].source.title == "A page"


def test_marks_around_cells_line_breaks_and_a_byte_order_mark_are_read() -> None:
    table = (
        '\ufeffquote,speaker,title\r\n"He said ""no"",\r\nand left.",Ann,T\r\n\r\nYes.,Ann,T\r\n'
    )
    first, second = read_csv(table.encode()).lines
    assert first.draft.quote == 'He said "no",\r\nand left.'
    assert [first.number, second.number] == [2, 5]


def test_names_of_columns_may_be_those_that_people_use() -> None:
    table = "Quotation,Who,Date said,Headline,Newspaper,Link,Tags\n"
    table += "Yes.,Ann,18 September 2017,A page,The Daily,https://example.org/a,War; Peace\n"
    [line] = read_csv(table.encode()).lines
    draft, source = line.draft, line.draft.appearances[0].source
    assert (draft.quote, draft.said, draft.topics) == ("Yes.", "2017-09-18", ("War", "Peace"))
    assert (source.container_title, source.url) == ("The Daily", "https://example.org/a")


def test_topics_of_a_cell_are_parted_as_in_the_form() -> None:
    table = 'quote,speaker,title,topic,relays\nYes.,Ann,T,"""Ghouta, attack"", War; Peace","AP, Rome; X"\n'
    [line] = read_csv(table.encode()).lines
    assert line.draft.topics == ("Ghouta, attack", "War", "Peace")
    assert [hop.name for hop in line.draft.appearances[0].relays] == ["AP, Rome", "X"]


def test_what_our_export_made_inert_is_as_it_was() -> None:
    table = "quote,speaker,title\n'-5 degrees,'=cmd|' /C calc'!A0,''tis\n"
    [line] = read_csv(table.encode()).lines
    assert line.draft.quote == "-5 degrees"
    assert line.draft.speaker.name == "=cmd|' /C calc'!A0"
    assert line.draft.appearances[0].source.title == "''tis"


def test_letters_of_every_script_are_kept() -> None:
    table = "quote,speaker,title,speaker_kind\nنعم 🙂 é,محمد,ד\u200f,unnamed\n"
    [line] = read_csv(table.encode()).lines
    assert (line.draft.quote, line.draft.speaker.name) == ("نعم 🙂 é", "محمد")
    assert line.draft.speaker.kind is SpeakerKind.UNNAMED


def test_a_row_without_a_quote_is_a_paraphrase() -> None:
    table = "quote,claim,speaker,title\n,The outpost is closed.,Ann,A page\n"
    [line] = read_csv(table.encode()).lines
    assert (line.draft.form, line.draft.claim) == (Form.INDIRECT, "The outpost is closed.")


@pytest.mark.parametrize(
    ("cells", "title", "supplied", "type_"),
    [
        ("[Untitled],https://example.org/a,", "Untitled", "ours", "webpage"),
        (",https://www.example.org/a,", "www.example.org", "ours", "webpage"),
        (",,The Daily", "The Daily", "ours", "document"),
        ("A page,,", "A page", "theirs", "document"),
    ],
)
def test_a_source_without_a_title_gets_one_of_ours(
    cells: str,
    title: str,
    supplied: str,
    type_: str,
) -> None:
    [line] = read_csv(f"quote,speaker,title,url,outlet\nYes.,Ann,{cells}\n".encode()).lines
    source = line.draft.appearances[0].source
    assert (source.title, source.title_supplied, source.type) == (title, supplied == "ours", type_)


def test_a_date_counted_from_the_publication_keeps_its_words() -> None:
    table = "quote,speaker,title,said,published\nYes.,Ann,T,Monday,20 September 2017\n"
    [line] = read_csv(table.encode()).lines
    assert (line.draft.said, line.draft.said_text) == ("2017-09-18", "Monday")
    assert line.draft.appearances[0].source.published == "2017-09-20"


def test_columns_without_a_place_are_named_if_they_hold_anything() -> None:
    table = "quote,speaker,title,mood,,said_precision,empty\nYes.,Ann,T,glad,x,day,\n"
    assert read_csv(table.encode()).dropped == ("column “mood”", "column number 5")


def test_the_same_row_twice_is_one_statement() -> None:
    read = read_csv(b"quote,speaker,title\nYes.,Ann,T\nNo.,Ann,T\nYes.,Ann,T\n")
    assert (len(read.lines), read.repeats, read.faults) == (2, [(4, 2)], [])


def test_a_row_without_a_key_has_the_same_key_each_time() -> None:
    table = b"quote,speaker,title\nYes.,Ann,T\n"
    [first], [second] = read_csv(table).lines, read_csv(table + b"No.,Ann,T\n").lines[:1]
    assert first.draft.key == second.draft.key
    assert len(first.draft.key or "") == 26


@pytest.mark.parametrize(
    ("table", "fault"),
    [
        (
            "quote,speaker,title,note\nYes.,Ann,T,\nYes.;Ann;T;\n",
            "line 3: this line is parted by a semicolon, the header by a comma; "
            "part every line by the same sign",
        ),
        ("quote:speaker\nx:y\n", "line 1: the first line names no column that is known"),
        ("", "there is nothing in the file"),
        ("\n\n", "there is nothing in the file"),
        (
            HEADER + "k1,Yes.,Ann,T,1,2,3,4,5,6,7,8,9,10\n",
            "line 2, column 5: this line has 14 cells, the header names 4; "
            "is a cell that holds a comma not in quotation marks?",
        ),
        (
            HEADER + "k1,Yes.\n",
            "line 2, speaker: this line has 2 cells, the header names 4; "
            "write every cell, empty ones too",
        ),
        ("quote,Quotation,speaker\n", "line 1, column 2 (Quotation): column 1 holds the quote"),
        (HEADER + "k1,Yes.,,T\n", "line 2, column 3 (speaker): it is needed and empty"),
        (HEADER + "17,Yes.,Ann,T\n", "line 2, column 1 (key): A key has"),
        (HEADER + "k1,Yes.,Ann,T\nk1,No.,Ann,T\n", "line 3, key: “k1” stands on line 2 already"),
        (
            "quote,speaker,title,note\nYes.,Ann,T,a\nYes.,Ann,T,b\n",
            "line 3, key: it says what line 2 says, but not all of it is the same; "
            "give both lines keys, or leave one out",
        ),
        (
            HEADER + 'k1,"Yes" she said,Ann,T\n',
            "line 2, column 2: a quotation mark inside a cell in quotation marks has to be doubled",
        ),
        (HEADER + 'k1,"Yes.,Ann,T\n', "line 2, column 2: the quotation mark opened here is never"),
        (
            "quote,speaker,title,said\nYes.,Ann,T,2017-02-30\n",
            "line 2, column 4 (said): “2017-02-30” is not",
        ),
        (
            "quote,speaker,title,said\nYes.,Ann,T,04/05/2024\n",
            "line 2, column 4 (said): “04/05/2024” can mean 2024-04-05 or 2024-05-04; "
            "write the one you mean",
        ),
        ("quote,speaker,title,url\nYes.,Ann,T,javascript:x\n", "line 2, column 4 (url): It is not"),
        ('quote,speaker,topics\nYes.,Ann,"[1]"\n', "line 2, column 3 (topics): it is neither a"),
        ('quote,speaker,topics\nYes.,Ann,"[""a"\n', "line 2, column 3 (topics): it is neither a"),
        ("quote,speaker,consulted\nYes.,Ann,maybe\n", "line 2, column 3 (consulted): write yes"),
        ("quote,speaker,source\nYes.,Ann,CNN\n", "line 2, column 3 (source): A key has"),
    ],
)
def test_a_fault_is_named_with_its_line_and_column(table: str, fault: str) -> None:
    assert any(one.startswith(fault) for one in _faults(table)), _faults(table)


def test_a_mark_left_open_is_found_at_line_40_000() -> None:
    rows = [f'k{number},"Sentence {number}, said",Ann,T\n' for number in range(2, 45_001)]
    rows[39_998] = rows[39_998].replace(' said"', " said")
    [fault] = read_table(HEADER + "".join(rows), lambda name: name == "quote").faults
    assert str(fault) == (
        "line 40000, column 2: the quotation mark opened here is not closed before line 40001, "
        "so the rest cannot be read"
    )
    bare = [row.replace('"', "").replace(", said", "") for row in rows]
    bare[39_998] = 'k,"open,Ann,T\n'
    table = read_table(HEADER + "".join(bare), lambda name: name == "quote")
    assert [str(fault) for fault in table.faults] == [
        "line 40000, column 2: the quotation mark opened here is never closed, "
        "so the rest cannot be read"
    ]
    assert len(table.rows) == 39_998


class _Watched(str):
    """A text that counts the characters that are looked at when something is sought in it."""

    __slots__ = ("looked",)

    def find(self, sought: str, begin: int = 0, *_end: int) -> int:  # type: ignore[override]
        """Find as a text does."""
        found = super().find(sought, begin)
        self.looked = getattr(self, "looked", 0) + (found if found >= 0 else len(self)) - begin
        return found


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_what_is_wrong_is_found_in_one_walk_through_the_table(end: str) -> None:
    rows = [f'k{number},"Sentence {number}",Ann,T' for number in range(500)]
    text = _Watched(end.join([HEADER.strip(), *rows, 'k,"open,Ann,T', ""]))
    fault = Marks(text, ",").first_wrong()
    assert str(fault).startswith("line 502, column 2: the quotation mark opened here is never")
    assert text.looked <= 2 * len(text)


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (HEADER.encode() + "k1,é,Ann,T\n".encode("latin-1"), "line 2: this is not UTF-8 (byte 4"),
        (HEADER.encode() + b"k1,Y\0s,Ann,T\n", "line 2: it holds a NUL character (byte 5"),
    ],
)
def test_a_file_that_is_no_text_is_refused_at_its_byte(content: bytes, fault: str) -> None:
    with pytest.raises(ImportRefusedError) as refused:
        read_csv(content)
    assert str(refused.value).startswith(fault)


def test_a_quote_of_60_000_words_is_read_and_one_beyond_the_limit_named() -> None:
    words = "word " * 60_000
    [line] = read_csv(f'{HEADER}k1,"{words}",Ann,T\n'.encode()).lines
    assert line.draft.quote == words
    for length in (1_000_001, 3_000_000):
        [fault] = _faults(f'{HEADER}k1,"{"w" * length}",Ann,T\n')
        assert fault.startswith("line 2, column 2")
        assert "1,000,000" in fault or "1,000,001" in fault


def test_more_lines_than_one_import_takes_are_refused() -> None:
    rows = "".join(f"k{number},Yes.,Ann,T\n" for number in range(50_001))
    assert any("more than 50,000 records" in one for one in _faults(HEADER + rows))


def test_a_header_of_a_great_many_columns_takes_no_time() -> None:
    begun = process_time()
    assert _faults("quote,speaker" + ",x" * 200_000 + "\na,b\n")
    assert _faults('"' * 2_000_001)
    assert process_time() - begun < 10


def test_a_row_in_which_nothing_is_said_is_called_so_at_no_column() -> None:
    table = "colour,quote,claim,speaker,title\nred, ,,Ann,A page\nred,Yes.,,Ann,A page\n"
    read = read_csv(table.encode())
    assert [str(fault) for fault in read.faults] == [
        "line 2: no quote, passage or claim in this row"
    ]
    assert len(read.lines) == 1


def test_what_is_wrong_with_a_row_as_a_whole_stands_at_no_column() -> None:
    table = "colour,quote,status,speaker,title\nred,Yes.,withdrawn,Ann,A page\n"
    assert _faults(table) == ["line 2: A withdrawn statement needs a status_reason."]

from __future__ import annotations

import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING, Any

import pytest
import rispy

from citations.cited import cited
from citations.csl import csl_item
from citations.dates import known_parts
from citations.kinds import KINDS, kind_of
from citations.notes import statement_notes
from citations.words import title_words
from models.csl import ITEM_TYPES
from tests.citations.records import a_source, a_statement, an_appearance
from tests.citations.works_of_every_type import every_type
from tests.citations.writing import text_of

if TYPE_CHECKING:
    from pathlib import Path

    from models.records import StatementRecord
    from tests.citations.conftest import Run

MODS = "{http://www.loc.gov/mods/v3}"
UNREAD_BY_ZOTERO = {"PRESS", "INTV", "POD", "GEN", "UNPB", "ICOMM"}
WEB = "https://example.org/a_b%20c?d=1&e=2#f"
ARCHIVED = f"https://web.archive.org/web/2017/{WEB}"


def _record(**source: Any) -> dict[str, Any]:  # noqa: ANN401 -- any field
    found = an_appearance(a_source(**source))
    (record,) = rispy.loads(text_of("ris", [a_statement(quote="q", appearances=(found,))]))
    return dict(record)


def test_a_reader_finds_every_title_and_every_statement(
    at_tanf: tuple[StatementRecord, ...],
) -> None:
    records = rispy.loads(text_of("ris", at_tanf))
    sources = {each.source.key: each.source for one in at_tanf for each in one.appearances}
    assert {record["id"]: record["title"] for record in records} == {
        key: title_words(source) for key, source in sources.items()
    }
    notes = [note for record in records for note in record["notes"]]
    assert len([note for note in notes if "[gainsay 1; aside]" not in note]) == len(at_tanf)
    for statement in at_tanf:
        shown = f"“{statement.quote}”" if statement.quote else f": {statement.claim}"
        assert any(shown in note and statement.speaker.name[1:] in note for note in notes)


def test_bibutils_reads_it(at_tanf: tuple[StatementRecord, ...], run: Run, tmp_path: Path) -> None:
    (tmp_path / "case.ris").write_bytes(text_of("ris", at_tanf).encode())
    tree = ET.fromstring(run("ris2xml", "-nb", "-un", "case.ris").stdout)  # noqa: S314 -- our own
    works = tree.findall(f"{MODS}mods")
    assert [work.get("ID") for work in works] == ["breach", "outpost"]
    # And one that says that the publisher of a newspaper stands where its name does.
    assert [len(work.findall(f"{MODS}note")) for work in works] == [9, 19 + 1]
    assert [work.findtext(f"{MODS}originInfo/{MODS}dateIssued") for work in works] == [
        "2020",
        "2017-09-19",
    ]


def test_addresses_come_back_as_they_were() -> None:
    record = _record(url=WEB, archived_url=ARCHIVED)
    assert (record["urls"], record["file_attachments2"]) == ([WEB], ARCHIVED)


def test_a_month_is_not_padded_to_its_first_day() -> None:
    record = _record(published="2024-03", accessed="2024-04-02")
    assert (record["year"], record["date"]) == ("2024", "2024/03//")
    assert record["access_date"] == "2024/04/02/"


@pytest.mark.parametrize(
    ("published", "year", "date"),
    [
        ("2020~", "2020", "2020///about"),
        ("2017-21", "2017", "2017///spring"),
        ("2017-09-16/2017-09-17", "2017", "///between 16 and 17 September 2017"),
        ("2017?", "2017", "///2017 (uncertain)"),
        ("2017/2018?", None, "///between 2017 and 2018 (uncertain)"),
        ("199X", None, "///the 1990s"),
        (None, None, None),
    ],
)
def test_a_date_says_no_more_than_is_known(
    published: str | None, year: str | None, date: str | None
) -> None:
    record = _record(published=published)
    assert (record.get("year"), record.get("date")) == (year, date)


def test_names_and_further_fields_have_their_tags() -> None:
    authors = (
        {"literal": "Reuters"},
        {"family": "Berg", "given": "Jan", "non-dropping-particle": "van den", "suffix": "Jr."},
    )
    csl = {"page": "12–14", "volume": 3, "ISSN": "1234-5678", "editor": [{"family": "Roe"}]}
    record = _record(authors=authors, csl=csl, language="en", container_title="CNN", genre="News")
    assert record["authors"] == ["Reuters", "van den Berg, Jan, Jr."]
    assert record["secondary_authors"] == ["Roe"]
    assert (record["start_page"], record["end_page"], record["volume"]) == ("12", "14", "3")
    assert (record["issn"], record["language"], record["type_of_work"]) == (
        "1234-5678",
        "en",
        "News",
    )
    assert record["secondary_title"] == "CNN"


def test_every_csl_type_has_a_code_that_zotero_knows() -> None:
    assert set(KINDS) == ITEM_TYPES
    assert not {kind.ris for kind in KINDS.values()} & UNREAD_BY_ZOTERO


def test_a_broadcast_that_is_only_heard_is_a_sound_recording() -> None:
    assert kind_of("broadcast", "Radio").ris == "SOUND"
    assert kind_of("broadcast").ris == "VIDEO"
    assert _record(type="broadcast", csl={"medium": "Podcast"})["type_of_reference"] == "SOUND"


def test_two_readers_agree_on_every_work(run: Run, tmp_path: Path) -> None:
    """Title, names, date as far as known, addresses and every note, in rispy and bibutils.

    bibutils takes "and" in a corporate name for two names: RIS has no sign against that.
    """
    written = text_of("ris", every_type())
    (tmp_path / "x.ris").write_bytes(written.encode())
    tree = ET.fromstring(run("ris2xml", "-un", "x.ris").stdout)  # noqa: S314 -- our own
    seen = {mods.get("ID"): mods for mods in tree.findall(f"{MODS}mods")}
    read = {record["id"]: record for record in rispy.loads(written)}
    works = {work.source.key: work for work in cited(every_type())}
    assert seen.keys() == read.keys() == works.keys()
    for key, work in works.items():
        item, record, mods = csl_item(work), read[key], seen[key]
        titles = [mods.findtext(f"{MODS}titleInfo/{MODS}{part}") for part in ("title", "subTitle")]
        assert record["title"] == item["title"] == ": ".join(filter(None, titles))
        names = [", ".join(_parts(name)) for name in item.get("author", [])]
        assert record.get("authors", []) == names
        told = mods.findall(f"{MODS}name")
        assert len(told) >= len(names)
        whole = "/" not in (work.source.published or "")
        # Of an unsure date within one year RIS has the year.
        unsure = (int(record["year"]),) if "year" in record else ()
        parts = (known_parts(work.source.published) or unsure)[: None if whole else 1]
        day = "-".join(f"{part:02}" for part in parts)
        assert (mods.findtext(f"{MODS}originInfo/{MODS}dateIssued") or "") == day
        sure = known_parts(work.source.published)
        assert not (whole and sure) or record["date"].startswith(day.replace("-", "/"))
        # RIS lets a semicolon part addresses, and rispy splits there; the other readers do not.
        assert ";".join(record.get("urls", [])) == item.get("URL", "")
        assert record.get("file_attachments2") == item.get("archive_location")
        # bibutils keeps an attachment only where there is no address.
        assert item.get("URL") in {url.text for url in mods.iter(f"{MODS}url")} | {None}
        notes = [note.text for note in mods.findall(f"{MODS}note")]
        assert set(statement_notes(work)) <= set(record["notes"]) <= set(notes)


def _parts(name: dict[str, str]) -> list[str]:
    """Return the parts of a name as RIS has them: `van Beethoven, Ludwig`."""
    last = [name.get(part) for part in ("dropping-particle", "literal", "family")]
    whole = " ".join(filter(None, last))
    return list(filter(None, (whole, name.get("given"), name.get("suffix"))))


def test_the_date_of_an_event_is_told_where_the_record_has_one() -> None:
    said = {"event-date": {"date-parts": [[2017, 9, 18]]}}
    noted = _record(type="speech", csl=said)["notes"]
    assert noted[1] == "Event date: 18 September 2017. [gainsay 1; aside]"
    assert len(_record(type="speech")["notes"]) == 1


def test_what_has_no_tag_stands_in_a_note() -> None:
    record = _record(csl={"authority": "The House", "ISSN": "1234-5679", "ISBN": "080442957X"})
    assert record["issn"] == "1234-5679"
    notes = [note.partition(" [")[0] for note in record["notes"][1:]]
    assert notes == ["ISBN: 080442957X.", "Authority: The House."]

"""A pair as one thing to cite, in every format that cites."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
import rispy
from hypothesis import given, settings
from hypothesis import strategies as st

from citations.formats import FORMATS
from citations.pair_formats import pair_line
from citations.pairs import LONGEST, CitedPair, pair_item
from models.csl import COLUMNS, ITEM_TYPES, csl_faults, name_faults
from models.records import CorrectionRecord, NoticeRecord
from models.terms import Answer, Form, LinkStatus, NoticeKind, Outcome, Relation
from tests.citations.linked_data import WEB_ANNOTATION, expected, triples
from tests.citations.records import a_link, a_source, a_speaker, a_statement, an_appearance
from tests.citations.strategies import TEXTS, statements
from tests.citations.tex_readers import NO_AUTHOR, NO_DATE, complaints
from tests.citations.writing import BY_PANDOC, text_of

if TYPE_CHECKING:
    from pathlib import Path

    from models.records import StatementRecord
    from tests.citations.conftest import Run

YES = dict.fromkeys(("same_time", "same_place", "same_meaning"), Answer.YES)
OF_THEIR_OWN = {"wikipedia", "webannotation"}
AT = datetime(2026, 11, 21, 13, tzinfo=UTC)
CITING = [
    name
    for name, each in FORMATS.items()
    if each.write_pair and name not in {*OF_THEIR_OWN, *BY_PANDOC}
]
MODS = "{http://www.loc.gov/mods/v3}"


def _pair(
    sides: tuple[StatementRecord, StatementRecord] | None = None,
    relation: Relation = Relation.CONTRADICTS,
    **link: Any,  # noqa: ANN401 -- any field
) -> CitedPair:
    first, second = sides or _sides()
    answers = YES if relation is Relation.CONTRADICTS else {}
    known = {"status": LinkStatus.CONFIRMED, "decided_at": AT, "rationale": "One gave it up."}
    made = a_link(first.key, second.key, relation, **(known | answers | link))
    return CitedPair(made, first, second, desk="Example Desk", url="https://d.example/links/7")


def _sides() -> tuple[StatementRecord, StatementRecord]:
    found = (an_appearance(a_source()),)
    quote = "We have not ceded any of the ground we have taken to anybody"
    one = a_statement(key="s1", quote=quote, said="2017-09-18", appearances=found)
    rebels = a_speaker(key="rebels", name="local rebel groups")
    claim = "The outpost was closed under an arrangement."
    return one, a_statement(key="s2", claim=claim, speaker=rebels, appearances=found)


def _written(name: str, pair: CitedPair) -> str:
    return text_of(name, [pair.first, pair.second], pair)


def test_the_title_says_what_stands_against_what() -> None:
    assert _pair().title == (
        "James Mattis: “We have not ceded any of the ground we have taken to anybody” and local "
        "rebel groups (paraphrase): The outpost was closed under an arrangement: conflict"
    )
    assert _pair(status=LinkStatus.PROPOSED).title.endswith(": proposed conflict")
    assert _pair(relation=Relation.SUPPORTS).notes[0] == "The first supports the second."


def test_the_item_is_a_page_of_the_desk_with_its_reasons() -> None:
    item = pair_item(_pair(decided_by_two=True))
    assert item["author"] == [{"literal": "Example Desk"}]
    assert item["issued"] == {"date-parts": [[2026, 11, 21]]}
    assert item["URL"] == "https://d.example/links/7"
    assert item["note"] == "Conflict, direct.\n\nOne gave it up.\n\nAgreed by two checkers."
    assert "(paraphrase): The outpost was closed" in item["annote"]
    waiting = pair_item(_pair(status=LinkStatus.PROPOSED))
    assert "issued" not in waiting
    assert "Not confirmed by a reviewer." in waiting["note"]


def test_its_notes_say_what_corrects_a_side() -> None:
    one, other = _sides()
    notice = NoticeRecord(
        kind=NoticeKind.RETRACTED, date="2017-09-19", note="Another post.", touches=("s1",)
    )
    found = an_appearance(a_source(container_title="CNN", notices=(notice,)))
    # Links of tests are numbered from 1.
    taken = CorrectionRecord(
        link_id=-1, statement_id=9, speaker="Ryan Dillon", own=False, rationale="It stands."
    )
    sides = replace(one, appearances=(found,)), replace(other, corrections=(taken,))
    assert _pair(sides).notes[3:] == [
        "Of the first statement: Retracted on 19 September 2017: Another post.",
        "Of the second statement: Corrected by Ryan Dillon: It stands.",
    ]
    assert "Of the first statement: Retracted" in pair_line(_pair(sides))


def test_a_correction_does_not_tell_itself_again() -> None:
    one, other = _sides()
    itself = CorrectionRecord(link_id=70, statement_id=one.id, speaker="James Mattis", own=False)
    pair = _pair((one, replace(other, corrections=(itself,))), Relation.CORRECTS, id=70)
    assert not any("Of the second" in note for note in pair.notes)


def test_its_notes_say_what_was_found_of_a_speaker_against_himself() -> None:
    judged = _pair(outcome_why="He spoke of two posts")
    assert replace(judged, outcome=Outcome.EXPLAINED).notes[3:] == [
        "Explained: He spoke of two posts."
    ]
    assert replace(judged, outcome=Outcome.CHANGED).notes[3].startswith("The position changed: ")
    assert len(judged.notes) == 3


def test_the_line_to_copy_is_whole() -> None:
    assert pair_line(_pair()).endswith(
        "conflict. Confirmed 21 November 2026. https://d.example/links/7 "
        "Conflict, direct. One gave it up. Decided by one checker."
    )


@pytest.mark.parametrize("name", CITING)
def test_the_pair_comes_first_and_the_sources_follow_as_they_were(name: str) -> None:
    pair = _pair()
    alone = text_of(name, [pair.first, pair.second])
    told = _written(name, pair)
    assert told.index(pair.first.speaker.name) >= 0
    rest = alone.removeprefix("[\n")
    assert told.endswith(rest)
    assert len(told) > len(alone)
    assert text_of(name, [pair.first, pair.second]) == alone


def test_a_web_annotation_links_both_statements_with_its_reasons() -> None:
    pair = _pair()
    [linking] = json.loads(_written("webannotation", pair))["first"]["items"]
    assert (linking["id"], linking["motivation"]) == ("https://d.example/links/7", "linking")
    assert linking["body"]["value"] == pair_line(pair)
    document = {"@context": WEB_ANNOTATION, **linking}
    assert len(triples(document)) == expected(document)


def test_wikipedia_has_the_templates_of_both_statements_and_no_reasons() -> None:
    pair = _pair()
    told = _written("wikipedia", pair)
    assert told == text_of("wikipedia", [pair.first, pair.second])
    assert told.count("{{cite news") == len([pair.first, pair.second])
    assert (pair.link.rationale or "") not in told


def test_biber_and_bibutils_read_it(run: Run, tmp_path: Path) -> None:
    pair = _pair(rationale="100 % of it & more_{x}")
    proposed = replace(pair, link=replace(pair.link, key="proposed", status=LinkStatus.PROPOSED))
    pairs = "\n".join(_written("biblatex", each) for each in (pair, proposed))
    one = _written("bibtex", pair).replace("{outpost,", "{other,").replace("{s1", "{bibtex")
    told = complaints(run, tmp_path, pairs.replace("{outpost,", "{x,", 1) + one, NO_AUTHOR, NO_DATE)
    assert told == []
    (tmp_path / "x.ris").write_bytes(_written("ris", pair).encode())
    tree = ET.fromstring(run("ris2xml", "-nb", "-un", "x.ris").stdout)  # noqa: S314 -- our own
    works = tree.findall(f"{MODS}mods")
    assert [work.get("ID") for work in works] == [pair.link.key, "outpost"]
    assert works[0].findtext(f"{MODS}titleInfo/{MODS}title") == pair.title.partition(": ")[0]


SIDES = st.tuples(statements(), statements()).filter(lambda two: two[0].key != two[1].key)


@settings(max_examples=30)
@given(SIDES, TEXTS, st.sampled_from(Relation))
def test_whatever_people_write_every_reader_finds_the_pair(
    sides: tuple[StatementRecord, StatementRecord], rationale: str, relation: Relation
) -> None:
    pair = _pair(sides, relation, rationale=rationale)
    item, *_sources = json.loads(_written("csl-json", pair))
    others = {name: value for name, value in item.items() if name not in COLUMNS}
    assert csl_faults(others | {"event-date": item["issued"]}) == []
    assert name_faults("author", item["author"]) == []
    assert item["type"] in ITEM_TYPES
    assert (item["id"], item["title"]) == (pair.link.key, pair.title)
    record, *_others = rispy.loads(_written("ris", pair))
    assert (record["id"], record["urls"]) == (pair.link.key, [pair.url])
    assert "\n" not in pair_line(pair)
    for side in sides:
        quoted = side.form is Form.DIRECT
        assert ("“" in pair.title) or not quoted
    for name in ("bibtex", "biblatex"):
        bib = _written(name, pair)
        assert bib.startswith(f"@misc{{{pair.link.key},\n")
        assert bib.count("{") == bib.count("}")
    assert len(pair.title) < 2 * LONGEST + 400

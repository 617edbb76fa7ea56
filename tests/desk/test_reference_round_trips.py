"""Reference files of ours come back: each statement whole, its source as far as the format goes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings

from desk.actors import named_actor
from models.terms import Face, Verdict
from tests.citations.works_of_every_type import every_type
from tests.citations.writing import text_of
from tests.desk.importing import a_file, export
from tests.desk.random_files import Line, files
from tests.desk.test_import_tables import take, written
from tests.desk.test_round_trip import empty_desk

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.databases import Databases

READ_AS = {"ris": "ris", "bibtex": "bibtex", "biblatex": "bibtex"}

#: What of a source comes back otherwise, and how; all else comes back as it left.
EXCUSED: dict[str, Callable[[Any], Any]] = {
    # A notice belongs to the record of the desk that made it.
    "notices": lambda _notices: None,
    # Numbers are texts in these formats.
    "csl": lambda csl: {name: _as_text(value) for name, value in csl.items()},
}
#: What a note of a statement leaves out; a place in a text belongs to a capture.
UNTOLD = ("context", "note", "topics", "links", "reviews", "reply_requests")
UNTOLD_OF_A_SPEAKER = ("aliases", "offices", "speaks_for", "wikidata", "note")
OF_A_PLACE = ("exact", "page", "time")
OF_A_HOP = ("key", "type", "title", "title_supplied", "seen")
FEW = settings(
    max_examples=4,
    suppress_health_check=[
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
        HealthCheck.filter_too_much,
    ],
)


def _only(values: dict[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    return {name: values[name] for name in names if values.get(name) not in (None, False)}


def _carried(line: Line) -> Line:
    """Return what a format carries of a statement."""
    told = {name: value for name, value in line.items() if name not in UNTOLD}
    speaker = line["speaker"].items()
    told["speaker"] = {name: value for name, value in speaker if name not in UNTOLD_OF_A_SPEAKER}
    told["appearances"] = [_found(one) for one in _consulted(line)]
    return told


def _found(found: Line) -> Line:
    hops = [
        {**hop, "source": _hop(hop["source"])} if "source" in hop else hop
        for hop in found.get("relays", [])
    ]
    place = _only(found.get("locator", {}), OF_A_PLACE)
    source = {**found["source"]}
    source |= {name: told(source[name]) for name, told in EXCUSED.items() if name in source}
    source = _only(source, tuple(source))
    return {"source": source, "locator": place, "heard": found.get("heard"), "relays": hops}


def _as_text(value: Any) -> Any:  # noqa: ANN401 -- any CSL value
    return str(value) if isinstance(value, int) else value


def _hop(source: Line) -> Line:
    return _only(source, OF_A_HOP[:-1]) | {"seen": source.get("seen", True)}


def _consulted(line: Line) -> list[Line]:
    return [found for found in line["appearances"] if found["source"].get("seen", True)]


def _lines(text: str) -> list[Line]:
    return [json.loads(line) for line in text.split("\n") if line]


def _of_every_type() -> list[Line]:
    lines = _lines(text_of("jsonl", every_type()))
    for found in [one for line in lines for one in line["appearances"]]:
        for name in found["source"].get("authors", ()):
            if not {"family", "literal"} & set(name):
                name["literal"] = name.pop("given")
    return lines


@pytest.mark.parametrize("format_", list(READ_AS))
def test_works_of_every_type_come_back_with_their_statements(
    store: Databases, format_: str
) -> None:
    with empty_desk(store) as first, empty_desk(store) as second:
        by = named_actor(first, None, Face.COMMAND)
        take(first, by, a_file(*_of_every_type()), "jsonl")
        before, left = export(first), written(first, format_)
        again = take(first, by, left, READ_AS[format_])
        assert (again.changed, export(first)) == (False, before)
        assert [row.why for row in again.rows if "says otherwise" in row.why] == []
        updated = take(first, by, left, READ_AS[format_], update=True)
        assert (updated.changed, export(first)) == (False, before)
        assert take(second, by, left, READ_AS[format_]).faults == []
        expected = [_carried(line) for line in _lines(before) if _consulted(line)]
        assert [_carried(line) for line in _lines(export(second))] == expected
        assert not take(second, by, left, READ_AS[format_]).changed


def test_csl_json_of_every_type_comes_back_whole(store: Databases) -> None:
    with empty_desk(store) as first, empty_desk(store) as second:
        by = named_actor(first, None, Face.COMMAND)
        lines = [line for line in _of_every_type() if _consulted(line)]
        take(first, by, a_file(*lines), "jsonl")
        take(second, by, written(first, "csl-json"), "csl-json")
        assert export(second) == export(first)


PRINTED: Line = {
    "authors": [{"family": "Roe", "given": "Ann", "non-dropping-particle": "de la"}],
    "container_title": "Cable & Wire_News",
}
PUBLISHED: Line = {"authors": [{"literal": "Barnes, Noble and Sons"}], "publisher": "Noble, Inc."}


def _citable(lines: list[Line]) -> list[Line]:
    """Return the lines that a citation by source has a place for, without links.

    The sources are plain but for author, outlet and address: what a format makes of the rest is told
    of works of every type.
    """
    kept = [line for line in lines if _consulted(line) and line["status"] != "withdrawn"]
    for line in kept:
        line.pop("links", None)
        line["reply_requests"] = []
        for source in _works(line):
            plain: Line = {
                name: source[name] for name in ("key", "type", "published") if name in source
            }
            plain |= _printed(source["key"]) if source.get("url") else PUBLISHED
            plain |= {"title": f"Work of {source['key']}", "seen": source.get("seen", True)}
            source.clear()
            source.update(plain)
    return kept


def _printed(key: str) -> Line:
    """Return what is told of a printed work, at an address of its own: works of one are one."""
    return PRINTED | {"url": f"https://example.org/{key}/{{a}}?b=c#d"}


def _works(line: Line) -> list[Line]:
    found = line["appearances"]
    hops = [hop for one in found for hop in one.get("relays", []) if "source" in hop]
    return [one["source"] for one in (*found, *hops)]


@pytest.mark.parametrize("format_", list(READ_AS))
@FEW
@given(lines=files())
def test_whatever_is_logged_comes_back_from_a_reference_file(
    store: Databases, format_: str, lines: list[Line]
) -> None:
    with empty_desk(store) as first, empty_desk(store) as second:
        by = named_actor(first, None, Face.COMMAND)
        take(first, by, a_file(*_citable(lines)), "jsonl")
        before, left = export(first), written(first, format_)
        if not left:
            return
        assert not take(first, by, left, READ_AS[format_]).changed
        assert export(first) == before
        take(second, by, left, READ_AS[format_])
        told = [_carried(line) for line in _lines(before)]
        assert [_carried(line) for line in _lines(export(second))] == told
        assert not take(second, by, left, READ_AS[format_]).changed


@FEW
@given(lines=files())
def test_whatever_is_logged_comes_back_whole_from_csl_json(
    store: Databases, lines: list[Line]
) -> None:
    with empty_desk(store) as first, empty_desk(store) as second:
        by = named_actor(first, None, Face.COMMAND)
        take(first, by, a_file(*_citable(lines)), "jsonl")
        take(second, by, written(first, "csl-json"), "csl-json")
        assert export(second) == export(first)


@pytest.mark.parametrize("format_", list(READ_AS))
def test_the_rows_say_what_became_of_source_and_statements(store: Databases, format_: str) -> None:
    line = {
        "key": "s1",
        "quote": "We left.",
        "form": "direct",
        "speaker": {"key": "m", "name": "Mattis", "kind": "person"},
        "appearances": [{"source": {"key": "w", "type": "webpage", "title": "A page"}}],
    }
    with empty_desk(store) as first, empty_desk(store) as second:
        by = named_actor(first, None, Face.COMMAND)
        take(first, by, a_file(line), "jsonl")
        left = written(first, format_)
        made = take(second, by, left, READ_AS[format_])
        assert made.counts == {
            kind: {Verdict.MADE: 1} for kind in ("source", "statement", "speaker")
        }
        assert export(second) == export(first)
        edited = left.replace("We left.", "We stayed.")
        kept = take(second, by, edited, READ_AS[format_], keep_good=True)
        assert [fault.reason for fault in kept.faults] == [
            "“s1” is known and says otherwise; import with --update to change it"
        ]
        assert export(second) == export(first)
        assert take(second, by, edited, READ_AS[format_], update=True).updated == ["s1"]
        assert "We stayed." in export(second)
        halved = left.replace("speaker m", "speaker n").replace("Mattis:", "Rex:")
        third = take(second, by, halved, READ_AS[format_], keep_good=True)
        [fault] = third.faults
        assert (fault.field, third.changed) == ("notes", False)
        assert fault.reason.startswith("a note of ours cannot be read: its words do not say")

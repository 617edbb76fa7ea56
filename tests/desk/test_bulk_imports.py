"""Files in great strokes: whatever is in them, the outcome is that of the way line by line."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.strategies import integers

from desk.actors import named_actor
from desk.importing.bulk.reading import read_in_bulk
from desk.importing.files import ByLineError, import_opened, open_file
from desk.importing.imports import ImportOptions
from desk.importing.rows import counts
from desk.readers.faults import ImportRefusedError
from desk.readers.texts import MOST_BYTES
from models.terms import Face
from tests.desk.both_ways import by_line, in_bulk, record, same_both_ways, two_desks
from tests.desk.importing import SOURCE, a_file, a_line, a_link
from tests.desk.random_files import Line, files

if TYPE_CHECKING:
    from tests.databases import Databases

EXAMPLES = 6
NOTICE = {"kind": "corrected", "date": "2017-09-20"}
UNNAMED = {"name": "a US official", "kind": "unnamed"}
PAPER = {"type": "article-newspaper", "title": "Two days later", "url": "https://example.org/two"}
#: What a table of people's own may hold: sources without keys, told twice and told otherwise.
TABLE = """speaker,quote,said,outlet,url,published,topics,mood
Jane Roe,We did not.,2017-09-18,The Paper,https://example.org/1,2017-09-19,Euphrates,sure
Jane Roe,We never did.,2017-09-20,The Paper,https://example.org/1,2017-09-19,,
John Doe,They did.,2017-09-18,The Paper,https://example.org/1,,Euphrates; At Tanf,
John Doe,They did.,2017-09-18,The Paper,https://example.org/1,,Euphrates; At Tanf,
John Doe,They have.,18 September 2017,Wire,,2017-09-19,,
John Doe,They had.,,Wire,,2017-09-19,,
"""


@settings(
    max_examples=EXAMPLES,
    # Two desks are made for each example: making it smaller would take minutes.
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(lines=files(), known=integers(0, 2))
def test_random_files_have_one_outcome_both_ways(
    store: Databases, lines: list[Line], known: int
) -> None:
    """With statements that are known, of which links are new."""
    before = [line | {"links": []} for line in _plain(lines)[:known]]
    same_both_ways(store, *([a_file(*before)] if before else []), a_file(*lines))


def _plain(lines: list[Line]) -> list[Line]:
    """Return lines without what is only taken line by line."""
    for line in lines:
        line.pop("reviews", None)
        line.pop("reply_requests", None)
        for found in line["appearances"]:
            for source in (
                found["source"],
                *(hop.get("source", {}) for hop in found.get("relays", [])),
            ):
                source.pop("notices", None)
    return lines


def test_known_speakers_and_sources_are_met_both_ways(store: Databases) -> None:
    """By key, by name, without a key; unnamed ones of one source; a pair that is tied twice."""
    wire = {"name": "Reuters", "verb": "quoted by", "source": {"type": "article", "title": "W"}}
    before = [a_line("old"), a_line("older", speaker={"name": "Jane Roe"})]
    lines: list[Any] = [
        a_line("s1", links=[a_link("s2"), a_link("old", "supports")]),
        a_line("s2", speaker={"name": "Jane  ROE"}, links=[a_link("s1", key="again")]),
        a_line("s3", speaker=UNNAMED, said="2017-09-30", topics=["A", "B", "A"]),
        a_line("s4", speaker=UNNAMED, appearances=[{"source": PAPER, "relays": [wire]}]),
        a_line("s5", speaker=UNNAMED, appearances=[{"source": PAPER}, {"source": PAPER}]),
        a_line(None, quote="Twice."),
        a_line(None, quote="Twice."),
        a_line("s6", links=[a_link("s1", "corrects"), a_link("s3", "repeats", key=None)]),
    ]
    lines[1]["links"][0]["relation"] = "repeats"
    same_both_ways(store, a_file(*before), a_file(*lines))


def test_a_table_has_one_outcome_both_ways(store: Databases) -> None:
    same_both_ways(store, a_file(a_line("old")), TABLE.encode(), name="case.csv")


def test_all_that_is_told_of_a_statement_is_found_both_ways(store: Databases) -> None:
    """Aliases, spans, translations, hops with and without a source, outlets that lead nowhere."""
    wire = {"name": "Reuters", "verb": "quoted by", "source": {"key": "w", "title": "Wire"}}
    other = {"key": "other", "title": "Zeitung", "publisher": "Presse", "csl": {"DOI": "10.1/x"}}
    sources = [PAPER, other, other | {"key": "book", "csl": {}}]
    lines: list[Any] = [
        a_line(
            f"s{place}",
            said=said,
            language="fr-CA",
            status="proposed",
            speaker={"key": "mad", "name": "Mattis", "aliases": ["Mad Dog", "Élan"]},
            topics=["Zwei", "eins", "Ähre"],
            translations=[{"language": "de", "text": "Nein."}],
            appearances=[
                {"source": source, "locator": {"exact": "No."}, "relays": [wire, {"name": "AP"}]}
                for source in sources[place % 3 :]
            ],
        )
        for place, said in enumerate(("2017-09", "2017", "2017-09-18/2018-01-02", None))
    ]
    lines[3]["links"] = [a_link("s0"), a_link("old", "supports", key="l9")]
    for line in lines:
        for found in line["appearances"]:
            found["source"].setdefault("type", "webpage")
            found["relays"][0]["source"].setdefault("type", "webpage")
    same_both_ways(store, a_file(a_line("old")), a_file(*lines))


def test_the_bar_moves_over_statements_links_and_what_rests_on_them(store: Databases) -> None:
    told: list[tuple[int, int]] = []
    lines = [a_line("s0"), *(a_line(f"s{n}", links=[a_link("s0", key=None)]) for n in range(1, 5))]
    with two_desks(store) as (one, _other):
        opened = open_file(BytesIO(a_file(*lines)), "case.jsonl", options=ImportOptions())
        options = ImportOptions(progress=lambda *step: told.append(step))
        import_opened(one, opened, named_actor(one, None, Face.COMMAND), options)
    assert sorted(set(told)) == [(5, 18), (9, 18), (14, 18), (18, 18)]
    assert told == sorted(told)


def test_sources_without_keys_have_one_outcome_both_ways(store: Databases) -> None:
    """Told alike, with a key and without one, known before, and as who carried the words."""
    bare = {"type": "article", "title": "Bare", "csl": {"volume": "2", "page": "7"}}
    turned = {"csl": {"page": "7", "volume": "2"}, "title": "Bare", "type": "article"}
    told = (bare, turned, bare | {"publisher": "P"}, bare | {"key": "keyed", "title": "K"}, PAPER)
    sources = [*told, {"type": "article", "title": "K", "csl": bare["csl"]}]
    hop = {"name": "Reuters", "source": {"type": "article", "title": "Wire"}}
    lines = [
        a_line(f"n{place}", speaker=UNNAMED, appearances=[{"source": one, "relays": [hop]}])
        for place, one in enumerate([*sources, *sources])
    ]
    before = a_line("b1", appearances=[{"source": PAPER}])
    same_both_ways(store, a_file(before), a_file(*lines))


@pytest.mark.parametrize(
    "line",
    [
        a_line("s2", links=[a_link("nowhere")]),
        a_line("s2", links=[a_link("s2")]),
        a_line("s2", speaker={"key": "mattis", "name": "Somebody else"}),
        a_line("s2", appearances=[{"source": {"key": "cnn-report", "type": "book", "title": "X"}}]),
    ],
)
def test_what_is_refused_is_looked_at_line_by_line(store: Databases, line: Line) -> None:
    with two_desks(store) as (one, _other):
        by_line(one, a_file(a_line("old")), "before.jsonl")
        before = record(one)
        one.rollback()
        with pytest.raises(ByLineError):
            in_bulk(one, a_file(a_line("s1"), line), "case.jsonl")
        one.rollback()
        assert record(one) == before


@pytest.mark.parametrize(
    "content",
    [
        a_file(a_line("s1", reviews=[{"word": "False"}])),
        a_file(a_line("s1", appearances=[{"source": SOURCE | {"notices": [NOTICE]}}])),
        a_file(a_line("s1", form="shouted")),
        b'{"key": "s1"',
    ],
)
def test_other_lines_are_left_to_the_reader_of_whole_files(content: bytes) -> None:
    opened = open_file(BytesIO(content), "x.jsonl", "jsonl", options=ImportOptions(trial=True))
    assert opened.bulk is None


def test_a_file_too_large_for_single_lines_is_refused_with_what_was_met_first(
    store: Databases,
) -> None:
    """Where it cannot be stored in great strokes, nobody takes so many lines one by one."""
    known, lost = a_line("old", quote="Another one."), a_line("s2", links=[a_link("nowhere")])
    places = (known, "quote"), (lost, "links.to")
    with two_desks(store) as (one, _other):
        by_line(one, a_file(a_line("old")), "before.jsonl")
        by = named_actor(one, None, Face.COMMAND)
        for line, field in places:
            content = BytesIO(a_file(a_line("s1"), line))
            opened = open_file(content, "case.jsonl", options=ImportOptions())
            opened.size = MOST_BYTES + 1
            with pytest.raises(ImportRefusedError) as refused:
                import_opened(one, opened, by, ImportOptions())
            assert [fault.field for fault in refused.value.faults] == [field]
        one.rollback()


def test_the_good_lines_of_a_large_file_are_kept_and_its_faults_told(store: Databases) -> None:
    options = ImportOptions(keep_good=True)
    with two_desks(store) as (one, _other):
        opened = open_file(
            BytesIO(a_file(a_line("s1"), a_line("s1", quote="Once more."), a_line("s3"))),
            "case.jsonl",
            options=options,
        )
        assert opened.bulk is None
        content = a_file(a_line("s1"), a_line("s1", quote="Once more."), a_line("s3"))
        opened.bulk = read_in_bulk(BytesIO(content), len(content), "jsonl", None, options.progress)
        opened.read = None
        result = import_opened(one, opened, named_actor(one, None, Face.COMMAND), options)
        assert list(result.made) == ["s1", "s3"]
        assert [str(fault) for fault in result.faults] == [
            "line 2, key: “s1” stands on line 1 already"
        ]
        assert result.counts["statement"] == {"made": 2, "refused": 1}
        assert result.counts == counts(result.rows)
        one.rollback()

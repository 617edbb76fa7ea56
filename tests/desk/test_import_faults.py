"""What is wrong with a file is named by line and field, and nothing of it is stored."""

from __future__ import annotations

import json
from time import process_time
from typing import TYPE_CHECKING

import pytest

from desk.importing.imports import import_file
from tests.desk.drafting import history
from tests.desk.importing import SOURCE, a_file, a_line, a_link, bring, export, refused

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from desk.actors import Actor

GOOD = a_line("good")


@pytest.mark.parametrize(
    ("parts", "field", "words"),
    [
        ({"colour": "blue"}, "colour", "this key is unknown"),
        ({"quote": 5}, "quote", "it has to be a text"),
        ({"quote": ""}, "quote", "It is empty"),
        ({"quote": None}, "quote", "in quotation marks"),
        ({"form": "indirect"}, "quote", "A paraphrase holds no quoted words"),
        ({"form": "indirect", "quote": None}, "", "needs the passage"),
        ({"form": "verbatim"}, "form", "it has to be 'direct'"),
        ({"speaker": None}, "speaker", "this key is missing"),
        ({"speaker": "Mattis"}, "speaker", "it has to be an object"),
        (
            {"speaker": {"name": "M", "plural": "yes"}},
            "speaker.plural",
            "it has to be true or false",
        ),
        ({"speaker": {"name": "M", "plural": 1}}, "speaker.plural", "it has to be true or false"),
        ({"speaker": {"name": "M", "rank": "General"}}, "speaker.rank", "unknown"),
        ({"appearances": []}, "appearances", "one source at least"),
        ({"appearances": None}, "appearances", "missing"),
        ({"appearances": [{"source": {"title": "T"}}]}, "appearances.0.source.type", "missing"),
        ({"topics": "At Tanf"}, "topics", "it has to be a list"),
        ({"said": "2017-13-40"}, "said", "not a date"),
        ({"said": 2017}, "said", "it has to be a text"),
        ({"language": "en_GB"}, "language", "language tag"),
        ({"status": "withdrawn"}, "", "needs a status_reason"),
        ({"note": "a\0b"}, "note", "NUL"),
        ({"reviews": [{"word": "False", "value": 2**31}]}, "reviews.0.value", "less than"),
        (
            {"reviews": [{"word": "False", "value": "1"}]},
            "reviews.0.value",
            "it has to be a whole number",
        ),
        ({"reply_requests": [{}]}, "reply_requests.0", "one of the two"),
        ({"links": [a_link("good", same_time="perhaps")]}, "links.0.same_time", "'yes'"),
        ({"links": [a_link("good", rationale=None)]}, "links.0", "needs a rationale"),
        ({"links": [a_link("good", "repeats", same_time="no")]}, "links.0.same_time", "only"),
        ({"links": [a_link("bad")]}, "links.to", "cannot be linked to itself"),
        ({"links": [a_link("nowhere")]}, "links.to", "no statement “nowhere”"),
        ({"reply_requests": [{"whom": "M", "answer": "no"}]}, "reply_requests.answer", "“no”"),
    ],
)
def test_a_fault_is_named_with_its_line_and_field(
    writing: Session, admin: Actor, parts: dict[str, object], field: str, words: str
) -> None:
    [(line, where, reason)] = refused(writing, a_file(GOOD, a_line("bad", **parts)), admin)
    assert (line, where) == (2, field)
    assert words in reason
    assert history(writing) == []


def _with_source(**parts: object) -> dict[str, object]:
    return a_line("bad", appearances=[{"source": SOURCE | {"key": "other"} | parts}])


@pytest.mark.parametrize(
    ("parts", "field", "words"),
    [
        ({"url": "javascript:alert(1)"}, "url", "http"),
        ({"type": "newspaper"}, "type", "CSL item type"),
        ({"seen": "no"}, "seen", "it has to be true or false"),
        ({"authors": [{"name": "x"}]}, "authors.0", "family"),
        ({"csl": {"colour": 1}}, "csl", "not a variable"),
        ({"csl": {"note": "\0"}}, "csl", "NUL"),
        ({"notices": [{"kind": "amended"}]}, "notices.0.kind", "'corrected'"),
    ],
)
def test_a_fault_of_a_source_is_named(
    writing: Session, admin: Actor, parts: dict[str, object], field: str, words: str
) -> None:
    [(line, where, reason)] = refused(writing, a_file(GOOD, _with_source(**parts)), admin)
    assert (line, where) == (2, f"appearances.0.source.{field}")
    assert words in reason


@pytest.mark.parametrize("touched", ["nowhere", "good"])
def test_a_notice_touches_statements_of_its_source(
    writing: Session, admin: Actor, touched: str
) -> None:
    noticed = _with_source(notices=[{"kind": "corrected", "touches": [touched]}])
    [(line, where, _)] = refused(writing, a_file(GOOD, noticed), admin)
    assert (line, where) == (2, "notices.touches")


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (b"{", "this is not JSON"),
        (b"[]", "one JSON object"),
        (b'"words"', "one JSON object"),
        (b"null", "one JSON object"),
        (b'{"key": "a", "key": "b"}', "the key “key” stands twice"),
        (b'{"speaker": {"name": "a", "name": "b"}}', "the key “name” stands twice"),
        (b'{"start": NaN}', "NaN is not JSON"),
        (b'{"start": -Infinity}', "-Infinity is not JSON"),
        (b'{"quote": "caf\xe9"}', "not UTF-8 (byte 15)"),
        (b"[" * 100_000, "nested too deeply"),
        (b'{"csl": ' + b'{"a":' * 5000 + b"1" + b"}" * 5001, "nested too deeply"),
    ],
)
def test_a_line_that_is_no_statement_is_named(
    writing: Session, admin: Actor, line: bytes, words: str
) -> None:
    faults = refused(writing, a_file(GOOD) + b"\n" + line + b"\n", admin)
    assert [(number, field) for number, field, _ in faults] == [(3, "")]
    assert words in faults[0][2]


def test_half_a_character_is_named_with_its_field(writing: Session, admin: Actor) -> None:
    content = a_file(GOOD) + json.dumps(a_line("bad", note="\ud83d")).encode()
    [(line, field, reason)] = refused(writing, content, admin)
    assert (line, field) == (2, "note")
    assert "half a character" in reason


def test_a_number_too_great_for_json_is_refused(writing: Session, admin: Actor) -> None:
    line = json.dumps(_with_source(csl={"volume": "N"})).replace('"N"', "1e999").encode()
    [(_, field, reason)] = refused(writing, line, admin)
    assert field == "appearances.0.source.csl"
    assert "finite" in reason


def test_a_key_that_is_none_is_refused(writing: Session, admin: Actor) -> None:
    [(line, field, reason)] = refused(writing, a_file(a_line("17")), admin)
    assert (line, field) == (1, "key")
    assert reason.startswith("A key has")


def test_a_key_stands_on_one_line(writing: Session, admin: Actor) -> None:
    [fault] = refused(writing, a_file(GOOD, a_line("b"), GOOD), admin)
    assert fault == (3, "key", "“good” stands on line 1 already")


def test_every_fault_is_named_not_only_the_first(writing: Session, admin: Actor) -> None:
    bad = a_line("bad", colour="blue", said="never")
    content = a_file(bad, GOOD, a_line("worse", quote=None))
    faults = {(line, field) for line, field, _ in refused(writing, content, admin)}
    assert faults == {(1, "colour"), (1, "said"), (3, "quote")}


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"quote": "Another."}, "quote"),
        ({"topics": ["Euphrates"]}, "topics"),
        ({"note": "New."}, "note"),
        ({"status": "proposed"}, "status"),
        ({"speaker": {"name": "Rex", "kind": "person"}}, "speaker.name"),
        ({"speaker": GOOD["speaker"] | {"note": "x"}}, "speaker.note"),
        ({"appearances": [{"source": SOURCE | {"title": "T"}}]}, "appearances.0.source.title"),
        ({"appearances": [{"source": SOURCE, "heard": "via"}]}, "appearances.0.heard"),
        ({"appearances": [{"source": SOURCE}] * 2}, "appearances"),
        (
            {"appearances": [{"source": SOURCE, "locator": {"exact": "x"}}]},
            "appearances.0.locator.exact",
        ),
        ({"reviews": [{"word": "False"}]}, "reviews"),
    ],
)
def test_other_content_under_a_known_key_is_refused_by_name(
    writing: Session, admin: Actor, change: dict[str, object], field: str
) -> None:
    bring(writing, admin, GOOD)
    [(line, where, reason)] = refused(writing, a_file(GOOD | change), admin)
    assert (line, where) == (1, field)
    assert "--update" in reason


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"rationale": "Another."}, "rationale"),
        ({"status": "rejected"}, "status"),
        ({"same_time": "no"}, "same_time"),
        ({"to_words": "other"}, "to_words"),
        ({"relation": "repeats"}, "relation"),
        ({"to": "s3"}, "to"),
    ],
)
def test_other_content_of_a_known_link_is_refused_by_name(
    writing: Session, admin: Actor, change: dict[str, object], field: str
) -> None:
    others = a_line("s2"), a_line("s3")
    bring(writing, admin, a_line("s1", links=[a_link("s2")]), *others)
    again = a_line("s1", links=[a_link("s2") | change])
    [(line, where, _)] = refused(writing, a_file(again, *others), admin)
    assert (line, where) == (1, f"links.{field}")


@pytest.mark.parametrize("relation", ["contradicts", "supports"])
def test_a_pair_that_is_taken_is_refused(writing: Session, admin: Actor, relation: str) -> None:
    links = [a_link("s2"), a_link("s2", relation, key="again", status="proposed")]
    content = a_file(a_line("s1", links=links), a_line("s2"))
    [(line, field, reason)] = refused(writing, content, admin)
    assert (line, field) == (1, "links.relation")
    assert "held by link “to-s2”" in reason


def test_good_lines_may_be_kept(writing: Session, admin: Actor) -> None:
    bad = a_line("bad", colour="blue")
    result = bring(writing, admin, GOOD, bad, keep_good=True)
    assert [str(fault) for fault in result.faults] == [
        "line 2, colour: this key is unknown; remove it or correct its name"
    ]
    assert result.made == ["good"]
    assert len(export(writing).splitlines()) == 1


def test_a_line_is_kept_whole_or_left_out_whole(writing: Session, admin: Actor) -> None:
    lost = a_line(
        "lost",
        speaker={"key": "nobody", "name": "Nobody"},
        links=[a_link("good"), a_link("nowhere")],
        reviews=[{"word": "False"}],
    )
    leaning = a_line("leaning", links=[a_link("lost", key="leans")])
    result = bring(writing, admin, GOOD, lost, leaning, keep_good=True)
    assert (result.made, result.links, result.parties) == (["good"], [], ["cnn-report", "mattis"])
    assert [fault.line for fault in result.faults] == [2, 3]
    assert export(writing).encode() == a_file(GOOD)
    assert "nobody" not in (history(writing)[-1].after or "")


def test_a_file_of_which_nothing_is_good_leaves_nothing(writing: Session, admin: Actor) -> None:
    bring(writing, admin, GOOD)
    lines = GOOD, a_line("bad", speaker={"name": "N"}, links=[a_link("nowhere")])
    result = bring(writing, admin, *lines, keep_good=True)
    assert (result.changed, result.matched) == (False, ["good"])
    assert len(history(writing)) == 1


def test_a_file_without_good_lines_may_be_kept_too(writing: Session, admin: Actor) -> None:
    result = import_file(writing, b"{\n", admin, keep_good=True)
    writing.commit()
    assert (result.changed, len(result.faults)) == (False, 1)


def test_many_keys_are_read_at_once(writing: Session, admin: Actor) -> None:
    keys = ",".join(f'"k{number}": 1' for number in range(100_000))
    begun = process_time()
    [(_, _, reason)] = refused(writing, f'{{{keys}, "k99999": 1}}'.encode(), admin)
    assert "“k99999” stands twice" in reason
    assert process_time() - begun < 3

"""Lines read without a draft say what a draft of them says, and none is taken that it refuses."""

from __future__ import annotations

import json
from operator import attrgetter
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import example, given
from hypothesis.strategies import booleans, dictionaries, lists, permutations, sampled_from

from desk.readers.jsonl import statement_line
from desk.readers.plain_lines import PLACE, PlainLine, PlainLines
from desk.readers.told_parties import ToldParties, is_of_source
from desk.source_drafts import AppearanceLine, LocatorDraft
from desk.statement_drafts import PLAIN, StatementLine
from tests.desk.importing import SOURCE, a_line

if TYPE_CHECKING:
    from desk.drafts import Draft

VALUES: tuple[Any, ...] = (
    *("s1", "Two words", "of “two”\nlines", "2017-09-18", "2017-13", "2017~", "en", "pt-BR"),
    *("", " ", "\x00", "\x7f", "a\u2028b", "e" + "\u0301" * 31, "\U0001d400", "x" * 4_001),
    *("direct", "indirect", "mixed", "logged", "withdrawn", "via", 'so "called"', "a\\b", "ß"),
    *(None, True, 0, 7, 1.5, [], {}, ["Asia"], ["Asia", ""], ["Asia", 1], {"Asia": 1}, [[]]),
)
FIELDS = (*PLAIN, "key", "form", "status", "status_reason", "topics", "links", "unknown")
PLACES = (*PLACE, "unknown")


def _plain(*told: bytes) -> list[PlainLine | None]:
    reader = PlainLines(ToldParties())
    return [reader.line(number, one) for number, one in enumerate(told, 1)]


def _draft(told: bytes) -> StatementLine | None:
    try:
        return statement_line(told.decode())
    except ValueError:
        return None


def _written(value: object, *, as_ascii: bool = False) -> bytes:
    return json.dumps(value, ensure_ascii=as_ascii).encode("utf-8", "surrogatepass")


def _said(draft: StatementLine) -> tuple[Any, ...]:
    """Return what a draft says, as a line does of which none was made."""
    place, words = attrgetter(*PLACE), attrgetter(*PLAIN)
    found = [(one.source.published, place(one.locator), one.heard) for one in draft.appearances]
    told = draft.key, draft.form, draft.status, draft.status_reason, words(draft), draft.topics
    return (*told, draft.speaker.name, is_of_source(draft.speaker), found)


def _told(line: PlainLine) -> tuple[Any, ...]:
    found = [(one.source.published, one.place, one.heard) for one in line.appearances]
    return (*line[1:7], line.speaker.name, line.speaker.of_source, found)


@given(
    dictionaries(sampled_from(FIELDS), sampled_from(VALUES), max_size=5),
    dictionaries(sampled_from(PLACES), sampled_from(VALUES), max_size=3),
    dictionaries(sampled_from(("heard", "relays", "unknown")), sampled_from(VALUES)),
    booleans(),
)
@example({"form": "indirect", "quote": None}, {}, {}, False)  # noqa: FBT003
@example({"form": "indirect", "quote": None}, {"exact": "They did."}, {}, False)  # noqa: FBT003
@example({"status": "withdrawn"}, {}, {}, False)  # noqa: FBT003
@example({"status": "withdrawn", "status_reason": "No."}, {}, {"heard": "via"}, True)  # noqa: FBT003
def test_a_line_says_what_its_draft_says(
    parts: dict[str, Any],
    place: dict[str, Any],
    beside: dict[str, Any],
    as_ascii: bool,  # noqa: FBT001
) -> None:
    """After others as well, of which one has its shape."""
    found = {"source": SOURCE, "locator": place, **beside}
    line = _written({**a_line(appearances=[found]), **parts}, as_ascii=as_ascii)
    draft, others = _draft(line), (_written(a_line()), line)
    for read in (_plain(line)[0], _plain(*others, line)[2]):
        if read is not None:
            assert draft is not None
            assert _told(read) == _said(draft)


@given(lists(sampled_from(FIELDS), unique=True).flatmap(permutations), booleans())
def test_the_commonest_lines_are_read_so(order: list[str], more: bool) -> None:  # noqa: FBT001
    told = a_line(claim="They hold it.", said="2017-09-18", language="en", topics=["Asia", "Gulf"])
    told["appearances"] *= 1 + more
    told["appearances"][0] = {**told["appearances"][0], "locator": {"exact": "“We have.”"}}
    line = {name: told[name] for name in sorted(told, key=[*order, *told].index)}
    assert _plain(_written(line))[0] is not None
    assert _plain(_written(line | {"note": 'So "called".'}))[0] is not None


@pytest.mark.parametrize(
    "told",
    [
        b'{"key": "s1", "key": "s1"}',
        b'{"speaker": {"name": "A", "name": "A"}}',
        b'{"topics": ["A", "B"], "topics": ["A"]}',
        rb'{"note": "A \"word\"", "note": "B"}',
        b"[]",
        b"7",
        b"",
        b"\xff",
        b'{"speaker": []}',
        b'{"appearances": [7]}',
    ],
)
def test_what_is_no_object_or_holds_a_key_twice_is_left_to_the_draft(told: bytes) -> None:
    whole = _written(a_line())
    assert _plain(told, whole[:-1] + b", " + told[1:], whole)[:2] == [None, None]
    assert _plain(whole)[0] is not None


@pytest.mark.parametrize(
    ("kind", "checks"),
    [
        (StatementLine, {"_fits_form", "_is_whole"}),
        (AppearanceLine, set()),
        (LocatorDraft, {"_span_is_whole"}),
    ],
)
def test_what_drafts_ask_of_several_fields_is_known(kind: type[Draft], checks: set[str]) -> None:
    """It has to rest on which fields are there, and on words of vocabularies: see PlainLines."""
    told = kind.__pydantic_decorators__
    assert {*told.field_validators, *told.model_validators, *told.validators} == checks
    assert not told.root_validators

"""Articles kept, places in them kept or dropped, and words compared with them."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest

from desk import captures
from desk.articles import PASTED
from desk.checks import compare
from desk.refusals import MissingError
from models.terms import QuoteCheck
from tests.desk.drafting import ARTICLE, WORDS, keep, log, revise

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from desk.actors import Actor
    from models import Appearance

PLACE = ARTICLE.index(WORDS)
TWICE = "He said no. Later he said no. Then yes."


def _appear(writing: Session, by: Actor, text: str, **locator: object) -> Appearance:
    """Log a verbatim statement whose quote is the passage, from an article of this text."""
    capture = keep(writing, by, text)
    appearance = {"capture_id": capture.id, "locator": locator}
    return log(writing, by, quote=locator["exact"], appearance=appearance).appearances[0]


def _span(found: Appearance) -> tuple[int | None, int | None]:
    return found.start, found.end


def test_an_article_is_kept_with_its_bytes_and_digest(writing: Session, checker: Actor) -> None:
    capture = keep(writing, checker)
    kept = captures.capture_record(writing, capture.id)
    assert kept.text == ARTICLE
    assert captures.content_of(writing, capture.id) == (ARTICLE.encode(), PASTED)
    assert kept.sha256 == hashlib.sha256(ARTICLE.encode()).hexdigest()
    assert kept.source.id == capture.source_id
    assert [line.id for line in captures.captures_of(writing, capture.source)] == [capture.id]


def test_another_text_of_the_same_source_is_another_capture(
    writing: Session, checker: Actor
) -> None:
    first, second = keep(writing, checker), keep(writing, checker, "Since corrected.")
    assert first.source_id == second.source_id
    lines = captures.captures_of(writing, first.source)
    assert [line.id for line in lines] == [second.id, first.id]


def test_a_capture_that_is_not_there_is_missing(writing: Session) -> None:
    for asked in (captures.capture_record, captures.content_of):
        with pytest.raises(MissingError):
            asked(writing, 4711)
    assert captures.paragraph_around(writing, 4711, 0, 1) is None


def test_a_place_is_kept_where_the_passage_stands(writing: Session, checker: Actor) -> None:
    end = PLACE + len(WORDS)
    found = _appear(writing, checker, ARTICLE, exact=WORDS, start=PLACE, end=end)
    assert _span(found) == (PLACE, end)
    assert captures.passages_of(writing, found.capture_id or 0) == [(*_span(found), 1)]


def test_a_place_is_found_anew_where_the_passage_stands_once(
    writing: Session, checker: Actor
) -> None:
    found = _appear(writing, checker, ARTICLE, exact=WORDS, start=5, end=9)
    assert _span(found) == (PLACE, PLACE + len(WORDS))
    assert _span(_appear(writing, checker, ARTICLE, exact=WORDS)) == _span(found)


@pytest.mark.parametrize("start", [None, 1])
def test_a_place_is_dropped_where_the_passage_stands_twice(
    writing: Session, checker: Actor, start: int | None
) -> None:
    end = None if start is None else start + 5
    found = _appear(writing, checker, TWICE, exact="said no", start=start, end=end)
    assert _span(found) == (None, None)


def test_the_second_of_two_places_is_kept(writing: Session, checker: Actor) -> None:
    start = TWICE.rindex("said no")
    found = _appear(writing, checker, TWICE, exact="said no", start=start, end=start + 7)
    assert _span(found) == (start, start + 7)


@pytest.mark.parametrize("passage", ["said  no.", "He said nothing", "he said no."])
def test_a_passage_is_never_moved_to_a_look_alike(
    writing: Session, checker: Actor, passage: str
) -> None:
    found = _appear(writing, checker, "He said no.", exact=passage, start=0, end=11)
    assert _span(found) == (None, None)


def test_a_place_without_a_capture_is_dropped(writing: Session, checker: Actor) -> None:
    appearance = {"source_id": keep(writing, checker).source_id}
    locator = {"exact": WORDS, "start": 1, "end": 62}
    statement = log(writing, checker, appearance=appearance | {"locator": locator})
    assert _span(statement.appearances[0]) == (None, None)


def test_a_quote_that_stands_in_the_text_is_found(writing: Session, checker: Actor) -> None:
    found = _appear(writing, checker, ARTICLE, exact=WORDS)
    assert found.check is QuoteCheck.FOUND
    assert found.checked_at


@pytest.mark.parametrize(
    ("quote", "check"),
    [
        (WORDS.replace("not ", ""), QuoteCheck.DIFFERS),
        ("Every inch of it was given back.", QuoteCheck.NOT_FOUND),
    ],
)
def test_a_quote_that_does_not_differs_or_is_not_found(
    writing: Session, checker: Actor, quote: str, check: QuoteCheck
) -> None:
    capture = keep(writing, checker)
    statement = log(writing, checker, quote=quote, appearance={"capture_id": capture.id})
    assert statement.appearances[0].check is check


@pytest.mark.parametrize(
    ("words", "check"),
    [
        ("We have not […] anybody.", QuoteCheck.ELLIPSIS),
        ("We have [...] ceded", QuoteCheck.NEGATION),
        ("anybody. […] We have", QuoteCheck.DIFFERS),
        ("We have […] lost", QuoteCheck.DIFFERS),
        ("[…]", QuoteCheck.NOT_FOUND),
    ],
)
def test_a_shortened_quote_is_found_part_by_part_in_turn(
    writing: Session, checker: Actor, words: str, check: QuoteCheck
) -> None:
    capture = keep(writing, checker)
    statement = log(writing, checker, quote=words, appearance={"capture_id": capture.id})
    assert statement.appearances[0].check is check


def test_a_quote_without_a_capture_is_not_checked(writing: Session, checker: Actor) -> None:
    found = log(writing, checker).appearances[0]
    assert (found.check, found.checked_at) == (QuoteCheck.NOT_CHECKED, None)


@pytest.mark.parametrize(
    ("locator", "check"),
    [
        ({"exact": "The outpost was closed."}, QuoteCheck.FOUND),
        ({"exact": "The outpost was opened."}, QuoteCheck.DIFFERS),
        ({}, QuoteCheck.NOT_CHECKED),
    ],
)
def test_the_passage_of_a_paraphrase_is_checked(
    writing: Session, checker: Actor, locator: dict[str, str], check: QuoteCheck
) -> None:
    appearance = {"capture_id": keep(writing, checker).id, "locator": locator}
    statement = log(
        writing, checker, form="indirect", quote=None, claim="Closed.", appearance=appearance
    )
    assert statement.appearances[0].check is check


def test_revised_words_are_checked_again(writing: Session, checker: Actor) -> None:
    statement = _appear(writing, checker, ARTICLE, exact=WORDS).statement
    revise(writing, statement, checker, quote="We gave up ground.", appearance={})
    assert statement.appearances[0].check is QuoteCheck.NOT_FOUND


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("the coalition's mission", "the coalition’s mission"),
        ('a "routine" action', "a “routine” action"),
        ("«routine»", '"routine"'),
        ("de-confliction", "de‑confliction"),
        ("closed - for good", "closed — for good"),
        ("closed—for good", "closed – for good"),
        ("2016-2017", "2016–2017"),
        ("he said 'yes'", "he said “yes”"),
        ("a ce\u0301de\u0301", "a cédé"),
        ("official", "oﬃcial"),
        ("well ... yes", "well … yes"),
        ("لم نتنازل", "قال: «\u202bلم نتنازل\u202c»"),
        ("❤ it", "❤️ it"),
        ("closed\nfor good", "closed  for good"),
        ("decon\u00adfliction", "deconfliction"),
        ("not ceded", "“We have not\n\nceded”"),
        ("?", "Ceded?"),
        ("c++", "in c++ then"),
    ],
)
def test_looks_do_not_count(words: str, text: str) -> None:
    assert compare(words, text) is QuoteCheck.FOUND


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("We have ceded ground", "We have not ceded ground"),
        ("We have not ceded ground", "We have ceded ground"),
        ("ground", "underground"),
        ("cede", "ceded"),
        ("ceded, ground", "ceded ground"),
        ("Ceded", "ceded"),
        ("55 km", "55km"),
        (".*", "anything"),
        ("closed for good", "closed - for good"),
        ("102", "10²"),
        ("cede", "ce\u0301de\u0301"),
        ("q", "q\u0303"),
        ("हिन्द", "हिन्दी"),
        ("\u00ad", "anything"),
    ],
)
def test_words_do_count(words: str, text: str) -> None:
    assert compare(words, text) is not QuoteCheck.FOUND


def test_the_paragraph_around_a_passage_is_shown(writing: Session, checker: Actor) -> None:
    capture = keep(writing, checker)
    around = captures.paragraph_around(writing, capture.id, PLACE, PLACE + len(WORDS))
    assert around == ("“", WORDS, "” Mattis told reporters on Monday.")
    last = ARTICLE.index("outpost")
    around = captures.paragraph_around(writing, capture.id, last, last + 7)
    assert around == ("The ", "outpost", " was closed.")
    assert captures.paragraph_around(writing, capture.id, 0, len(ARTICLE) + 1) is None

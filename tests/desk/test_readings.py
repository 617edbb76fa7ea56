"""What was proposed of articles is kept once: read again, only what is new is proposed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, select

from desk.proposals.deciding import accept, reject
from desk.proposals.drafting import draft_of
from desk.proposals.proposed import next_waiting, proposals_of
from desk.proposals.readings import confirm_details, reading_at, reading_of, readings
from desk.refusals import MissingError, RefusedError
from models import Event, Source
from models.reading_records import NotSure
from models.terms import Form, Heard, ProposalState
from reading.proposing import Proposed, Relayed, Span
from tests.counting import counted
from tests.desk.drafting import found, keep, log
from tests.desk.proposing import BRIDGE, ROAD, TEXT, by_bell, of_text, proposal, read, read_article

if TYPE_CHECKING:
    from sqlalchemy import Engine
    from sqlalchemy.orm import Session

    from desk.actors import Actor

NEW = "Nobody asked us about the harbour at all"


def test_an_article_is_read_with_all_that_was_proposed(writing: Session, checker: Actor) -> None:
    whole = by_bell(
        TEXT,
        BRIDGE,
        cue=Span(58, 62),
        told="reporters",
        heard="via",
        relays=(Relayed("The Wire", "told"),),
        affiliation="the town",
        plural=True,
    )
    kept = read(writing, keep(writing, checker, TEXT), checker, Proposed((whole,), "en"))
    told = reading_of(writing, kept.reading.id)
    assert (told.language, told.total, told.waiting, told.confirmed) == ("en", 1, 1, True)
    assert (told.outlet, told.is_redated, told.redacted) == ("The outpost", False, False)
    one = proposals_of(writing, told.id)[0]
    assert (one.passage, one.quote, one.start, one.end) == (BRIDGE, BRIDGE, 1, 1 + len(BRIDGE))
    assert (one.speaker, one.mention, one.role) == ("Ada Bell", "Ada Bell", "Mayor")
    assert (one.heard, one.relays, one.told) == (Heard.VIA, (("The Wire", "told"),), "reporters")
    assert (one.cue_start, one.plural, one.affiliation) == (58, True, "the town")
    assert (one.said, one.said_text, one.sure) == ("2024-03-04", "Monday", True)


def test_nothing_of_it_is_on_the_record(writing: Session, checker: Actor) -> None:
    capture = keep(writing, checker, TEXT)
    before = writing.scalar(select(func.count()).select_from(Event))
    read(writing, capture, checker)
    assert writing.scalar(select(func.count()).select_from(Event)) == before
    assert writing.scalar(select(func.count()).select_from(Source)) == 1


def test_what_does_not_fit_the_text_or_the_record_is_left_out_or_mended(
    writing: Session, checker: Actor
) -> None:
    odd = (
        replace(by_bell(TEXT, BRIDGE), start=0),
        proposal(TEXT, ROAD, quote=None, said="last Monday", heard="via", speaker=" \n"),
    )
    kept = read(writing, keep(writing, checker, TEXT), checker, Proposed(odd))
    one = proposals_of(writing, kept.reading.id)
    assert [(p.passage, p.form, p.said, p.heard, p.speaker) for p in one] == [
        (ROAD, Form.INDIRECT, None, Heard.UNSTATED, None)
    ]


def test_read_again_only_what_is_new_is_proposed(writing: Session, checker: Actor) -> None:
    capture = keep(writing, checker, TEXT)
    first = read(writing, capture, checker)
    rejected = proposals_of(writing, first.reading.id)[1]
    reject(writing, rejected.id, rejected.version, checker)
    again = read(writing, capture, checker)
    told = proposals_of(writing, first.reading.id)
    assert (first.added, again.added, again.reading.id) == (2, 0, first.reading.id)
    assert [(p.version, p.state) for p in told] == [
        (1, ProposalState.WAITING),
        (2, ProposalState.REJECTED),
    ]


def test_a_later_capture_proposes_what_it_adds(writing: Session, checker: Actor) -> None:
    read_article(writing, checker)
    text = TEXT.replace("“", '"').replace("”", '"') + f"\n\n“{NEW},” Ada Bell said."
    later = keep(writing, checker, text)
    kept = read(
        writing, later, checker, Proposed((*of_text(text).proposals, by_bell(text, NEW)), "en")
    )
    assert [p.passage for p in proposals_of(writing, kept.reading.id)] == [NEW]


def test_what_is_cut_otherwise_when_read_again_is_not_proposed_twice(
    writing: Session, checker: Actor
) -> None:
    capture = keep(writing, checker, TEXT)
    first, second = proposals_of(writing, read(writing, capture, checker).reading.id)
    reject(writing, first.id, first.version, checker)
    again = Proposed((by_bell(TEXT, BRIDGE[8:]), proposal(TEXT, f"{ROAD},” he")))
    assert read(writing, capture, checker, again).added == 0
    told = proposals_of(writing, first.reading_id)
    assert [(p.id, p.passage) for p in told] == [
        (first.id, BRIDGE),
        (second.id, f"{ROAD},” he"),
    ]
    # The comma that a mark closes in, and the case of the first letter, make no other statement.
    assert read(writing, capture, checker, Proposed((proposal(TEXT, f"{BRIDGE},"),))).added == 0


def test_short_words_said_twice_are_two_and_long_ones_one(writing: Session, checker: Actor) -> None:
    text = f"“No comment,” she said. “{NEW},” Ada Bell said. “No comment,” he said. “{NEW}.”"
    last = text.rindex("No comment"), text.rindex(NEW)
    twice = tuple(
        replace(proposal(text, words), start=start, end=start + len(words))
        for words, start in zip(("No comment", NEW), last, strict=True)
    )
    all_ = (proposal(text, "No comment"), proposal(text, NEW), *twice)
    kept = read(writing, keep(writing, checker, text), checker, Proposed(all_))
    assert [p.passage for p in proposals_of(writing, kept.reading.id)] == [
        "No comment",
        NEW,
        "No comment",
    ]


def test_what_was_logged_from_the_place_is_not_proposed(writing: Session, checker: Actor) -> None:
    capture = keep(writing, checker, TEXT)
    place = {"exact": f"{BRIDGE},” Mayor Ada Bell", "start": 1, "end": 1 + len(BRIDGE) + 18}
    log(writing, checker, quote=BRIDGE, appearance=found(capture_id=capture.id, locator=place))
    log(writing, checker, quote=ROAD, appearance=found(locator={"exact": ROAD}), confirmed=True)
    assert read(writing, capture, checker).added == 0


def test_dates_are_counted_anew_for_what_waits_alone(writing: Session, checker: Actor) -> None:
    capture = keep(writing, checker, TEXT)
    undated = Proposed(tuple(replace(p, said=None) for p in of_text().proposals))
    first, second = proposals_of(writing, read(writing, capture, checker, undated).reading.id)
    reject(writing, second.id, second.version, checker)
    read(writing, capture, checker)
    told = proposals_of(writing, first.reading_id)
    assert [(p.said, p.version) for p in told] == [("2024-03-04", 2), (None, 2)]


def test_a_reading_waits_for_somebody_to_look_at_the_details(
    writing: Session, checker: Actor
) -> None:
    kept = read(writing, keep(writing, checker, TEXT), checker, confirmed=False)
    first = proposals_of(writing, kept.reading.id)[0]
    assert first.why_not == (NotSure.UNCONFIRMED,)
    with pytest.raises(RefusedError, match="Look at the details"):
        accept(writing, first.id, first.version, draft_of(writing, first), checker)
    confirm_details(writing, kept.reading.id, checker)
    assert proposals_of(writing, kept.reading.id)[0].sure
    with pytest.raises(MissingError):
        confirm_details(writing, 99, checker)


def test_readings_are_listed_newest_first_with_what_waits(writing: Session, checker: Actor) -> None:
    first = read_article(writing, checker)
    other = keep(writing, checker, TEXT, url="https://example.org/other")
    second = read(writing, other, checker, Proposed(()), confirmed=False).reading.id
    ids = [one.id for one in readings(writing).rows]
    assert ids == [second, first[0].reading_id]
    assert [one.id for one in readings(writing, waiting=True).rows] == ids[1:]
    assert (reading_at(writing, other.id), reading_at(writing, 99)) == (second, None)
    assert readings(writing, before=second).previous_exists
    with pytest.raises(MissingError):
        reading_of(writing, 99)


def test_the_next_that_waits_comes_round_to_the_first(writing: Session, checker: Actor) -> None:
    first, second = read_article(writing, checker)
    reading = first.reading_id
    assert next_waiting(writing, reading) == first.id
    assert next_waiting(writing, reading, after=first.id) == second.id
    assert next_waiting(writing, reading, after=second.id) == first.id
    reject(writing, first.id, 1, checker)
    reject(writing, second.id, 1, checker)
    assert next_waiting(writing, reading, after=first.id) is None


def test_the_number_of_queries_does_not_grow(
    writing: Session, checker: Actor, engine: Engine
) -> None:
    words = [f"Sentence {number} of this long day is ours" for number in range(40)]
    text = "Ada Bell said: " + "\n".join(f"“{one}”" for one in words)
    many = Proposed(tuple(by_bell(text, one, speaker=f"Ada {one}") for one in words))
    number = read(writing, keep(writing, checker, text), checker, many).reading.id
    with counted(engine) as sent:
        assert len(proposals_of(writing, number)) == 40
        reading_of(writing, number)
    assert len(sent) <= 7

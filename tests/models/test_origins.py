"""First appearances and independent origins: never more of them than the record bears out."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from models.dates import bounds
from models.origins import origins_of
from models.records import (
    AppearanceRecord,
    RelayRecord,
    SourceRecord,
    SpeakerRecord,
    StatementRecord,
)
from models.terms import Form, SpeakerKind, StatementStatus

if TYPE_CHECKING:
    from collections.abc import Sequence

DATES = ["2017", "2017-09", "2017-09-17", "2017-09-18~", "2017-09-18", "2018", None]
NAMES = ["Reuters", "REUTERS", " reuters", "AFP"]


def a_source(key: str, published: str | None = None, *, seen: bool = True) -> SourceRecord:
    since, until = bounds(published)
    return SourceRecord(
        id=1,
        key=key,
        type="article",
        title=key,
        published=published,
        published_from=since,
        published_to=until,
        seen=seen,
    )


def an_appearance(source: SourceRecord, *relays: RelayRecord) -> AppearanceRecord:
    return AppearanceRecord(id=1, source=source, relays=relays)


def a_statement(found: Sequence[AppearanceRecord], said: str | None = None) -> StatementRecord:
    return StatementRecord(
        id=1,
        key="s",
        version=1,
        form=Form.INDIRECT,
        speaker=SpeakerRecord(id=1, key="m", name="Mattis", kind=SpeakerKind.PERSON),
        status=StatementStatus.LOGGED,
        created_at=datetime(2026, 11, 21, tzinfo=UTC),
        said=said,
        appearances=tuple(found),
    )


WORKS = st.builds(a_source, st.sampled_from("abcdef"), st.sampled_from(DATES))
HOPS = st.builds(RelayRecord, name=st.sampled_from(NAMES), source=st.one_of(st.none(), WORKS))
FOUND = st.builds(
    lambda source, relays: an_appearance(source, *relays), WORKS, st.lists(HOPS, max_size=3)
)
SOME = st.lists(FOUND, min_size=1, max_size=6)


def test_the_earliest_published_is_the_first_appearance() -> None:
    later, earlier = (an_appearance(a_source(day, day)) for day in ("2017-09-19", "2017-09-18"))
    assert a_statement([later, earlier]).in_order == (earlier, later)


def test_where_the_order_is_not_known_the_place_in_the_record_decides() -> None:
    month, day = (an_appearance(a_source(day, day)) for day in ("2017-09", "2017-09-18"))
    undated = an_appearance(a_source("undated"))
    assert a_statement([month, day]).in_order == (month, day)
    assert a_statement([day, undated]).in_order == (day, undated)
    assert a_statement([undated, day]).in_order == (undated, day)


def test_what_is_surely_earlier_goes_first_past_what_is_not() -> None:
    found = [an_appearance(a_source(day, day)) for day in ("2018", "2017-09", "2017-09-18")]
    assert a_statement(found).in_order == (found[1], found[2], found[0])


@given(SOME)
def test_nothing_stands_before_what_is_surely_earlier(found: list[AppearanceRecord]) -> None:
    ordered = a_statement(found).in_order
    assert sorted(map(id, ordered)) == sorted(map(id, found))
    for place, one in enumerate(ordered):
        for later in ordered[place + 1 :]:
            ends, begins = later.source.published_to, one.source.published_from
            assert ends is None or begins is None or not ends < begins


@given(SOME, st.sampled_from(DATES), st.randoms(use_true_random=False))
def test_the_order_of_articles_makes_no_origin(
    found: list[AppearanceRecord], said: str | None, random: object
) -> None:
    shuffled = list(found)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert len(a_statement(found, said).independent) == len(a_statement(shuffled, said).independent)


@given(SOME, WORKS, st.sampled_from(DATES), st.data())
def test_an_article_that_relays_a_known_report_makes_no_origin(
    found: list[AppearanceRecord], work: SourceRecord, said: str | None, data: st.DataObject
) -> None:
    known = data.draw(st.sampled_from(found))
    first = known.relays[0] if known.relays else RelayRecord(name="it", source=known.source)
    relaying = an_appearance(work, first, RelayRecord(name="Sky"))
    before, after = (a_statement(these, said) for these in (found, [*found, relaying]))
    assert len(after.independent) == len(before.independent)


@given(st.lists(SOME, min_size=1, max_size=3), st.sampled_from(DATES))
def test_origins_together_are_no_more_than_each_for_itself(
    groups: list[list[AppearanceRecord]], said: str | None
) -> None:
    statements = [a_statement(found, said) for found in groups]
    together = origins_of(statements)
    assert len(together) <= sum(len(one.independent) for one in statements)
    carried = [found for origin in together for found in origin.appearances]
    assert sorted(map(id, carried)) == sorted(id(one) for group in groups for one in group)


def test_three_articles_on_one_wire_report_are_one_origin() -> None:
    wire = a_source("wire", "2017-09-17", seen=False)
    relay = RelayRecord(name="Reuters", source=wire)
    found = [an_appearance(a_source(outlet), relay) for outlet in ("CNN", "Sky", "BBC")]
    [origin] = a_statement(found).independent
    assert (origin.name, origin.source) == ("Reuters", wire)
    assert [work.key for work in origin.carriers] == ["CNN", "Sky", "BBC"]


def test_a_source_of_its_own_is_not_carried_by_itself() -> None:
    [origin] = a_statement([an_appearance(a_source("CNN"))]).independent
    assert (origin.name, origin.carriers) == ("CNN", ())


def test_a_name_without_a_report_is_one_origin_a_day_in_any_spelling() -> None:
    found = [an_appearance(a_source(name), RelayRecord(name=name)) for name in NAMES[:3]]
    assert len(a_statement(found, "2017").independent) == 1
    days = [a_statement(found, day) for day in ("2017-09-17", "2017-09-18")]
    assert [origin.said for origin in origins_of(days)] == ["2017-09-17", "2017-09-18"]

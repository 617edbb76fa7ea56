"""Two statements side by side: their order, what lies between, and under whom they stand."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import count
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.disputes import by_disputed_statement, other_side
from desk.pairs import Gap, Pair, make_pair, pair_of
from desk.refusals import MissingError
from models import Statement
from models.dates import read_edtf
from models.records import (
    AppearanceRecord,
    LinkRecord,
    NoticeRecord,
    RelayRecord,
    SourceRecord,
    SpeakerRecord,
    StatementRecord,
)
from models.terms import (
    Form,
    LinkStatus,
    NoticeKind,
    PairKind,
    Relation,
    SpeakerKind,
    StatementStatus,
)

if TYPE_CHECKING:
    from random import Random

    from sqlalchemy.orm import Session

THEN = datetime(2026, 1, 1, tzinfo=UTC)
DATES = st.sampled_from(
    [
        None,
        "2017",
        "2017-09",
        "2017-09~",
        "2017-09-18",
        "2017-09-19",
        "2017-09-18?",
        "2018",
        "../2017",
    ]
)
_numbers = count(1)


def _source(key: str, *touched: str) -> SourceRecord:
    notices = tuple(NoticeRecord(kind=NoticeKind.CORRECTED, touches=(one,)) for one in touched)
    return SourceRecord(id=1, key=key, type="webpage", title="T", notices=notices)


def _statement(
    number: int,
    said: str | None = None,
    speaker: int = 0,
    kind: SpeakerKind = SpeakerKind.PERSON,
    found: tuple[AppearanceRecord, ...] = (),
) -> StatementRecord:
    known = read_edtf(said) if said else None
    return StatementRecord(
        id=number,
        key=f"s{number:02}",
        version=1,
        form=Form.INDIRECT,
        speaker=SpeakerRecord(id=speaker or number, key=f"p{number}", name="N", kind=kind),
        status=StatementStatus.LOGGED,
        created_at=THEN,
        said=said,
        said_from=known.earliest if known else None,
        said_to=known.latest if known else None,
        appearances=found,
    )


def _link(start: StatementRecord, end: StatementRecord) -> LinkRecord:
    number = next(_numbers)
    return LinkRecord(
        id=number,
        key=f"l{number}",
        version=1,
        from_id=start.id,
        from_key=start.key,
        to_id=end.id,
        to_key=end.key,
        relation=Relation.CONTRADICTS,
        status=LinkStatus.CONFIRMED,
        words="of the first",
        to_words="of the second",
    )


def _pair(start: StatementRecord, end: StatementRecord) -> Pair:
    return make_pair(_link(start, end), start, end)


@pytest.mark.parametrize(
    ("one", "other", "order_known", "gap", "gap_days"),
    [
        ("2017-09-18", "2017-09-21", True, Gap(3, 3), 3),
        ("2017-09-18", "2017-09-18", False, Gap(0, 0), 0),
        ("2017-09-18", "2017-09-21~", True, Gap(3, 3), None),
        ("2017-09-18?", "2017-09-21", True, Gap(3, 3), None),
        ("2017-09", "2017-10-02", True, Gap(2, 31), None),
        ("2017-09", "2017-09-18", False, Gap(0, 17), None),
        ("2017", "2019", True, Gap(366, 1094), None),
        ("2017-09-18/2017-09-20", "2017-09-19/2017-09-22", False, Gap(0, 4), None),
        ("2017-09-18", None, False, None, None),
        (None, None, False, None, None),
    ],
)
@pytest.mark.parametrize("turned", [False, True])
def test_what_lies_between_two_dates(
    one: str | None,
    other: str | None,
    gap: Gap | None,
    gap_days: int | None,
    *,
    order_known: bool,
    turned: bool,
) -> None:
    start, end = _statement(1, one), _statement(2, other)
    pair = _pair(end, start) if turned else _pair(start, end)
    assert (pair.order_known, pair.gap, pair.gap_days) == (order_known, gap, gap_days)
    assert [side.id for side in pair.sides] == [1, 2]


def test_the_earlier_one_stands_first_whatever_its_key() -> None:
    later, earlier = _statement(1, "2018"), _statement(2, "2017")
    pair = _pair(later, earlier)
    assert (pair.first, pair.second) == (earlier, later)


def test_without_a_known_order_the_smaller_key_stands_first() -> None:
    pair = _pair(_statement(2, "2017"), _statement(1))
    assert (pair.first.id, pair.order_known) == (1, False)


@pytest.mark.parametrize(
    ("speakers", "unnamed", "kind"),
    [
        ((7, 7), False, PairKind.SELF),
        ((7, 8), False, PairKind.OTHERS),
        ((7, 8), True, PairKind.UNNAMED),
        ((7, 7), True, PairKind.UNNAMED),
    ],
)
def test_who_stands_against_whom(
    speakers: tuple[int, int], kind: PairKind, *, unnamed: bool
) -> None:
    known = SpeakerKind.UNNAMED if unnamed else SpeakerKind.PERSON
    start, end = _statement(1, None, speakers[0]), _statement(2, None, speakers[1], known)
    assert _pair(start, end).kind is kind


@pytest.mark.parametrize("through", [False, True])
@pytest.mark.parametrize(("touched", "corrected"), [("s01", True), ("s09", False)])
def test_a_pair_is_corrected_where_a_notice_touches_a_side(
    touched: str, *, corrected: bool, through: bool
) -> None:
    noticed = _source("noticed", touched)
    relays = (RelayRecord(name="Reuters", source=noticed),) if through else ()
    found = AppearanceRecord(id=1, source=_source("other") if through else noticed, relays=relays)
    assert _pair(_statement(1, found=(found,)), _statement(2)).corrected is corrected


def test_a_pair_that_is_not_there_is_missing(session: Session) -> None:
    with pytest.raises(MissingError):
        pair_of(session, 4711)


def test_a_pair_comes_with_whole_statements(at_tanf: Session) -> None:
    pair = pair_of(at_tanf, 1)
    assert pair.sides[0].appearances
    assert at_tanf.get(Statement, pair.first.id)


@st.composite
def pairs(draw: st.DrawFn) -> list[Pair]:
    statements = [_statement(number, draw(DATES)) for number in range(1, 7)]
    sides = st.tuples(st.sampled_from(statements), st.sampled_from(statements))
    apart = sides.filter(lambda two: two[0].id != two[1].id)
    return [_pair(*two) for two in draw(st.lists(apart, max_size=12))]


@given(pairs())
def test_each_pair_stands_once_under_a_side_of_its_own(told: list[Pair]) -> None:
    groups = by_disputed_statement(told)
    shown = [pair.id for group in groups for pair in group.pairs]
    assert sorted(shown) == sorted(pair.id for pair in told)
    for group in groups:
        for pair in group.pairs:
            assert group.statement in pair.sides
            assert other_side(pair, group.statement) != group.statement


@given(pairs())
def test_the_most_disputed_statement_comes_first(told: list[Pair]) -> None:
    sizes = [len(group.pairs) for group in by_disputed_statement(told)]
    assert sizes == sorted(sizes, reverse=True)


@given(pairs(), st.randoms(use_true_random=False))
def test_grouping_does_not_hang_on_the_order_of_pairs(told: list[Pair], chance: Random) -> None:
    mixed = list(told)
    chance.shuffle(mixed)
    ways = [
        [
            (group.statement.key, {pair.key for pair in group.pairs})
            for group in by_disputed_statement(some)
        ]
        for some in (told, mixed)
    ]
    assert ways[0] == ways[1]


def test_of_two_the_earlier_said_is_disputed_then_the_dated_then_the_smaller_key() -> None:
    for one, other in [("2018", "2017"), (None, "2017"), ("2017", "2017-09")]:
        start, end = _statement(1, one), _statement(2, other)
        [group] = by_disputed_statement([_pair(start, end)])
        assert group.statement.id == (1 if one == "2017" else 2)

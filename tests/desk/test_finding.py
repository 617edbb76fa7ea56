"""What a list shows is what a plain look at every statement finds, whatever was changed before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from desk import statement_pages
from desk.history.audit import record
from desk.narrowing import conditions
from desk.statement_scopes import Linked, Order, StatementScope
from models import Link, Source, Speaker, Statement, StatementText, Topic
from models.matching import holding
from models.terms import Form, LinkStatus, StatementStatus
from tests.factories import a_link, a_source, a_speaker, a_statement, a_topic, an_appearance

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from desk.actors import Actor

DATES = (None, "2017-09-18", "2017-09-18~", "2017-09", "2017", "2016/2018", "2018-01-01")
RANGES = (
    *((None, None),) * 3,
    *((since, None) for since in ("2017-09-18", "2017", "2017-10")),
    *((None, until) for until in ("2018", "2017-09-17", "2017-09", "2016")),
    *(("2017", "2017-09"), ("2017-09-18", "2017-09-18"), ("2016", "2017-10")),
)
_SCOPES = st.fixed_dictionaries(
    {
        "q": st.sampled_from([None, None, "ceded", '"not ceded"', "ground -ceded", "-ground"]),
        "speaker_id": st.sampled_from([None, None, 0, 1]),
        "topic_id": st.sampled_from([None, None, 0, 1]),
        "source_id": st.sampled_from([None, None, 0]),
        "form": st.sampled_from([None, None, *Form]),
        "status": st.sampled_from([None, StatementStatus.LOGGED, *StatementStatus]),
        "relation": st.sampled_from([None, None, *Linked]),
        "captured": st.sampled_from([None, None, False]),
        "unsourced": st.sampled_from([None, None, True, False]),
        "language": st.sampled_from([None, None, "fr", "fr-CA"]),
        "range": st.sampled_from(RANGES),
        "order": st.sampled_from([None, *Order]),
    }
)
_MADE = st.tuples(
    st.sampled_from(DATES),
    st.sampled_from(["not ceded", "ground", "ceded ground", "ceded not"]),
    st.sampled_from([None, "fr", "fr-CA", "en"]),
)
_EDITS = st.lists(
    st.tuples(st.integers(0, 7), st.integers(0, 6), st.sampled_from(DATES)), max_size=6
)


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(_MADE, min_size=2, max_size=8), _EDITS, st.lists(_SCOPES, min_size=8, max_size=12))
def test_a_list_is_what_a_plain_look_finds(
    writing: Session,
    command_line: Actor,
    made: list[tuple[str | None, str, str | None]],
    edits: list[tuple[int, int, str | None]],
    scopes: list[dict[str, Any]],
) -> None:
    writing.rollback()
    known = Known(writing, command_line)
    for one in made:
        known.log(*one)
    for number, deed, said in edits:
        known.edit(number, deed, said)
    for drawn in scopes:
        scope = known.scope(drawn)
        plainly = known.plainly(scope)
        assert known.found(scope) == plainly, drawn
        counts = statement_pages.counts(writing, scope)
        assert counts.total == len(plainly), drawn
        for kind, number in (counts.forms | counts.statuses).items():
            field = "form" if isinstance(kind, Form) else "status"
            other = scope.model_copy(update={field: kind})
            assert number == len(known.plainly(other)), (drawn, kind)
    writing.rollback()


class Known:
    """Some statements of two speakers, on two topics, in a source, and what is done to them."""

    def __init__(self, session: Session, by: Actor) -> None:
        self._session, self._by = session, by
        self._speakers = [a_speaker(session), a_speaker(session)]
        self._topics = [a_topic(session, name) for name in ("One", "Two")]
        self._source = a_source(session, url="https://example.org/1")
        self._made: list[Statement] = []

    def log(self, said: str | None, words: str, language: str | None) -> None:
        place = len(self._made)
        direct: dict[str, Any] = {"quote": words} if place % 2 else {"form": Form.INDIRECT}
        one = a_statement(
            self._session,
            speaker=self._speakers[place % 2],
            topics=self._topics[: place % 3],
            said=said,
            language=language,
            claim=words,
            **direct,
        )
        if place % 2:
            an_appearance(self._session, one, self._source)
        self._made.append(one)
        record(self._session, self._by, "statement:log", one)

    def edit(self, number: int, deed: int, said: str | None) -> None:
        one = self._made[number % len(self._made)]
        if deed == 0:
            one.said = said
        elif deed == 1:
            one.status, one.status_reason = StatementStatus.WITHDRAWN, "No."
        elif deed == 2:
            one.speaker = self._speakers[one.speaker is self._speakers[0]]
        elif deed == 3:
            one.topics = self._topics[1:] if said else []
        elif deed == 4:
            self._link(one)
        elif deed == 5:
            self._source.url = said and "https://example.org/2"
        else:
            one.language, one.claim = "fr-CA", "not ceded ground"
        record(self._session, self._by, "statement:revise", one)

    def scope(self, drawn: dict[str, Any]) -> StatementScope:
        owners: dict[str, Sequence[Speaker | Topic | Source]] = {
            "speaker_id": self._speakers,
            "topic_id": self._topics,
            "source_id": [self._source],
        }
        numbers = {
            name: rows[drawn[name]].id for name, rows in owners.items() if drawn[name] is not None
        }
        rest = {name: value for name, value in drawn.items() if name not in {*owners, "range"}}
        since, until = drawn["range"]
        return StatementScope.model_validate(rest | numbers | {"since": since, "until": until})

    def plainly(self, scope: StatementScope) -> list[int] | set[int]:
        """Look at every statement; of the order, at the one of time alone."""
        held = Statement.id == StatementText.statement_id
        chosen = select(Statement.id, Statement.said_to).where(held, *conditions(scope))
        if scope.asked:
            chosen = chosen.where(holding(scope.asked, StatementText.body))
        mine = Statement.id.in_([one.id for one in self._made])
        rows = self._session.execute(chosen.where(mine)).all()
        if scope.sorted_by not in {Order.SAID, Order.OLDEST}:
            return {row.id for row in rows}
        sign = 1 if scope.sorted_by is Order.OLDEST else -1
        days = {row.id: row.said_to.toordinal() if row.said_to else None for row in rows}
        return sorted(
            days, key=lambda one: (days[one] is None, sign * (days[one] or 0), sign * one)
        )

    def found(self, scope: StatementScope) -> list[int] | set[int]:
        found: list[int] = []
        before: int | None = None
        while True:
            page = statement_pages.page(self._session, scope.model_copy(update={"before": before}))
            found += page.rows
            before = page.next
            if before is None:
                break
        assert len(set(found)) == len(found)
        return found if scope.sorted_by in {Order.SAID, Order.OLDEST} else set(found)

    def _link(self, one: Statement) -> None:
        other = next(each for each in self._made if each is not one)
        low, high = sorted((one.id, other.id))
        told = select(Link).where(Link.low_id == low, Link.high_id == high)
        known = self._session.scalars(told).first()
        if known is None:
            a_link(self._session, one, other)
        else:
            known.status, known.reason = LinkStatus.REJECTED, "No."

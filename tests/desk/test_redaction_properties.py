"""Whatever was done before: after a redaction the words stand nowhere and the chain verifies."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desk import notices
from desk.actors import named_actor
from desk.freezing import proofs
from desk.history import chain
from desk.history.audit import writing_session
from desk.redacting.redactable import PARTS
from desk.statements import restore_statement
from models import Statement, for_writing, open_engine
from models.terms import Face, StatementStatus
from tests.desk.drafting import confirm, found, log, propose, revise, withdraw
from tests.desk.freezing import freeze, save_report
from tests.desk.redacting import everywhere, redact

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Engine
    from sqlalchemy.orm import Session

    from desk.actors import Actor
    from tests.databases import Databases

MARK = "zanzibarquartz"
FIELDS = ("quote", "claim", "context", "note", "told", "where", "in_answer_to", "role")
DEEDS = st.lists(
    st.tuples(
        st.sampled_from(["revise", "withdraw", "link", "notice", "another"]),
        st.sets(st.sampled_from(FIELDS), max_size=4),
        st.booleans(),
    ),
    max_size=7,
)


@contextmanager
def _desk(store: Databases) -> Iterator[tuple[Session, Engine]]:
    url = store.migrated()
    engine = open_engine(url)
    with writing_session(for_writing(engine)) as session:
        session.rollback()
        yield session, engine
    engine.dispose()
    store.drop(url)


def _words(fields: set[str], turn: int) -> dict[str, Any]:
    told: dict[str, Any] = {name: f"{MARK} {name} {turn}" for name in fields}
    place = found(
        locator={"exact": f"In other words, {MARK} {turn}"} if turn % 2 else {},
        relays=[{"name": f"{MARK} agency {turn}"}] if turn % 3 else [],
    )
    return {"quote": f"Nothing {turn}"} | told | {"appearance": place, "confirmed": True}


def _do(session: Session, by: Actor, statement: Statement, deed: Any, turn: int) -> None:  # noqa: ANN401
    what, fields, through = deed
    if what == "withdraw" and statement.status is not StatementStatus.WITHDRAWN:
        withdraw(session, statement, by)
    elif what == "revise":
        revise(session, statement, by, **_words(fields, turn))
    elif what == "notice":
        note = notices.PlacedNotice.model_validate({"kind": "corrected", "note": f"No {turn}."})
        notices.place_notice(session, statement.appearances[0].source_id, note, by)
        session.commit()
    elif statement.status is not StatementStatus.WITHDRAWN:
        other = log(session, by, quote=f"Other {turn}")
        marked = statement.quote if through else None
        link = propose(session, statement, other, by, words=marked)
        if what == "link":
            confirm(session, link, by, "alone")
    else:
        restore_statement(session, statement.id, statement.version, "Not twice.", by)
        session.commit()


@settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow])
@given(first=st.sets(st.sampled_from(FIELDS)), deeds=DEEDS)
def test_no_value_outlives_its_redaction(
    store: Databases, first: set[str], deeds: list[Any]
) -> None:
    with _desk(store) as (session, engine):
        by = named_actor(session, None, Face.COMMAND)
        statement = log(session, by, **_words(first, 1))
        report = save_report(session, by)
        for turn, deed in enumerate(deeds, start=2):
            _do(session, by, statement, deed, turn)
            if turn % 3 == 0:
                freeze(session, by, report)
        freeze(session, by, report)
        redact(session, by, "statement", statement.id, *PARTS["statement"])
        assert MARK not in everywhere(engine).casefold()
        assert [*chain.faults(session), *proofs.faults(session)] == []
        session.rollback()

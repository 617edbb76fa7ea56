"""Frozen reports: read back as they were, without what is the desk's own, never changed."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, insert, select, text, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from desk import contradictions, decisions, notices, replies
from desk.freezing import proofs
from desk.freezing.banners import LinkWhat, Since, since_frozen
from desk.freezing.freezing import (
    content_of,
    freeze_report,
    frozen_line,
    frozen_reports,
    page_of_values,
    values_of,
)
from desk.freezing.public import public
from desk.freezing.values import FORMAT, FrozenValues, UnreadableFrozenError, read, written
from desk.link_drafts import DecisionDraft, LinkWords
from desk.links import revise_link
from desk.refusals import MissingError, UnconfirmedError
from desk.replies import About
from desk.report_order import Order
from desk.scopes import ReportScope
from desk.sight import look_as
from desk.since import What
from desk.statement_drafts import ReplyDraft
from models import FrozenReport, Role, Statement, for_writing, now
from models.records import ReplyRecord
from tests.desk.drafting import log, one_event, propose, revise, withdraw
from tests.desk.freezing import conflict, freeze, save_report
from tests.desk.random_links import Drawn, drawn_links, store_links
from tests.factories import a_source, a_statement, a_topic, an_account, an_appearance

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from desk.actors import Actor

STATEMENTS = 5
STAFF = "staffname-zq"
_words = st.text("aé“”<&\n\u200f\u1e9e漢", min_size=1, max_size=8).map(lambda told: f"x{told}")


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(links=drawn_links(STATEMENTS), quote=_words, role=_words, asked=st.booleans())
def test_what_is_written_is_read_back_equal(
    engine: Engine, links: list[Drawn], quote: str, role: str, *, asked: bool
) -> None:
    with Session(engine) as session:
        source = a_source(session, quote, authors=[{"family": role}], csl={"DOI": "10.1/x"})
        made = [
            a_statement(session, quote=f"{quote}{n}", role=role, said="2017-09") for n in range(3)
        ]
        made += [a_statement(session) for _each in range(STATEMENTS - 3)]
        for one in made:
            an_appearance(session, one, source, exact=role, prefix="before", page="3")
        store_links(session, made, links)
        report = public(
            contradictions.report(
                session, ReportScope(since="2016"), now().date(), size=None, whole=True
            )
        )
        request = (ReplyRecord(id=1, whom=role, asked="2017"),)
        values = FrozenValues(
            title=quote,
            introduction=role,
            names={"topic_id": quote},
            frozen_at=now(),
            head_seq=3,
            head_hash="f" * 64,
            report=report,
            asked={7: request} if asked else {},
        )
        assert read(written(values)) == values
        assert written(read(written(values))) == written(values)
        session.rollback()


def test_a_format_of_a_later_release_is_not_guessed_at() -> None:
    with pytest.raises(UnreadableFrozenError, match=str(FORMAT + 1)):
        read(json.dumps({"format": FORMAT + 1}).encode())


def test_a_frozen_report_is_the_live_one_of_that_moment(at_tanf: Session, reviewer: Actor) -> None:
    report_id = save_report(at_tanf, reviewer, topic_id=1)
    live = contradictions.report(
        at_tanf,
        ReportScope(topic_id=1),
        now().date(),
        size=None,
        whole=True,
        order=Order.SECTIONS,
    )
    with one_event(at_tanf, "saved_report:freeze") as left:
        frozen = freeze_report(at_tanf, report_id, reviewer, confirmed=True)
    content = content_of(at_tanf, frozen.id)
    assert hashlib.sha256(content).hexdigest() == frozen.sha256
    assert (frozen.head_seq, frozen.head_hash) == (left[0].seq - 1, left[0].prev_hash)
    assert content.decode() not in (left[0].after or "")
    values = values_of(at_tanf, frozen.id)
    assert values.report == public(live)
    assert [pair.id for pair in values.report.pairs] == [pair.id for pair in live.pairs]
    assert values.names == {"topic_id": "Coalition garrison at At Tanf, Syria"}
    page = page_of_values(values, None, 2)
    rest = page_of_values(values, page.report.next, 100)
    assert page.report.pairs + rest.report.pairs == values.report.pairs
    assert (rest.report.next, rest.report.previous_exists) == (None, True)
    assert list(proofs.faults(at_tanf)) == []


def test_what_is_the_desks_own_is_not_even_stored(
    writing: Session, checker: Actor, reviewer: Actor
) -> None:
    hidden = "hiddenword"
    appearance = {"source": {"title": "CNN", "type": "webpage"}, "locator": {"prefix": hidden}}
    link = conflict(writing, checker, reviewer, note=hidden, appearance=appearance)
    other = log(writing, checker, quote="Nobody asked.", speaker={"name": "A third"})
    propose(writing, link.from_statement, other, checker, rationale=f"{hidden}, perhaps")
    link.override_reason = link.recheck_why = hidden
    link.recheck, link.from_statement.speaker.note = True, hidden
    request = ReplyDraft(whom="The ministry", answer=str(other.id))
    replies.request_comment(writing, About("link", link.id), request, checker)
    writing.commit()
    told = content_of(writing, freeze(writing, reviewer, save_report(writing, reviewer))).decode()
    assert "They stayed." in told
    assert "The ministry" in told
    for gone in (hidden, other.key, "capture_id", "proposer_id", "decider_id", '"proposed"'):
        assert gone not in told, gone


def test_it_can_be_neither_changed_nor_deleted_nor_replaced(
    writing: Session, reviewer: Actor, engine: Engine
) -> None:
    number = freeze(writing, reviewer, save_report(writing, reviewer))
    row = writing.execute(select(*FrozenReport.__table__.columns)).one()._asdict()
    writing.rollback()
    deeds: list[Any] = [
        update(FrozenReport).values(content=b"{}"),
        update(FrozenReport).values(content=b"{}", sha256="0" * 64, redacted_sha256="1"),
        delete(FrozenReport),
        insert(FrozenReport).values(**row | {"content": b"{}", "number": 1}),
    ]
    if engine.dialect.name == "sqlite":
        deeds.append(
            insert(FrozenReport).prefix_with("OR REPLACE").values(**row | {"content": b""})
        )
    else:
        deeds.append(text("TRUNCATE frozen_report CASCADE"))
    for deed in deeds:
        with Session(for_writing(engine)) as session, pytest.raises(DBAPIError):
            session.connection().execute(deed)
    assert content_of(writing, number)


def test_it_asks_first_where_nobody_was_asked_for_comment(
    writing: Session, checker: Actor, reviewer: Actor
) -> None:
    link = conflict(writing, checker, reviewer)
    report_id = save_report(writing, reviewer)
    with pytest.raises(UnconfirmedError, match=f"Pair {link.id}, "):
        freeze_report(writing, report_id, reviewer)
    said = ReplyDraft(not_sought_because="The ministry has closed.")
    replies.request_comment(writing, About("statement", link.to_id), said, checker)
    assert freeze_report(writing, report_id, reviewer).number == 1
    assert freeze_report(writing, report_id, reviewer).number == 2
    page = frozen_reports(writing, report_id, size=1)
    assert [one.number for one in page.rows] == [2]
    assert [one.number for one in frozen_reports(writing, report_id, page.next).rows] == [1]
    with pytest.raises(MissingError):
        frozen_line(writing, report_id, 3)


def test_it_warns_of_what_has_changed_since(
    writing: Session, checker: Actor, reviewer: Actor
) -> None:
    link = conflict(writing, checker, reviewer)
    one, other = link.from_statement, link.to_statement
    number = freeze(writing, reviewer, save_report(writing, reviewer))
    assert since_frozen(writing, number) == Since()
    revise(writing, one, checker, quote="We left all of it.")
    found = since_frozen(writing, number)
    assert [(told.statement_id, told.what) for told in found.statements] == [(one.id, What.REVISED)]
    assert [told.what for told in found.links] == [LinkWhat.RECHECK]
    source_id = other.appearances[0].source_id
    note = notices.PlacedNotice.model_validate({"kind": "corrected", "note": "Wrong day."})
    notices.place_notice(writing, source_id, note, reviewer)
    decisions.withdraw_link(
        writing, link.id, link.version, DecisionDraft(reason="No clash at all."), reviewer
    )
    withdraw(writing, one, checker)
    found = since_frozen(writing, number)
    kinds = {(told.statement_id, told.what) for told in found.statements}
    assert {(one.id, What.WITHDRAWN), (other.id, What.CORRECTED)} <= kinds
    assert [told.what for told in found.links] == [LinkWhat.WITHDRAWN]


def test_a_link_that_was_decided_anew_and_rejected_is_not_told_as_withdrawn(
    writing: Session, checker: Actor, reviewer: Actor
) -> None:
    link = conflict(writing, checker, reviewer)
    number = freeze(writing, reviewer, save_report(writing, reviewer))
    anew = LinkWords(relation="contradicts", rationale="Of two posts, perhaps.")
    revise_link(writing, link.id, link.version, anew, checker)
    assert [told.what for told in since_frozen(writing, number).links] == [LinkWhat.REOPENED]
    no = DecisionDraft(reason="They speak of two posts.")
    decisions.reject_link(writing, link.id, link.version, no, reviewer)
    assert [told.what for told in since_frozen(writing, number).links] == [LinkWhat.REJECTED]


def test_who_may_not_see_one_of_its_statements_does_not_see_it(
    writing: Session, checker: Actor, reviewer: Actor, engine: Engine
) -> None:
    link = conflict(writing, checker, reviewer)
    report_id = save_report(writing, reviewer)
    freeze(writing, reviewer, report_id)
    hidden_id = link.to_id
    writing.rollback()
    with Session(for_writing(engine)) as session:
        secret, outsider = a_topic(session, "Secret"), an_account(session, Role.REVIEWER).id
        secret.restricted = True
        session.get_one(Statement, hidden_id).topics = [secret]
        session.commit()
    with Session(engine) as session:
        look_as(session, outsider)
        assert frozen_reports(session, report_id).rows == ()
        with pytest.raises(MissingError):
            frozen_line(session, report_id, 1)

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from models import Capture, Notice, NoticeAppearance, Relay
from models.terms import Heard, NoticeKind, QuoteCheck
from tests.factories import (
    AppearanceParts,
    a_capture,
    a_source,
    a_statement,
    an_appearance,
)
from tests.rules import refused_by

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def test_a_capture_is_of_the_appearance_s_own_source(session: Session) -> None:
    statement, own, other = a_statement(session), a_source(session), a_source(session)
    capture = a_capture(session, other)
    with refused_by("fk_appearance_capture_id_source_id", "FOREIGN KEY"):
        an_appearance(session, statement, own, capture=capture)


def test_a_capture_an_appearance_rests_on_stays_with_its_source(session: Session) -> None:
    source, other = a_source(session), a_source(session)
    capture = a_capture(session, source)
    an_appearance(session, a_statement(session), source, capture=capture)
    capture.source = other
    with refused_by("fk_appearance_capture_id_source_id", "FOREIGN KEY"):
        session.flush()


def test_an_appearance_rests_on_its_capture(session: Session) -> None:
    source = a_source(session)
    capture = a_capture(session, source)
    appearance = an_appearance(session, a_statement(session), source, capture=capture)
    session.commit()
    assert appearance.capture is capture
    assert (appearance.heard, appearance.check) == (Heard.UNSTATED, QuoteCheck.NOT_CHECKED)


def test_the_same_bytes_of_a_source_are_kept_once(session: Session) -> None:
    source = a_source(session)
    a_capture(session, source)
    with refused_by("uq_capture_source_id_sha256", r"capture\.source_id, capture\.sha256"):
        a_capture(session, source)


def test_a_capture_keeps_bytes_as_they_came(session: Session) -> None:
    content = bytes(range(256))
    capture = Capture(
        source=a_source(session), content=content, media_type="text/html", sha256="5", text="ä"
    )
    session.add(capture)
    session.commit()
    assert (capture.content, capture.text) == (content, "ä")


@pytest.mark.parametrize(
    ("parts", "rule"),
    [
        (AppearanceParts(start=0), "ck_appearance_span_is_whole"),
        (AppearanceParts(end=9), "ck_appearance_span_is_whole"),
        (AppearanceParts(start=9, end=9), "ck_appearance_span_order"),
        (AppearanceParts(start=9, end=8), "ck_appearance_span_order"),
        (AppearanceParts(start=-1, end=8), "ck_appearance_span_order"),
    ],
)
def test_a_passage_has_a_start_before_its_end(
    session: Session, parts: AppearanceParts, rule: str
) -> None:
    with refused_by(rule):
        an_appearance(session, a_statement(session), a_source(session), **parts)


def test_a_place_in_the_order_is_taken_once(session: Session) -> None:
    statement, source = a_statement(session), a_source(session)
    an_appearance(session, statement, source, position=0)
    rule = r"appearance\.statement_id, appearance\.position"
    with refused_by("uq_appearance_statement_id_position", rule):
        an_appearance(session, statement, source, position=0)


def test_relays_come_nearest_to_the_speaker_first(session: Session) -> None:
    appearance = an_appearance(session, a_statement(session), a_source(session))
    stub = a_source(session, "Wire report", seen=False)
    for position, name, source in [(1, "CNN", None), (0, "Reuters", stub)]:
        appearance.relays.append(Relay(position=position, name=name, source=source))
    session.commit()
    assert [relay.name for relay in appearance.relays] == ["Reuters", "CNN"]
    assert appearance.relays[0].source is stub


def test_a_notice_names_the_appearances_it_touches(session: Session) -> None:
    source = a_source(session)
    appearance = an_appearance(session, a_statement(session), source)
    notice = Notice(kind=NoticeKind.CORRECTED, date="2017-09-20")
    source.notices.append(notice)
    notice.touched.append(NoticeAppearance(appearance=appearance))
    session.commit()
    assert [touch.appearance for touch in source.notices[0].touched] == [appearance]

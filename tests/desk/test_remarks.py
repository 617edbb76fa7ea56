"""The discussion of a link: in order of time, page by page, nothing of it lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.exc import IntegrityError

from desk.decisions import reject_link
from desk.link_drafts import DecisionDraft
from desk.redacting.redactions import RedactionDraft, redact
from desk.refusals import MissingError, RefusedError, StaleError
from desk.remarks import (
    DecidedLine,
    RemarkDraft,
    RemarkLine,
    discussion,
    make_remark,
    page_before,
    remark_of,
    revise_remark,
    withdraw_remark,
)
from models import Remark
from tests.desk.drafting import confirm, history, log, one_event, propose, revise, told
from tests.factories import a_contradiction

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session

    from desk.actors import Actor
    from models import Link

TEXT = RemarkDraft(text="Two outposts, I think.")


@pytest.fixture
def link(writing: Session, checker: Actor) -> Link:
    """A proposed conflict."""
    start = log(writing, checker)
    return propose(writing, start, log(writing, checker, quote="We gave it up."), checker)


def _whole(session: Session, link_id: int, size: int) -> list[RemarkLine | DecidedLine]:
    page = discussion(session, link_id, size=size)
    rows = list(page.rows)
    while page.next is not None:
        page = discussion(session, link_id, page.next, size=size)
        rows += page.rows
    return rows


class Talk:
    """A link that is spoken of, and plainly what was said and decided of it."""

    def __init__(self, session: Session, by: Actor, reviewer: Actor) -> None:
        self.session, self.by, self.reviewer = session, by, reviewer
        start, other = log(session, by), log(session, by, quote="We gave it up.")
        self.link = propose(session, start, other, by)
        self.elsewhere = propose(session, start, other, by, relation="repeats")
        self.plain: list[str | int] = ["link:propose"]
        self.said: list[Remark] = []
        self.gone: set[int] = set()

    def say(self) -> None:
        self.said.append(make_remark(self.session, self.link.id, TEXT, self.by))
        self.plain.append(self.said[-1].id)

    def say_elsewhere(self) -> None:
        make_remark(self.session, self.elsewhere.id, TEXT, self.by)

    def change(self) -> None:
        for one in self._standing()[:1]:
            revise_remark(self.session, one.id, one.version, RemarkDraft(text="No."), self.by)

    def withdraw(self) -> None:
        for one in self._standing()[-1:]:
            withdraw_remark(self.session, one.id, one.version, self.by)
            self.gone.add(one.id)

    def reject(self) -> None:
        if self.link.status.live:
            why = DecisionDraft(reason="Two.")
            reject_link(self.session, self.link.id, self.link.version, why, self.reviewer)
            self.plain.append("link:reject")

    def _standing(self) -> list[Remark]:
        return [one for one in self.said if one.id not in self.gone]


DEEDS = st.sampled_from(
    [Talk.say, Talk.say, Talk.say_elsewhere, Talk.change, Talk.withdraw, Talk.reject]
)


@settings(
    max_examples=10,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(DEEDS, max_size=10))
def test_pages_hold_every_remark_and_decision_once_in_order_of_time(
    writing: Session, checker: Actor, reviewer: Actor, deeds: list[Callable[[Talk], None]]
) -> None:
    talk = Talk(writing, checker, reviewer)
    for deed in deeds:
        deed(talk)
        writing.commit()
    for size in (2, 50):
        rows = _whole(writing, talk.link.id, size)
        assert [one.tag if isinstance(one, DecidedLine) else one.id for one in rows] == talk.plain
        silent = {one.id for one in rows if isinstance(one, RemarkLine) and one.text is None}
        assert silent == talk.gone
    for place, one in enumerate(talk.said):
        after = page_before(writing, talk.link.id, one.id, size=2)
        assert after == (talk.said[place - 2].id if place > 1 else None)
        shown = discussion(writing, talk.link.id, after, size=2).rows
        assert one.id in {row.id for row in shown if isinstance(row, RemarkLine)}


def test_each_deed_leaves_an_event_of_the_link_that_keeps_the_words(
    writing: Session, checker: Actor, link: Link
) -> None:
    with one_event(writing, "remark:make") as made:
        said = make_remark(writing, link.id, TEXT, checker)
    with one_event(writing, "remark:revise") as revised:
        revise_remark(writing, said.id, said.version, RemarkDraft(text="Three."), checker)
    with one_event(writing, "remark:withdraw") as withdrawn:
        withdraw_remark(writing, said.id, said.version, checker)
    for left in (made, revised, withdrawn):
        assert (left[0].subject_type, left[0].subject_id) == ("link", link.id)
    before, after = told(revised[0])
    assert before["remark"][str(said.id)]["text"] == TEXT.text
    assert after["remark"][str(said.id)]["text"] == "Three."
    assert remark_of(writing, said.id).text is None


def test_a_remark_is_changed_by_its_author_alone_and_not_once_withdrawn(
    writing: Session, checker: Actor, reviewer: Actor, link: Link
) -> None:
    said = make_remark(writing, link.id, TEXT, checker)
    writing.commit()
    with pytest.raises(RefusedError, match="somebody else"):
        revise_remark(writing, said.id, said.version, TEXT, reviewer)
    with pytest.raises(RefusedError, match="somebody else"):
        withdraw_remark(writing, said.id, said.version, reviewer)
    with pytest.raises(StaleError):
        revise_remark(writing, said.id, said.version + 1, TEXT, checker)
    withdraw_remark(writing, said.id, said.version, checker)
    with pytest.raises(RefusedError, match="withdrawn"):
        withdraw_remark(writing, said.id, said.version, checker)
    with pytest.raises(MissingError):
        make_remark(writing, 4711, TEXT, checker)
    with pytest.raises(MissingError):
        remark_of(writing, 4711)


def test_a_redacted_remark_is_gone_from_its_row_and_its_events(
    writing: Session, checker: Actor, admin: Actor, link: Link
) -> None:
    said = make_remark(writing, link.id, RemarkDraft(text="He is John Roe."), checker)
    writing.commit()
    draft = RedactionDraft(parts=("text",), reason="A name", confirmation="redact")
    assert redact(writing, "remark", said.id, draft, admin).events == 1
    writing.commit()
    assert remark_of(writing, said.id).text == "[redacted]"
    assert all("John Roe" not in f"{one.before}{one.after}" for one in history(writing))


def test_a_remark_sends_nothing_back(
    writing: Session, checker: Actor, reviewer: Actor, link: Link
) -> None:
    confirm(writing, link, reviewer)
    version = link.version
    make_remark(writing, link.id, TEXT, checker)
    writing.commit()
    assert (link.status, link.version, link.recheck) == ("confirmed", version, False)
    revise(writing, link.from_statement, checker, quote="We hold it.")
    assert link.recheck


@pytest.mark.parametrize("text", ["", "  "])
def test_the_database_refuses_a_remark_without_words(session: Session, text: str) -> None:
    link = a_contradiction(session)
    session.add(Remark(link_id=link.id, author_id=1, text=text))
    with pytest.raises(IntegrityError, match="text_has_words"):
        session.flush()

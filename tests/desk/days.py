"""A desk at work over several days, for tests: the clock moves, and each deed is committed."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import TYPE_CHECKING, Any

import pytest
from pydantic import ValidationError
from sqlalchemy import select

from desk import notices, replies
from desk.decisions import reject_link, settle_recheck, withdraw_link
from desk.judgements import judge_link
from desk.link_drafts import DecisionDraft, JudgementDraft, LinkWords
from desk.links import revise_link
from desk.merging.drafts import BothSeenDraft
from desk.readers.faults import ImportRefusedError
from desk.refusals import DeskError
from desk.sources import revise_source
from desk.statement_drafts import ReplyDraft
from desk.statements import restore_statement
from desk.topic_deeds import RenamingDraft, merge_topics, rename_topic
from models import Link, Source, Speaker, Statement, Topic, base
from tests.desk.drafting import a_source_draft, confirm, log, propose, revise, withdraw
from tests.desk.importing import a_line, a_link, bring
from tests.desk.speaking import describe, merge, part

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.orm import Session

    from desk.actors import Actor

FIRST = date(2026, 3, 1)
SPEAKERS = ("James Mattis", "Ryan Dillon", "a rebel group")
DATES = (None, "2017-09", "2017-09-18", "2017-10-02~")


class _NothingError(Exception):
    """There is no record yet that a deed could be done to."""


class Clock:
    """The clock of the desk: it stands at a moment of a day until it is moved."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.moment = datetime(2026, 3, 1, 12, tzinfo=UTC)

        class Stopped(datetime):
            """Tells the time of this clock."""

            @classmethod
            def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
                del tz
                self.moment += timedelta(milliseconds=1)
                return self.moment

        monkeypatch.setattr(base, "datetime", Stopped)

    @property
    def today(self) -> date:
        """The day it shows."""
        return self.moment.date()

    def set(self, day: date) -> None:
        """Move it to the noon of a day."""
        self.moment = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


@contextmanager
def moved() -> Iterator[Clock]:
    """Give the clock, and set the true one going again afterwards."""
    with pytest.MonkeyPatch.context() as patched:
        yield Clock(patched)


class Desk:
    """Two people and their deeds; each is chosen by numbers, and one that is refused is left."""

    def __init__(self, session: Session, checker: Actor, reviewer: Actor) -> None:
        self.session, self.checker, self.reviewer = session, checker, reviewer
        self._turns = count(1)
        self.turn = 0

    def do(self, deed: str, one: int, other: int) -> bool:
        """Do a deed to records chosen by two numbers, or nothing; tell whether the desk took it."""
        self.turn = next(self._turns)
        try:
            getattr(self, deed)(one, other)
        except (DeskError, ImportRefusedError, ValidationError, _NothingError):
            self.session.rollback()
            return False
        return True

    def log(self, one: int, other: int) -> None:
        log(self.session, self.checker, **self._words(one, other))

    def revise(self, one: int, other: int) -> None:
        statement = self._chosen(Statement, one)
        revise(self.session, statement, self.checker, **self._words(other, one))

    def withdraw(self, one: int, _other: int) -> None:
        withdraw(self.session, self._chosen(Statement, one), self.checker)

    def restore(self, one: int, _other: int) -> None:
        row = self._chosen(Statement, one)
        restore_statement(self.session, row.id, row.version, "Not twice.", self.checker)
        self.session.commit()

    def propose(self, one: int, other: int) -> None:
        relation = ("contradicts", "contradicts", "corrects", "repeats")[self.turn % 4]
        start, end = self._chosen(Statement, one), self._chosen(Statement, other)
        told: dict[str, object] = {"relation": relation, "rationale": self._why()}
        told["same_meaning"] = ("yes", "no", "unknown")[other % 3]
        propose(self.session, start, end, self.checker, **told)

    def confirm(self, one: int, _other: int) -> None:
        confirm(self.session, self._chosen(Link, one), self.reviewer)

    def clash(self, one: int, other: int) -> None:
        """Log two that contradict each other, and confirm that they do."""
        start = log(self.session, self.checker, **self._words(one, self.turn))
        end = log(self.session, self.checker, **self._words(other, self.turn + 1))
        told: dict[str, object] = {"words": "ground", "rationale": self._why()}
        link = propose(self.session, start, end, self.checker, **told)
        confirm(self.session, link, self.reviewer)

    def reject(self, one: int, _other: int) -> None:
        self._decide(reject_link, one)

    def withdraw_link(self, one: int, _other: int) -> None:
        self._decide(withdraw_link, one)

    def settle(self, one: int, _other: int) -> None:
        self._decide(settle_recheck, one)

    def judge(self, one: int, _other: int) -> None:
        link = self._chosen(Link, one)
        draft = JudgementDraft.model_validate({"outcome": "explained", "outcome_why": "As said."})
        judge_link(self.session, link.id, link.version, draft, self.reviewer)
        self.session.commit()

    def edit(self, one: int, other: int) -> None:
        link = self._chosen(Link, one)
        told = {"relation": "contradicts", "same_time": ("no", "yes")[other % 2]}
        draft = LinkWords.model_validate(told | {"rationale": self._why()})
        revise_link(self.session, link.id, link.version, draft, self.checker)
        self.session.commit()

    def notice(self, one: int, _other: int) -> None:
        source = self._chosen(Source, one)
        touched = [found.id for found in notices.resting_on(self.session, source)]
        told = {"kind": "corrected", "note": f"Note {self.turn}", "appearances": touched}
        draft = notices.PlacedNotice.model_validate(told)
        notices.place_notice(self.session, source.id, draft, self.reviewer)
        self.session.commit()

    def correct_title(self, one: int, _other: int) -> None:
        source = self._chosen(Source, one)
        draft = a_source_draft(title=f"Title {self.turn}", url=source.url, published="2017-09-20")
        revise_source(self.session, source.id, source.version, draft, self.checker)
        self.session.commit()

    def describe(self, one: int, _other: int) -> None:
        told = {"name": f"Speaker {self.turn}", "aliases": [f"Alias {self.turn}"]}
        describe(self.session, self._chosen(Speaker, one), self.checker, **told)

    def merge(self, one: int, other: int) -> None:
        pair = self._chosen(Speaker, one), self._chosen(Speaker, other)
        merge(self.session, *pair, self.reviewer, same=True, reason="One and the same.")

    def part(self, one: int, _other: int) -> None:
        part(self.session, self._chosen(Speaker, one), self.reviewer)

    def rename_topic(self, one: int, _other: int) -> None:
        topic = self._chosen(Topic, one)
        draft = RenamingDraft(name=f"Topic {self.turn}", version=topic.version)
        rename_topic(self.session, topic.id, draft, self.checker)
        self.session.commit()

    def merge_topics(self, one: int, other: int) -> None:
        kept, gone = self._chosen(Topic, one), self._chosen(Topic, other)
        draft = BothSeenDraft(version=kept.version, other_version=gone.version)
        merge_topics(self.session, kept.id, gone.id, draft, self.reviewer)
        self.session.commit()

    def ask(self, one: int, _other: int) -> None:
        about = replies.About("statement", self._chosen(Statement, one).id)
        draft = ReplyDraft.model_validate({"whom": f"Press office {self.turn}"})
        replies.request_comment(self.session, about, draft, self.checker)
        self.session.commit()

    def bring(self, one: int, other: int) -> None:
        """Import two statements that contradict each other, of speakers known and new."""
        names = [f"import-{self.turn}-{side}" for side in (1, 2)]
        link = a_link(names[1], key=f"link-{self.turn}", same_meaning=("yes", "no")[other % 2])
        said = {"speaker": {"name": SPEAKERS[one % 3], "kind": "person"}, "topics": ["Garrison"]}
        lines = a_line(names[0], links=[link], **said), a_line(names[1], quote="All of it.")
        bring(self.session, self.reviewer, *lines)
        self.session.commit()

    def _words(self, one: int, other: int) -> dict[str, Any]:
        where = {"type": "article-newspaper", "title": f"Report {one % 3}"}
        place = {"source": where, "locator": {"exact": f"Passage {self.turn}"}}
        wire = {"type": "article-newspaper", "title": f"Wire {one % 2}"}
        relay = {"name": f"Agency {other % 3}"} | ({"source": wire} if other % 3 else {})
        relays = [relay] if other % 2 else []
        return {
            "quote": f"Nothing of the ground {self.turn}.{one}",
            "claim": f"Claim {self.turn}",
            "speaker": {"name": SPEAKERS[one % len(SPEAKERS)]},
            "role": f"Role {self.turn}",
            "said": DATES[other % len(DATES)],
            "topics": [f"Case {other % 3}"],
            "appearance": place | {"relays": relays},
            "confirmed": True,
        }

    def _why(self) -> str:
        return f"Rationale {self.turn}"

    def _decide(self, deed: Any, one: int) -> None:  # noqa: ANN401 -- one of three deeds
        link = self._chosen(Link, one)
        draft = DecisionDraft(reason=f"Reason {self.turn}")
        deed(self.session, link.id, link.version, draft, self.reviewer)
        self.session.commit()

    def _chosen(self, kind: Any, number: int) -> Any:  # noqa: ANN401 -- a row of any table
        rows = self.session.scalars(select(kind).order_by(kind.id)).all()
        if not rows:
            raise _NothingError
        return rows[number % len(rows)]


DEEDS = (
    *("log", "revise", "withdraw", "restore", "propose", "confirm", "clash", "reject"),
    *("withdraw_link", "settle", "judge", "edit", "notice", "correct_title", "describe"),
    *("merge", "part", "rename_topic", "merge_topics", "ask", "bring"),
)

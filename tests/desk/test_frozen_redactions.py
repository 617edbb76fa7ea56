"""Redactions reach what was frozen."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from sqlalchemy import select, update

from desk import saved_reports
from desk.freezing import proofs
from desk.freezing.freezing import (
    content_of,
    frozen_line,
    values_of,
)
from desk.saved_reports import SavedReportDraft
from models import FrozenReport, Redaction, Source
from tests.desk.drafting import confirm, log, propose, revise
from tests.desk.freezing import conflict, freeze, save_report
from tests.desk.redacting import SAID, everywhere, faults, redact
from tests.desk.speaking import merge

if TYPE_CHECKING:
    from sqlalchemy import Engine
    from sqlalchemy.orm import Session

    from desk.actors import Actor


def test_a_redaction_reaches_it_and_the_first_hash_stays(
    writing: Session, checker: Actor, reviewer: Actor, admin: Actor, engine: Engine
) -> None:
    words = dict.fromkeys(("claim", "context", "told", "where", "in_answer_to", "role"), SAID)
    link = conflict(writing, checker, reviewer, said="2017-09-18", **words)
    statement = link.from_statement
    report_id = save_report(writing, reviewer)
    number = freeze(writing, reviewer, report_id)
    untouched = freeze(writing, reviewer, save_report(writing, reviewer, since="2030"))
    before = frozen_line(writing, report_id, 1)
    revise(writing, statement, checker, quote="We left.", claim="Another claim.")
    redact(writing, admin, "statement", statement.id, *words, "quote", "said", "relays", "passages")
    after = frozen_line(writing, report_id, 1)
    content = content_of(writing, number)
    assert (after.sha256, after.holds) == (before.sha256, hashlib.sha256(content).hexdigest())
    assert after.redacted_sha256 not in {None, before.sha256}
    assert SAID not in everywhere(engine)
    assert list(proofs.faults(writing)) == []
    assert faults(engine) == []
    [pair] = values_of(writing, number).report.pairs
    assert (pair.gap, pair.order_known) == (None, False)
    [blanked] = [side for side in pair.sides if side.id == statement.id]
    assert (blanked.quote, blanked.said, blanked.claim) == ("[redacted]", None, "[redacted]")
    redact(writing, admin, "speaker", statement.speaker_id, "name")
    assert statement.speaker.name == "[redacted]"
    assert "James Mattis" not in content_of(writing, number).decode()
    assert writing.get_one(FrozenReport, untouched).redacted_by is None


def test_whatever_is_redacted_goes_from_it(
    writing: Session, checker: Actor, reviewer: Actor, admin: Actor
) -> None:
    secret = "zanzibarquartz"  # noqa: S105 -- what is to go
    source = {
        "title": secret,
        "type": "webpage",
        "container_title": secret,
        "publisher": secret,
        "genre": secret,
        "authors": [{"family": secret}],
        "csl": {"note": secret},
        "url": f"https://x.example/{secret}",
    }
    one = log(writing, checker, quote="We left.", appearance={"source": source})
    other = log(writing, checker, quote="They stayed.", speaker={"name": "A spokesman"})
    link = propose(
        writing, one, other, checker, relation="contradicts", rationale=f"{secret}, he said"
    )
    confirm(writing, link, reviewer)
    draft = SavedReportDraft(title=secret, introduction=secret)
    saved = saved_reports.save_report(writing, draft, reviewer)
    writing.commit()
    number = freeze(writing, reviewer, saved.id)
    ids = {
        "source": writing.scalars(select(Source.id).where(Source.title == secret)).one(),
        "link": link.id,
        "saved_report": saved.id,
    }
    assert _times(writing, number, secret)
    for each, its in {
        "source": ("title", "authors", "outlet", "addresses", "csl", "genre"),
        "link": ("rationale", "words"),
        "saved_report": ("title", "introduction"),
    }.items():
        before = _times(writing, number, secret)
        redact(writing, admin, each, ids[each], *its)
        assert _times(writing, number, secret) < before
    assert _times(writing, number, secret) == 0


def _times(session: Session, number: int, words: str) -> int:
    return content_of(session, number).decode().count(words)


def test_a_name_goes_from_it_whoever_was_merged_into_whom_since(
    writing: Session, checker: Actor, reviewer: Actor, admin: Actor, engine: Engine
) -> None:
    named = {"name": f"Ann {SAID}"}
    link = conflict(writing, checker, reviewer, speaker=named)
    first = link.from_statement.speaker
    freeze(writing, reviewer, save_report(writing, reviewer, speaker_id=first.id))
    others = [log(writing, checker, speaker={"name": f"{name} {SAID}"}) for name in ("B", "C")]
    second, last = (one.speaker for one in others)
    merge(writing, second, first, checker)
    merge(writing, last, second, checker)
    redact(writing, admin, "speaker", last.id, "name", "aliases", "reasons")
    assert first.name == second.name == last.name == "[redacted]"
    assert SAID not in everywhere(engine)
    assert faults(engine) == []


def test_what_no_redaction_of_the_history_left_so_was_forged(
    writing: Session, checker: Actor, reviewer: Actor, admin: Actor
) -> None:
    link = conflict(writing, checker, reviewer)
    number = freeze(writing, reviewer, save_report(writing, reviewer))
    redact(writing, admin, "statement", link.from_id, "quote")
    assert list(proofs.faults(writing)) == []
    forged = content_of(writing, number).replace(b"They stayed.", b"They left.")
    stone = Redaction(
        subject_type="statement",
        subject_id=link.to_id,
        fields=["quote"],
        reason="Never done.",
        account_id=admin.account_id,
    )
    writing.add(stone)
    writing.flush()
    values = {"content": forged, "redacted_sha256": hashlib.sha256(forged).hexdigest()}
    mine = update(FrozenReport).where(FrozenReport.id == number)
    writing.execute(mine.values(**values, redacted_by=stone.id))
    [fault] = proofs.faults(writing)
    assert "the history tells of no redaction that left it so" in fault
    writing.rollback()

"""What has happened to statements since they left the desk, and nothing that was so before."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from desk import ledger, notices
from desk.exports import digest_of, record_export
from desk.ledger import LedgerScope
from desk.refusals import MissingError, NotAllowedError
from models import Export
from tests.desk.drafting import confirm, found, keep, log, propose, revise, withdraw
from tests.desk.redacting import redact

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from desk.actors import Actor
    from models import Statement


def _leave(session: Session, by: Actor, *statements: Statement) -> int:
    held = [one.id for one in statements]
    left = record_export(session, held, Export(format="text", scope={}), digest_of(b"text"), by)
    session.commit()
    return left.id


def _changed(session: Session, export_id: int) -> list[tuple[int, str]]:
    changes = ledger.export(session, export_id).changes
    return [(one.statement_id, str(one.what)) for one in changes]


@pytest.mark.parametrize(
    ("deed", "what", "followed"),
    [
        ("notice", "corrected", True),
        ("corrects", "corrected", True),
        ("withdraw", "withdrawn", True),
        ("redact", "redacted", True),
        ("revise", "revised", False),
    ],
)
def test_what_happened_since_is_told_of_exports_before_it_alone(  # noqa: PLR0913
    writing: Session,
    checker: Actor,
    reviewer: Actor,
    admin: Actor,
    deed: str,
    what: str,
    *,
    followed: bool,
) -> None:
    statement = log(writing, checker)
    elsewhere = {"type": "webpage", "title": "Elsewhere", "url": "https://example.org/2"}
    other = log(writing, checker, quote="Else.", appearance={"source": elsewhere})
    before = _leave(writing, checker, statement, other)
    if deed == "notice":
        placed = notices.PlacedNotice.model_validate({"kind": "corrected", "date": "2017"})
        notices.place_notice(writing, statement.appearances[0].source_id, placed, reviewer)
        writing.commit()
    elif deed == "corrects":
        link = propose(writing, other, statement, checker, relation="corrects")
        confirm(writing, link, reviewer)
    elif deed == "withdraw":
        withdraw(writing, statement, checker)
    elif deed == "redact":
        redact(writing, admin, "statement", statement.id, "quote")
    else:
        revise(writing, statement, checker, note="Seen.")
    after = _leave(writing, checker, statement, other)
    assert _changed(writing, before) == [(statement.id, what)]
    assert _changed(writing, after) == []
    changed = ledger.exports(writing, LedgerScope(changed=True)).rows
    assert [one.id for one in changed] == ([before] if followed else [])


@pytest.mark.parametrize(
    ("subject", "part"),
    [("speaker", "name"), ("source", "title"), ("relay", "title"), ("capture", "content")],
)
def test_what_a_statement_rests_on_is_redacted_with_it(
    writing: Session, checker: Actor, admin: Actor, subject: str, part: str
) -> None:
    work = {"type": "report", "title": "A wire report"}
    hop = {"name": "Reuters", "source": work}
    capture = keep(writing, checker)
    statement = log(writing, checker, appearance=found(capture_id=capture.id, relays=[hop]))
    elsewhere = {"type": "webpage", "title": "Elsewhere", "url": "https://example.org/2"}
    someone = {"name": "A spokesman"}
    other = log(writing, checker, speaker=someone, appearance={"source": elsewhere})
    before = _leave(writing, checker, statement, other)
    place = statement.appearances[0]
    number = {
        "speaker": statement.speaker_id,
        "source": place.source_id,
        "relay": place.relays[0].source_id,
        "capture": capture.id,
    }[subject]
    assert number
    table = "source" if subject == "relay" else subject
    redact(writing, admin, table, number, part)
    after = _leave(writing, checker, statement, other)
    assert _changed(writing, before) == [(statement.id, "redacted")]
    assert _changed(writing, after) == []
    changed = ledger.exports(writing, LedgerScope(changed=True)).rows
    assert [one.id for one in changed] == [before]


def test_a_correction_that_is_withdrawn_corrects_no_more(
    writing: Session, checker: Actor, reviewer: Actor
) -> None:
    statement = log(writing, checker)
    correction = log(writing, checker, quote="I was wrong.", said="2017-09-20")
    export = _leave(writing, checker, statement)
    confirm(
        writing, propose(writing, correction, statement, checker, relation="corrects"), reviewer
    )
    assert _changed(writing, export) == [(statement.id, "corrected")]
    withdraw(writing, correction, checker)
    assert _changed(writing, export) == []


def test_the_ledger_counts_how_often_a_statement_left(writing: Session, checker: Actor) -> None:
    one, other = log(writing, checker), log(writing, checker, quote="Else.")
    assert ledger.departures(writing, one.id).times == 0
    _leave(writing, checker, one)
    last = _leave(writing, checker, one, other)
    assert ledger.departures(writing, one.id).times == 2
    assert ledger.count_with(writing, [one.id, other.id]) == 2
    assert ledger.statements_in(writing, last).rows == (one.id, other.id)
    assert ledger.exports(writing, LedgerScope(), size=1).next == last


def test_to_whom_is_noted_by_whoever_sent_it_or_a_reviewer(
    writing: Session, checker: Actor, reviewer: Actor, admin: Actor
) -> None:
    export = _leave(writing, admin, log(writing, checker))
    with pytest.raises(NotAllowedError):
        ledger.address(writing, export, "me", checker)
    ledger.address(writing, export, "the print desk", reviewer)
    writing.commit()
    assert ledger.export(writing, export).to_whom == "the print desk"
    with pytest.raises(MissingError):
        ledger.address(writing, 4711, None, reviewer)
    with pytest.raises(MissingError):
        ledger.export(writing, 4711)

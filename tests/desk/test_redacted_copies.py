"""What is copied, renamed, replaced or gone is redacted with the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from desk import notices
from desk.accounts import set_active
from desk.appearances import add_appearance, remove_appearance
from desk.decisions import withdraw_link
from desk.history.audit import record
from desk.link_drafts import DecisionDraft
from desk.merging.drafts import MergerDraft
from desk.merging.mergers import merge_speakers
from desk.redacting.redactable import MODELS, PARTS
from desk.redacting.tombstones import tombstones_of
from desk.refusals import RefusedError
from desk.source_drafts import AppearanceDraft
from models import (
    Account,
    Capture,
    Job,
    JobRow,
    Link,
    Review,
    Source,
    Speaker,
    Statement,
)
from models.terms import Imported, JobState, Verdict
from models.tombstone import TOMBSTONE
from tests.desk.drafting import (
    confirm,
    found,
    log,
    propose,
)
from tests.desk.importing import SOURCE, a_line, bring

if TYPE_CHECKING:
    from sqlalchemy import Engine
    from sqlalchemy.orm import Session

    from desk.actors import Actor

from tests.desk.redacting import SAID, everywhere, faults, redact


def test_rows_that_are_gone_are_found_in_the_history(
    writing: Session, admin: Actor, engine: Engine
) -> None:
    told = {"translations": [{"language": "fr", "text": SAID, "kind": "ours"}]}
    hop = [{"source": SOURCE, "relays": [{"name": f"{SAID} agency"}]}]
    log_line = a_line("s1", **told, appearances=hop)
    bring(writing, admin, a_line("s1"))
    bring(writing, admin, log_line, update=True)
    statement = writing.scalars(select(Statement)).one()
    statement.note = "x"
    writing.rollback()
    bring(writing, admin, a_line("s1"), update=True)
    redact(writing, admin, "statement", statement.id, "translations", "relays")
    assert SAID not in everywhere(engine)
    assert faults(engine) == []


def test_the_reason_of_a_deed_that_stands_in_the_history_alone_goes(
    writing: Session, checker: Actor, admin: Actor, engine: Engine
) -> None:
    statement = log(writing, checker)
    draft = AppearanceDraft.model_validate({"source": SOURCE})
    second = add_appearance(writing, statement.id, statement.version, draft, checker)
    remove_appearance(writing, second.id, statement.version, SAID, checker)
    writing.commit()
    assert SAID in everywhere(engine)
    done = redact(writing, admin, "statement", statement.id, "reasons")
    assert done.events == 1
    assert SAID not in everywhere(engine)
    assert faults(engine) == []


def test_a_name_is_erased(writing: Session, checker: Actor, admin: Actor, engine: Engine) -> None:
    speaker = {"name": "Johanna Quick", "aliases": ["J. Quick", "Jo Quick"], "note": "Quick"}
    said = log(writing, checker, speaker=speaker, role="Quick of the ministry")
    redact(writing, admin, "speaker", said.speaker_id, *PARTS["speaker"])
    assert "quick" not in everywhere(engine).casefold()
    kept = writing.scalars(select(Speaker)).one()
    assert (kept.name, kept.name_key, kept.names) == (TOMBSTONE, TOMBSTONE, [])
    assert faults(engine) == []


def test_the_parts_of_a_source_go(
    writing: Session, checker: Actor, reviewer: Actor, admin: Actor, engine: Engine
) -> None:
    told = {
        "type": "webpage",
        "title": "Kolwezi title",
        "authors": [{"family": "Kolwezi", "given": "A"}],
        "container_title": "Kolwezi Times",
        "url": "https://kolwezi.example/1",
        "csl": {"section": "Kolwezi"},
    }
    log(writing, checker, appearance=found(source=told))
    placed = notices.PlacedNotice.model_validate({"kind": "corrected", "note": "Not in Kolwezi."})
    notices.place_notice(writing, 1, placed, reviewer)
    writing.commit()
    redact(writing, admin, "source", 1, *PARTS["source"])
    assert "kolwezi" not in everywhere(engine).casefold()
    source = writing.scalars(select(Source)).one()
    assert (source.title, source.url, source.authors, source.csl) == (TOMBSTONE, None, [], {})
    assert faults(engine) == []


def test_a_capture_keeps_neither_bytes_nor_a_hash_to_guess(
    writing: Session, secret: Statement, admin: Actor
) -> None:
    redact(writing, admin, "capture", 1, "content")
    capture = writing.scalars(select(Capture)).one()
    assert (capture.content, capture.text, capture.sha256) == (b"", "", "redacted-1")
    assert capture.redacted_at is not None
    assert writing.scalars(select(Link)).one().recheck
    assert secret.appearances[0].start is None


@pytest.mark.parametrize("part", ["url", "filename"])
def test_a_capture_of_which_only_the_place_goes_keeps_its_text(
    writing: Session, secret: Statement, admin: Actor, part: str
) -> None:
    found = secret.appearances[0]
    before = (found.check, found.start, found.checked_at)
    redact(writing, admin, "capture", 1, part)
    capture = writing.scalars(select(Capture)).one()
    assert capture.redacted_at is None
    assert capture.text
    assert (found.check, found.start, found.checked_at) == before
    assert not writing.scalars(select(Link)).one().recheck
    [stone] = tombstones_of(writing, "capture", 1)
    assert stone.parts == (part,)


def test_why_a_speaker_was_merged_goes_with_the_reasons(
    writing: Session, checker: Actor, admin: Actor, engine: Engine
) -> None:
    kept, other = (log(writing, checker, speaker={"name": name}).speaker for name in ("A", "B"))
    draft = MergerDraft(version=kept.version, other_version=other.version, reason=SAID)
    merge_speakers(writing, kept.id, other.id, draft, checker)
    writing.commit()
    assert SAID in everywhere(engine)
    redact(writing, admin, "speaker", kept.id, "reasons")
    assert SAID not in everywhere(engine)
    assert other.note == TOMBSTONE
    assert faults(engine) == []


@pytest.mark.parametrize("subject", ["statement", "speaker", "source"])
def test_reasons_that_the_history_alone_tells_go(
    writing: Session, secret: Statement, admin: Actor, engine: Engine, subject: str
) -> None:
    row = writing.get_one(MODELS[subject], 1)
    assert secret.id == row.id  # type: ignore[attr-defined]
    record(writing, admin, f"{subject}:revise", row, because="Kept to himself in Likasi")
    writing.commit()
    assert redact(writing, admin, subject, 1, "reasons").events == 1
    assert "Likasi" not in everywhere(engine)
    assert faults(engine) == []


def test_a_reason_for_a_recheck_that_repeats_it_goes_too(
    writing: Session, secret: Statement, checker: Actor, reviewer: Actor, admin: Actor
) -> None:
    correction = log(writing, checker, quote="I was wrong.", said="2017-09-20")
    link = propose(writing, correction, secret, checker, relation="corrects", rationale=SAID)
    confirm(writing, link, reviewer)
    [waiting] = writing.scalars(select(Link).where(Link.recheck.is_(True)))
    assert SAID in (waiting.recheck_why or "")
    redact(writing, admin, "link", link.id, "rationale")
    assert SAID not in (waiting.recheck_why or "")
    assert link.rationale == TOMBSTONE


def test_the_reason_of_a_withdrawn_link_and_a_rating_go(
    writing: Session, secret: Statement, reviewer: Actor, admin: Actor, engine: Engine
) -> None:
    link = writing.scalars(select(Link)).one()
    why = DecisionDraft(reason="Mbandaka told us.")
    withdraw_link(writing, link.id, link.version, why, reviewer)
    writing.commit()
    bring(writing, admin, a_line("s9", reviews=[{"word": "False", "summary": "Mbandaka"}]))
    review = writing.scalars(select(Review)).one()
    redact(writing, admin, "link", link.id, "reasons")
    redact(writing, admin, "review", review.id, "summary")
    assert "Mbandaka" not in everywhere(engine)
    assert (review.word, secret.quote) == ("False", SAID)


def test_jobs_forget_what_they_carried(
    writing: Session, secret: Statement, admin: Actor, engine: Engine
) -> None:
    job = Job(
        kind="import",
        state=JobState.QUEUED,
        arguments={},
        content=f'{{"quote": "{SAID}"}}'.encode(),
        result={"said": SAID},
        account_id=admin.account_id,
    )
    writing.add(job)
    writing.flush()
    line = JobRow(
        job_id=job.id,
        number=1,
        line=1,
        what=Imported.STATEMENT,
        verdict=Verdict.MADE,
        text=SAID[:30],
        field="",
        why="",
    )
    writing.add(line)
    record(writing, admin, "job:make", job)
    writing.commit()
    redact(writing, admin, "statement", secret.id, *PARTS["statement"])
    assert (job.content, job.result, job.state) == (None, {}, JobState.CANCELLED)
    assert line.text == TOMBSTONE
    redact(writing, admin, "capture", 1, "content")
    left = everywhere(engine)
    assert "informant" not in left


def test_a_tried_file_goes_however_it_writes_the_words(
    writing: Session, admin: Actor, secret: Statement
) -> None:
    tried = Job(
        kind="import",
        state=JobState.DONE,
        arguments={},
        content=SAID.replace(" ", "\n  - ").encode(),
        result={},
        account_id=admin.account_id,
    )
    writing.add(tried)
    record(writing, admin, "job:make", tried)
    writing.commit()
    redact(writing, admin, "statement", secret.id, "quote")
    assert tried.content is None


def test_a_disabled_account_loses_its_name(
    writing: Session, checker: Actor, admin: Actor, engine: Engine
) -> None:
    account = writing.get_one(Account, checker.account_id)
    with pytest.raises(RefusedError, match="Disable"):
        redact(writing, admin, "account", account.id, "name", "email")
    writing.rollback()
    account.name = "Ada Kolwezi"
    set_active(writing, account, admin, active=False)
    writing.commit()
    redact(writing, admin, "account", account.id, "name", "email")
    assert "Kolwezi" not in everywhere(engine)
    assert account.email == f"redacted-{account.id}@invalid"
    assert faults(engine) == []

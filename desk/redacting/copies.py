"""What is copied elsewhere goes with a record: marked words, reasons, jobs, articles that wait."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, TypeGuard

from sqlalchemy import or_, select

from desk.checks import check_quote
from desk.rechecks import recheck_links_of
from desk.redacting.events import Trace
from desk.redacting.proposals import (
    AT_ONCE,
    PROBED,
    blank_batches,
    blank_proposals,
    hold_jobs,
)
from desk.redacting.redactable import blank
from desk.scopes import found_in
from models import (
    Appearance,
    Capture,
    Job,
    JobRow,
    Link,
    PendingCapture,
    Source,
    Speaker,
    Statement,
)
from models.terms import JobState, QuoteCheck
from models.tombstone import TOMBSTONE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sqlalchemy.orm import Session

#: The parts of a statement whose words a link may have marked.
MARKED = frozenset({"quote", "claim", "passages"})
PROBE = 20
"""So much of a value is enough to know it again in a line of a job, which is cut short."""
LEAST = 3
_OVER = (JobState.DONE, JobState.FAILED, JobState.CANCELLED)


def blank_copies(
    session: Session,
    row: Any,  # noqa: ANN401 -- a row of any table
    parts: Iterable[str],
    values: Sequence[str],
) -> list[Trace]:
    """Blank what was copied out of a record, and return where events tell it."""
    probes = [one[:PROBE] for one in values if len(one.strip()) >= LEAST]
    bytes_gone = row.content if is_text_gone(row, parts) else None
    _waiting(session, probes, bytes_gone)
    hold_jobs(session)
    blank_batches(session, probes, bytes_gone)
    blank_proposals(session, row, is_text_gone(row, parts), values)
    return [
        *_marked_words(session, row, parts),
        *_reasons(session, values),
        *_jobs(session, probes),
    ]


def is_text_gone(row: Any, parts: Iterable[str]) -> TypeGuard[Capture]:  # noqa: ANN401
    """Tell whether a redaction takes the text of a capture, and not only what is said of it."""
    return isinstance(row, Capture) and "content" in parts


def rest_anew(session: Session, row: Any, parts: Iterable[str]) -> None:  # noqa: ANN401
    """Have the checks and the confirmed links that rest on a redacted record be looked at again.

    Nothing rests on the address or the file name of a capture.
    """
    if isinstance(row, Capture) and not is_text_gone(row, parts):
        return
    if isinstance(row, Capture):
        _uncheck(session, Appearance.capture_id == row.id)
        _compare_anew(session, row)
    elif isinstance(row, Statement) and {"quote", "passages"} & set(parts):
        _uncheck(session, Appearance.statement_id == row.id)
    why = f"{row.__tablename__} {row.id} was redacted: {', '.join(parts)}"
    for statement in _resting(session, row):
        recheck_links_of(session, statement, why)


def _resting(session: Session, row: Any) -> Iterator[Statement]:  # noqa: ANN401
    if isinstance(row, Statement):
        yield row
        return
    chosen = select(Statement)
    if isinstance(row, Speaker):
        yield from session.scalars(chosen.where(Statement.speaker_id == row.id))
    elif isinstance(row, Source):
        yield from session.scalars(chosen.where(Statement.id.in_(found_in(row.id))))
    elif isinstance(row, Capture):
        held = select(Appearance.statement_id).where(Appearance.capture_id == row.id)
        yield from session.scalars(chosen.where(Statement.id.in_(held)))


def _uncheck(session: Session, condition: Any) -> None:  # noqa: ANN401
    for found in session.scalars(select(Appearance).where(condition)):
        found.check, found.checked_at = QuoteCheck.NOT_CHECKED, None
        found.start = found.end = None


def _compare_anew(session: Session, gone: Capture) -> None:
    """Check the words that rest on other captures of the source: what it said last is another."""
    others = select(Appearance).where(
        Appearance.source_id == gone.source_id,
        Appearance.capture_id != gone.id,
        Appearance.check != QuoteCheck.NOT_CHECKED,
    )
    for found in session.scalars(others):
        check_quote(found.statement, found)


def _marked_words(session: Session, row: Any, parts: Iterable[str]) -> Iterator[Trace]:  # noqa: ANN401
    if not isinstance(row, Statement) or not MARKED & set(parts):
        return
    touching = select(Link).where(or_(Link.from_id == row.id, Link.to_id == row.id))
    for link in session.scalars(touching):
        side = "words" if link.from_id == row.id else "to_words"
        blank(link, side)
        yield Trace("link", frozenset({side}), {link.id})


def _reasons(session: Session, values: Sequence[str]) -> Iterator[Trace]:
    """Blank why links wait for a re-check, where that repeats what is to go."""
    probes = [one[:PROBED] for one in values if len(one.strip()) >= LEAST]
    if not probes:
        return
    told = or_(*(Link.recheck_why.contains(one, autoescape=True) for one in probes))
    for link in session.scalars(select(Link).where(told)):
        link.recheck_why = TOMBSTONE
        yield Trace("link", frozenset({"recheck_why"}), {link.id})


def _jobs(session: Session, probes: Sequence[str]) -> Iterator[Trace]:
    """Blank files, results and rows of imports that hold what is to go."""
    for start in range(0, len(probes), AT_ONCE):
        some = probes[start : start + AT_ONCE]
        told = (column.contains(one, autoescape=True) for one in some for column in _TOLD)
        for line in session.scalars(select(JobRow).where(or_(*told))):
            line.text, line.why = line.text and TOMBSTONE, line.why and TOMBSTONE
            yield Trace("job_row", frozenset({"text", "why"}), set(), "job_id", {line.job_id})
    for job in session.scalars(select(Job)) if probes else ():
        if _blank_job(job, probes):
            yield Trace("job", frozenset({"result", "error", "arguments"}), {job.id})


def _blank_job(job: Job, probes: Sequence[str]) -> bool:
    told = json.dumps([job.result, job.arguments, job.error], ensure_ascii=False)
    carried = (job.content or b"").decode(errors="replace")
    if _holds(told, probes):
        job.result, job.arguments, job.error = {}, {}, job.error and TOMBSTONE
    if job.state in _OVER:
        # A format may write the words otherwise than the record does: no such file stays.
        job.content = None
    elif _holds(carried, probes):
        job.content, job.state = None, JobState.CANCELLED
    return _holds(told, probes)


_TOLD = (JobRow.text, JobRow.why)


def _waiting(session: Session, probes: Sequence[str], bytes_gone: bytes | None) -> None:
    """Take away the articles that wait with what is to go; whoever brought one brings it again."""
    # One by one: each may be as great as an upload may be.
    for number in session.scalars(select(PendingCapture.id).order_by(PendingCapture.id)).all():
        held = session.get(PendingCapture, number, with_for_update=True)
        if held is None:
            # Who tidies up was faster.
            continue
        if held.content == bytes_gone or _carries(held, probes):
            session.delete(held)
        else:
            session.expunge(held)


def _carries(held: PendingCapture, probes: Sequence[str]) -> bool:
    told = json.dumps([held.details, held.url, held.filename, held.note], ensure_ascii=False)
    texts = (held.text, held.content.decode(errors="replace"), told)
    found = [one for text in texts for one in (text, " ".join(text.split()))]
    return any(_holds(one, probes) for one in found)


def _holds(text: str, probes: Iterable[str]) -> bool:
    return any(one in text or json.dumps(one)[1:-1] in text for one in probes)

"""Imports as jobs: a trial that stores nothing and lists every row, then, on request, the storing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from desk import jobs as desk
from desk.actors import actor_of
from desk.importing.imports import FileName, ImportOptions, import_read, refuse_unread
from desk.importing.rows import counts, in_order, row_of
from desk.readers.faults import ImportRefusedError
from desk.readers.formats import read_file
from desk.refusals import NotAllowedError
from desk.visiting import viewer
from models import Account, Permission
from models.terms import Face
from views.context import reading, see_as, trying, writing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from desk.actors import Actor
    from desk.importing.imports import ImportResult
    from desk.importing.rows import ImportRow
    from desk.readers.faults import Fault
    from desk.readers.reading import FileRead
    from models import Job
    from views.jobs import AtWork

KIND = "import"


@dataclass(frozen=True)
class ImportTask:
    """What an import as a job is asked to do; a trial stores nothing."""

    name: str
    format: str | None = None
    update: bool = False
    partial: bool = False
    trial: bool = True

    @classmethod
    def of(cls, job: Job) -> ImportTask:
        """Return what a job is asked to do."""
        return cls(**job.arguments)


def run(at_work: AtWork) -> None:
    """Read the file, then go through all of it in one transaction, which a trial takes back.

    A trial ends with the faults that reading found, unless the good lines are to be kept.
    """
    job = at_work.job(reading())
    task, account_id = ImportTask.of(job), job.account_id
    file = FileName(job.content or b"", task.name)
    see_as(viewer(reading(), account_id))
    reading().rollback()
    good = False
    try:
        read = _read(at_work, task, file)
        if task.trial and not task.partial:
            good = len(read) > 0
            refuse_unread(read)
        _store(at_work, task, file, read, account_id)
    except ImportRefusedError as refused:
        _finish_refused(at_work, refused.faults, untried=good)


def _read(at_work: AtWork, task: ImportTask, file: FileName) -> FileRead:
    def tell(done: int, total: int) -> None:
        at_work.progress("reading", done, total, renew=True)

    return read_file(file.content, file.name, task.format, tell)


def _store(
    at_work: AtWork, task: ImportTask, file: FileName, read: FileRead, account_id: int
) -> None:
    def tell(done: int, total: int) -> None:
        at_work.progress("trying" if task.trial else "storing", done, total, renew=False)

    options = ImportOptions(
        update=task.update, keep_good=task.partial, trial=task.trial, progress=tell
    )
    with trying() if task.trial else writing() as session:
        # What stores keeps the job to itself, so that nobody else takes it or ends it meanwhile.
        job = None if task.trial else at_work.job(session)
        result = import_read(session, read, _actor(session, account_id), options, file)
        if job is not None:
            at_work.heed()
            desk.let_go_of_content(job)
            desk.finish_job(session, at_work.claim, _summary(result, task), result.rows)
            session.commit()
            return
    at_work.finish(_summary(result, task), result.rows)


def _actor(session: Session, account_id: int) -> Actor:
    account = session.get_one(Account, account_id)
    if not account.may(Permission.IMPORT):
        message = f"{account.email} may not import any more."
        raise NotAllowedError(message)
    return actor_of(account, Face.JOB)


def _summary(result: ImportResult, task: ImportTask) -> dict[str, Any]:
    """Return what a page says of an import at its top; `stored` counts the statements."""
    return {
        "counts": result.counts,
        "dropped": list(result.dropped),
        "changed": result.changed,
        "unit": result.unit,
        "refused": bool(result.faults) and not task.partial,
    }


def _finish_refused(at_work: AtWork, faults: Sequence[Fault], *, untried: bool) -> None:
    """Note the faults for which nothing of the file was taken; `untried`: it has good lines too."""
    rows: list[ImportRow] = in_order(map(row_of, faults))
    result = {
        "counts": counts(rows),
        "dropped": [],
        "changed": False,
        "refused": True,
        "untried": untried,
    }
    at_work.finish(result, rows)
